"""The page of a reading list: everything that its template is given."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import QueryDict
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from browse.addresses import entry_url
from browse.files import File
from browse.kept.standing import Stand, asked_pids, find_stands
from browse.pages.citation import Cite, cite_list
from browse.words import when
from entries.choices import Kind
from entries.languages import NOTHING, Shown, show
from interop.citing.formats import FORMATS
from interop.tombstones import cited_address

MOST: Final = 300
"""Entries in an address: servers take four thousand signs of one, and an entry needs eleven."""
FILES: Final = {"csv": "CSV", "xlsx": "XLSX", "json": "JSON", "geojson": "GeoJSON"}


@dataclass(frozen=True, slots=True)
class Line:
    """One entry of the list, or what is left of it."""

    asked: str
    pid: str
    """What stands for it now: its own identifier unless it was merged."""
    url: str
    address: str
    """The address to cite."""
    kind: str
    label: Shown
    when: SafeString
    moved: bool
    gone: str
    """Why there is nothing to read, in words; empty if there is."""
    reason: Shown
    also: tuple[str, ...] = ()
    """Further identifiers of the address that mean the same entry."""


@dataclass(frozen=True, slots=True)
class ReadingList:
    """All that the template is given."""

    lines: list[Line]
    total: int
    """Entries that can be read."""
    too_many: int
    """Identifiers of the address that were left out."""
    canonical: str
    path: str
    most: int
    files: list[File]
    sent_to: list[tuple[str, str]]
    """Where a form with any number of identifiers gets a file: name and address of each."""
    cite: Cite | None


def build_reading_list(params: QueryDict) -> ReadingList:
    """Return the list that an address names, in its order: a fixed number of queries."""
    wanted, given = asked_pids(params, MOST)
    lines = [_line(stand) for stand in find_stands(wanted)] if wanted else []
    total = sum(not line.gone for line in lines)
    canonical = list_address([line.pid for line in lines])
    words = ngettext("%(total)s entry", "%(total)s entries", total) % {"total": total}
    title = _("Reading list: %(entries)s") % {"entries": words}
    sent_to = _sent_to()
    tail = canonical.partition("?")[2]
    return ReadingList(
        lines=lines,
        total=total,
        too_many=max(given - MOST, 0),
        canonical=canonical,
        path=reverse("browse:reading-list"),
        most=MOST,
        files=[File(label, f"{path}?{tail}") for label, path in sent_to] if total else [],
        sent_to=sent_to,
        cite=cite_list(title, canonical, "browse:reading-list-file") if lines else None,
    )


def list_address(pids: Sequence[str]) -> str:
    """Return the path of the list with these identifiers, in their order."""
    query = urlencode([("id", pid) for pid in pids])
    return reverse("browse:reading-list") + (f"?{query}" if query else "")


def _sent_to() -> list[tuple[str, str]]:
    named = [*FILES.items(), *((form.suffix, form.label) for form in FORMATS)]
    return [(label, reverse("browse:reading-list-file", args=[suffix])) for suffix, label in named]


def _line(stand: Stand) -> Line:
    if stand.entry is not None:
        entry = stand.entry
        return Line(
            asked=stand.asked,
            pid=entry.pid,
            url=entry_url(entry),
            address=cited_address(entry),
            kind=str(Kind(entry.kind).label),
            label=entry.label if entry.label.text else Shown(entry.pid, "", False),
            when=when(entry.span),
            moved=stand.moved,
            gone="",
            reason=NOTHING,
            also=stand.also,
        )
    gone = stand.gone
    if gone is None:
        nothing = _("No entry of this archive has this identifier.")
        empty = SafeString("")
        unknown = Shown(stand.asked, "", False)
        return Line(stand.asked, stand.asked, "", "", "", unknown, empty, False, nothing, NOTHING)
    return Line(
        asked=stand.asked,
        pid=stand.asked,
        url=gone.get_absolute_url(),
        address=cited_address(gone),
        kind=str(Kind(gone.kind).label),
        label=gone.label if stand.is_named and gone.label.text else Shown(gone.pid, "", False),
        when=SafeString(""),
        moved=False,
        gone=_("This entry is not public any more. Its address says what was there and why."),
        reason=show(gone.withdrawal_reason),
    )
