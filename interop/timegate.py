"""The TimeGate: the address to cite, asked for a moment (RFC 7089, section 4.1, pattern 1.1)."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from interop.mementos import (
    ACCEPT,
    memento_link,
    original_links,
    parse_moment,
    version_at,
    write,
)
from interop.standing import find_kept


def asks_for_moment(request: HttpRequest) -> bool:
    """Tell whether a client wants the entry as it was."""
    return ACCEPT in request.headers


def answer_moment(request: HttpRequest, pid: str) -> HttpResponse:
    """Send a client to the version that held at the moment it asks for: 302.

    Before the first version that is the first. 400 for what is no moment. Raises Http404 for what
    was never public or has no version, and `Gone` for what is closed.
    """
    entry, _survivor = find_kept(pid)
    try:
        moment = parse_moment(request.headers[ACCEPT])
    except ValueError:
        text = "Accept-Datetime: a date such as Thu, 27 Nov 2026 12:00:00 GMT is expected.\n"
        response = HttpResponse(text, status=400, content_type="text/plain; charset=utf-8")
        response["Link"] = write(original_links(pid))
        return response
    version = version_at(entry, moment)
    if version is None:
        raise Http404
    of = version.entry.pid
    response = HttpResponseRedirect(reverse("interop:version", args=[of, version.number]))
    closest = memento_link(of, version.number, version.at)
    response["Link"] = write([*original_links(pid), closest])
    return response
