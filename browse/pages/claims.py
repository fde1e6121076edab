"""Statements as the pages of readers need them: plain rows, quicker to make than models.

A page may hold hundreds of statements that name hundreds of entries; making a model of each took
longer than all else on the page.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from dates import HistoricalDate
from entries.languages import Localised, Shown, show
from entries.models import Entry, Property
from entries.querysets import EntryQuerySet, StatementQuerySet


class End(NamedTuple):
    """An entry at an end of a statement, or a source: what a link to it needs."""

    pk: int
    pid: str
    kind: str
    slug: str
    labels: Localised

    @property
    def label(self) -> Shown:
        """The preferred name for the reader, marked when it is not in the reader's language."""
        return show(self.labels)

    def label_in(self, language: str) -> Shown:
        """Return the preferred name for a reader of `language`."""
        return show(self.labels, language)


class Claim(NamedTuple):
    """A public statement with its ends; the columns are those of `Statement`."""

    pk: int
    uid: str
    property: Property
    subject_id: int
    subject: End
    object_id: int | None
    object: End | None
    place_id: int | None
    place: End | None
    event_id: int | None
    event: End | None
    value: Localised
    qualifier: Localised
    date: HistoricalDate | None
    rank: str
    rank_reason: Localised
    certainty: str
    note: Localised
    position: int


_DATE = ("date", "date_calendar", "date_written", "date_earliest", "date_latest")
_ENDS = ("subject_id", "object_id", "place_id", "event_id")
_REST = ("value", "qualifier", "rank", "rank_reason", "certainty", "note", "position")


def fetch_ends(keys: Iterable[int], entries: EntryQuerySet[Entry]) -> dict[int, End]:
    """Return those of `entries` that have these keys, by key: one query, none for no keys."""
    wanted = list(keys)
    if not wanted:
        return {}
    rows = entries.filter(pk__in=wanted).values_list("pk", "pid", "kind", "slug", "labels")
    return {row[0]: End._make(row) for row in rows}


def fetch_claims(statements: StatementQuerySet) -> list[Claim]:
    """Return public statements with their ends and properties: three queries.

    Ends and properties come once each and not once a statement, for a page of hundreds of
    statements knows but a few dozen of them.
    """
    rows = list(statements.values_list("pk", "uid", "property_id", *_ENDS, *_DATE, *_REST))
    ends = fetch_ends({key for row in rows for key in row[3:7]} - {None}, Entry.objects.all())
    properties = Property.objects.in_bulk(list({row[2] for row in rows}))
    return [_claim(row, ends, properties) for row in rows]


def _claim(
    row: tuple[Any, ...], ends: Mapping[int, End], properties: Mapping[int, Property]
) -> Claim:
    pk, uid, property_id, subject, object_, place, event, *rest = row
    edtf, calendar, written, earliest, latest, value, qualifier, *others = rest
    date = edtf and HistoricalDate.stored(str(edtf), calendar, written, earliest, latest)
    return Claim(
        pk,
        uid,
        properties[property_id],
        subject,
        ends[subject],
        object_,
        ends.get(object_),
        place,
        ends.get(place),
        event,
        ends.get(event),
        value,
        qualifier,
        date or None,
        *others,
    )
