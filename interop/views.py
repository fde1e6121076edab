"""The address to cite, and the record as JSON."""

import json

from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries import pid as pids
from entries.choices import PLURALS
from entries.models import Entry, Statement
from history.closing import is_closed
from interop import schemas
from interop.answers import HttpResponseSeeOther, open_to_scripts
from interop.citing.formats import BY_MEDIA_TYPE
from interop.documents import public_document
from interop.keeping import kept
from interop.mementos import ACCEPT, offer_versions
from interop.negotiation import HTML, preferred_type
from interop.standing import Gone, find_standing
from interop.timegate import answer_moment, asks_for_moment
from interop.tombstones import tombstone_json, tombstone_page
from records.write import Scope, to_record


@require_safe
@cache_control(no_cache=True)
def entry(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer for the permanent identifier: 303 to the page or the record, 301 after a merge.

    404 for what was never published, 410 with a tombstone for what was withdrawn. Nothing of
    this may be kept unasked: a merge can be undone, and what was withdrawn be published again.
    With `Accept-Datetime`, 302 to the version of that moment (Memento).
    """
    response = _answer(request, pid)
    patch_vary_headers(response, ["Accept", "Accept-Language", ACCEPT])
    return open_to_scripts(response)


@require_safe
@cache_control(no_cache=True)
def statement(request: HttpRequest, pid: str, uid: str) -> HttpResponse:
    """Answer for one statement of an entry: 303 to where it stands, on whatever page that is.

    301 after a merge, 404 and 410 as for the entry. A statement that is there no more leads to its
    entry, whose versions still have it. Machines are sent to the record.
    """
    if not pids.is_valid(uid, pids.STATEMENT_LENGTH):
        raise Http404
    response = _answer_part(request, pid, uid)
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return open_to_scripts(response)


@require_safe
@conditional_page
@kept()
def entry_json(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the public record of the entry as JSON."""
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return open_to_scripts(tombstone_json(gone.entry))
    if standing.moved:
        survivor = reverse("interop:entry-json", args=[standing.entry.pid])
        return open_to_scripts(HttpResponsePermanentRedirect(survivor))
    record = to_record(standing.entry, Scope.PUBLIC)
    document = public_document(standing.entry, record)
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    offer_versions(response, pid)
    return open_to_scripts(response)


@require_safe
@cache_control(max_age=86400, public=True)
def record_schema(request: HttpRequest) -> HttpResponse:
    """Answer with the JSON Schema of the record (draft 2020-12)."""
    text = json.dumps(schemas.record_schema(), ensure_ascii=False)
    return open_to_scripts(HttpResponse(text, content_type="application/schema+json"))


def _answer(request: HttpRequest, pid: str) -> HttpResponse:
    """Return the redirect or tombstone for an identifier, by what the client prefers."""
    wanted = preferred_type(request)
    as_json = wanted != HTML
    try:
        if asks_for_moment(request):
            return answer_moment(request, pid)
        response = _lead(pid, wanted)
    except Gone as gone:
        response = tombstone_json(gone.entry) if as_json else tombstone_page(request, gone.entry)
        if is_closed(gone.entry):
            return response
    offer_versions(response, pid)
    return response


def _answer_part(request: HttpRequest, pid: str, uid: str) -> HttpResponse:
    """Return the redirect or tombstone for a statement, by what the client prefers."""
    wanted = preferred_type(request)
    try:
        standing = find_standing(pid)
    except Gone as gone:
        as_page = wanted == HTML
        return tombstone_page(request, gone.entry) if as_page else tombstone_json(gone.entry)
    if standing.moved:
        survivor = reverse("interop:statement", args=[standing.entry.pid, uid])
        return HttpResponsePermanentRedirect(survivor)
    if wanted != HTML:
        return HttpResponseSeeOther(reverse("interop:entry-json", args=[pid]))
    there = Statement.objects.public().about(standing.entry).filter(uid=uid).exists()
    part = f"?statement={uid}#s-{uid}" if there else ""
    return HttpResponseSeeOther(f"{_page(standing.entry)}{part}")


def _lead(pid: str, wanted: str) -> HttpResponse:
    """Return the redirect for an identifier. Raises Http404 or `Gone`."""
    standing = find_standing(pid)
    if standing.moved:
        return HttpResponsePermanentRedirect(standing.entry.get_absolute_url())
    if wanted in BY_MEDIA_TYPE:
        suffix = BY_MEDIA_TYPE[wanted].suffix
        return HttpResponseSeeOther(reverse("interop:entry-citation", args=[pid, suffix]))
    if wanted != HTML:
        return HttpResponseSeeOther(reverse("interop:entry-json", args=[pid]))
    return HttpResponseSeeOther(_page(standing.entry))


def _page(entry: Entry) -> str:
    """Return the address of the page, in the reader's language."""
    named = [entry.slug] if entry.slug else []
    return reverse("browse:entry", args=[PLURALS[entry.kind], entry.pid, *named])
