"""Facets, counted a second time: plain rows and Python sets, and nothing of the search room.

What it says of a facet is written from its meaning. Where the index and this disagree, one of the
two is wrong.
"""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from dates import GREGORIAN, HistoricalDate
from dates.calendars import from_jdn, month_length, to_jdn
from entries.choices import Kind, Rank, Status
from entries.models import Entry, Name, Statement
from events.models import Event
from people.models import Organisation, Person
from places.models import Place
from sources.models import Citation
from topics.models import Topic
from works.models import Issue, Publication, Work

Values = dict[int, set[str]]
"""Entry to the values it has in one facet, as they stand in addresses."""

BY_KIND = ("person", "organisation", "publication", "work", "place", "event", "topic")
TOO_VAGUE = 400


def named_months(date: HistoricalDate) -> list[tuple[int, int]]:
    """Return year and month of every month that the text of a date has."""
    found = re.findall(r"(?<![\dX])(-?\d{4})-(0[1-9]|1[0-2])(?![\dX])", date.edtf)
    return [(int(year), int(month)) for year, month in found]


def named_days(date: HistoricalDate) -> set[tuple[int, int, int]]:
    """Return every day that a date has or, in a month at most, lasts; Julian ones twice."""
    found = set()
    for part in re.split(r"[,{}\[\]]", date.edtf):
        texts = re.findall(r"(?<![\dX])(-?\d{4})-(\d\d)-(\d\d)", part)
        days = [to_jdn(int(y), int(m), int(d), date.calendar) for y, m, d in texts]
        if len(days) == 2 and days[1] - days[0] <= 30:
            days = list(range(days[0], days[1] + 1))
        for calendar in {date.calendar, GREGORIAN}:
            found |= {from_jdn(day, calendar) for day in days}
    return found


