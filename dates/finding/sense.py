"""What of a run is a date: the longest piece that can be read and means one where it stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from dates.calendars import Calendar
from dates.errors import DateError
from dates.finding.leaning import Leaning
from dates.finding.numbers import is_counted, is_numbered, is_title
from dates.finding.scan import MOST_PIECES, Piece, runs
from dates.historical import HistoricalDate
from dates.words import readings
from dates.words.tokens import Kind

_STRONG: Final = ("month", "ymd", "span", "decade", "decade-word", "century", "season")
_BEGINS: Final = (
    *_STRONG, "number", "day", "portion", "era", "circa", "doubt", "before", "after",
)  # fmt: skip
_ENDS: Final = (*_STRONG, "number", "day", "era", "style", "close", "onwards", "doubt")
_DATED: Final = ("span", "decade", "decade-word", "century", "era")
_OF_A_YEAR: Final = (*_DATED, "ymd")
# They set a limit for who enters a date; in a text they only say when.
_BARE_PREPOSITIONS: Final = frozenset({"by", "by the", "к", "ко"})
_JOINTS: Final = ("to", "dash", "slash", "and", "or")
_CARRIES_MEANING: Final = ("portion", "before", "after", "circa", "doubt")

# Words that say nothing of a date but are part of naming it.
_KEPT: Final = re.compile(
    r"(?:(?:คืน|เช้า|บ่าย|เย็น|ค่ำ)?วัน|เดือน|ปี).*|"
    r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?:day)?\.?)|"
    r"(?i:понедельник|вторник|сред[аыу]|четверг|пятниц[аыу]|суббот[аыу]|воскресен\w+)"
)
_WITHIN: Final = re.compile(
    rf"{_KEPT.pattern}|of|the|years?|ของ|(?i:г\.?|гг\.?|год\w*|дня|месяц\w*)", re.IGNORECASE
)
_ERA_FIRST: Final = re.compile(r"[คพร]\..*|คริสต์ศักราช|พุทธศักราช|AD", re.IGNORECASE)
_AFTER_YEAR: Final = re.compile(r"г\.?|гг\.?|год\w*|дня", re.IGNORECASE)

_YEAR_BEFORE: Final = re.compile(
    r"(?:(?<!\w)(?:in|since|until|till|by|from|of|to|between|and|during|after|before|early|late|mid|"
    r"circa|about|around|year|the|through|в|во|с|со|до|по|к|от|около|после|между|и|на|за|конца|"
    r"начала|середины|начале|конце|середине|январ\w+)|[(\[–—-])\s*$",
    re.IGNORECASE,
)
_YEAR_AFTER: Final = re.compile(
    r"\s*(?:[)\].,;:!?»”–—-]|$|and\b|was\b|saw\b|brought\b|began\b|marked\b|had\b|when\b|и\b|год)"
)
_MONTH_BEFORE: Final = re.compile(
    r"(?<!\w)(?:in|since|until|till|by|from|of|to|early|late|mid|that|last|next|during|this|after|"
    r"before|and|в|во|с|со|до|по|к|ко|от|на|после|начал\w|конц\w|конец|середин\w|и|между)[\s-]*$",
    re.IGNORECASE,
)
# English months that are verbs or names of people as well.
_OTHER_WORDS: Final = re.compile(r"may|march|april|june|august|jan|mar|dec|jun|sept?|nov|oct|feb")
_WHEN: Final = re.compile(
    r"(?<!\w)(?:in|since|until|till|by|from|early|late|mid|this|that|last|next)[ -]$", re.IGNORECASE
)
_THAI: Final = re.compile(r"[\u0e01-\u0e5b]")
_CYRILLIC: Final = re.compile(r"[\u0400-\u04ff]")
_THAI_NAMES: Final = re.compile(r"กันยา|เมษา|มีนา|ตุลา|มกรา|ธันวา|กุมภา|สิงหา|พฤษภา|มิถุนา|กรกฎา|พฤศจิกา")
# Before a weekday that is a name, as Bloody Sunday.
_NAMED_DAY: Final = re.compile(
    r"(?<!\w)(?!(?:On|By|Until|Since|From|To|Every|Each|The|This|That|Last|Next|And|But|Or|After|Before|"
    r"Early|Late|Between|Then)\b)[A-Z][a-z]+ $|(?<!\w)Кровав\w+ $"
)
# "1932-33" is the first quarter of 1932 where a date is entered, but two years in a text.
_TWO_YEARS: Final = re.compile(r"(\d{4})-(\d\d)")
# What Thai writes before "early" or "after" a date, without a blank. After anything else กลาง, ต้น
# or หลัง ends another word, as in "central committee".
_THAI_BEFORE: Final = re.compile(
    r"(?:^|[^\u0e01-\u0e5b]|ใน|เมื่อ|ถึง|จน|แต่|ช่วง|จาก|ก่อน|หลัง|และ|กระทั่ง|ราว|ประมาณ|ระหว่าง|ตอน|"
    r"ว่า|ที่|มา|คือ|ไป|ขึ้น|ลง|แล้ว|กับ|หรือ|เพียง|นั้น|ไว้|อีก)$"
)
_SAME_YEAR: Final = re.compile(
    r"(?!\s+ปี)\s*(?:(?P<same>(?:ของ|ใน)?ปี(?:เดียวกัน(?:นั้น)?|นั้น|นี้)|(?:of |in )?(?:the|that) same year|"
    r"of that year|(?:того|этого) же года|того года|этого года)|"
    r"(?P<next>(?:ของ|ใน)?ปี(?:ต่อมา|ถัดมา|ถัดไป|รุ่งขึ้น)|(?:of |in )?the (?:following|next) year|"
    r"следующего года)|"
    r"(?P<last>(?:ของ|ใน)?ปี(?:ก่อน(?:หน้า(?:นั้น)?)?|ที่แล้ว)|of the (?:previous|preceding) year|"
    r"(?:предыдущего|прошлого) года))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A date in a text, as far as its own words say it.

    `date` is None where something is missing: the year, which is the text's own plus `shift`, or
    all but a day (`leaning`).
    """

    start: int
    end: int
    date: HistoricalDate | None
    wording: str
    shift: int = 0
    leaning: Leaning | None = None


