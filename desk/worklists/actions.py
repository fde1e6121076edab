"""Saying of two entries that they are not the same, and taking that back."""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from desk.models import Pair
from entries import rights
from entries.actions import record

if TYPE_CHECKING:
    from django.contrib.auth.models import User


@transaction.atomic
def dismiss_pair(pair: Pair, user: "User") -> None:
    """Keep two entries apart for good. Reviewers may (PermissionDenied)."""
    _judge(pair, user, "keep_apart", dismissed_by=user, dismissed_at=timezone.now())


@transaction.atomic
def take_pair_up(pair: Pair, user: "User") -> None:
    """Let two entries be proposed again. Reviewers may (PermissionDenied)."""
    _judge(pair, user, "propose_again", dismissed_by=None, dismissed_at=None)


def _judge(pair: Pair, user: "User", action: str, **columns: object) -> None:
    if not rights.may_review(user):
        raise PermissionDenied
    for name, value in columns.items():
        setattr(pair, name, value)
    pair.save(update_fields=[*columns])
    record(pair.first, user, action, pair.second.pid)
    record(pair.second, user, action, pair.first.pid)
