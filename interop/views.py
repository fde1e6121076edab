"""The address to cite, and the record as JSON."""

import json

from django.conf import settings
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import http_date
from django.utils.translation import get_language_from_request, override
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entries.choices import PLURALS
from entries.models import Entry
from interop.negotiation import JSON, preferred_type
from interop.standing import Gone, find_standing
from records.read import parse_record
from records.write import Scope, to_record


class HttpResponseSeeOther(HttpResponseRedirect):
    """303: what is identified is no document; here is one about it."""

    status_code = 303


@require_safe
def entry(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer for the permanent identifier: 303 to the page or the record, 301 after a merge.

    404 for what was never published, 410 for what was withdrawn.
    """
    language = get_language_from_request(request)
    try:
        standing = find_standing(pid)
    except Gone as gone:
        response: HttpResponse = HttpResponseSeeOther(_page(gone.entry, language))
        if preferred_type(request) == JSON:
            response = tombstone_json(gone.entry)
    else:
        if standing.moved:
            response = HttpResponsePermanentRedirect(
                reverse("interop:entry", args=[standing.entry.pid])
            )
        elif preferred_type(request) == JSON:
            response = HttpResponseSeeOther(reverse("interop:entry-json", args=[pid]))
        else:
            response = HttpResponseSeeOther(_page(standing.entry, language))
    patch_vary_headers(response, ["Accept", "Accept-Language"])
    return response


@require_safe
def entry_json(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the public record of the entry as JSON."""
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return tombstone_json(gone.entry)
    if standing.moved:
        return HttpResponsePermanentRedirect(
            reverse("interop:entry-json", args=[standing.entry.pid])
        )
    record = to_record(standing.entry, Scope.PUBLIC)
    document = {
        "id": settings.SITE_URL + reverse("interop:entry", args=[pid]),
        **record.model_dump(mode="json", exclude={"editors_note"}),
    }
    for statement in document["statements"]:
        statement.pop("editors_note")
    response = JsonResponse(document, json_dumps_params={"ensure_ascii": False})
    response["Last-Modified"] = http_date(standing.entry.changed_at.timestamp())
    response["Access-Control-Allow-Origin"] = "*"
    return response


def tombstone_json(gone: Entry) -> JsonResponse:
    """Return what may still be said of a withdrawn entry."""
    return JsonResponse(
        {
            "id": settings.SITE_URL + reverse("interop:entry", args=[gone.pid]),
            "pid": gone.pid,
            "kind": gone.kind,
            "status": "withdrawn",
            "names": gone.labels,
            "published_at": gone.published_at,
            "withdrawn_at": gone.withdrawn_at,
            "withdrawal_reason": gone.withdrawal_reason,
        },
        status=410,
        json_dumps_params={"ensure_ascii": False},
    )


@require_safe
@cache_control(max_age=86400, public=True)
def record_schema(request: HttpRequest) -> HttpResponse:
    """Answer with the JSON Schema of the record (draft 2020-12)."""
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": settings.SITE_URL + reverse("interop:record-schema"),
        "title": "Slovo record",
        **parse_record.json_schema(),
    }
    return HttpResponse(
        json.dumps(schema, ensure_ascii=False), content_type="application/schema+json"
    )


@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Tell crawlers what is worth their time: entries, not every combination of filters."""
    lines = ["User-agent: *", "Disallow: /admin/", "Disallow: /*?*&", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain")


def _page(entry: Entry, language: str) -> str:
    """Return the address of the page in the reader's language."""
    with override(language):
        return reverse("browse:entry", args=[PLURALS[entry.kind], entry.pid, entry.slug or "-"])
