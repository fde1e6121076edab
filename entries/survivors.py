"""What stands for many entries at once, now that some were merged into others."""

from collections.abc import Iterable
from typing import Final

from entries.models import Entry
from entries.prepared import PreparedModels

MOST_STEPS: Final = 20
"""Merges that are followed one after another: more than this is a circle."""

with_pids: Final = PreparedModels(Entry, lambda wanted: Entry.objects.filter(pid__in=wanted))
"""Return the entries with these identifiers, whatever their status: one query."""


def find_survivors(entries: Iterable[Entry]) -> dict[str, Entry]:
    """Return what every one of the entries was merged into, or itself, by its identifier.

    A query for each step of merges, hardly ever more than one. Of one entry, `Entry.survivor`.
    """
    found = {one.pid: one for one in entries}
    for _step in range(MOST_STEPS):
        keys = {one.merged_into_id for one in found.values()} - {None}
        if not keys:
            break
        rows = Entry.objects.in_bulk([key for key in keys if key is not None])
        found = {pid: rows.get(one.merged_into_id or 0, one) for pid, one in found.items()}
    return found
