"""What stands for many identifiers at once: entries, survivors of merges, tombstones, nothing."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from django.http import QueryDict

from entries import pid as pids
from entries.choices import Status
from entries.models import Entry
from entries.survivors import find_survivors, with_pids
from history.models import Closure

LOOKS_LIKE_ONE: Final = re.compile(r"(?<![0-9a-zA-Z])[0-9a-z]{7}(?![0-9a-zA-Z])")


@dataclass(frozen=True, slots=True)
class Stand:
    """What stands for an identifier that was asked for.

    `entry` is public; else `gone` is what was, and if neither is there, nothing ever was.
    """

    asked: str
    entry: Entry | None = None
    gone: Entry | None = None
    is_named: bool = False
    """Whether the name of what is gone may be said."""
    also: tuple[str, ...] = ()
    """Further identifiers that were asked for and mean the same entry."""

    @property
    def moved(self) -> bool:
        """Whether the entry is the survivor of a merge."""
        return self.entry is not None and self.entry.pid != self.asked


def pids_in(text: str) -> list[str]:
    """Return the identifiers in a text, each once: bare, or in addresses of this archive."""
    found = LOOKS_LIKE_ONE.findall(text)
    return list(dict.fromkeys(one for one in found if pids.is_valid(one)))


def asked_pids(params: QueryDict, most: int) -> tuple[list[str], int]:
    """Return the identifiers that `id` names, at most `most`, and how many there were."""
    wanted = dict.fromkeys(one for one in params.getlist("id") if pids.is_valid(one))
    return list(wanted)[:most], len(wanted)


def find_stands(wanted: Sequence[str]) -> list[Stand]:
    """Return what stands for the identifiers, in their order, each entry once; queries as below."""
    once: dict[int | str, list[Stand]] = {}
    for one in find_each_stand(wanted):
        once.setdefault(one.entry.pk if one.entry is not None else one.asked, []).append(one)
    return [replace(first, also=tuple(one.asked for one in more)) for first, *more in once.values()]


def find_each_stand(wanted: Sequence[str]) -> list[Stand]:
    """Return what stands for each identifier, in their order.

    A query for them, one for each step of merges (hardly ever more than one), and one for what is
    gone: whether it was closed.
    """
    asked = {one.pid: one for one in with_pids(wanted) if one.published_at is not None}
    survivors = find_survivors(asked.values())
    gone = [one for pid, one in asked.items() if not survivors[pid].is_public]
    closed = _closed([*gone, *(survivors[one.pid] for one in gone)])
    return [_stand(pid, asked.get(pid), survivors, closed) for pid in wanted]


def _stand(
    pid: str, entry: Entry | None, survivors: Mapping[str, Entry], closed: set[int]
) -> Stand:
    if entry is None:
        return Stand(pid)
    survivor = survivors[pid]
    if survivor.is_public:
        return Stand(pid, survivor)
    left = survivor if survivor.status == Status.WITHDRAWN else entry
    named = left.status in {Status.WITHDRAWN, Status.MERGED} and left.pk not in closed
    return Stand(pid, None, left, named)


def _closed(entries: Sequence[Entry]) -> set[int]:
    """Return which of the entries nothing may be said of."""
    if not entries:
        return set()
    rows = Closure.objects.filter(entry__in=[one.pk for one in entries], lifted_at=None)
    return set(rows.values_list("entry_id", flat=True))
