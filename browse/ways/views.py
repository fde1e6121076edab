"""The pages from one entry to others. They answer GET and HEAD and change nothing."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from browse.ways.comparing import build_comparison
from browse.ways.meeting import asked_kinds, asked_person, build_meetings
from browse.ways.meeting_file import meetings_csv
from browse.ways.path import build_path
from interop.keeping import kept
from interop.taking.tables import CSV


@require_safe
@conditional_page
@kept(searches=True)
def compare(request: HttpRequest) -> HttpResponse:
    """Answer with two to four entries side by side: `?with=…&with=…`."""
    page = build_comparison(request.GET)
    return render(request, "browse/ways/compare.html", {"page": page, "noindex": True})


@require_safe
@conditional_page
@kept(searches=True)
def path(request: HttpRequest) -> HttpResponse:
    """Answer with the shortest chains of statements between two entries."""
    page = build_path(request.GET)
    return render(request, "browse/ways/path.html", {"page": page, "noindex": True})


@require_safe
@conditional_page
@kept(searches=True)
def together(request: HttpRequest) -> HttpResponse:
    """Answer with those who appear with a person at events and on boards."""
    page = build_meetings(request.GET, reverse("browse:together-csv"))
    return render(request, "browse/ways/together.html", {"page": page, "noindex": True})


@require_safe
@cache_control(no_cache=True)
def together_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Answer with the same as data: of the person that `with` names, or of the whole archive."""
    lines = meetings_csv(asked_kinds(request.GET), asked_person(request.GET))
    response = StreamingHttpResponse(lines, content_type=CSV)
    response["Content-Disposition"] = 'attachment; filename="together.csv"'
    response["X-Robots-Tag"] = "noindex"
    return response
