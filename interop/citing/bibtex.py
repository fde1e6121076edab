"""BibTeX, as BibTeX itself and biblatex read it: UTF-8, with the date in both their forms."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from interop.citing.items import CslName, Item
from interop.citing.marks import clean
from interop.citing.when import read_day, read_issued

TYPES: Final = {
    "article-journal": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "incollection",
    "pamphlet": "booklet",
    "report": "techreport",
    "thesis": "phdthesis",
}
"""Types of CSL as BibTeX has them; any other is `misc`."""
MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SPECIAL: Final = re.compile(r"[\\{}$&#%_~^]")
ESCAPED: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "{": r"\{",
    "}": r"\}",
}


def write(item: Item) -> str:
    """Return one entry."""
    kind = TYPES.get(item["type"], "misc")
    lines = [f"  {name} = {value}," for name, value in _fields(item, kind) if value]
    return "\n".join([f"@{kind}{{{item['id']},", *lines, "}", ""])


def _fields(item: Item, kind: str) -> Iterator[tuple[str, str]]:
    yield "author", _names(item.get("author", []))
    yield "editor", _names(item.get("editor", []))
    yield "translator", _names(item.get("translator", []))
    yield "title", f"{{{_braced(item.get('title', ''))}}}"
    host = "journal" if kind == "article" else "booktitle"
    yield host, _braced(item.get("container-title", ""))
    yield from _date(item)
    yield "volume", _braced(item.get("volume", ""))
    yield "number", _braced(item.get("issue", "") or item.get("number", ""))
    yield "pages", _braced(re.sub(r"\s*[-–—]+\s*", "--", item.get("page", "")))
    publisher = {"techreport": "institution", "phdthesis": "school"}.get(kind, "publisher")
    yield publisher, _braced(item.get("publisher", ""))
    yield "address", _braced(item.get("publisher-place", ""))
    yield (
        ("howpublished" if kind in {"misc", "booklet"} else "type"),
        _braced(item.get("genre", "")),
    )
    yield "version", _braced(item.get("version", ""))
    yield "library", _braced(item.get("archive", ""))
    yield "shelfmark", _braced(item.get("archive_location", ""))
    yield "url", _address(item.get("URL", ""))
    accessed = read_day(item.get("accessed"))
    yield "urldate", f"{{{'-'.join(f'{part:02}' for part in accessed)}}}" if accessed else ""
    yield "langid", _braced(item.get("language", ""))
    notes = (item.get("status", ""), item.get("note", ""))
    yield "note", _braced(". ".join(note for note in notes if note))


def _date(item: Item) -> Iterator[tuple[str, str]]:
    """Yield year and month for BibTeX, and for biblatex the date in EDTF, which it reads."""
    when = read_issued(item)
    literal = item.get("issued", {}).get("literal", "")
    if not when:
        return
    yield "year", _braced(literal) if not when.start else f"{{{when.start[0]}}}"
    if len(when.start) > 1 and not when.end:
        yield "month", MONTHS[when.start[1] - 1]
    own = _gregorian(item)
    ends = ("-".join(f"{part:02}" for part in parts) for parts in (when.start, when.end) if parts)
    yield "date", _braced(own or "/".join(ends))


def _gregorian(item: Item) -> str:
    """Return the date in EDTF where CSL has not all of it; EDTF itself is Gregorian."""
    whole = read_issued(item).whole
    converted = whole.to_gregorian() if whole is not None else None
    return converted.edtf if converted is not None else ""


def _names(names: Sequence[CslName]) -> str:
    if not names:
        return ""
    return _in_braces(" and ".join(_name(name) for name in names))


def _name(name: CslName) -> str:
    """“Trotsky, Leon”; braces keep together what is no person's name."""
    if "family" in name:
        return f"{_escape(name['family'])}, {_escape(name['given'])}"
    return _in_braces(_escape(name["literal"]))


def _braced(text: str) -> str:
    return _in_braces(_escape(text)) if text else ""


def _in_braces(text: str) -> str:
    return f"{{{text}}}"


def _address(url: str) -> str:
    """Return an address as it is: its signs mean nothing to biblatex, but braces would."""
    return _in_braces(url.replace("{", "%7B").replace("}", "%7D")) if url else ""


def _escape(text: str) -> str:
    return SPECIAL.sub(lambda sign: ESCAPED.get(sign[0], f"\\{sign[0]}"), clean(text))
