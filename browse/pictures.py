"""Timeline, map and network: views of a result set as pictures. They answer GET and HEAD alone."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from browse.frame import Frame
from browse.maps.page import build_map
from browse.networks.files import write_csv, write_gexf, write_graphml
from browse.networks.page import build_network
from browse.networks.whole import WholeNetwork
from browse.timelines.anniversary import build_day
from browse.timelines.page import build_timeline
from interop.keeping import kept


@require_safe
@conditional_page
@kept(searches=True)
def timeline(request: HttpRequest) -> HttpResponse:
    """Answer with what of a result set lies when."""
    page = build_timeline(request.GET)
    return render(request, "browse/timeline.html", {"timeline": page, **_about(page.frame)})


@require_safe
@conditional_page
@kept(searches=True)
def map_view(request: HttpRequest) -> HttpResponse:
    """Answer with the places of a result set on a map."""
    page = build_map(request.GET)
    return render(request, "browse/map.html", {"map": page, **_about(page.frame)})


@require_safe
@conditional_page
@kept(searches=True)
def network(request: HttpRequest) -> HttpResponse:
    """Answer with who in a result set is joined with whom."""
    page = build_network(request.GET)
    return render(request, "browse/network.html", {"network": page, **_about(page.frame)})


@require_safe
@cache_control(no_cache=True)
def network_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Answer with the statements that join entries of a result set, a row each (RFC 4180)."""
    return _file(write_csv(WholeNetwork(request.GET)), "text/csv; charset=utf-8", "csv")


@require_safe
@cache_control(no_cache=True)
def network_gexf(request: HttpRequest) -> StreamingHttpResponse:
    """Answer with the network of a result set as GEXF 1.3."""
    return _file(write_gexf(WholeNetwork(request.GET)), "application/gexf+xml", "gexf")


@require_safe
@cache_control(no_cache=True)
def network_graphml(request: HttpRequest) -> StreamingHttpResponse:
    """Answer with the network of a result set as GraphML 1.0."""
    return _file(write_graphml(WholeNetwork(request.GET)), "application/graphml+xml", "graphml")


@require_safe
@conditional_page
@kept(searches=True)
def on_this_day(request: HttpRequest) -> HttpResponse:
    """Answer with what is dated on one day of any year, in either calendar."""
    day = build_day(request.GET)
    context = {"day": day, "canonical": day.canonical, "noindex": day.asked}
    return render(request, "browse/on_this_day.html", context)


def _file(parts: Iterator[str], content_type: str, ending: str) -> StreamingHttpResponse:
    """Return a file that is sent while it is written."""
    response = StreamingHttpResponse(parts, content_type=content_type)
    response.headers["Content-Disposition"] = f'attachment; filename="network.{ending}"'
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _about(frame: Frame) -> dict[str, object]:
    """Return what the template of every page asks for."""
    return {"frame": frame, "canonical": frame.canonical, "noindex": not frame.indexable}
