"""The MLA Handbook, 9th edition: the entry of a list of works cited."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from interop.citing import days
from interop.citing.items import CslName
from interop.citing.marks import capital, commas, sentences, shortened
from interop.citing.names import family_first, given_first, listed
from interop.citing.ref import Ref

IN_ITALICS: Final = frozenset({"book", "pamphlet", "report", "periodical", "thesis"})
MOST: Final = 2
ROLES: Final = {"en": ("editor", "editors")}
SORTED: Final = frozenset(
    {"pamphlet", "personal_communication", "manuscript", "document", "speech"}
)
"""Types that say in words what the thing is."""


def write(ref: Ref) -> str:
    """Return the entry: author, title, then what holds it, with its numbers and date."""
    who = _inverted(ref.authors, ref) or _edited(ref)
    alone = ref.type in {"webpage", "entry-encyclopedia"} and not ref.container
    title = ref.emphasised if ref.type in IN_ITALICS or alone else ref.quoted
    genre = capital(ref.genre) if ref.type in SORTED else ""
    return sentences([who, title, genre, *_holders(ref)], inside=ref.inside)


def _inverted(names: Sequence[CslName], ref: Ref) -> str:
    if len(names) > MOST:
        comma = "," if "family" in names[0] else ""
        return f"{family_first(names[0])}{comma}{ref.terms.et_al}"
    last = ref.terms.last if names and "family" in names[0] else ref.terms.both
    return listed(names, family_first, given_first, last)


def _edited(ref: Ref) -> str:
    names = _inverted(ref.editors, ref)
    if not names:
        return ""
    one, many = ROLES.get(ref.language, (ref.terms.editor, ref.terms.editors))
    return f"{names}, {many if len(ref.editors) > 1 else one}"


def _holders(ref: Ref) -> list[str]:
    if ref.type == "thesis":
        return [_date(ref), commas([ref.publisher, ref.genre])]
    parts = _parts(ref)
    return [capital(commas(part for part in parts if part))]


def _parts(ref: Ref) -> list[str]:
    terms = ref.terms
    volume = f"{terms.volume} {ref.volume}" if ref.volume else ""
    issue = f"{terms.number} {ref.issue}" if ref.issue else ""
    where = ref.publisher or (ref.place if ref.type not in {"article-journal"} else "")
    if ref.type in {"article-newspaper", "article-journal"}:
        in_place = f"{ref.container} [{ref.place}]" if ref.place else ref.container
        host = in_place if ref.type == "article-newspaper" else ref.container
        return [host, volume, issue, _date(ref), _paged(ref), ref.url]
    if ref.type == "periodical":
        place = f"[{ref.place}]" if ref.place else ""
        return [place, volume, issue, _date(ref), ref.url]
    if ref.type in SORTED and ref.type != "pamphlet":
        return [ref.place, _date(ref), ref.archive, ref.shelfmark, ref.url]
    if ref.type == "report":
        number = f"{capital(ref.genre)} {terms.number} {ref.number}".strip() if ref.number else ""
        return [number or capital(ref.genre), where, _date(ref), ref.url]
    version = capital(ref.version)
    host = "" if ref.type == "book" else ref.container
    return [host, *_helpers(ref), version, volume, where, _date(ref), _paged(ref), ref.url]


def _helpers(ref: Ref) -> list[str]:
    found = []
    for term, names in (
        (ref.terms.edited_by, ref.editors if ref.authors else ()),
        (ref.terms.translated_by, ref.translators),
    ):
        last = ref.terms.last if len(names) > MOST else ref.terms.both
        found.append(f"{term} {listed(names, given_first, given_first, last)}" if names else "")
    return found


def _paged(ref: Ref) -> str:
    return ref.paged.replace(ref.pages, shortened(ref.pages, chicago=False)) if ref.pages else ""


def _date(ref: Ref) -> str:
    """Return the date with short months; what has none is not said to have none.

    A journal is found by its month.
    """
    if not ref.when:
        return ""
    when = ref.when
    if ref.type == "article-journal" and len(when.start) > 2 and not when.end and not when.julian:
        when = replace(when, start=when.start[:2])
    return days.full(when, ref.terms, ref.language, ref.terms.months_short)
