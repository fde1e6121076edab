"""The TimeMap: all versions of an entry, for machines (RFC 7089, section 5; RFC 6690)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.db.models import F, Value
from django.db.models.functions import Mod
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries.models import Entry
from history.models import Version
from interop.answers import open_to_scripts
from interop.mementos import LINK_FORMAT, Link, full_address, memento_link, original_links, write
from interop.paging import page_number
from interop.standing import Gone, find_kept
from interop.tombstones import tombstone_json

PAGE_SIZE: Final = 1000


@require_safe
@conditional_page
@cache_control(no_cache=True)
def timemap(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the versions of an entry in the link format, a thousand on a page.

    404 for what was never public, 410 for what is closed for law or privacy.
    """
    try:
        entry, _survivor = find_kept(pid)
    except Gone as gone:
        return open_to_scripts(tombstone_json(gone.entry))
    pages = _pages(entry)
    number = page_number(request, len(pages.times))
    text = write(_links(entry, pages, number), ",\n") + "\n"
    return open_to_scripts(HttpResponse(text, content_type=LINK_FORMAT))


@dataclass(frozen=True, slots=True)
class _Pages:
    """When the first and the last version of each page were made, and the last number of all."""

    times: dict[int, tuple[datetime, datetime]]
    newest: int


def _pages(entry: Entry) -> _Pages:
    """Return the pages (two queries). Numbers have no gaps: a page begins after each thousand."""
    versions = Version.objects.filter(entry=entry.pk).order_by("number")
    newest = versions.last()
    if newest is None:
        return _Pages({}, 0)
    place = Mod(F("number"), Value(PAGE_SIZE))
    edges = versions.annotate(place=place).filter(place__in=[0, 1])
    times = {**dict(edges.values_list("number", "at")), newest.number: newest.at}
    starts = range(1, newest.number + 1, PAGE_SIZE)
    return _Pages(
        {
            page: (times[start], times[min(start + PAGE_SIZE - 1, newest.number)])
            for page, start in enumerate(starts, 1)
        },
        newest.number,
    )


def _links(entry: Entry, pages: _Pages, number: int) -> Iterator[Link]:
    """Yield the links of one page."""
    original, _timemap = original_links(entry.pid)
    yield original
    for page in [number, *(one for one in pages.times if one != number)]:
        first, last = pages.times.get(page, (None, None))
        rel = "self" if page == number else "timemap"
        yield Link(_address(entry, page), rel, type=LINK_FORMAT, first=first, last=last)
    start = (number - 1) * PAGE_SIZE
    versions = Version.objects.filter(entry=entry.pk, number__gt=start)
    for version in versions.filter(number__lte=start + PAGE_SIZE).order_by("number"):
        rels = [rel for rel, at in (("first", 1), ("last", pages.newest)) if at == version.number]
        yield memento_link(entry.pid, version.number, version.at, rels)


def _address(entry: Entry, page: int) -> str:
    """Return the full address of a page; the first is the TimeMap itself."""
    address = full_address("timemap", entry.pid)
    return address if page == 1 else f"{address}?page={page}"