def is_thai(text: str) -> bool:
    """Whether a text is Thai, though names in it may be given in Latin letters."""
    return len(_THAI.findall(text)) * 4 > sum(letter.isalpha() for letter in text)


def mentions(
    text: str, lang: str | None, calendar: Calendar | None, *, thai: bool
) -> Iterator[Mention]:
    """Yield the dates of a text in order, those without a year as well."""
    for run in runs(text):
        at = 0
        while at < len(run):
            found = _longest_from(text, run, at, lang, calendar, thai=thai)
            if found is None:
                at += 1
                continue
            mention, at = found
            yield mention


def _longest_from(
    text: str, run: list[Piece], at: int, lang: str | None, calendar: Calendar | None, *, thai: bool
) -> tuple[Mention, int] | None:
    """The longest date that begins with this piece, and the number of the piece after it."""
    first = run[at]
    if first.text.lower() in _BARE_PREPOSITIONS:
        return None
    kept = first.kind == "skip" and _KEPT.fullmatch(first.text)
    if kept and _NAMED_DAY.search(text, max(0, first.start - 24), first.start):
        return None
    if not (first.kind in _BEGINS or kept) or _ends_another_word(text, first):
        return None
    between = at > 0 and run[at - 1].kind == "between"
    for stop in range(min(len(run), at + MOST_PIECES), at, -1):
        pieces = run[at:stop]
        if not _is_whole(pieces, between=between):
            continue
        wording = text[first.start : pieces[-1].end]
        if not _makes_sense(text, pieces, thai=thai):
            continue
        joined = between and any(piece.kind == "and" for piece in pieces)
        read = text[run[at - 1].start : pieces[-1].end] if joined else wording
        found = _read(text, pieces, read, wording, lang, calendar)
        if found is not None:
            return found, stop
    return None


def _ends_another_word(text: str, piece: Piece) -> bool:
    """Whether a Thai word for early or after only ends the word before it."""
    if piece.kind not in _CARRIES_MEANING or not _THAI.match(piece.text):
        return False
    return not _THAI_BEFORE.search(text[max(0, piece.start - 12) : piece.start])


