"""The secret part of a feed's address. A reader of feeds cannot log in; it has this instead.

It says who asks, signed with the archive's key, and stops being valid when it is renewed.
"""

from typing import TYPE_CHECKING, Final

from django.contrib.auth.models import User
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import F

from desk.models import FeedKey

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

SALT: Final = "desk.changes.feed"


def key_of(user: "User | AnonymousUser") -> str:
    """Return the key of a user (one query). Nobody else can make it."""
    serial = FeedKey.objects.filter(user=user.pk).values_list("serial", flat=True).first()
    return _sign(user.pk or 0, serial or 0)


@transaction.atomic
def renew_key(user: User) -> None:
    """Make the key that a user has invalid; there is another one from now on."""
    FeedKey.objects.get_or_create(user=user)
    FeedKey.objects.filter(user=user).update(serial=F("serial") + 1)


def user_with(key: str) -> User | None:
    """Return whose key this is; None if it is nobody's, or is not valid any more (two queries)."""
    try:
        pk, _dot, serial = Signer(salt=SALT).unsign(key).partition(".")
    except BadSignature:
        return None
    user = User.objects.filter(pk=int(pk), is_active=True, is_staff=True).first()
    if user is None or key_of(user) != _sign(user.pk, int(serial)):
        return None
    return user


def _sign(pk: int, serial: int) -> str:
    return Signer(salt=SALT).sign(f"{pk}.{serial}")
