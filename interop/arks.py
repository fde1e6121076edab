"""ARKs: the address to cite once more, in the form that archives and libraries share.

Archival Resource Keys (draft-kunze-ark): `ark:<NAAN>/<name><qualifier>`, with or without a slash
after the label. Hyphens mean nothing, `?info` (or `??`) asks for a description in place of the
thing. The name is our pid; the qualifier `/v2` is a version, and `/s-…` a statement.
"""

import re
from dataclasses import dataclass
from typing import Final

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from entries import pid as pids
from entries.choices import Kind
from entries.models import Entry
from interop.standing import Gone, find_standing
from interop.tombstones import is_named
from interop.views import entry as answer_entry
from interop.views import statement as answer_statement

HYPHENS: Final = re.compile("[-\u00ad\u2010-\u2015\u2212]")
QUALIFIER: Final = re.compile(r"/(?:v(?P<version>[1-9][0-9]{0,8})|s(?P<statement>[0-9a-z]{10}))")
INFO: Final = frozenset({"info", "?"})
"""What follows the question mark when somebody asks for a description: `?info`, `??`."""
UNKNOWN: Final = "(:unkn)"
"""How ERC says that nobody knows."""


@dataclass(frozen=True, slots=True)
class Ark:
    """An ARK as it was asked for."""

    pid: str
    version: int | None = None
    statement: str = ""


def parse_ark(naan: str, name: str) -> Ark:
    """Read what stands after `ark:`. Raises Http404 for another NAAN, a name or qualifier of none.

    Hyphens are dropped, and so is what structure an ARK may end in without meaning anything.
    """
    own = settings.ARK_NAAN
    if not own or HYPHENS.sub("", naan) != own:
        raise Http404
    bare = HYPHENS.sub("", name).rstrip("/.")
    pid, qualifier = bare[: pids.LENGTH], bare[pids.LENGTH :]
    part = QUALIFIER.fullmatch(qualifier)
    if not pids.is_valid(pid) or (qualifier and part is None):
        raise Http404
    if part is None:
        return Ark(pid)
    version, statement = part["version"], part["statement"]
    return Ark(pid, int(version) if version else None, statement or "")


def ark_address(pid: str) -> str:
    """Return the path of the ARK of an entry, in the newer form without a slash after the label."""
    return reverse("interop:ark", args=["", settings.ARK_NAAN, pid])


@require_safe
@cache_control(no_cache=True)
def ark(request: HttpRequest, slash: str, naan: str, name: str) -> HttpResponse:
    """Answer an ARK as its entry's own address does; with `?info`, describe it."""
    asked = parse_ark(naan, name)
    if request.META.get("QUERY_STRING") in INFO:
        return _info(asked.pid)
    if asked.version is not None:
        address = reverse("interop:entry", args=[asked.pid])
        return HttpResponseRedirect(f"{address}/v{asked.version}")
    if asked.statement:
        return answer_statement(request, asked.pid, asked.statement)
    return answer_entry(request, asked.pid)


def _info(pid: str) -> HttpResponse:
    """Answer with the description: 301 after a merge, 410 for what was withdrawn."""
    try:
        standing = find_standing(pid)
    except Gone as gone:
        return _plain(erc(gone.entry, gone=True), 410)
    if standing.moved:
        return HttpResponsePermanentRedirect(f"{ark_address(standing.entry.pid)}?info")
    return _plain(erc(standing.entry), 200)


def _plain(text: str, status: int) -> HttpResponse:
    return HttpResponse(text, status=status, content_type="text/plain; charset=utf-8")


def erc(entry: Entry, *, gone: bool = False) -> str:
    """Return the description as an electronic resource citation (ERC, in ANVL).

    Who, what, when and where; then the promise that is made for the address.
    """
    names = entry.labels.values() if not gone or is_named(entry) else []
    until = entry.withdrawn_at or entry.changed_at
    first = entry.published_at
    when = f"{first:%Y%m%d}-{until:%Y%m%d}" if first is not None else UNKNOWN
    lines = [
        ("erc", ""),
        ("who", settings.SITE_NAME),
        ("what", "; ".join(names) or UNKNOWN),
        ("when", when),
        ("where", f"{settings.SITE_URL}{ark_address(entry.pid)}"),
        ("how", f"(:unav) {Kind(entry.kind).value}, withdrawn" if gone else entry.kind),
        ("erc-support", ""),
        ("who", settings.SITE_NAME),
        ("what", "(:permanent) The address is never used for anything else"),
        ("when", when),
        ("where", f"{settings.SITE_URL}/"),
    ]
    return "".join(f"{label}: {_line(value)}".rstrip() + "\n" for label, value in lines)


def _line(value: str) -> str:
    """Return a value on one line: in ANVL a line break begins another element."""
    return " ".join(value.split())
