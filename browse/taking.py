"""A list to take away: all that it has, in its order, whatever the page that is shown."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from browse.files import File, file_of, statements_file
from browse.maps.places import find_places
from browse.pages.claims import Claim
from browse.pages.statements import Fetched
from entries.choices import Kind, Rank
from entries.languages import current_language
from entries.models import Entry, Statement
from entries.paths import path_of
from entries.prepared import Prepared
from interop.citing.formats import BY_SUFFIX
from interop.taking.answers import file_answer, workbook_answer
from interop.taking.documents import write_json
from interop.taking.entries import COLUMNS, entry_rows
from interop.taking.geojson import GEOJSON, write_geojson
from interop.taking.tables import CSV, write_csv
from places.models import Place
from search.filters import query_of
from search.query import SearchQuery
from search.resultset import ResultSet

NAME: Final = "slovo"
FORMATS: Final = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "geojson": "GeoJSON"}


@require_safe
@cache_control(no_cache=True)
def list_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Answer with all entries of a list as a file."""
    query = query_of(request.GET)
    if suffix == "geojson":
        return file_answer(_places(query), GEOJSON, f"{NAME}.{suffix}")
    return answer_with(query.keys(max(query.count(), 1)), suffix, NAME)


def answer_with(keys: Sequence[int], suffix: str, name: str) -> HttpResponseBase:
    """Answer with published entries as a file, in their order: as GeoJSON those that are places."""
    name = f"{name}.{suffix}"
    if suffix == "geojson":
        return file_answer(write_geojson(keys), GEOJSON, name)
    if suffix == "json":
        return file_answer(write_json(keys), "application/json", name)
    rows = entry_rows(keys, current_language())
    if suffix == "xlsx":
        return workbook_answer(COLUMNS, rows, name)
    return file_answer(write_csv(COLUMNS, rows), CSV, name)


def _places(query: SearchQuery) -> Iterator[str]:
    """Yield the places of the map of the list, those with the most entries first."""
    most = max(Place.objects.published().count(), 1)
    placed = find_places(ResultSet(query), None, most)
    counts = {spot.pk: spot.entries for spot in placed.spots}
    return write_geojson(list(counts), counts)


def list_files(query: str, total: int) -> list[File]:
    """Return each file of a list with these parameters, which has `total` entries."""
    tail = f"?{query}" if query else ""
    files = [
        file_of(label, path_of("browse:list-file", suffix) + tail, suffix, total)
        for suffix, label in FORMATS.items()
    ]
    for suffix in ("bib", "ris"):
        path = path_of("browse:list-citations", suffix) + tail
        files.append(file_of(BY_SUFFIX[suffix].label, path, suffix, total))
    return files


def entry_files(entry: Any, told: Fetched) -> list[File]:
    """Return each file of an entry of its own kind, with the statements that its page tells.

    At most three queries: of how many statements there are, where they fill several pages; and
    whether a place that is named on the page has coordinates, at first of a few places.
    """
    tail = f"?lang={current_language()}"
    total, own = _count(entry, told)
    record = path_of("interop:entry-json", pid=entry.pid)
    files = [statements_file("JSON", record, "json", own)]
    files += [
        statements_file(
            label, path_of(f"interop:statements-{suffix}", pid=entry.pid) + tail, suffix, total
        )
        for suffix, label in (("csv", "CSV"), ("xlsx", "XLSX"))
    ]
    if _has_points(entry, told.statements):
        files.append(File("GeoJSON", path_of("interop:entry-geojson", pid=entry.pid)))
    return files


def _count(entry: Entry, told: Fetched) -> tuple[int, int]:
    """Return how many public statements there are about the entry, and how many of its own."""
    if told.number == 1 and not told.has_next:
        key = entry.pk
        own = sum(one.subject_id == key for one in told.statements)
        return len(told.statements), own
    rows = Statement.objects.public().about(entry)
    counts = rows.aggregate(total=Count("pk"), own=Count("pk", filter=Q(subject=entry)))
    return counts["total"], counts["own"]


FEW: Final = 5
_placed: Final[Prepared[tuple[int]]] = Prepared(
    lambda keys: (
        Place.objects.published()
        .filter(latitude__isnull=False, pk__in=keys)
        .order_by()
        .values_list("pk")[:1]
    )
)


def _has_points(entry: Any, claims: Iterable[Claim]) -> bool:
    """Tell whether the file of places would have any."""
    if entry.kind == Kind.PLACE:
        return entry.latitude is not None
    columns = [getattr(entry, name, None) for name in ("place", "printed_at")]
    if any(one is not None and one.is_public and one.latitude is not None for one in columns):
        return True
    ends = (
        end
        for one in claims
        if one.rank != Rank.DEPRECATED
        for end in (one.subject, one.object, one.place)
    )
    keys = {end.pk for end in ends if end is not None and end.kind == Kind.PLACE}
    # Nearly every place has coordinates: of dozens, a few tell.
    return bool(keys and (_placed(sorted(keys)[:FEW]) or (len(keys) > FEW and _placed(keys))))
