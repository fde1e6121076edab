"""ГОСТ Р 7.0.5–2008: the reference behind the text, in Russian.

One to three authors head it; of more, the first follows the title with “[и др.]” (5.3, 7.4.2).
Electronic things say so, with the day on which they were read (10.4).
"""

from collections.abc import Sequence
from typing import Final

from interop.citing.marks import capital, clean, commas, sentences
from interop.citing.names import initials_bare, initials_first
from interop.citing.ref import Ref
from interop.citing.when import read_day

MOST: Final = 3
PAPERS: Final = frozenset({"manuscript", "document", "personal_communication", "speech"})


def write(ref: Ref) -> str:
    """Return the reference."""
    return sentences([_heading(ref), *_body(ref), _address(ref)], inside=False)


def _heading(ref: Ref) -> str:
    if len(ref.authors) > MOST:
        return ""
    return ", ".join(initials_bare(name) for name in ref.authors)


def _body(ref: Ref) -> list[str]:
    if ref.type in {"article-journal", "article-newspaper"}:
        return [_in(_titled(ref), clean(ref.container)), *_numbers(ref)]
    if ref.type == "periodical":
        where = commas([ref.place, _year(ref)])
        return [ref.title, where, *_numbers(ref)[1:]]
    if ref.type in {"chapter", "entry-encyclopedia"} and ref.container:
        return _in_book(ref)
    if ref.type in PAPERS:
        held = sentences([ref.archive, capital(ref.shelfmark)], inside=False)
        return [_titled(ref), _in(commas([ref.place, _date(ref)]), held)]
    if ref.type == "webpage":
        return [_titled(ref)]
    volume = f"Т. {ref.volume}" if ref.volume else ""
    return [_titled(ref), volume, _imprint(ref)]


def _titled(ref: Ref) -> str:
    """Return the title with what it is and who answers for it."""
    genre = ref.genre if ref.type in {*PAPERS, "pamphlet", "thesis", "report"} else ""
    number = f" № {ref.number}" if ref.number and ref.type == "report" else ""
    title = f"{ref.title}: {genre}{number}" if genre else ref.title
    many = f"{initials_first(ref.authors[0])} [и др.]" if len(ref.authors) > MOST else ""
    own = ref.type not in {"chapter", "entry-encyclopedia"}
    parts = [many, *(_helpers(ref) if own else ())]
    shown = " ; ".join(part for part in parts if part)
    title = f"{title} / {shown}" if shown else title
    return f"{title} [Электронный ресурс]" if ref.type == "webpage" else title


def _helpers(ref: Ref) -> list[str]:
    found = []
    for term, names in (("под ред.", ref.editors), ("пер.", ref.translators)):
        shown = ", ".join(initials_first(name) for name in names)
        found.append(f"{term} {shown}" if names else "")
    return found


def _in_book(ref: Ref) -> list[str]:
    host = clean(ref.container)
    editors = " ; ".join(part for part in _helpers(ref) if part)
    host = f"{host} / {editors}" if editors else host
    if ref.url and not ref.publisher:
        version = commas([ref.version, _numeric(ref.when.start)])
        return [_in(_titled(ref), host), f"{capital(version)} [Электронный ресурс]".strip()]
    volume = f"Т. {ref.volume}" if ref.volume else ""
    return [_in(_titled(ref), host), *_ordered(ref, volume)]


def _ordered(ref: Ref, volume: str) -> list[str]:
    pages = f"С. {ref.pages}" if ref.pages else ""
    return [volume, _imprint(ref), pages]


def _numbers(ref: Ref) -> list[str]:
    """Return year, volume, number, the day of a newspaper, and pages."""
    daily = ref.type in {"article-newspaper", "periodical"}
    return [
        _year(ref),
        f"Т. {ref.volume}" if ref.volume else "",
        f"№ {ref.issue}" if ref.issue else "",
        _short_day(ref) if daily else "",
        f"С. {ref.pages}" if ref.pages else "",
    ]


def _imprint(ref: Ref) -> str:
    where = ": ".join(part for part in (ref.place, ref.publisher) if part)
    return commas([where, _year(ref)])


def _year(ref: Ref) -> str:
    """Return the year; what has none is not said to have none."""
    return ref.year if ref.when else ""


def _date(ref: Ref) -> str:
    return ref.date if ref.when else ""


def _short_day(ref: Ref) -> str:
    """“29 янв.”."""
    if ref.when.julian or ref.when.end or len(ref.when.start) < 3:
        return ref.day
    return f"{ref.when.start[2]} {ref.terms.months_short[ref.when.start[1] - 1]}"


def _in(title: str, host: str) -> str:
    return f"{title} // {host}" if host else title


def _address(ref: Ref) -> str:
    if not ref.url:
        return ""
    day = _numeric(read_day(ref.item.get("accessed")))
    return f"URL: {ref.url} (дата обращения: {day})" if day else f"URL: {ref.url}"


def _numeric(parts: Sequence[int]) -> str:
    """“27.11.2026”."""
    return ".".join(f"{part:02}" for part in reversed(parts))