class Plain:
    """All published entries with their values in every facet, and their years."""

    def __init__(self) -> None:
        """Read everything (some thirty queries)."""
        self.entries = {one.pk: one for one in Entry.objects.filter(status=Status.PUBLISHED)}
        self.statements = [
            one
            for one in Statement.objects.select_related("property")
            if all(end in self.entries for end in ends_of(one))
        ]
        self.values: dict[str, Values] = {
            "kind": {pk: {entry.kind} for pk, entry in self.entries.items()},
            "type": self._types(),
            "event_type": self._codes(Event),
            "role": self._roles(),
            "language": self._languages(),
            "evidence": self._evidence(),
        }
        related = self._related()
        for kind in BY_KIND:
            self.values[kind] = {
                pk: {self.entries[end].pid for end in ends if self.entries[end].kind == kind}
                for pk, ends in related.items()
            }
        self.years = self._years()
        self.months = self._months()
        self.there = self._there()
        self.links = self._links()
        self.cited = self._cited()

    def matching(
        self,
        selected: dict[str, set[str]],
        limits: tuple[str, str] | tuple[int, int] | None = None,
        among: Iterable[int] | None = None,
        excluded: dict[str, set[str]] | None = None,
    ) -> set[int]:
        """Return the entries that have one of the values in each facet, and a date in the range.

        Without those that have any of what is excluded.
        """
        found = set(self.entries if among is None else among)
        for code, wanted in selected.items():
            found &= {pk for pk, values in self.values[code].items() if values & wanted}
        for code, unwanted in (excluded or {}).items():
            found -= {pk for pk, values in self.values[code].items() if values & unwanted}
        if limits is not None:
            first, last = map(str, limits)
            finer = "-" in f"{first[1:]}{last[1:]}"
            found &= self.dated(first, last) if finer else self.covering(first, last)
        return found

    def covering(self, first: str, last: str) -> set[int]:
        """Return the entries of which something covers one of these years."""
        wanted = set(range(int(first), int(last) + 1))
        return {pk for pk, years in self.years.items() if years & wanted}

    def dated(self, first: str, last: str) -> set[int]:
        """Return the entries with a day, a whole month or a whole year between two ends."""
        low = (*map(int, first.split("-")), 1, 1)[:3]
        high = (*map(int, last.split("-")), 12, 31)[:3]
        found = set()
        for owners, date, _statement in self._dates():
            days = named_days(date)
            whole = [((*month, 1), (*month, month_length(*month))) for month in named_months(date)]
            if len(date.years()) <= TOO_VAGUE:
                whole += [((year, 1, 1), (year, 12, 31)) for year in date.years()]
            if any(low <= day <= high for day in days) or any(
                low <= begin and end <= high for begin, end in whole
            ):
                found |= owners
        return found

    def counts(self, code: str, among: set[int]) -> dict[str, int]:
        """Return how many of these entries have each value of a facet."""
        counted: dict[str, int] = defaultdict(int)
        for pk in among:
            for value in self.values[code].get(pk, ()):
                counted[value] += 1
        return dict(counted)

    def places(self, among: set[int], year: int | None = None) -> dict[int, int]:
        """Return how many of these entries belong to each place, at any time or in a year."""
        counted: dict[int, int] = defaultdict(int)
        for pk in among:
            for place in {place for place, then in self.there[pk] if year in {None, then}}:
                counted[place] += 1
        return dict(counted)

    def pairs(self, among: set[int], codes: set[str]) -> set[frozenset[int]]:
        """Return which of these entries are joined by statements of one of the properties.

        Without codes, of any.
        """
        return {
            frozenset({one, other})
            for one in among
            for code, other in self.links[one]
            if other in among and (not codes or code in codes)
        }

    def _codes(self, model: Any) -> Values:
        return {
            pk: {code}
            for pk, code in model.objects.values_list("pk", "type__code")
            if code and pk in self.entries
        }

    def _types(self) -> Values:
        found: Values = {}
        for model in (Organisation, Publication, Work, Place, Topic):
            found |= self._codes(model)
        for person in Person.objects.prefetch_related("occupations"):
            if person.pk in self.entries:
                found[person.pk] = {term.code for term in person.occupations.all()}
        return found

    def _roles(self) -> Values:
        found: Values = defaultdict(set)
        for one in self.statements:
            if one.rank == Rank.DEPRECATED or not one.property.role_label:
                continue
            found[one.subject_id].add(one.property.code)
            if one.property.symmetric and one.object_id is not None:
                found[one.object_id].add(one.property.code)
        return found

    def _languages(self) -> Values:
        found: Values = defaultdict(set)
        for pk, language in Name.objects.values_list("entry_id", "language"):
            found[pk].add(language)
        return found

    def _related(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {pk: set() for pk in self.entries}
        for one in self.statements:
            if one.rank != Rank.DEPRECATED:
                ends = ends_of(one)
                for end in ends:
                    found[end] |= ends - {end}
        columns = (
            (Issue, ("publication_id", "printed_at_id")),
            (Work, ("publication_id",)),
            (Event, ("place_id", "part_of_id")),
            (Place, ("part_of_id",)),
            (Topic, ("broader_id",)),
        )
        for model, names in columns:
            for pk, *others in model.objects.values_list("pk", *names):
                found[pk] |= {other for other in others if other in self.entries}
        return found

    def _evidence(self) -> Values:
        cited = Citation.objects.filter(source__status=Status.PUBLISHED)
        of_statement: dict[int, set[int]] = defaultdict(set)
        of_rest: dict[int, set[int]] = defaultdict(set)
        for one in cited.select_related("name"):
            if one.statement_id is not None:
                of_statement[one.statement_id].add(one.source_id)
            else:
                owner = one.name.entry_id if one.name else one.entry_id
                of_rest[owner or 0].add(one.source_id)
        own: dict[int, list[Statement]] = defaultdict(list)
        for statement in self.statements:
            own[statement.subject_id].append(statement)
        found: Values = {}
        for pk, entry in self.entries.items():
            if entry.kind == Kind.SOURCE:
                continue
            sources = of_rest[pk].union(*(of_statement[one.pk] for one in own[pk]))
            bare = any(not of_statement[one.pk] for one in own[pk])
            found[pk] = {"none" if not sources else "partly" if bare else "cited"}
            if len(sources) > 1:
                found[pk].add("several")
            if any(one.certainty == "disputed" or one.rank != "normal" for one in own[pk]):
                found[pk].add("disputed")
        return found

    def _years(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {pk: set() for pk in self.entries}
        for pk, entry in self.entries.items():
            date = entry.specific.own_date
            if date is not None and len(date.years()) <= TOO_VAGUE:
                found[pk].update(date.years())
        for one in self.statements:
            if one.rank == Rank.DEPRECATED or one.date is None:
                continue
            if len(one.date.years()) <= TOO_VAGUE:
                for end in ends_of(one):
                    found[end].update(one.date.years())
        return found

    def _dates(self) -> list[tuple[set[int], HistoricalDate, Statement | None]]:
        """Return every date that counts, whose it is, and the statement it stands in."""
        found: list[tuple[set[int], HistoricalDate, Statement | None]] = []
        for pk, entry in self.entries.items():
            if (date := entry.specific.own_date) is not None:
                found.append(({pk}, date, None))
        found += [
            (ends_of(one), one.date, one)
            for one in self.statements
            if one.rank != Rank.DEPRECATED and one.date is not None
        ]
        return found

    def _months(self) -> dict[int, set[int]]:
        found: dict[int, set[int]] = {pk: set() for pk in self.entries}
        for owners, date, _statement in self._dates():
            for year, month in named_months(date):
                for pk in owners:
                    found[pk].add(year * 12 + month - 1)
        return found

    def _there(self) -> dict[int, set[tuple[int, int | None]]]:
        """Return the places of each entry, each with every year, and None for at any time."""
        by_pid = {entry.pid: pk for pk, entry in self.entries.items()}
        found: dict[int, set[tuple[int, int | None]]] = {pk: set() for pk in self.entries}
        for pk, pids in self.values["place"].items():
            found[pk].update((by_pid[pid], None) for pid in pids)
        for owners, date, statement in self._dates():
            years = date.years()
            if len(years) > TOO_VAGUE:
                continue
            for pk in owners:
                places = owners if statement else self._own_places(pk)
                found[pk].update(
                    (place, year)
                    for place in places - {pk}
                    if self.entries[place].kind == Kind.PLACE
                    for year in years
                )
        return found

    def _own_places(self, pk: int) -> set[int]:
        entry = self.entries[pk].specific
        ends = (getattr(entry, "place_id", None), getattr(entry, "printed_at_id", None))
        return {end for end in ends if end in self.entries}

    def _links(self) -> dict[int, set[tuple[str, int]]]:
        found: dict[int, set[tuple[str, int]]] = {pk: set() for pk in self.entries}
        for one in self.statements:
            if one.rank == Rank.DEPRECATED:
                continue
            for other in {one.object_id, one.event_id} - {None}:
                assert other is not None
                found[one.subject_id].add((one.property.code, other))
                found[other].add((one.property.code, one.subject_id))
        return found

    def _cited(self) -> dict[int, set[int]]:
        """Return what shows each source as evidence."""
        public = {one.pk: ends_of(one) for one in self.statements}
        sources = [pk for pk, one in self.entries.items() if one.kind == Kind.SOURCE]
        found: dict[int, set[int]] = {pk: set() for pk in sources}
        for one in Citation.objects.filter(source__in=sources).select_related("name"):
            if one.statement_id is not None:
                found[one.source_id] |= public.get(one.statement_id, set())
            else:
                owner = one.name.entry_id if one.name else one.entry_id
                found[one.source_id] |= {owner or 0} & self.entries.keys()
        return found


def ends_of(one: Statement) -> set[int]:
    """Return every entry that a statement touches."""
    ends = (one.subject_id, one.object_id, one.place_id, one.event_id)
    return {end for end in ends if end is not None}
