"""The Publication Manual of the APA, 7th edition: the entry of a reference list.

Titles keep the capitals they have: which words of a title are names, only its author knows.
"""

from collections.abc import Sequence
from typing import Final

from interop.citing.items import CslName
from interop.citing.marks import capital, commas, italic, sentences
from interop.citing.names import given_first, initials_first, initials_last, listed
from interop.citing.ref import Ref

MOST: Final = 20
DATED: Final = frozenset(
    {"article-newspaper", "pamphlet", "personal_communication", "speech", "webpage"}
    | {"entry-encyclopedia", "periodical"}
)
"""Types that give the day, where others give the year."""
PLAIN: Final = frozenset({"article-journal", "article-newspaper", "chapter", "entry-encyclopedia"})
"""Types whose title stands upright, for its host stands in italics."""
SORTED: Final = frozenset(
    {"pamphlet", "personal_communication", "manuscript", "document", "speech", "thesis"}
)


def write(ref: Ref) -> str:
    """Return the entry: author, date, title, source."""
    when = f"({_date(ref)})"
    who = _names(ref.authors) or _edited(ref)
    title, extra = _title(ref), _brackets(ref)
    if who:
        head = [who, when, f"{title} {extra}".strip()]
    elif extra.startswith("["):
        head = [title, when, extra]
    else:
        head = [f"{title} {extra}".strip(), when]
    address = f" {ref.url}" if ref.url else ""
    return sentences([*head, *_source(ref)]) + address


def _names(names: Sequence[CslName]) -> str:
    if len(names) > MOST:
        shown = ", ".join(initials_last(name) for name in names[: MOST - 1])
        return f"{shown}, … {initials_last(names[-1])}"
    return listed(names, initials_last, initials_last, ", & ")


def _edited(ref: Ref) -> str:
    if not ref.editors:
        return ""
    role = ref.terms.editors if len(ref.editors) > 1 else ref.terms.editor
    return f"{_names(ref.editors)} ({capital(role)})"


def _date(ref: Ref) -> str:
    """“1915, January 29”; “ca. 1902” for whatever is in doubt."""
    when = ref.when
    if not when.start:
        return ref.year
    bare = f"{when.start[0]}"
    if when.end and when.end[0] != when.start[0]:
        bare = f"{bare}–{when.end[0]}"
    about = f"{ref.terms.about} " if when.circa else ""
    if ref.type not in DATED or not ref.day or _is_printed(ref):
        return f"{about}{bare}"
    day = ref.day.replace("(", "[").replace(")", "]")
    return f"{about}{bare}, {day}"


def _is_printed(ref: Ref) -> bool:
    return ref.type == "entry-encyclopedia" and bool(ref.publisher or ref.pages)


def _title(ref: Ref) -> str:
    upright = ref.type in PLAIN and bool(ref.container)
    return ref.title if upright else italic(ref.title)


def _brackets(ref: Ref) -> str:
    """Return what stands behind the title in brackets."""
    if ref.type in SORTED:
        genre = capital(ref.genre)
        if ref.recipients and ref.type == "personal_communication":
            to = listed(ref.recipients, given_first, given_first, ref.terms.both)
            genre = f"{genre} {ref.terms.letter_to} {to}".strip()
        return f"[{genre}]" if genre else ""
    if ref.type == "report" and ref.number:
        term = capital(ref.terms.number)
        return f"({capital(ref.genre)} {term} {ref.number})".replace("( ", "(")
    if ref.type == "periodical":
        volume = f"{capital(ref.terms.volume)} {ref.volume}" if ref.volume else ""
        number = f"{capital(ref.terms.number)} {ref.issue}" if ref.issue else ""
        numbers = commas([volume, number])
        return f"({numbers})" if numbers else ""
    if ref.type != "book":
        return ""
    volume = f"{capital(ref.terms.volume)} {ref.volume}" if ref.volume else ""
    parts = [part for part in (*_helpers(ref), volume) if part]
    return f"({'; '.join(parts)})" if parts else ""


def _helpers(ref: Ref) -> list[str]:
    found = []
    editor = ref.terms.editors if len(ref.editors) > 1 else ref.terms.editor
    for role, names in (
        (editor, ref.editors if ref.authors else ()),
        (ref.terms.translator, ref.translators),
    ):
        shown = listed(names, initials_first, initials_first, " & ")
        found.append(f"{shown}, {capital(role)}" if names else "")
    return found


def _source(ref: Ref) -> list[str]:
    """Return what holds the thing, or who brought it out."""
    if ref.type in {"article-journal", "article-newspaper"}:
        issue = f"({ref.issue})" if ref.issue else ""
        number = f"{italic(ref.volume)}{issue}"
        return [commas([ref.container, number, ref.pages])]
    if ref.type in {"chapter", "entry-encyclopedia"} and ref.container:
        return [_host(ref), ref.publisher]
    if ref.type == "webpage":
        return [ref.item.get("container-title", "")]
    if ref.type in {"manuscript", "document", "personal_communication", "speech"}:
        where = f"{ref.archive} ({ref.shelfmark})" if ref.shelfmark else ref.archive
        return [where]
    if ref.type == "periodical":
        return []
    return [ref.publisher]


def _host(ref: Ref) -> str:
    """“In A. Smith (Ed.), *Big Book* (Vol. 4, pp. 10–20)”."""
    editors = listed(ref.editors, initials_first, initials_first, " & ") if ref.authors else ""
    role = ref.terms.editors if len(ref.editors) > 1 else ref.terms.editor
    edited = f"{editors} ({capital(role)})" if editors else ""
    volume = f"{capital(ref.terms.volume)} {ref.volume}" if ref.volume else ""
    extra = commas([capital(ref.version), volume, ref.paged])
    book = f"{ref.container} ({extra})" if extra else ref.container
    return f"{capital(ref.terms.within)} {commas([edited, book])}"
