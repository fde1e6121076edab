"""The reading list as a page and as files. Nothing of it is stored here, whatever is sent."""

from typing import Final

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page, require_http_methods, require_safe

from browse.kept.page import MOST, build_reading_list, list_address
from browse.kept.standing import asked_pids, find_stands, pids_in
from browse.taking import answer_with
from entries.languages import current_language
from interop.citing.export import stream
from interop.citing.formats import BY_SUFFIX
from interop.keeping import kept

MOST_SENT: Final = 2_000
"""Entries of a list that is sent as a form: what one browser keeps."""
MOST_TYPED: Final = 5_000
NAME: Final = "reading-list"


@require_safe
@conditional_page
@kept()
def reading_list(request: HttpRequest) -> HttpResponse:
    """Answer with the entries that `id` names; without any, with how to keep some.

    With `add`, which may hold addresses or identifiers, leads to the list with these as well.
    """
    more = pids_in(request.GET.get("add", "")[:MOST_TYPED])
    if "add" in request.GET:
        own, _given = asked_pids(request.GET, MOST)
        return HttpResponseRedirect(list_address(list(dict.fromkeys([*own, *more]))[:MOST]))
    page = build_reading_list(request.GET)
    context = {"page": page, "canonical": page.canonical, "noindex": True}
    return render(request, "browse/reading_list.html", context)


@csrf_exempt  # reads what anybody may read, and stores nothing: a list may be too long for GET
@require_http_methods(["GET", "HEAD", "POST"])
@cache_control(no_cache=True)
def reading_list_file(request: HttpRequest, suffix: str) -> HttpResponseBase:
    """Answer with the entries that `id` names as a file, in their order; 400 for too many."""
    pids, given = asked_pids(request.POST if request.method == "POST" else request.GET, MOST_SENT)
    if given > MOST_SENT:
        text = _("A reading list has at most %(most)s entries.") % {"most": MOST_SENT}
        return HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
    keys = [one.entry.pk for one in find_stands(pids) if one.entry is not None]
    if suffix in BY_SUFFIX:
        return stream(keys, BY_SUFFIX[suffix], NAME, current_language())
    return answer_with(keys, suffix, NAME)
