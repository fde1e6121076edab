"""What people do to accounts: each checks who asks, acts, and leaves a line in the log."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from desk.accounts import factor
from desk.accounts.log import Action, record
from desk.accounts.sessions import end_sessions

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def set_up(user: "User", secret: str, code: str, session: str) -> tuple[Any, list[str]]:
    """Set up the second factor of one's own; return its device and the backup codes.

    All sessions but the one with this key end: they have not shown a code. Raises ValidationError
    for a wrong code, PermissionDenied if there is a second factor already.
    """
    if factor.has_factor(user):
        raise PermissionDenied
    device = factor.keep_secret(user, secret, code)
    if device is None:
        raise ValidationError(
            _("This is not the code of now. Is the clock of your telephone right?"), code="code"
        )
    codes = factor.make_codes(user)
    record(Action.FACTOR_SET, user.get_username())
    end_sessions(user, but=session)
    return device, codes


def verify(user: "User", code: str) -> Any:
    """Return the device whose code it is. Raises ValidationError for a wrong one, or too many."""
    if factor.must_wait(user):
        raise ValidationError(
            _("Too many wrong codes. Wait a little, then try the next one."), code="wait"
        )
    device = factor.check_code(user, code)
    if device is None:
        raise ValidationError(
            _("This code does not fit. Each can be used once, and soon."), code="code"
        )
    if factor.is_backup(device):
        record(Action.CODE_USED, user.get_username())
    return device


def renew_codes(user: "User", code: str) -> list[str]:
    """Return new backup codes in place of the old; a code of now must come with it."""
    verify(user, code)
    record(Action.CODES_MADE, user.get_username())
    return factor.make_codes(user)


def turn_off(user: "User", code: str) -> bool:
    """Turn one's own second factor off and return True; a code of now must come with it."""
    verify(user, code)
    record(Action.FACTOR_OFF, user.get_username())
    return factor.forget_factor(user)


@transaction.atomic
def reset(user: "User", by: "User") -> None:
    """Take the second factor from somebody who has lost it, and end all their sessions.

    Raises PermissionDenied unless a superuser asks, ValidationError if there is none.
    """
    if not by.is_superuser:
        raise PermissionDenied
    if not factor.forget_factor(user):
        raise ValidationError(_("There is no second factor to reset."), code="none")
    record(Action.FACTOR_RESET, user.get_username())
    end_sessions(user)


def end(user: "User", by: "User", visit: int | None = None, but: str = "") -> int:
    """End sessions of a user (see `end_sessions`) and return how many.

    One's own; those of others only for a superuser, else PermissionDenied is raised.
    """
    if by.pk != user.pk and not by.is_superuser:
        raise PermissionDenied
    ended = end_sessions(user, visit, but)
    if ended:
        record(Action.SESSIONS_ENDED, user.get_username(), str(ended))
    return ended
