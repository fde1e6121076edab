"""What tells an editor whether two entries are the same: names, years, places, identifiers."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Count, Q, QuerySet

from entries.choices import Kind, Status
from entries.languages import current_language
from entries.models import Entry, Identifier, Name, Statement

MOST_NAMES: Final = 12
MOST_PLACES: Final = 6
READ: Final = 500
"""Statements with a place that are looked at, of all entries together."""


@dataclass(frozen=True, slots=True)
class Context:
    """One entry as an editor sees it beside others."""

    entry: Entry
    years: str
    names: list[str]
    more_names: int
    places: list[str]
    identifiers: list[Identifier]
    statements: int
    """In which it is any of the four ends."""

    @property
    def is_public(self) -> bool:
        """Whether readers see it now."""
        return self.entry.status == Status.PUBLISHED


def contexts(entries: Sequence[Entry]) -> list[Context]:
    """Return what tells the entries apart, in their order: seven queries, however many."""
    keys = [entry.pk for entry in entries]
    names: defaultdict[int, list[str]] = defaultdict(list)
    for name in Name.objects.filter(entry__in=keys):
        if name.text not in names[name.entry_id]:
            names[name.entry_id].append(name.text)
    identifiers: defaultdict[int, list[Identifier]] = defaultdict(list)
    for one in Identifier.objects.filter(entry__in=keys):
        identifiers[one.entry_id].append(one)
    places = _places(keys)
    counts = _counts(keys)
    return [
        Context(
            entry=entry,
            years=entry.span.format(current_language(), "short") if entry.span else "",
            names=names[entry.pk][:MOST_NAMES],
            more_names=max(len(names[entry.pk]) - MOST_NAMES, 0),
            places=places[entry.pk][:MOST_PLACES],
            identifiers=identifiers[entry.pk],
            statements=counts[entry.pk],
        )
        for entry in entries
    ]


def _places(keys: list[int]) -> defaultdict[int, list[str]]:
    """Return the places of the statements about entries, each once."""
    with_place = Q(place__isnull=False) | Q(object__kind=Kind.PLACE)
    rows: QuerySet[Statement] = Statement.objects.filter(with_place, subject__in=keys)
    found: defaultdict[int, list[str]] = defaultdict(list)
    for row in rows.select_related("place", "object")[:READ]:
        place = (
            row.object if row.object is not None and row.object.kind == Kind.PLACE else row.place
        )
        if place is not None and str(place) not in found[row.subject_id]:
            found[row.subject_id].append(str(place))
    return found


def _counts(keys: list[int]) -> defaultdict[int, int]:
    """Return how many statements have each entry as an end: a query for each of the four."""
    found: defaultdict[int, int] = defaultdict(int)
    for end in ("subject", "object", "place", "event"):
        rows = Statement.objects.filter(**{f"{end}__in": keys}).order_by()
        for pk, count in rows.values_list(end).annotate(count=Count("pk")):
            found[pk] += count
    return found
