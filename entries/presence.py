"""Who else has an entry's form open. Every call costs one write at most, and two short reads."""

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from django.db.models import QuerySet
from django.utils import timezone

from entries.models import Entry, Presence

if TYPE_CHECKING:
    from django.contrib.auth.models import User

PING_SECONDS: Final = 20
"""How often a browser says that the form is still open."""
OPEN_FOR: Final = timedelta(seconds=90)
"""How long after that it is believed: a browser asks a hidden tab for patience, up to a minute."""
OPEN_WITHOUT_SCRIPT: Final = timedelta(minutes=10)
"""How long a form counts as open that was loaded and from which nothing more is heard."""
MOST_SHOWN: Final = 10


def arrive(entry: Entry, user: "User") -> list[Presence]:
    """Note that `user` has loaded the form; return the others who have it open.

    What has run out, of any entry, is deleted on this occasion.
    """
    Presence.objects.filter(until__lt=timezone.now()).delete()
    _note(entry, user, OPEN_WITHOUT_SCRIPT)
    return list(others(entry, user))


def stay(entry: Entry, user: "User") -> list[Presence]:
    """Note that `user` still has the form open; return the others."""
    _note(entry, user, OPEN_FOR)
    return list(others(entry, user))


def leave(entry: Entry, user: "User") -> None:
    """Forget that `user` has the form open."""
    Presence.objects.filter(pid=entry.pid, user=user).delete()


def others(entry: Entry, user: "User") -> QuerySet[Presence]:
    """Return who else has the form open, those longest there first."""
    found = Presence.objects.filter(pid=entry.pid, until__gt=timezone.now()).exclude(user=user)
    return found.select_related("user").order_by("since", "pk")[:MOST_SHOWN]


def _note(entry: Entry, user: "User", open_for: timedelta) -> None:
    """Write one row, or prolong the one there is, in a single statement."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(pid=entry.pid, user=user, since=now, until=now + open_for)],
        update_conflicts=True,
        unique_fields=["pid", "user"],
        update_fields=["until"],
    )
