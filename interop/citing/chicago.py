"""The Chicago Manual of Style, 18th edition: notes, bibliography, and author-date.

The notes are full ones. Encyclopaedias and letters, which the manual cites in notes alone, have a
line for the bibliography too, in the form of the nearest thing that has one.
"""

from collections.abc import Callable, Sequence
from typing import Final

from interop.citing.items import CslName
from interop.citing.marks import capital, clean, commas, sentences, shortened, stop
from interop.citing.names import family_first, given_first, listed
from interop.citing.ref import Ref

MOST_IN_NOTE: Final = 2
MOST_IN_LIST: Final = 6
SHOWN_IN_LIST: Final = 3
IN_ITALICS: Final = frozenset({"book", "pamphlet", "report", "periodical"})


def note(ref: Ref) -> str:
    """Return the text of a full note."""
    who = _natural(ref.authors, ref) or _with_role(_natural(ref.editors, ref), ref)
    named = commas([who, _title(ref)], inside=ref.inside)
    return stop(commas([*_NOTES[ref.type](ref, named), ref.url], inside=ref.inside), inside=False)


def bibliography(ref: Ref) -> str:
    """Return the line of a bibliography."""
    return _listed(ref, [], dated=True)


def author_date(ref: Ref) -> str:
    """Return the line of a reference list, with the year behind the author."""
    return _listed(ref, [ref.year], dated=False)


def _listed(ref: Ref, year: Sequence[str], *, dated: bool) -> str:
    who = _inverted(ref.authors, ref) or _with_role(_inverted(ref.editors, ref), ref)
    rest = _LINES[ref.type](ref, dated)
    host = _host(ref) if ref.type in _HOSTED and not _is_printed(ref) else ""
    if who or (host and not ref.authors):
        head = [who or host, *year, _title(ref)]
    else:
        head = [_title(ref), *year]
    own = (part for part in rest if part and (who or part != host))
    parts = [*head, *(part if part == ref.terms.no_date else capital(part) for part in own)]
    address = f" {ref.url}." if ref.url else ""
    return sentences(parts, inside=ref.inside) + address


def _host(ref: Ref) -> str:
    """Return what a web page or an article stands in; the name of a site is upright."""
    return clean(ref.container) if ref.type == "webpage" else ref.container


def _title(ref: Ref) -> str:
    if ref.type == "periodical" and ref.place:
        return f"{ref.emphasised} ({ref.place})"
    if ref.type == "entry-encyclopedia":  # a headword keeps the letters it has
        return ref.in_quotes(ref.title)
    return ref.emphasised if ref.type in IN_ITALICS else ref.quoted


def _natural(names: Sequence[CslName], ref: Ref) -> str:
    """Return names as in a note."""
    if len(names) > MOST_IN_NOTE:
        return given_first(names[0]) + ref.terms.et_al
    return listed(names, given_first, given_first, ref.terms.both)


def _inverted(names: Sequence[CslName], ref: Ref) -> str:
    """Return names as in a list: the first by its family name."""
    if not names:
        return ""
    if len(names) > MOST_IN_LIST:
        shown = listed(names[:SHOWN_IN_LIST], family_first, given_first, ", ")
        return f"{shown},{ref.terms.et_al}"
    comma = len(names) > 2 or "family" in names[0]
    last = ref.terms.last if comma else ref.terms.both
    return listed(names, family_first, given_first, last)


def _with_role(editors: str, ref: Ref) -> str:
    """Return editors who stand in the author's place."""
    if not editors:
        return ""
    return f"{editors}, {ref.terms.editors if len(ref.editors) > 1 else ref.terms.editor}"


def _helpers(ref: Ref, editor: str, translator: str) -> list[str]:
    """Return editor and translator, each after its term."""
    shown = listed(ref.editors, given_first, given_first, _joint(ref.editors, ref))
    edited = f"{editor} {shown}" if ref.editors and ref.authors else ""
    shown = listed(ref.translators, given_first, given_first, _joint(ref.translators, ref))
    return [edited, f"{translator} {shown}" if ref.translators else ""]


def _joint(names: Sequence[CslName], ref: Ref) -> str:
    return ref.terms.last if len(names) > 2 else ref.terms.both


