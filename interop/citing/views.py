"""The citation of an entry as a file for reference managers."""

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from entries.models import Entry
from history.versions.reading import names_at
from interop.answers import open_to_scripts
from interop.citing.build import entry_item, main_item
from interop.citing.export import answer, asked_language
from interop.citing.formats import BY_SUFFIX
from interop.citing.gather import Known, gather
from interop.keeping import kept
from interop.mementos import mark
from interop.standing import Gone, find_standing, find_version
from interop.tombstones import tombstone_json


@require_safe
@kept()
def entry_citation(request: HttpRequest, pid: str, suffix: str) -> HttpResponse:
    """Answer with the citation: of a work, issue or source as itself, of others as our entry.

    `?as=entry` cites any of them as our entry; `?lang=` names the language of titles. 301 after a
    merge, 404 for what was never published, 410 with the tombstone for what was withdrawn.
    """
    try:
        standing = find_standing(pid)
    except Gone as gone:
        response: HttpResponse = tombstone_json(gone.entry)
    else:
        if standing.moved:
            survivor = reverse("interop:entry-citation", args=[standing.entry.pid, suffix])
            response = HttpResponsePermanentRedirect(survivor)
        else:
            response = _cited(request, standing.entry, suffix)
    patch_vary_headers(response, ["Accept-Language"])
    return open_to_scripts(response)


def _cited(request: HttpRequest, entry: Entry, suffix: str) -> HttpResponse:
    language = asked_language(request.GET.get("lang", ""))
    make = entry_item if request.GET.get("as") == "entry" else main_item
    with translation.override(language):
        item = make(gather([entry])[entry.pk], language)
        return answer([item], BY_SUFFIX[suffix], entry.pid)


@require_safe
@conditional_page
@cache_control(no_cache=True)
def version_citation(request: HttpRequest, pid: str, number: int, suffix: str) -> HttpResponse:
    """Answer with the citation of a version, by the name that the entry had then.

    404 for a number that never was, 410 with the tombstone for what is closed.
    """
    response: HttpResponse
    try:
        held = find_version(pid, number)
    except Gone as gone:
        response = tombstone_json(gone.entry)
    else:
        language = asked_language(request.GET.get("lang", ""))
        then = names_at([pid], held.version.at)
        if pid in then:
            held.entry.labels = then[pid].labels
        with translation.override(language):
            known = Known(held.entry)
            item = entry_item(known, language, number=number, at=held.version.at)
            response = answer([item], BY_SUFFIX[suffix], f"{pid}-v{number}")
        mark(response, held)
    patch_vary_headers(response, ["Accept-Language"])
    return open_to_scripts(response)
