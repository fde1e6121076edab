"""The form customary in Thai universities, in Thai: names in their natural order, then the title.

Author. *Title*. Place: publisher, year. It follows the Thai adaptations of Turabian that
universities publish; the decision page says where those differ. Things in Thai are dated by the
Buddhist Era, as they date themselves, all others by the Common Era; digits are Arabic.
"""

from collections.abc import Sequence
from typing import Final

from dates import HistoricalDate
from dates.calendars import buddhist_years
from interop.citing import days
from interop.citing.items import CslName
from interop.citing.marks import commas, sentences
from interop.citing.names import given_first, listed
from interop.citing.ref import Ref
from interop.citing.when import Parts, read_day

IN_ITALICS: Final = frozenset({"book", "pamphlet", "report", "periodical", "thesis"})
PAPERS: Final = frozenset({"manuscript", "document", "personal_communication", "speech"})
MOST: Final = 3


def write(ref: Ref) -> str:
    """Return the entry of a bibliography."""
    title = ref.emphasised if ref.type in IN_ITALICS else ref.quoted
    if ref.type == "periodical" and ref.place:
        title = f"{title} ({ref.place})"
    address = f" {ref.url}" if ref.url else ""
    parts = [_names(ref.authors, ref) or _edited(ref), title, *_source(ref), _read(ref)]
    return sentences(parts) + address


def _names(names: Sequence[CslName], ref: Ref) -> str:
    if len(names) > MOST:
        return given_first(names[0]) + ref.terms.et_al
    return listed(names, given_first, given_first, ref.terms.both)


def _edited(ref: Ref) -> str:
    names = _names(ref.editors, ref)
    return f"{names}, {ref.terms.editor}" if names else ""


def _source(ref: Ref) -> list[str]:
    terms = ref.terms
    if ref.type in {"article-journal", "article-newspaper", "periodical"}:
        return [_in_serial(ref)]
    if ref.type in PAPERS:
        return [_sort(ref), commas([ref.place, _date(ref)]), commas([ref.shelfmark, ref.archive])]
    if ref.type == "webpage" or (ref.url and ref.type == "entry-encyclopedia"):
        return [ref.container, ref.version, _date(ref)]
    host = f"{terms.within} {ref.container}" if ref.container else ""
    edited = f"{terms.edited_by} {_names(ref.editors, ref)}" if ref.editors and ref.authors else ""
    translated = f"{terms.translated_by} {_names(ref.translators, ref)}" if ref.translators else ""
    number = f"{terms.number} {ref.number}" if ref.number else ""
    volume = f"{terms.volume} {ref.volume}" if ref.volume else ""
    sort = f"{ref.genre} {number}".strip() if ref.type != "book" else ""
    where = ": ".join(part for part in (ref.place, ref.publisher) if part)
    return [
        commas([host, ref.paged]),
        edited,
        translated,
        sort,
        volume,
        commas([where, _year(ref)]),
    ]


def _in_serial(ref: Ref) -> str:
    """“*วารสาร* ปีที่ 33, ฉบับที่ 12 (มกราคม 2458): 1–2”."""
    volume = f"ปีที่ {ref.volume}" if ref.volume else ""
    number = f"{ref.terms.number} {ref.issue}" if ref.issue else ""
    place = f"({ref.place})" if ref.place and ref.type == "article-newspaper" else ""
    head = commas([f"{ref.container} {place} {volume}".strip().replace("  ", " "), number])
    text = f"{head} ({_date(ref)})" if head else _date(ref)
    return f"{text}: {ref.pages}" if ref.pages else text


def _sort(ref: Ref) -> str:
    if not ref.recipients or ref.type != "personal_communication":
        return ref.genre
    return f"{ref.genre} {ref.terms.letter_to} {_names(ref.recipients, ref)}".strip()


def _year(ref: Ref) -> str:
    if not (_is_thai(ref) and ref.when.start):
        return ref.year
    first, last = _era(ref.when.start), _era(ref.when.end or ref.when.start)
    years = first if first == last else f"{first}–{last}"
    return f"{ref.terms.about} {years}" if ref.when.circa else years


def _date(ref: Ref) -> str:
    if ref.when and _is_thai(ref) and len(ref.when.start) == 3 and not ref.when.end:
        return _day(ref.when.start, ref)
    if _is_thai(ref) and len(ref.when.start) == 1:
        return _year(ref)
    return days.full(ref.when, ref.terms, ref.language)


def _day(parts: Parts, ref: Ref) -> str:
    """“27 พฤศจิกายน 2569”."""
    return f"{parts[2]} {ref.terms.months[parts[1] - 1]} {_era(parts)}"


def _era(parts: Parts) -> str:
    """Return the year of the Buddhist Era; both, where a year lies in two (before 1941)."""
    text = "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:])])
    date = HistoricalDate(text)
    years = buddhist_years(date.earliest, date.latest)
    return "/".join(str(year) for year in dict.fromkeys(years)) if years else str(parts[0])


def _is_thai(ref: Ref) -> bool:
    return ref.item.get("language", "").split("-")[0] == "th" and not ref.when.julian


def _read(ref: Ref) -> str:
    """Say on which day it was read, in the Buddhist Era: the reader's own."""
    parts = read_day(ref.item.get("accessed"))
    return f"{ref.terms.accessed} {_day(parts, ref)}" if ref.url and len(parts) == 3 else ""