def _is_whole(pieces: list[Piece], *, between: bool) -> bool:
    """Whether these pieces may make one date, before anything is read."""
    kinds = [piece.kind for piece in pieces]
    if not any(piece.kind in _STRONG or _is_year(piece) or piece.kind == "era" for piece in pieces):
        return False
    if "between" in kinds or "since" in kinds or kinds.count("open") != kinds.count("close"):
        return False
    inner = pieces[1:]
    if "era" not in kinds and any(_is_no_date(piece) for piece in pieces):
        return False
    return (
        _ends_well(pieces)
        and not _says_too_much(pieces, kinds)
        and ("and" not in kinds or between or not _are_two_dates(pieces, kinds))
        and all(piece.kind != "skip" or _WITHIN.fullmatch(piece.text) for piece in inner)
    )


def _ends_well(pieces: list[Piece]) -> bool:
    """Whether a date may end with the last piece: neither with a preposition nor in a question."""
    last = pieces[-1]
    if last.kind == "skip":
        return len(pieces) > 1 and bool(_AFTER_YEAR.fullmatch(last.text))
    if last.kind == "era" and _ERA_FIRST.fullmatch(last.text):
        return False
    return last.kind in _ENDS and last.text != "?"


def _says_too_much(pieces: list[Piece], kinds: list[Kind]) -> bool:
    """Whether there are more years or months than dates: two dates that stand side by side."""
    parts = 1 + sum(kind in _JOINTS or kind == "open" for kind in kinds)
    years = sum(_is_year(piece) or piece.kind in ("ymd", "span") for piece in pieces)
    return years > parts or kinds.count("month") > parts


def _are_two_dates(pieces: list[Piece], kinds: list[Kind]) -> bool:
    """Whether "and" stands between two dates, as in "1912 and 1913", unlike "5 and 6 May"."""
    at = kinds.index("and")
    if "before" in kinds[at:]:  # "after May 1902 and before June 1903"
        return kinds[0] != "after"
    if any(_is_year(piece) or piece.kind in _OF_A_YEAR for piece in pieces[:at]):
        return True
    if not any(kind in ("month", "season") for kind in kinds[:at]):
        return False
    # "May 9 and 10, 1905" has one month.
    following = pieces[at + 1] if at + 1 < len(pieces) else None
    is_day = following is not None and following.kind in ("number", "day")
    return not is_day or _is_year(pieces[at + 1]) or "month" in kinds[at:]


def _is_year(piece: Piece) -> bool:
    return piece.kind == "number" and isinstance(piece.value, int) and piece.value >= 1000


def _is_no_date(piece: Piece) -> bool:
    """Whether a number is neither a day nor a year such as is given without an era."""
    return piece.kind == "number" and isinstance(piece.value, int) and 31 < piece.value < 1000


def _makes_sense(text: str, pieces: list[Piece], *, thai: bool) -> bool:
    """Whether pieces that can be read mean a date where they stand."""
    before = text[max(0, pieces[0].start - 40) : pieces[0].start]
    after = text[pieces[-1].end : pieces[-1].end + 24]
    spoken = [piece for piece in pieces if piece.kind not in ("dash", "to", "slash", "circa")]
    if _begins_with_a_number_of(before, pieces[0]) or (thai and not _in_thai(text, pieces)):
        return False
    if all(_is_year(piece) or piece.kind in ("span", "and", "or") for piece in spoken):
        return _is_bare_year(before, after, pieces, thai=thai)
    if any(piece.kind == "ymd" for piece in pieces):
        return not re.search(r"[\d.]$", before) and not re.match(r"\.?\d", after)
    dated = any(_is_year(piece) or piece.kind in _DATED for piece in pieces)
    figures = any(piece.kind in ("number", "day") for piece in pieces)
    if dated:
        return _ends_as_year(after, pieces)
    if figures:
        return any(piece.kind == "month" for piece in pieces)
    return _is_bare_month(before, after, pieces)


def _begins_with_a_number_of(before: str, first: Piece) -> bool:
    """Whether the first number is that of a page, an article, a room or the like."""
    if first.kind not in ("number", "day", "span"):
        return False
    return is_numbered(before, listed=_is_year(first) or first.kind == "span")


