"""The whole network of a result set, read piece by piece for a file."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.http import QueryDict

from browse.frame import Ask
from browse.networks.choosing import joining, members_of
from browse.networks.page import NetworkForm
from browse.pages.claims import End, fetch_ends
from entries.languages import current_language, show
from entries.models import Property
from search.follower import batched

MOST_NODES: Final = 200_000
"""Entries of one file; a larger result set is cut, and the file says so."""
AT_ONCE: Final = 2_000
FEW: Final = 2_000
"""So many entries are asked for by their keys; of more, all statements are read through."""


@dataclass(frozen=True, slots=True)
class Joint:
    """One statement that joins two entries."""

    number: int
    source: int
    target: int
    uid: str
    code: str
    label: str
    date: str
    calendar: str
    certainty: str


class WholeNetwork:
    """Nodes and edges of what the parameters of an address ask for, as long as they are read."""

    def __init__(self, params: QueryDict) -> None:
        """Find the nodes (their keys alone are kept: eight bytes each)."""
        ask = Ask(params, "network", NetworkForm)
        self.code: str = ask.own.get("property", "")
        self.language = current_language()
        self.address = ask.address(nodes=None)
        members = members_of(ask.found)
        self.total = members.count()
        self.keys = array("q", sorted(ask.found.keys(MOST_NODES, *members.conditions)))
        self.properties = Property.objects.in_bulk()

    def nodes(self) -> Iterator[End]:
        """Yield the entries, published still, in the order of their keys."""
        for some in batched(self.keys, AT_ONCE):
            ends = fetch_ends(some)
            yield from (ends[key] for key in some if key in ends)

    def joints(self) -> Iterator[Joint]:
        """Yield the statements that join two of the nodes.

        A statement that joins its subject to an object and to an event is two edges.
        """
        rows = joining(self.code).order_by("pk")
        if len(self.keys) <= FEW:
            rows = rows.filter(subject__in=list(self.keys))
        number = 0
        columns = rows.values_list(
            *("uid", "subject_id", "object_id", "event_id", "property_id"),
            *("date", "date_calendar", "certainty"),
        )
        for uid, subject, obj, event, prop, date, calendar, certainty in columns.iterator(AT_ONCE):
            for target in dict.fromkeys((obj, event)):
                if target is None or target == subject or not self._holds(subject, target):
                    continue
                number += 1
                one = self.properties[prop]
                label = show(one.label, self.language).text
                yield Joint(
                    number,
                    subject,
                    target,
                    uid,
                    one.code,
                    label,
                    "" if date is None else str(date),
                    calendar if date is not None else "",
                    certainty,
                )

    def joints_with_ends(self) -> Iterator[tuple[Joint, End, End]]:
        """Yield the same with both entries, fetched for many at a time."""
        joints = self.joints()
        while some := list(islice(joints, AT_ONCE)):
            keys = {key for one in some for key in (one.source, one.target)}
            ends: Any = {}
            for part in batched(keys, AT_ONCE):
                ends |= fetch_ends(part)
            for one in some:
                if one.source in ends and one.target in ends:
                    yield one, ends[one.source], ends[one.target]

    def _holds(self, *keys: int) -> bool:
        """Tell whether all of the keys are nodes."""
        for key in keys:
            at = bisect_left(self.keys, key)
            if at == len(self.keys) or self.keys[at] != key:
                return False
        return True
