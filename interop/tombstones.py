"""What stands at the address of an entry that is no longer public (410)."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from entries.choices import Kind, Status
from entries.languages import show
from entries.models import Entry
from history.closing import closure_of, is_closed
from history.models import Version
from history.versions.reading import latest


def cited_address(entry: Entry) -> str:
    """Return the full address to cite."""
    return settings.SITE_URL + entry.get_absolute_url()


def tombstone_json(gone: Entry) -> JsonResponse:
    """Return what may still be said of a withdrawn entry, with the way to its last version."""
    closure = closure_of(gone)
    last = None if closure else latest(gone)
    return JsonResponse(
        {
            "id": cited_address(gone),
            "pid": gone.pid,
            "kind": gone.kind,
            "status": "withdrawn",
            "names": gone.labels if is_named(gone) else {},
            "published_at": gone.published_at,
            "withdrawn_at": gone.withdrawn_at,
            "withdrawal_reason": gone.withdrawal_reason,
            **({"closed": closure.ground} if closure else {}),
            **({"last_version": _as_data(gone, last)} if last else {}),
        },
        status=410,
        json_dumps_params={"ensure_ascii": False},
    )


def _as_data(gone: Entry, version: Version) -> dict[str, object]:
    """Return number, time and address of a version."""
    address = reverse("interop:version", args=[gone.pid, version.number])
    return {"id": settings.SITE_URL + address, "version": version.number, "at": version.at}


def tombstone_page(request: HttpRequest, gone: Entry) -> HttpResponse:
    """Return the same for people, on the page that the room of readers has for it."""
    closure = closure_of(gone)
    context = {
        "entry": gone,
        "kind": Kind(gone.kind).label,
        "is_named": is_named(gone),
        "ground": closure.get_ground_display() if closure else "",
        "reason": show(gone.withdrawal_reason),
        "address": cited_address(gone),
        "last_version": None if closure else latest(gone),
        "is_error": True,
    }
    return render(request, "browse/tombstone.html", context, status=410)


def is_named(gone: Entry) -> bool:
    """Tell whether its name may be said.

    A draft that was public once may have a new name, and of what is closed nothing is said.
    """
    return gone.status in {Status.WITHDRAWN, Status.MERGED} and not is_closed(gone)
