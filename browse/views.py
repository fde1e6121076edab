"""The pages for readers. They answer GET and HEAD and change nothing."""

from typing import Final

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    StreamingHttpResponse,
)
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from browse.addresses import entry_url
from browse.corrected import newest_corrected
from browse.facets import build_facet
from browse.home import build_home
from browse.listing import build_listing
from browse.pages.entry import build_page
from browse.pages.statements import MAX_PAGE, page_of
from browse.steps import steps_of
from entries.languages import current_language
from entries.models import Entry
from entries.paths import path_of
from history.versions.reading import latest
from interop.citing.export import stream
from interop.citing.formats import BY_SUFFIX
from interop.keeping import kept
from interop.mementos import offer_versions
from interop.standing import Gone, find_standing
from interop.tombstones import tombstone_page
from search.facets import BY_CODE
from search.filters import query_of

MAX_ANCHOR: Final = 40


@require_safe
@conditional_page
@kept(searches=True)
def home(request: HttpRequest) -> HttpResponse:
    """Answer with the front page."""
    return render(request, "browse/home.html", {"home": build_home()})


@require_safe
@conditional_page
@kept(searches=True)
def browse(request: HttpRequest) -> HttpResponse:
    """Answer with the list of entries, narrowed by the parameters of the address."""
    listing = build_listing(request.GET)
    is_start = listing.canonical == path_of("browse:browse")
    context = {
        "list": listing,
        "canonical": listing.canonical,
        "noindex": not listing.indexable,
        "corrected": newest_corrected() if is_start else [],
    }
    response = render(request, "browse/browse.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if request.headers.get("HX-Request"):
        # What the browser's history and address bar are to show.
        response.headers["HX-Push-Url"] = listing.canonical
    return response


@require_safe
@conditional_page
@kept(searches=True)
def facet(request: HttpRequest, code: str) -> HttpResponse:
    """Answer with all values of one filter of the list; 404 for a filter that is not there."""
    if code not in BY_CODE:
        raise Http404
    page = build_facet(request.GET, code)
    context = {"page": page, "canonical": page.canonical, "noindex": True}
    response = render(request, "browse/facet.html", context)
    patch_vary_headers(response, ["HX-Request"])
    if request.headers.get("HX-Request"):
        response.headers["HX-Replace-Url"] = page.canonical
    return response


@require_safe
@cache_control(no_cache=True)
def list_citations(request: HttpRequest, suffix: str) -> StreamingHttpResponse:
    """Answer with the citations of all that the list has, whatever its size, as it is read."""
    query = query_of(request.GET)
    keys = query.keys(max(query.count(), 1))
    return stream(keys, BY_SUFFIX[suffix], "slovo", current_language())


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Send a search to the list with all its parameters: an address that others may rely on."""
    query = request.GET.urlencode()
    return HttpResponseRedirect(reverse("browse:browse") + (f"?{query}" if query else ""))


@require_safe
@conditional_page
@kept()
def about(request: HttpRequest) -> HttpResponse:
    """Answer with what this archive is and how to use it."""
    return render(request, "browse/about.html")


@require_safe
@conditional_page
def entry(request: HttpRequest, kind_plural: str, pid: str, slug: str = "") -> HttpResponse:
    """Answer with the page of an entry.

    301 from any other kind or slug and after a merge, 404 for what was never published, 410 with
    a tombstone for what was withdrawn. `?cite=<anchor>` opens the box with that statement, and
    `?statement=<anchor>` the page on which it stands. `?in=<question>&at=<place>` adds the way to
    the neighbours in that list.
    """
    answer = _entry_of_list if "in" in request.GET else _entry
    return answer(request, pid)


@kept()
def _entry(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the page alone."""
    return _answer_entry(request, pid)


@kept(searches=True)
def _entry_of_list(request: HttpRequest, pid: str) -> HttpResponse:
    """Answer with the page and the way through a list, which depends on the index too."""
    return _answer_entry(request, pid)


def _answer_entry(request: HttpRequest, pid: str) -> HttpResponse:
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return tombstone_page(request, gone.entry)
    url = entry_url(standing.entry)
    if request.path != url:
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{url}?{query}" if query else url)
    cited = request.GET.get("cite", "")[:MAX_ANCHOR]
    page = build_page(standing.entry, _page_number(request, standing.entry), cited)
    context = {
        "page": page,
        "canonical": url if page.number == 1 else f"{url}?page={page.number}",
        "version": latest(standing.entry),
        "steps": steps_of(request.GET, standing.entry),
    }
    response = render(request, "browse/entry.html", context)
    offer_versions(response, pid)
    return response


def _page_number(request: HttpRequest, entry: Entry) -> int:
    """Return the page that is asked for, by number or statement; 1 for what is neither."""
    if statement := request.GET.get("statement", "")[:MAX_ANCHOR]:
        return page_of(entry, statement)
    text = request.GET.get("page", "")
    if not (text.isascii() and text.isdigit()) or len(text) > 6:
        return 1
    return min(max(int(text), 1), MAX_PAGE)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request that cannot be understood."""
    return render(request, "400.html", {"is_error": True}, status=400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not allowed."""
    return render(request, "403.html", {"is_error": True}, status=403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a request for what is not there."""
    return render(request, "404.html", {"is_error": True}, status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when something broke. Asks neither the database nor the context processors."""
    try:
        stylesheet = static("css/base.css")
    except ValueError:  # the static files were not collected: that may be what broke
        stylesheet = ""
    context = {"site_name": settings.SITE_NAME, "stylesheet": stylesheet}
    return HttpResponse(loader.render_to_string("500.html", context), status=500)
