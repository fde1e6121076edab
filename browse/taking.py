"""A list to take away: all that it has, in its order, whatever the page that is shown."""

from collections.abc import Iterator, Sequence
from typing import Any, Final

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from browse.files import File, file_of
from browse.maps.places import find_places
from entries.choices import Kind
from entries.languages import current_language
from interop.citing.formats import BY_SUFFIX
from interop.taking.answers import file_answer, workbook_answer
from interop.taking.documents import write_json
from interop.taking.entries import COLUMNS, entry_rows
from interop.taking.geojson import GEOJSON, write_geojson
from interop.taking.tables import CSV, MOST_ROWS, write_csv
from search.filters import query_of
from search.query import SearchQuery
from search.resultset import MOST_VALUES, ResultSet

NAME: Final = "slovo"
FORMATS: Final = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "geojson": "GeoJSON"}


@require_safe
@cache_control(no_cache=True)
def list_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Answer with all entries of a list as a file; 400 for a workbook of more than `MOST_ROWS`."""
    query = query_of(request.GET)
    if suffix == "geojson":
        return file_answer(_places(query), GEOJSON, f"{NAME}.{suffix}")
    return answer_with(query.keys(max(query.count(), 1)), suffix, NAME)


def answer_with(keys: Sequence[int], suffix: str, name: str) -> HttpResponseBase:
    """Answer with published entries as a file, in their order.

    As GeoJSON they are those that are places. 400 for a workbook of more than `MOST_ROWS`.
    """
    name = f"{name}.{suffix}"
    if suffix == "geojson":
        return file_answer(write_geojson(keys), GEOJSON, name)
    if suffix == "json":
        return file_answer(write_json(keys), "application/json", name)
    rows = entry_rows(keys, current_language())
    if suffix == "xlsx":
        return workbook_answer(COLUMNS, rows, len(keys), name)
    return file_answer(write_csv(COLUMNS, rows), CSV, name)


def _places(query: SearchQuery) -> Iterator[str]:
    """Yield the places of the map of the list, those with the most entries first."""
    placed = find_places(ResultSet(query), None, most=MOST_VALUES)
    counts = {spot.pk: spot.entries for spot in placed.spots}
    return write_geojson(list(counts), counts)


def list_files(query: str, total: int) -> list[File]:
    """Return each file of a list with these parameters, which has `total` entries."""
    tail = f"?{query}" if query else ""
    files = [
        file_of(label, reverse("browse:list-file", args=[suffix]) + tail, suffix, total)
        for suffix, label in FORMATS.items()
        if suffix != "xlsx" or total <= MOST_ROWS
    ]
    for suffix in ("bib", "ris"):
        path = reverse("browse:list-citations", args=[suffix]) + tail
        files.append(file_of(BY_SUFFIX[suffix].label, path, suffix, total))
    return files


def entry_files(entry: Any) -> list[File]:
    """Return each file of an entry of its own kind, with what is fetched."""
    tail = f"?lang={current_language()}"
    files = [File("JSON", reverse("interop:entry-json", args=[entry.pid]))]
    files += [
        File(label, reverse(f"interop:statements-{suffix}", args=[entry.pid]) + tail)
        for suffix, label in (("csv", "CSV"), ("xlsx", "XLSX"))
    ]
    place = {Kind.PLACE: entry, Kind.EVENT: getattr(entry, "place", None)}.get(entry.kind)
    if place is not None and place.is_public and place.latitude is not None:
        files.append(File("GeoJSON", reverse("interop:entry-geojson", args=[entry.pid])))
    return files
