"""The list of all addresses that answer for another entry or for nothing any more.

For whoever keeps our identifiers: one look tells which of them to replace. No names are in it.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from django.db.models import Count, Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from entries.choices import Status
from entries.models import Entry
from entries.querysets import EntryQuerySet
from history.models import MergedEntry

COLUMNS: Final = ("pid", "kind", "status", "to", "since")


class Gone(NamedTuple):
    """One identifier that no longer answers for itself."""

    pid: str
    kind: str
    status: int
    """301 if another entry stands for it, 410 if nothing does."""
    to: str
    """The pid of the entry that stands for it; empty if none does."""
    since: str
    """When it was merged or withdrawn, ISO 8601; empty if that is not known."""


def moved_entries() -> EntryQuerySet[Entry]:
    """Return the entries that were public once and have been merged or withdrawn."""
    return Entry.objects.filter(
        published_at__isnull=False, status__in=[Status.MERGED, Status.WITHDRAWN]
    )


def list_moved() -> Iterator[Gone]:
    """Yield them all in the order of their identifiers: one query, read in pieces."""
    merges = MergedEntry.objects.filter(entry=OuterRef("pk"), merge__undone_at=None)
    merged_at = Subquery(merges.order_by("-pk").values("merge__at")[:1])
    rows = moved_entries().select_related("merged_into").annotate(merged_at=merged_at)
    for entry in rows.order_by("pid").iterator(chunk_size=2000):
        survivor = entry.survivor() if entry.merged_into is not None else entry
        stands = survivor.is_public
        since = entry.merged_at if entry.status == Status.MERGED else entry.withdrawn_at
        if not stands and survivor.withdrawn_at is not None:
            since = survivor.withdrawn_at
        yield Gone(
            pid=entry.pid,
            kind=entry.kind,
            status=301 if stands else 410,
            to=survivor.pid if stands else "",
            since="" if since is None else since.isoformat(timespec="seconds"),
        )


def _tag(request: HttpRequest) -> str:
    """Return what changes with the list (one query)."""
    found = moved_entries().aggregate(count=Count("pk"), last=Max("changed_at"))
    survivors = Entry.objects.filter(merged__isnull=False).aggregate(last=Max("changed_at"))
    return f'"{found["count"]}-{found["last"]}-{survivors["last"]}"'.replace(" ", "T")


@require_safe
@condition(etag_func=_tag)
@cache_control(no_cache=True)
def redirects_json(request: HttpRequest) -> HttpResponseBase:
    """Answer with the list as JSON."""
    return _open(StreamingHttpResponse(_as_json(list_moved()), content_type="application/json"))


@require_safe
@condition(etag_func=_tag)
@cache_control(no_cache=True)
def redirects_csv(request: HttpRequest) -> HttpResponseBase:
    """Answer with the list as CSV (RFC 4180), with a heading."""
    content_type = "text/csv; charset=utf-8; header=present"
    return _open(StreamingHttpResponse(_as_csv(list_moved()), content_type=content_type))


def _open(response: StreamingHttpResponse) -> StreamingHttpResponse:
    """Let scripts of any site read the list (CORS)."""
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _as_json(rows: Iterable[Gone]) -> Iterator[str]:
    yield '{"redirects": ['
    comma = "\n"
    for row in rows:
        yield comma + json.dumps(row._asdict())
        comma = ",\n"
    yield "\n]}\n"


class _Line:
    """Where a CSV writer leaves each line."""

    def write(self, line: str) -> str:
        """Return the line itself."""
        return line


def _as_csv(rows: Iterable[Gone]) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield writer.writerow(COLUMNS)
    for row in rows:
        yield writer.writerow(row)
