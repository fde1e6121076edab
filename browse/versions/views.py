"""Pages of versions. None of them is for search engines: the entry itself is."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, Final, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import entry_url
from browse.pages.statements import MAX_PAGE
from browse.versions.addresses import comparison_url, version_url, versions_url
from browse.versions.changes import tell_changes
from browse.versions.deeds import deed_in_words
from browse.versions.listing import build_versions
from browse.versions.page import build_version, read_past
from entries.choices import Kind
from entries.languages import show
from entries.models import Entry
from interop.mementos import mark, offer_versions
from interop.paging import page_number
from interop.standing import Gone, find_kept, find_version
from interop.tombstones import tombstone_page

POINTS: Final = 100
"""Points of change on one page."""
MOST_PAGES: Final = 10_000

Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponse]


def _with_tombstones(view: View[Rest]) -> View[Rest]:
    """Let a view answer with the tombstone for what is closed."""

    @require_safe
    @conditional_page
    @cache_control(no_cache=True)
    @wraps(view)
    def answer(request: HttpRequest, /, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Gone as gone:
            return tombstone_page(request, gone.entry)

    return answer


@_with_tombstones
def version(request: HttpRequest, kind_plural: str, pid: str, number: int) -> HttpResponse:
    """Answer with an entry as it was in one of its versions, and what has changed since.

    404 for a number that never was, 410 for what is closed, 301 from any other kind.
    """
    held = find_version(pid, number)
    url = version_url(held.entry, number)
    if request.path != url:
        return HttpResponsePermanentRedirect(url)
    built = build_version(held, page_number(request, MAX_PAGE))
    context = {
        "version": built,
        "page": built.page,
        "deed": deed_in_words(held.version.action),
        **_standing(held.entry, url),
    }
    response = render(request, "browse/versions/version.html", context)
    mark(response, held)
    return response


@_with_tombstones
def comparison(
    request: HttpRequest, kind_plural: str, pid: str, number: int, before: int
) -> HttpResponse:
    """Answer with what differs between two versions, the earlier one named last in the address."""
    old, new = find_version(pid, before), find_version(pid, number)
    url = comparison_url(new.entry, before, number)
    if before == number:
        raise Http404
    if request.path != url:
        return HttpResponsePermanentRedirect(url)
    page = page_number(request, MOST_PAGES)
    one, other = read_past(old.version), read_past(new.version)
    changes = tell_changes(one, other, (page - 1) * POINTS, page * POINTS)
    context = {
        "changes": changes,
        "old": old.version,
        "new": new.version,
        "old_url": version_url(old.entry, before),
        "new_url": version_url(new.entry, number),
        "versions_url": versions_url(new.entry),
        "label": show(other.snapshot.labels[pid].labels),
        "kind": Kind(new.entry.kind).label,
        "number": page,
        "has_next": page * POINTS < changes.total,
        **_standing(new.entry, url),
    }
    return render(request, "browse/versions/comparison.html", context)


@_with_tombstones
def versions(request: HttpRequest, kind_plural: str, pid: str) -> HttpResponse:
    """Answer with the list of all versions of an entry, the newest first."""
    entry, _survivor = find_kept(pid)
    url = versions_url(entry)
    if request.path != url:
        return HttpResponsePermanentRedirect(url)
    found = build_versions(entry, page_number(request, MOST_PAGES))
    if not found.total:
        raise Http404
    context = {
        "list": found,
        "entry": entry,
        "kind": Kind(entry.kind).label,
        **_standing(entry, url),
    }
    response = render(request, "browse/versions/versions.html", context)
    offer_versions(response, pid)
    return response


def _standing(entry: Entry, url: str) -> dict[str, object]:
    """Return what search engines are told: the entry is what is to be known, if it is public."""
    return {"canonical": entry_url(entry) if entry.is_public else url, "noindex": True}