def _in_thai(text: str, pieces: list[Piece]) -> bool:
    """Whether a date in a Thai text is Thai, and not part of a name in Latin letters."""
    wording = text[pieces[0].start : pieces[-1].end]
    if _THAI.search(wording):
        return True
    opening = text.rfind("(", 0, pieces[0].start)
    closing = text.find(")", pieces[-1].end)
    if opening < 0 or closing < 0 or ")" in text[opening : pieces[0].start]:
        return False
    around = text[opening + 1 : pieces[0].start] + text[pieces[-1].end : closing]
    # A life in brackets, "(1879–1940)"; one year alone is the Latin of a title that is a year.
    return not re.search(r"\w", around) and len(pieces) > 1


def _is_bare_year(before: str, after: str, pieces: list[Piece], *, thai: bool) -> bool:
    """Whether numbers of four figures are years, and no count, page or number."""
    numbers = [piece.value for piece in pieces if _is_year(piece)]
    if any(isinstance(value, int) and value > (2600 if thai else 2100) for value in numbers):
        return False
    if any(piece.kind == "circa" for piece in pieces) and not thai:
        return True
    if is_counted(before, after) or is_title(before, after):
        return False
    if thai:
        # In Thai a year has its era, or the word for year, which would be among the pieces.
        return len(pieces) > 1
    ranged = any(piece.kind in ("span", "dash", "to") for piece in pieces)
    return bool(ranged or _YEAR_BEFORE.search(before) or _YEAR_AFTER.match(after))


def _ends_as_year(after: str, pieces: list[Piece]) -> bool:
    """Whether the number at the end of a date is whole: no price, share or number of a file."""
    return not (pieces[-1].kind == "number" and re.match(r"[.,/]\d|%", after))


def _is_bare_month(before: str, after: str, pieces: list[Piece]) -> bool:
    """Whether a month or season without figures is one, and no name, verb or revolution."""
    month = next(piece for piece in pieces if piece.kind in ("month", "season"))
    qualified = any(piece.kind in _CARRIES_MEANING for piece in pieces)
    if _THAI.match(month.text):
        named = _THAI_NAMES.fullmatch(month.text) or re.fullmatch(r"[ก-๙.]{2,6}", month.text)
        # Seasons of no year are the weather; a short month is a name unless the word "month" is by.
        return (month.kind == "month" and not (named and "." not in month.text)) or bool(
            month.kind == "season" and _SAME_YEAR.match(after)
        )
    if month.kind == "season":
        return bool(_SAME_YEAR.match(after)) or _is_adverb(before, month)
    if _CYRILLIC.match(month.text):
        return qualified or bool(_MONTH_BEFORE.search(before))
    if not month.text[0].isupper():
        return False
    # "In April Lenin came" is a month, "the October Revolution", "Mr. April Ivanova" are names.
    if month.text.isalpha() and re.match(r"\s+[A-Z]", after) and not _WHEN.search(before):
        return False
    certain = qualified or bool(_MONTH_BEFORE.search(before) or _SAME_YEAR.match(after))
    return certain or not _OTHER_WORDS.fullmatch(month.text.lower().rstrip("."))


def _is_adverb(before: str, season: Piece) -> bool:
    """Whether a season says when: "that summer", "летом"."""
    if _CYRILLIC.match(season.text):
        return season.text.lower() in ("летом", "осенью", "зимой", "весной")
    return bool(re.search(r"\b(?:in the|that|the same|the following|next)\s+$", before, re.I))


def _read(
    text: str,
    pieces: list[Piece],
    read: str,
    wording: str,
    lang: str | None,
    calendar: Calendar | None,
) -> Mention | None:
    """The date, or that one is there which lacks its year; None if the pieces make no sense."""
    start, end = pieces[0].start, pieces[-1].end
    if wording[:4].lower() == "the ":
        start, wording = start + 4, wording[4:]
    complete = any(_is_year(piece) or piece.kind in (*_DATED, "ymd") for piece in pieces)
    try:
        if len(pieces) == 1 and pieces[0].kind == "span":
            read = _TWO_YEARS.sub(r"\1–\2", read)
        if complete:
            date = readings(read, lang, calendar)[0]
            return Mention(start, end, HistoricalDate(date.edtf, date.calendar, wording), wording)
        readings(f"{read} 1904", lang, calendar)  # a leap year
    except DateError:
        return None
    tail = _SAME_YEAR.match(text, end)
    if tail is None:
        return Mention(start, end, None, read)
    shift = 1 if tail["next"] else -1 if tail["last"] else 0
    return Mention(start, tail.end(), None, read, shift)