def _imprint(ref: Ref, dated: bool = True) -> str:
    """Return publisher, or else place, and year."""
    return commas([ref.publisher or ref.place, ref.year if dated else ""])


def _is_printed(ref: Ref) -> bool:
    """Tell whether an article of an encyclopaedia stands in a book: it has a publisher."""
    return ref.type == "entry-encyclopedia" and bool(ref.publisher or ref.pages)


# The rest of a note, behind author and title (`named`); the parts are joined with commas.


def _note_book(ref: Ref, named: str) -> list[str]:
    volume = f"{ref.terms.volume} {ref.volume}" if ref.volume else ""
    helpers = _helpers(ref, ref.terms.editor, ref.terms.translator)
    return [f"{commas([named, volume, *helpers], inside=ref.inside)} ({_imprint(ref)})"]


def _note_pamphlet(ref: Ref, named: str) -> list[str]:
    head = commas([named, ref.genre, *_helpers(ref, ref.terms.editor, ref.terms.translator)])
    return [f"{head} ({_imprint(ref)})"]


def _note_report(ref: Ref, named: str) -> list[str]:
    return [f"{commas([named, _numbered(ref)])} ({_imprint(ref)})"]


def _note_thesis(ref: Ref, named: str) -> list[str]:
    return [f"{named} ({commas([ref.genre, ref.publisher, ref.year])})"]


def _note_chapter(ref: Ref, named: str) -> list[str]:
    host = f"{ref.terms.within} {ref.container}" if ref.container else ""
    volume = f"{ref.terms.volume} {ref.volume}" if ref.volume else ""
    helpers = _helpers(ref, ref.terms.editor, ref.terms.translator)
    return [f"{commas([named, host, volume, *helpers], inside=ref.inside)} ({_imprint(ref)})"]


def _note_journal(ref: Ref, named: str) -> list[str]:
    return [commas([named, _in_journal(ref, dated=True)], inside=ref.inside)]


def _note_news(ref: Ref, named: str) -> list[str]:
    return [named, _newspaper(ref), ref.date]


def _note_encyclopedia(ref: Ref, named: str) -> list[str]:
    if _is_printed(ref):
        return _note_chapter(ref, named)
    return [named, ref.container, ref.version, ref.date]


def _note_web(ref: Ref, named: str) -> list[str]:
    return [named, _host(ref), ref.version, ref.date if ref.when else ""]


def _note_loose(ref: Ref, named: str) -> list[str]:
    return [named, _sort(ref), ref.place, ref.date, ref.shelfmark, ref.archive]


def _note_periodical(ref: Ref, named: str) -> list[str]:
    return [named, *_issue(ref), ref.date]


# The rest of a line, behind author and title; the parts are sentences.


def _line_book(ref: Ref, dated: bool) -> list[str]:
    volume = f"{ref.terms.volume} {ref.volume}" if ref.volume else ""
    edited, translated = _helpers(ref, ref.terms.edited_by, ref.terms.translated_by)
    if dated:
        return [commas([volume, edited]), translated, _imprint(ref)]
    return [edited, translated, volume, _imprint(ref, dated)]


def _line_pamphlet(ref: Ref, dated: bool) -> list[str]:
    helpers = _helpers(ref, ref.terms.edited_by, ref.terms.translated_by)
    return [ref.genre, *helpers, _imprint(ref, dated)]


def _line_report(ref: Ref, dated: bool) -> list[str]:
    return [_numbered(ref, capital(ref.terms.number)), _imprint(ref, dated)]


def _line_thesis(ref: Ref, dated: bool) -> list[str]:
    return [commas([ref.genre, ref.publisher, ref.year if dated else ""])]


def _line_chapter(ref: Ref, dated: bool) -> list[str]:
    host = f"{ref.terms.within} {ref.container}" if ref.container else ""
    volume = f"{ref.terms.volume} {ref.volume}" if ref.volume else ""
    edited, translated = _helpers(ref, ref.terms.edited_by, ref.terms.translated_by)
    return [commas([host, volume, edited]), translated, _imprint(ref, dated)]


def _line_journal(ref: Ref, dated: bool) -> list[str]:
    return [_in_journal(ref, dated=dated)]


