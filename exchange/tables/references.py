"""Entries that cells refer to, found some hundred at a time: by identifier, authority, or name."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from django.utils.translation import gettext as _

from entries import pid as pids
from entries.choices import Status
from entries.models import Entry, Identifier, Name
from entries.schemes import SCHEMES
from exchange.tables.faults import CellError
from writing import fold

MOST_CANDIDATES: Final = 8
_YEARS: Final = re.compile(r"(?P<name>.+?)\s*\((?P<first>\d{4})?\s*[-–—/]\s*(?P<last>\d{4})?\)\s*")

Asked = tuple[str, str]
"""The kind that is wanted, or nothing for any; and the text of the cell."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that is referred to."""

    pk: int
    pid: str
    kind: str


@dataclass(slots=True)
class Coming:
    """Entries that a file is going to make: their identifiers, and keys of their names."""

    kind: str = ""
    pids: set[str] = field(default_factory=set)
    names: set[int] = field(default_factory=set)

    def add_name(self, text: str) -> None:
        """Add a name."""
        self.names.add(hash(fold(text)))

    def has(self, kind: str, text: str) -> bool:
        """Tell whether a cell may mean one of them."""
        if kind and kind != self.kind:
            return False
        return text in self.pids or hash(fold(text)) in self.names


def authority_of(text: str) -> tuple[str, str] | None:
    """Return scheme and number of `wikidata:Q33391` or an authority's address; None of others."""
    head, colon, rest = text.partition(":")
    scheme = SCHEMES.get(head.strip().lower())
    if colon and scheme is not None:
        return scheme.code, scheme.clean(rest.strip())
    if text.startswith(("http://", "https://")):
        host = text.split("/")[2]
        for one in SCHEMES.values():
            if one.url.split("/")[2].removeprefix("www.") == host.removeprefix("www."):
                return one.code, one.clean(text)
    return None


class References:
    """What the cells of some rows refer to; `answers` are choices that an editor has made."""

    def __init__(self, coming: Coming | None = None, answers: Mapping[str, str] | None = None):
        """Know nothing yet."""
        self.coming = coming or Coming()
        self.answers = answers or {}
        self._by_pid: dict[str, Entry] = {}
        self._by_number: dict[tuple[str, str], Entry] = {}
        self._by_name: dict[str, dict[int, Entry]] = {}
        self._found: dict[str, Entry] = {}

    def fetch(self, asked: Iterable[Asked]) -> None:
        """Look for all of these: three queries, whatever their number."""
        texts = {text for _kind, text in asked} | set(self.answers.values())
        wanted = {text for text in texts if pids.is_valid(text)}
        rest = texts - wanted
        numbers = {found for text in rest if (found := authority_of(text)) is not None}
        names = {fold(_bare(text)) for text in rest if authority_of(text) is None} - {""}
        for entry in Entry.objects.filter(pid__in=wanted).select_related("merged_into"):
            self._by_pid[entry.pid] = entry
        values = {value for _scheme, value in numbers}
        for one in Identifier.objects.filter(value__in=values).select_related("entry"):
            self._by_number[one.scheme, one.value] = one.entry
        rows = Name.objects.filter(folded__in=names).exclude(entry__status=Status.MERGED)
        for name in rows.select_related("entry").order_by("entry_id"):
            self._by_name.setdefault(name.folded, {})[name.entry_id] = name.entry

    def find(self, kind: str, text: str) -> Found | None:
        """Return the entry that was fetched for a cell; None if the file itself will make it.

        Raises CellError: unknown, several, kind, pid. An entry that was merged stands for its
        survivor.
        """
        chosen = self.answers.get(f"{kind}|{text}")
        entry = self._entry(kind, chosen or text)
        if entry is None:
            if self.coming.has(kind, text):
                return None
            raise CellError("unknown", _("There is no entry “%(text)s”.") % {"text": text[:80]})
        if entry.status == Status.MERGED:
            entry = entry.survivor()
        if kind and entry.kind != kind:
            message = _("“%(entry)s” is not of this kind.") % {"entry": entry}
            raise CellError("kind", message)
        self._found[entry.pid] = entry
        return Found(entry.pk, entry.pid, entry.kind)

    def entry(self, pid: str) -> Entry:
        """Return an entry that was found."""
        return self._found[pid]

    def _entry(self, kind: str, text: str) -> Entry | None:
        if pids.is_valid(text):
            return self._by_pid.get(text)
        number = authority_of(text)
        if number is not None:
            return self._by_number.get(number)
        named = self._by_name.get(fold(_bare(text)), {}).values()
        fitting = [one for one in named if not kind or one.kind == kind]
        years = _YEARS.fullmatch(text)
        if years is not None:
            fitting = [one for one in fitting if _lived(one, years)]
        if len(fitting) > 1:
            message = _("“%(text)s” means %(count)d entries: choose one.")
            told = message % {"text": text[:80], "count": len(fitting)}
            keys = tuple(one.pk for one in fitting[:MOST_CANDIDATES])
            raise CellError("several", told, keys, f"{kind}|{text}")
        return fitting[0] if fitting else None


def _bare(text: str) -> str:
    """Return a name without the years in brackets after it."""
    match = _YEARS.fullmatch(text)
    return match["name"] if match else text


def _lived(entry: Entry, years: re.Match[str]) -> bool:
    """Tell whether an entry has the years that stand after a name."""
    own = entry.span.years() if entry.span is not None else None
    if not own:
        return False
    first, last = years["first"], years["last"]
    return (not first or abs(own[0] - int(first)) <= 1) and (
        not last or abs(own[-1] - int(last)) <= 1
    )
