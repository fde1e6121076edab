"""A list of entries as a table: a row for each, in codes that do not change with the language."""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from django.db.models import FloatField
from django.db.models.functions import Cast

from entries.choices import Kind
from entries.languages import INTERFACE_LANGUAGES
from entries.models import Entry, Identifier
from interop.lists import in_batches
from interop.taking.cells import DATE_COLUMNS, date_cells, listed
from interop.taking.tables import Row
from interop.tombstones import cited_address
from places.models import Place
from search.documents import build_documents
from search.documents.shape import SearchDocument

COLUMNS: Final = (
    *("pid", "address", "kind", "type"),
    *(f"label_{language}" for language in INTERFACE_LANGUAGES),
    *DATE_COLUMNS,
    *("places", "place_names", "latitude", "longitude", "identifiers", "evidence"),
)
BETWEEN_NAMES: Final = "; "


class _Known(NamedTuple):
    """What is fetched for a batch, by the key of the entry."""

    documents: dict[int, SearchDocument]
    places: dict[int, Entry]
    points: dict[int, tuple[float, float]]
    identifiers: dict[int, list[str]]


def entry_rows(keys: Sequence[int], language: str) -> Iterator[Row]:
    """Yield a row of `COLUMNS` for each published entry, in order; `language` is of place names.

    Types, places and evidence are those of the filters. A fixed number of queries a batch.
    """
    for entries in in_batches(keys):
        known = _fetch(entries)
        yield from (_row(entry, known, language) for entry in entries)


def _fetch(entries: Sequence[Entry]) -> _Known:
    pks = [entry.pk for entry in entries]
    documents = {one.pk: one for one in build_documents(pks, words=False)}
    wanted = {int(pk) for one in documents.values() for pk in one.facets.get("place", ())}
    identifiers: dict[int, list[str]] = {}
    rows = Identifier.objects.filter(entry__in=pks).order_by()
    for pk, scheme, value in rows.values_list("entry_id", "scheme", "value"):
        identifiers.setdefault(pk, []).append(f"{scheme}:{value}")
    places = Entry.objects.published().filter(pk__in=wanted)
    return _Known(documents, {one.pk: one for one in places}, _points(entries), identifiers)


def _points(entries: Sequence[Entry]) -> dict[int, tuple[float, float]]:
    """Return latitude and longitude of those entries that are places and have them."""
    pks = [entry.pk for entry in entries if entry.kind == Kind.PLACE]
    rows = Place.objects.filter(pk__in=pks, latitude__isnull=False).values_list(
        "pk", Cast("latitude", FloatField()), Cast("longitude", FloatField())
    )
    return {pk: (latitude, longitude) for pk, latitude, longitude in rows}


def _row(entry: Entry, known: _Known, language: str) -> Row:
    document = known.documents.get(entry.pk)
    facets = document.facets if document else {}
    there = [known.places[int(pk)] for pk in facets.get("place", ()) if int(pk) in known.places]
    there.sort(key=lambda place: place.pid)
    return (
        entry.pid,
        cited_address(entry),
        entry.kind,
        listed({*facets.get("type", ()), *facets.get("event_type", ())}),
        *(entry.labels.get(one, "") for one in INTERFACE_LANGUAGES),
        *date_cells(entry.span),
        listed(place.pid for place in there),
        BETWEEN_NAMES.join(place.label_in(language).text for place in there),
        *known.points.get(entry.pk, ("", "")),
        listed(known.identifiers.get(entry.pk, ())),
        listed(facets.get("evidence", ())),
    )
