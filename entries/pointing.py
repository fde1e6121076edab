"""What a pasted identifier or address points to: an entry of ours, or a number of an authority."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from django.db.models import Q

from entries import pid as pids
from entries.choices import PLURALS
from entries.models import Entry, Identifier, Name
from entries.schemes import SCHEMES, AuthorityScheme
from writing import fold

LONGEST: Final = 300
MOST_NAMESAKES: Final = 6

_OURS: Final = re.compile(
    rf"(?:^|/)(?:id|ark:/?\d{{5,9}}|{'|'.join(PLURALS.values())})/([{pids.ALPHABET}]{{7}})(?=[/?#]|$)"
)
_MORE_HOSTS: Final = {"id.loc.gov": "lcnaf", "worldcat.org": "oclc", "sws.geonames.org": "geonames"}
_HOSTS: Final = _MORE_HOSTS | {
    str(urlsplit(scheme.url).hostname).removeprefix("www."): scheme.code
    for scheme in SCHEMES.values()
}
_NAMED: Final = {
    key.casefold(): scheme for scheme in SCHEMES.values() for key in (scheme.code, scheme.label)
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """A `pid` of ours, or the number `value` of an authority `scheme`."""

    pid: str = ""
    scheme: str = ""
    value: str = ""


def pointed_at(text: str) -> Pointer | None:
    """Return what a text points to by itself; None if it is no identifier or address (no query).

    Understood are our identifiers and addresses, ARKs, addresses at an authority, the number with
    the authority's name (“GND 118624989”, “viaf:14780182”), and the Q number of Wikidata.
    """
    text = text.strip()[:LONGEST]
    if pids.is_valid(text.lower()):
        return Pointer(pid=text.lower())
    if "://" in text:
        host = (urlsplit_or_none(text) or "").removeprefix("www.")
        if code := _HOSTS.get(host):
            return _number(SCHEMES[code], text)
    found = _OURS.search(text)
    if found and pids.is_valid(found[1]):
        return Pointer(pid=found[1])
    if re.fullmatch(r"[Qq][1-9]\d{0,11}", text, re.ASCII):
        return _number(SCHEMES["wikidata"], text)
    name, _sign, value = re.sub(r"[:\s]+", ":", text).partition(":")
    scheme = _NAMED.get(name.casefold())
    return _number(scheme, value) if scheme is not None and value else None


def urlsplit_or_none(address: str) -> str | None:
    """Return the host of an address; None if it has none or is broken."""
    try:
        return urlsplit(address).hostname
    except ValueError:
        return None


def _number(scheme: AuthorityScheme, text: str) -> Pointer | None:
    value = scheme.clean(text)
    return Pointer(scheme=scheme.code, value=value) if scheme.is_valid(value) else None


def resolve(texts: Iterable[str], *, names: bool = True) -> dict[str, list[Entry]]:
    """Return the entries that each text points to or, with `names`, that are called just so.

    A merged entry is its survivor. At most four queries, however many texts; none without any.
    """
    wanted = {text for text in texts if text.strip() and "\x00" not in text}
    pointers = {text: pointed_at(text) for text in wanted}
    found = _by_pointer({one for one in pointers.values() if one is not None})
    plain = {text: fold(text)[:LONGEST] for text, one in pointers.items() if one is None}
    named = _by_name({one for one in plain.values() if one}) if names else {}
    keys = {
        text: found[one] if one is not None else named.get(plain[text], [])
        for text, one in pointers.items()
    }
    entries = Entry.objects.in_bulk({key for some in keys.values() for key in some})
    return {text: [entries[key] for key in some if key in entries] for text, some in keys.items()}


def _by_pointer(pointers: set[Pointer]) -> defaultdict[Pointer, list[int]]:
    """Return the keys that pointers lead to (two queries)."""
    found: defaultdict[Pointer, list[int]] = defaultdict(list)
    own = [one.pid for one in pointers if one.pid]
    if own:
        rows = Entry.objects.filter(pid__in=own).select_related("merged_into")
        for row in rows:
            found[Pointer(pid=row.pid)].append(row.survivor().pk)
    foreign = Q(pk__in=[])
    for one in pointers:
        if one.scheme:
            foreign |= Q(scheme=one.scheme, value=one.value)
    if any(one.scheme for one in pointers):
        for number in Identifier.objects.filter(foreign):
            found[Pointer(scheme=number.scheme, value=number.value)].append(number.entry_id)
    return found


def _by_name(folded: set[str]) -> dict[str, list[int]]:
    """Return the keys of entries that have just this name (one query)."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    if folded:
        rows = Name.objects.filter(folded__in=folded).exclude(entry__merged_into__isnull=False)
        for key, one in rows.order_by("entry_id").values_list("entry_id", "folded")[:1000]:
            if key not in found[one]:
                found[one].append(key)
    return dict(found)
