"""The shortest chains of statements from one entry to another.

A search from both ends, level by level: one query a level, of bounded size. Deprecated statements
and what is not public count for nothing.
"""

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from django.db.models import Q

from entries.choices import Kind
from entries.models import Statement

LONGEST: Final = 6
"""Statements in a chain; beyond, everybody knows everybody."""
MOST_ROWS: Final = 40_000
"""Statements read in one level."""
MOST_AT_ONCE: Final = 400
"""Entries asked about in one query."""
MOST_CHAINS: Final = 10
LEADING: Final = frozenset(
    {Kind.PERSON, Kind.ORGANISATION, Kind.PUBLICATION, Kind.ISSUE, Kind.WORK, Kind.EVENT}
)
"""Kinds that a chain may lead through. Half a movement was once in Petrograd, and that alone
connects nobody: places and topics only count if they are asked for."""
WIDER: Final = (Kind.PLACE, Kind.TOPIC)


@dataclass(frozen=True, slots=True)
class Chains:
    """What was found."""

    chains: list[list[int]]
    """Primary keys of entries, from the one to the other; all equally short."""
    statements: dict[frozenset[int], list[int]]
    """For each two neighbours in a chain the primary keys of the statements that connect them, in
    the order of time."""
    complete: bool
    """Whether everything was looked at: without that there may be a shorter chain."""


@dataclass
class _Side:
    """How far a search has come from one end."""

    distance: dict[int, int]
    edge: set[int]

    @classmethod
    def begin(cls, key: int) -> "_Side":
        return cls({key: 0}, {key})


@dataclass
class _Search:
    kinds: frozenset[str]
    ends: frozenset[int]
    beside: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    statements: defaultdict[frozenset[int], list[int]] = field(
        default_factory=lambda: defaultdict(list)
    )
    moments: dict[int, tuple[float, int, int]] = field(default_factory=dict)
    """By primary key of a statement, what sorts it by time."""
    complete: bool = True

    def widen(self, side: _Side) -> None:
        """Go one statement further from this end."""
        found: set[int] = set()
        level = max(side.distance.values()) + 1
        for pk, ends in self._rows(side.edge):
            for one in ends:
                if one not in side.edge:
                    continue
                for other in ends - {one}:
                    self.beside[one].add(other)
                    self.beside[other].add(one)
                    pair = frozenset((one, other))
                    if pk not in self.statements[pair]:
                        self.statements[pair].append(pk)
                    if other not in side.distance:
                        found.add(other)
        side.distance |= dict.fromkeys(found, level)
        side.edge = found

    def _rows(self, keys: set[int]) -> Iterator[tuple[int, frozenset[int]]]:
        """Yield the statements of which any of these entries is an end, and its ends that count."""
        left = MOST_ROWS
        ordered = sorted(keys)
        for start in range(0, len(ordered), MOST_AT_ONCE):
            chunk = ordered[start : start + MOST_AT_ONCE]
            about = Q(subject__in=chunk) | Q(object__in=chunk) | Q(event__in=chunk)
            # A place is reached only if it may be led through, or is itself an end of the chain.
            places = chunk if Kind.PLACE in self.kinds else self.ends.intersection(chunk)
            if places:
                about |= Q(place__in=sorted(places))
            rows = Statement.objects.public().standing().filter(about).order_by("pk")
            columns = [*TIME, *(f"{end}_id" for end in ENDS), *(f"{end}__kind" for end in ENDS)]
            read = list(rows.values_list("pk", *columns)[: left + 1])
            if len(read) > left:
                self.complete = False
                read = read[:left]
            left -= len(read)
            for pk, earliest, latest, position, *values in read:
                self.moments[pk] = _moment(earliest, latest, position, pk)
                pairs = zip(values[: len(ENDS)], values[len(ENDS) :], strict=True)
                yield pk, frozenset(key for key, kind in pairs if self._counts(key, kind))

    def _counts(self, key: int | None, kind: str | None) -> bool:
        return key is not None and (kind in self.kinds or key in self.ends)

    def between(self, pair: frozenset[int]) -> list[int]:
        """Return the statements that connect these two, the earliest first."""
        return sorted(self.statements[pair], key=self.moments.__getitem__)


ENDS: Final = ("subject", "object", "event", "place")
TIME: Final = ("date_earliest", "date_latest", "position")


def _moment(
    earliest: int | None, latest: int | None, position: int, pk: int
) -> tuple[float, int, int]:
    """Sort by the first day, else the last; undated ones come last, as on the page of an entry."""
    first = earliest if earliest is not None else latest
    return (float("inf") if first is None else first, position, pk)


def find_chains(start: int, goal: int, wider: Iterable[str] = ()) -> Chains:
    """Return the shortest chains between two different entries; none if there is none.

    `wider` names further kinds that a chain may lead through, of `WIDER`. At most `LONGEST`
    queries for small archives; a level with many entries takes one for each few hundred of them.
    What is found, and how much is looked at, is the same from either end.
    """
    kinds = LEADING | (set(wider) & set(WIDER))
    search = _Search(frozenset(kinds), frozenset({start, goal}))
    # Always begun at the same end: where there is too much to look at all, or too many chains to
    # give all, both directions stop at the same ones.
    here, there = _Side.begin(min(start, goal)), _Side.begin(max(start, goal))
    for _step in range(LONGEST):
        side = here if len(here.edge) <= len(there.edge) else there
        if not side.edge:
            break
        search.widen(side)
        if here.distance.keys() & there.distance.keys():
            break
    chains = list(_chains(search, here, there))
    if start > goal:
        chains = [chain[::-1] for chain in chains]
    used = {frozenset(pair) for chain in chains for pair in itertools.pairwise(chain)}
    found = {pair: search.between(pair) for pair in used}
    return Chains(chains, found, search.complete)


def _chains(search: _Search, here: _Side, there: _Side) -> Iterator[list[int]]:
    """Yield the chains through the entries that both searches reached with the fewest steps."""
    both = here.distance.keys() & there.distance.keys()
    lengths = {key: here.distance[key] + there.distance[key] for key in both}
    shortest = min(lengths.values(), default=0)
    count = 0
    seen: set[tuple[int, ...]] = set()
    for middle in sorted(key for key, length in lengths.items() if length == shortest):
        for back in _ways(middle, here.distance, search.beside):
            for ahead in _ways(middle, there.distance, search.beside):
                chain = [*reversed(back), *ahead[1:]]
                if tuple(chain) in seen:
                    continue
                seen.add(tuple(chain))
                yield chain
                count += 1
                if count == MOST_CHAINS:
                    return


def _ways(key: int, distance: dict[int, int], beside: dict[int, set[int]]) -> Iterator[list[int]]:
    """Yield the shortest ways from an entry back to the end from which distances are counted."""
    if distance[key] == 0:
        yield [key]
        return
    for other in sorted(beside[key]):
        if distance.get(other, -1) == distance[key] - 1:
            for way in _ways(other, distance, beside):
                yield [key, *way]
