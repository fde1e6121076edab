"""RIS, the tagged form that reference managers exchange: UTF-8, lines ending in CR LF."""

import re
from collections.abc import Iterator
from typing import Final

from interop.citing.items import Item
from interop.citing.marks import clean
from interop.citing.names import family_first
from interop.citing.when import Parts, read_day, read_issued

TYPES: Final = {
    "article-journal": "JOUR",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC",
    "manuscript": "MANSCPT",
    "pamphlet": "PAMP",
    "periodical": "SER",
    "personal_communication": "PCOMM",
    "report": "RPRT",
    "thesis": "THES",
    "webpage": "ELEC",
}
"""Types of CSL as RIS has them; any other is generic."""
PEOPLE: Final = (("author", "AU"), ("editor", "A2"), ("translator", "A4"))
TEXTS: Final = (
    ("title", "TI"),
    ("container-title", "T2"),
    ("volume", "VL"),
    ("issue", "IS"),
    ("number", "IS"),
    ("publisher", "PB"),
    ("publisher-place", "CY"),
    ("version", "ET"),
    ("genre", "M3"),
    ("archive_location", "CN"),
    ("archive", "AV"),
    ("URL", "UR"),
    ("language", "LA"),
    ("source", "DB"),
    ("status", "N1"),
    ("note", "N1"),
)


def write(item: Item) -> str:
    """Return one reference."""
    lines = [f"{tag}  - {clean(value)}" for tag, value in _lines(item) if value]
    return "".join(f"{line}\r\n" for line in [*lines, "ER  - ", ""])


def _lines(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", TYPES.get(item["type"], "GEN")
    yield "ID", item["id"]
    for key, tag in PEOPLE:
        for name in item.get(key, []):  # type: ignore[attr-defined]
            yield tag, family_first(name)
    for key, tag in TEXTS:
        yield tag, str(item.get(key, ""))
    when = read_issued(item)
    if when.start:
        yield "PY", str(when.start[0])
        yield "DA", _slashed(when.start)
    else:
        yield "DA", item.get("issued", {}).get("literal", "")
    yield "Y2", _slashed(read_day(item.get("accessed")))
    first, _dash, last = re.sub("[–—]", "-", item.get("page", "")).partition("-")
    yield "SP", first
    yield "EP", last


def _slashed(parts: Parts) -> str:
    """“1915/01/29/”; what is not known is empty between its slashes."""
    if not parts:
        return ""
    padded = [f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:]), "", ""][:3]
    return "/".join([*padded, ""])
