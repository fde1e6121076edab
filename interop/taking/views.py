"""An entry to take away: its statements as a table, its places as GeoJSON."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entries.models import Entry
from interop.answers import open_to_scripts
from interop.citing.export import asked_language
from interop.standing import Gone, find_standing
from interop.taking.answers import file_answer, workbook_answer
from interop.taking.geojson import GEOJSON, places_of, write_geojson
from interop.taking.statements import COLUMNS, statement_rows
from interop.taking.tables import CSV, write_csv
from interop.tombstones import tombstone_json


@require_safe
@cache_control(no_cache=True)
def statements_csv(request: HttpRequest, pid: str) -> HttpResponseBase:
    """Answer with the statements as CSV. 301, 404 and 410 as the record; `?lang=` of the names."""

    def answer(entry: Entry) -> HttpResponseBase:
        rows = statement_rows(entry, asked_language(request.GET.get("lang", "")))
        return file_answer(write_csv(COLUMNS, rows), CSV, f"{entry.pid}.csv")

    return _answer(request, pid, "statements-csv", answer)


@require_safe
@cache_control(no_cache=True)
def statements_xlsx(request: HttpRequest, pid: str) -> HttpResponseBase:
    """Answer with the same as a workbook."""

    def answer(entry: Entry) -> HttpResponseBase:
        rows = statement_rows(entry, asked_language(request.GET.get("lang", "")))
        return workbook_answer(COLUMNS, rows, f"{entry.pid}.xlsx")

    return _answer(request, pid, "statements-xlsx", answer)


@require_safe
@cache_control(no_cache=True)
def entry_geojson(request: HttpRequest, pid: str) -> HttpResponseBase:
    """Answer with the place, or with the places that the entry has to do with."""

    def answer(entry: Entry) -> HttpResponseBase:
        return file_answer(write_geojson(places_of(entry)), GEOJSON, f"{entry.pid}.geojson")

    return _answer(request, pid, "entry-geojson", answer)


def _answer(
    request: HttpRequest, pid: str, name: str, answer: Callable[[Entry], HttpResponseBase]
) -> HttpResponseBase:
    """Answer for a public entry; for any other as its record does. Raises Http404."""
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return open_to_scripts(tombstone_json(gone.entry))
    if standing.moved:
        survivor = reverse(f"interop:{name}", args=[standing.entry.pid])
        return open_to_scripts(HttpResponsePermanentRedirect(survivor))
    response = answer(standing.entry)
    patch_vary_headers(response, ["Accept-Language"])
    return response
