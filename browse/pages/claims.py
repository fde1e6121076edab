"""Statements as the pages of readers need them: plain rows, quicker to make than models.

A page may hold hundreds of statements that name hundreds of entries; making a model of each took
longer than all else on the page.
"""

from collections.abc import Iterable, Mapping, Sequence
from json import JSONDecoder
from typing import Any, Final, NamedTuple

from django.db.models import QuerySet, TextField
from django.db.models.functions import Cast

from dates import HistoricalDate
from entries.languages import Localised, Shown, show
from entries.models import Entry, Property
from entries.prepared import Prepared, PreparedModels
from entries.querysets import StatementQuerySet
from search.remembered import Made, Remembered


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


_ENDS: Final = ("subject", "object", "place", "event")
_decode: Final = JSONDecoder().raw_decode
"""Reads what a column holds: JSON with nothing before or after it."""


def as_text(path: str) -> Cast:
    """Return a column of localised texts or of dates as it is stored: many are made but once."""
    return Cast(path, TextField())


def end_columns(end: str) -> tuple[str | Cast, ...]:
    """Return the columns that `read_end` reads, of the entry at one end of a row."""
    return (f"{end}_id", f"{end}__pid", f"{end}__kind", f"{end}__slug", as_text(f"{end}__labels"))


def read_end(columns: Sequence[Any], known: dict[int, End]) -> End | None:
    """Return the entry of these columns, each one made but once; None for none."""
    key = columns[0]
    if key is None:
        return None
    end = known.get(key)
    if end is None:
        end = known[key] = End._make((*columns[:4], _decode(columns[4])[0]))
    return end


def read_text(stored: str) -> Localised:
    """Return localised texts from how they are stored."""
    return _decode(stored)[0] if stored != "{}" else {}


_published: Final[Prepared[tuple[Any, ...]]] = Prepared(
    lambda keys: Entry.objects.published().filter(pk__in=keys).values_list(*End._fields)
)


def fetch_ends(keys: Iterable[int]) -> dict[int, End]:
    """Return those of the entries with these keys that are public, by key: a query, if any."""
    wanted = list(keys)
    return {row[0]: End._make(row) for row in _published(wanted)} if wanted else {}


_COLUMNS: Final = (
    *(column for end in _ENDS for column in end_columns(end)),
    *(as_text("date"), "date_calendar", "date_written", "date_earliest", "date_latest"),
    *(as_text(name) for name in ("value", "qualifier", "rank_reason", "note")),
    *("pk", "uid", "property_id", "rank", "certainty", "position"),
)
_PROPERTY: Final = _COLUMNS.index("property_id")
_EARLIEST: Final = _COLUMNS.index("date_earliest")
_POSITION: Final = _COLUMNS.index("position")
_PK: Final = _COLUMNS.index("pk")

_properties: Final[Remembered[str, Property]] = Remembered(1_000)
"""By key, as text: nobody may change them."""
_by_key: Final = PreparedModels(Property, lambda keys: Property.objects.filter(pk__in=keys))


def fetch_claims(statements: StatementQuerySet) -> list[Claim]:
    """Return public statements with their ends and properties: two queries."""
    return make_claims(claim_rows(statements))


def claim_rows(statements: StatementQuerySet) -> QuerySet[Any, tuple[Any, ...]]:
    """Return the rows of which `make_claims` makes claims."""
    return statements.values_list(*_COLUMNS)


def in_order_of(rows: Iterable[tuple[Any, ...]], entry: int) -> list[tuple[Any, ...]]:
    """Sort rows as `StatementQuerySet.in_order_of` does, which takes a database longer."""

    def place(row: tuple[Any, ...]) -> tuple[bool, bool, int, int, int]:
        day = row[_EARLIEST]
        return (row[0] != entry, day is None, day or 0, row[_POSITION], row[_PK])

    return sorted(rows, key=place)


def make_claims(
    rows: Iterable[tuple[Any, ...]], properties: Mapping[int, Property] | None = None
) -> list[Claim]:
    """Return the claims of these rows: one query for properties that were not asked for before.

    None, if the caller has the `properties` of all of them, by key.

    Ends and properties are made once each and not once a statement, for a page of hundreds of
    statements knows but a few dozen of them.
    """
    found = list(rows)
    if properties is None:
        properties = fetch_properties({row[_PROPERTY] for row in found})
    ends: dict[int, End] = {}
    return [_claim(row, ends, properties) for row in found]


def fetch_properties(keys: Iterable[int]) -> dict[int, Property]:
    """Return the properties with these keys: a query, if any was not asked for before."""
    found = _properties.look_up({str(key) for key in keys}, _read_properties)
    return {one.pk: one for one in found.values()}


def _read_properties(keys: list[str]) -> dict[str, Made[Property]]:
    return {str(one.pk): Made(one) for one in _by_key([int(key) for key in keys])}


def _claim(row: tuple[Any, ...], ends: dict[int, End], properties: Mapping[int, Property]) -> Claim:
    edtf, calendar, written, earliest, latest = row[20:25]
    value, qualifier, reason, note, pk, uid, property_id, rank, certainty, position = row[25:]
    subject = read_end(row[:5], ends)
    assert subject is not None  # noqa: S101 - the column may not be empty
    return Claim(
        pk,
        uid,
        properties[property_id],
        row[0],
        subject,
        row[5],
        read_end(row[5:10], ends),
        row[10],
        read_end(row[10:15], ends),
        row[15],
        read_end(row[15:20], ends),
        read_text(value),
        read_text(qualifier),
        HistoricalDate.stored(edtf, calendar, written, earliest, latest) if edtf else None,
        rank,
        read_text(reason),
        certainty,
        read_text(note),
        position,
    )
