"""What a session still owes before the desk opens: a code, or the setting up of a second factor."""

from typing import TYPE_CHECKING, Any, Final

from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.http import HttpRequest

from desk.accounts import factor
from entries import rights

if TYPE_CHECKING:
    from django.contrib.auth.models import User

DEMO_EDITOR: Final = "editor"
OWES: Final = "owes_code"
"""In the session of whoever has a second factor, from signing in until the code came."""
CODE: Final = "code"
SET_UP: Final = "set-up"


def connect() -> None:
    """Listen to who signs in, and let those have no right who owe a second factor."""
    rights.register_bar(owes_factor)
    user_logged_in.connect(_signed_in, dispatch_uid="second-factor-owed")


def demand_of(request: HttpRequest, user: Any) -> str:
    """Return CODE, SET_UP, or nothing if the session may go on.

    No query, unless the archive demands a second factor of somebody: then two at most.
    """
    if not user.is_authenticated or user.is_verified():
        return ""
    if request.session.get(OWES):
        return CODE
    if not is_demanded_of(user):
        return ""
    return CODE if factor.has_factor(user) else SET_UP


def is_demanded_of(user: "User") -> bool:
    """Tell whether SECOND_FACTOR_FOR names this user. The demo editor belongs to everybody."""
    names: list[str] = settings.SECOND_FACTOR_FOR
    if not names or (settings.DEMO and user.get_username() == DEMO_EDITOR):
        return False
    if user.is_superuser and "superuser" in names:
        return True
    return user.groups.filter(name__in=names).exists()


def owes_factor(user: Any) -> bool:
    """Tell whether a second factor is demanded of a user who has none.

    That is a matter of the account, and holds where there is no session: for plans and jobs.
    """
    shown = getattr(user, "is_verified", None)
    if shown is not None and shown():
        return False
    return is_demanded_of(user) and not factor.has_factor(user)


def settle(request: HttpRequest) -> None:
    """Owe nothing any more."""
    request.session.pop(OWES, None)


def _signed_in(request: HttpRequest, user: "User", **kwargs: Any) -> None:
    settle(request)
    if factor.has_factor(user):
        request.session[OWES] = True
