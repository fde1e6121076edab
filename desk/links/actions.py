"""Saying of a dead address that nothing is to be done about it, and taking that back."""

from typing import TYPE_CHECKING, Final

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from desk.links.checking import inspect_leading_to
from desk.links.models import Link
from entries import rights

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CODE: Final = "dead-links"
MOST_SHOWN: Final = 50


def dismiss_link(link: Link, user: "User") -> None:
    """Leave an address out of the list until it has answered again. Reviewers may."""
    _judge(link, user, dismissed_at=timezone.now(), dismissed_by=user)


def take_link_up(link: Link, user: "User") -> None:
    """Let an address stand in the list again. Reviewers may."""
    _judge(link, user, dismissed_at=None, dismissed_by=None)


def dismissed_links() -> list[Link]:
    """Return the addresses that were dismissed, the last first (one query)."""
    rows = Link.objects.exclude(dismissed_at=None).order_by("-dismissed_at")
    return list(rows[:MOST_SHOWN])


def _judge(link: Link, user: "User", **columns: object) -> None:
    if not rights.may_review(user):
        raise PermissionDenied
    for name, value in columns.items():
        setattr(link, name, value)
    link.save(update_fields=[*columns])
    inspect_leading_to({link.address})