def _line_news(ref: Ref, dated: bool) -> list[str]:
    if not ref.authors:
        return [ref.date if dated else ref.day]
    return [commas([_newspaper(ref), ref.date if dated else ref.day])]


def _line_encyclopedia(ref: Ref, dated: bool) -> list[str]:
    if _is_printed(ref):
        return _line_chapter(ref, dated)
    return [ref.container, ref.version, ref.date if dated else ref.day]


def _line_web(ref: Ref, dated: bool) -> list[str]:
    host = _host(ref) if ref.authors else ""
    return [host, ref.version, (ref.date if dated else ref.day) if ref.when else ""]


def _line_loose(ref: Ref, dated: bool) -> list[str]:
    when = ref.date if dated else ref.day
    where = [commas([ref.place, when])] if dated else [ref.place, when]
    return [_sort(ref), *where, ref.shelfmark, ref.archive]


def _line_periodical(ref: Ref, dated: bool) -> list[str]:
    return [commas([*_issue(ref), ref.date if dated else ref.day])]


def _numbered(ref: Ref, term: str = "") -> str:
    """“Report no. 5”."""
    if not ref.number:
        return ref.genre
    return f"{ref.genre} {term or ref.terms.number} {ref.number}".strip()


def _sort(ref: Ref) -> str:
    """Say what a loose paper is, and to whom it went."""
    if not ref.recipients or ref.type != "personal_communication":
        return ref.genre
    to = listed(ref.recipients, given_first, given_first, _joint(ref.recipients, ref))
    return f"{ref.genre} {ref.terms.letter_to} {to}".strip()


def _issue(ref: Ref) -> list[str]:
    volume = f"{ref.terms.volume} {ref.volume}" if ref.volume else ""
    return [volume, f"{ref.terms.number} {ref.issue}" if ref.issue else ""]


def _newspaper(ref: Ref) -> str:
    return f"{ref.container} ({ref.place})" if ref.place and ref.container else ref.container


def _in_journal(ref: Ref, *, dated: bool) -> str:
    """“*Die Neue Zeit* 33, no. 12 (1915): 1–2”; a volume makes the month needless."""
    when = ref.year if dated else ""
    if not ref.volume and ref.day:
        when = ref.date if dated else ref.day
        if len(ref.when.start) > 2 and not ref.when.julian:
            when = _month(ref, dated=dated)
    number = f"{ref.terms.number} {ref.issue}" if ref.issue else ""
    head = f"{ref.container} {ref.volume}".strip()
    if number and ref.volume and not dated:
        text = f"{head} ({ref.issue})"
    else:
        text = commas([head, number])
        text += f" ({when})" if when else ""
    return f"{text}: {shortened(ref.pages, chicago=True)}" if ref.pages else text


def _month(ref: Ref, *, dated: bool) -> str:
    """“March 1915”: a journal is found by its month."""
    month = ref.terms.months[ref.when.start[1] - 1]
    return f"{month} {ref.year}" if dated else month


_HOSTED: Final = frozenset({"article-newspaper", "entry-encyclopedia", "webpage"})
"""What stands under the title of its host where nobody is named as author."""

Notes = Callable[[Ref, str], list[str]]
Lines = Callable[[Ref, bool], list[str]]
_NOTES: Final[dict[str, Notes]] = {
    "article-journal": _note_journal,
    "article-newspaper": _note_news,
    "book": _note_book,
    "chapter": _note_chapter,
    "document": _note_loose,
    "entry-encyclopedia": _note_encyclopedia,
    "manuscript": _note_loose,
    "pamphlet": _note_pamphlet,
    "periodical": _note_periodical,
    "personal_communication": _note_loose,
    "report": _note_report,
    "speech": _note_loose,
    "thesis": _note_thesis,
    "webpage": _note_web,
}
_LINES: Final[dict[str, Lines]] = {
    "article-journal": _line_journal,
    "article-newspaper": _line_news,
    "book": _line_book,
    "chapter": _line_chapter,
    "document": _line_loose,
    "entry-encyclopedia": _line_encyclopedia,
    "manuscript": _line_loose,
    "pamphlet": _line_pamphlet,
    "periodical": _line_periodical,
    "personal_communication": _line_loose,
    "report": _line_report,
    "speech": _line_loose,
    "thesis": _line_thesis,
    "webpage": _line_web,
}
