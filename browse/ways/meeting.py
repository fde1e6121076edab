"""Co-occurrence: who appears with whom at events and on boards.

Two persons appear together where statements connect both with one event, organisation, serial,
issue or work. What brings them together is told; that they met is not said by it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, groupby
from typing import Final

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.safestring import SafeString

from browse.addresses import absolute
from browse.pages.claims import End, fetch_ends
from browse.ways.chosen import Choice, choose
from browse.words import link
from entries.choices import Kind
from entries.languages import show
from entries.models import Statement
from interop.taking.tables import Row, write_csv

OCCASIONS: Final = (Kind.EVENT, Kind.ORGANISATION, Kind.PUBLICATION, Kind.ISSUE, Kind.WORK)
MOST_ROWS: Final = 200
MOST_READ: Final = 20_000
"""Statements read for one page."""
MOST_SHOWN: Final = 6
COLUMNS: Final = ("person", "person_name", "other", "other_name", "through", "through_name", "kind")

Appearance = tuple[int, int]
"""A person and an occasion."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """Somebody who appears with the person asked about, and where."""

    person: SafeString
    count: int
    occasions: list[SafeString]
    more: int


@dataclass(frozen=True, slots=True)
class MeetingPage:
    """All that the template is given."""

    choice: Choice
    rows: list[Meeting]
    more: int
    complete: bool
    kinds: list[tuple[str, str, bool]]
    asked: bool
    data_url: str


def asked_kinds(params: QueryDict) -> list[str]:
    """Return the kinds of occasion that `through` names; all of them if it names none."""
    named = [kind.value for kind in OCCASIONS if kind in params.getlist("through")]
    return named or [kind.value for kind in OCCASIONS]


def build_meetings(params: QueryDict, data_url: str) -> MeetingPage:
    """Return the page for the person that `with` names: a fixed number of queries."""
    kinds = asked_kinds(params)
    extra = [] if len(kinds) == len(OCCASIONS) else [("through", kind) for kind in kinds]
    choice = choose(params, 1, extra, (Kind.PERSON.value,))
    rows: list[Meeting] = []
    more, complete = 0, True
    if choice.chosen:
        rows, more, complete = _meetings(choice.chosen[0].entry, kinds)
    return MeetingPage(
        choice=choice,
        rows=rows,
        more=more,
        complete=complete,
        kinds=[(kind.value, str(Kind(kind).label), kind in kinds) for kind in OCCASIONS],
        asked=bool(choice.chosen),
        data_url=data_url,
    )


def _appearances(kinds: Iterable[str]) -> list[QuerySet[Statement, tuple[int, int]]]:
    """Return how persons come to occasions: as subject, as object, in the course of an event."""
    rows = Statement.objects.public().standing().order_by()
    wanted = list(kinds)
    ways = [
        rows.filter(subject__kind=Kind.PERSON, object__kind__in=wanted).values_list(
            "subject_id", "object_id"
        ),
        rows.filter(object__kind=Kind.PERSON, subject__kind__in=wanted).values_list(
            "object_id", "subject_id"
        ),
    ]
    if Kind.EVENT in wanted:
        ways += [
            rows.filter(subject__kind=Kind.PERSON, event__isnull=False).values_list(
                "subject_id", "event_id"
            ),
            rows.filter(object__kind=Kind.PERSON, event__isnull=False).values_list(
                "object_id", "event_id"
            ),
        ]
    return ways


_PERSON_COLUMN: Final = ("subject", "object", "subject", "object")
_OCCASION_COLUMN: Final = ("object", "subject", "event", "event")


def _meetings(person: End, kinds: list[str]) -> tuple[list[Meeting], int, bool]:
    """Return who appears with a person, how many are not listed, and whether all was read."""
    ways = list(zip(_appearances(kinds), _PERSON_COLUMN, _OCCASION_COLUMN, strict=False))
    own = {
        occasion
        for rows, column, _where in ways
        for _person, occasion in rows.filter(**{column: person.pk})[:MOST_READ]
    }
    found: dict[int, set[int]] = defaultdict(set)
    complete = True
    for rows, _column, where in ways:
        read = list(rows.filter(**{f"{where}__in": sorted(own)[:5000]})[: MOST_READ + 1])
        complete &= len(read) <= MOST_READ and len(own) <= 5000
        for other, occasion in read:
            if other != person.pk:
                found[other].add(occasion)
    ordered = sorted(found, key=lambda pk: (-len(found[pk]), pk))
    listed = ordered[:MOST_ROWS]
    keys = {*listed, *(one for pk in listed for one in sorted(found[pk])[:MOST_SHOWN])}
    ends = fetch_ends(keys)
    met = [
        Meeting(
            link(ends[pk]),
            len(found[pk]),
            [link(ends[one]) for one in sorted(found[pk])[:MOST_SHOWN]],
            max(len(found[pk]) - MOST_SHOWN, 0),
        )
        for pk in listed
    ]
    return met, len(ordered) - len(listed), complete


def meetings_csv(kinds: list[str]) -> Iterator[str]:
    """Yield who appears with whom, where, in the whole archive: a line for two persons an occasion.

    One occasion is in memory at a time. Identifiers are full addresses to cite.
    """
    return write_csv(COLUMNS, _together(kinds))


def _together(kinds: list[str]) -> Iterator[Row]:
    """Yield the lines."""
    first, *others = _appearances(kinds)
    together = first.union(*others).order_by("object_id", "subject_id")
    for occasion, rows in groupby(together.iterator(chunk_size=2000), key=lambda row: row[1]):
        persons = sorted({person for person, _occasion in rows})
        ends = fetch_ends([occasion, *persons])
        place = ends.get(occasion)
        if place is None:
            continue
        known = [ends[person] for person in persons if person in ends]
        for one, other in combinations(known, 2):
            yield (*_named(one), *_named(other), *_named(place), place.kind)


def _named(end: End) -> tuple[str, str]:
    return absolute(f"/id/{end.pid}"), show(end.labels).text
