"""The address of a version, and the version as JSON."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries.choices import PLURALS
from history.versions.parts import canonical
from history.versions.reading import read_version
from history.versions.vocabulary import vocabulary_at
from interop.answers import HttpResponseSeeOther, open_to_scripts
from interop.citing.formats import BY_MEDIA_TYPE
from interop.mementos import mark, version_address
from interop.negotiation import HTML, preferred_type
from interop.standing import Gone, Held, find_version
from interop.tombstones import cited_address, tombstone_json, tombstone_page

KEPT = 86_400
"""Seconds for which others may keep a version. It never changes, but a law may close it."""


@require_safe
@cache_control(no_cache=True)
def version(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """Answer for a version: 303 to its page or its record, by what the client prefers.

    What was merged or withdrawn keeps its versions. 404 for a number that never was, 410 without
    a name for what is closed for law or privacy.
    """
    wanted = preferred_type(request)
    as_json = wanted != HTML
    response: HttpResponse
    try:
        held = find_version(pid, number)
    except Gone as gone:
        answer = tombstone_json(gone.entry) if as_json else tombstone_page(request, gone.entry)
        response = answer
    else:
        plural = PLURALS[held.entry.kind]
        page = reverse("browse:version", args=[plural, pid, number])
        record = reverse("interop:version-json", args=[pid, number])
        if wanted in BY_MEDIA_TYPE:
            suffix = BY_MEDIA_TYPE[wanted].suffix
            record = reverse("interop:version-citation", args=[pid, number, suffix])
        response = HttpResponseSeeOther(record if as_json else page)
        mark(response, held)
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return open_to_scripts(response)


@require_safe
@conditional_page
def version_json(request: HttpRequest, pid: str, number: int) -> HttpResponse:
    """Answer with a version as JSON: the same bytes whenever it is asked for.

    Only statements that name what has been closed since are left out, and counted.
    """
    try:
        held = find_version(pid, number)
    except Gone as gone:
        response: HttpResponse = tombstone_json(gone.entry)
        patch_cache_control(response, no_cache=True)
        return open_to_scripts(response)
    text = canonical(version_document(held))
    response = HttpResponse(text, content_type="application/json")
    patch_cache_control(response, public=True, max_age=KEPT)
    mark(response, held)
    return open_to_scripts(response)


def version_document(held: Held) -> dict[str, Any]:
    """Return a version as plain data: the document, and the words of its time for all it names."""
    snapshot = read_version(held.version)
    withheld = {"withheld": snapshot.withheld} if snapshot.withheld else {}
    return {
        **snapshot.document,
        "id": version_address(held.entry.pid, held.version.number),
        "version_of": cited_address(held.entry),
        "version": held.version.number,
        "at": held.version.at.isoformat(),
        "action": held.version.action,
        "labels": {pid: named.labels for pid, named in sorted(snapshot.labels.items())},
        "vocabulary": vocabulary_at(snapshot.document, held.version.at).as_document(),
        **withheld,
    }
