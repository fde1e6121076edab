"""Timeline, map and network: views of a result set as pictures. They answer GET and HEAD alone."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from browse.frame import Frame
from browse.maps.page import build_map


@require_safe
def map_view(request: HttpRequest) -> HttpResponse:
    """Answer with the places of a result set on a map."""
    page = build_map(request.GET)
    return render(request, "browse/map.html", {"map": page, **_about(page.frame)})


def _about(frame: Frame) -> dict[str, object]:
    """Return what the template of every page asks for."""
    return {"frame": frame, "canonical": frame.canonical, "noindex": not frame.indexable}
