"""Words that lean on the date before them: the same day, the next year, the end of the month."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

Unit = Literal["day", "month", "year", "decade"]


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a date leans on the one before: it keeps its day, month or year, or goes on from it."""

    unit: Unit
    step: int
    portion: str = ""
    """early, mid, late, or nothing"""
    figures: int = 0
    """The day of a month, or the years of a decade; 0 for none."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What is said in each language; `~` stands for early, mid or late, which may be left out."""

    unit: Unit
    step: int
    thai: str
    english: str
    russian: str


_PORTIONS: Final = {
    "early": r"(?:ช่วง|ตอน)?ต้น|early |(?:beginning|start) of |начал[еоау] ",
    "mid": r"(?:ช่วง|ตอน)?กลาง|mid[ -]|middle of |середин[еаыу] ",
    "late": r"(?:ช่วง|ตอน)?ปลาย|(?:ช่วง)?สิ้น|late |end of |кон(?:це|ец|ца|цу) ",
}
_PORTION: Final = "|".join(f"(?P<{name}>{words})" for name, words in _PORTIONS.items())
_HOUR: Final = "(?:คืน|เช้า|บ่าย|เย็น|ค่ำ)?"

_ALL: Final = (
    _Words(
        "day",
        0,
        f"{_HOUR}วันเดียวกัน(?:นั้น)?",
        r"\bsame (?:day|night|evening|morning|afternoon)",
        r"\b(?:тот|того|ту|той) же (?:день|дня|вечер|ночь|ночи|утро)",
    ),
    _Words(
        "day",
        1,
        f"{_HOUR}วัน(?:รุ่งขึ้น|ต่อมา|ถัดมา)",
        r"\b(?:next|following) (?:day|morning)",
        r"\bследующ(?:ий|его) д(?:ень|ня)|\bследующее утро",
    ),
    _Words(
        "month",
        0,
        rf"{_HOUR}วันที่\s*#(?:\s*(?:ของ)?เดือนเดียวกัน(?:นั้น)?)?(?![\d๐-๙–-])",
        r"(?<=\bon the )#(?:st|nd|rd|th)(?: of the same month)?"
        r"(?!\w|[ -](?:\w+ )?(?:century|congress|of\b))",
        r"\b#(?:-го)? числа(?: (?:того|этого) же месяца)?",
    ),
    _Words(
        "month",
        0,
        "~?เดือนเดียวกัน(?:นั้น)?|~เดือน(?:นั้น|นี้)",
        r"~?\bsame month|~the month\b",
        r"~?\b(?:том|того) же месяц[еа]|~(?<= )месяца\b",
    ),
    _Words(
        "month",
        1,
        "~?เดือน(?:ต่อมา|ถัดมา)",
        r"~?\b(?:next|following) month",
        r"~?\bследующ(?:ем|его) месяц[еа]",
    ),
    _Words(
        "year",
        1,
        "~?ปี(?:ต่อมา|ถัดมา|รุ่งขึ้น)",
        r"~?\b(?:next|following) year",
        r"~?\bследующ(?:ем|его|ий) год[уа]?",
    ),
    _Words(
        "year",
        -1,
        "~?ปีก่อนหน้า(?:นั้น)?",
        r"~?\b(?:previous|preceding) year",
        r"~?\bпредыдущ(?:ем|его|ий) год[уа]?",
    ),
    _Words(
        "year",
        0,
        r"~?ปี(?:เดียวกัน(?:นั้น)?|นั้น)|~ปี(?!\s*(?:[\d๐-๙]|ค\.|พ\.|ที่|แห่ง))",
        r"~?\b(?:that )?same year|\bthat year|~the year\b",
        r"~?\b(?:том|того|тот) же год[уа]?|~(?<= )года\b",
    ),
    _Words(
        "decade",
        0,
        r"ทศวรรษ(?:ที่)?\s*#(?![\d๐-๙])",
        r"(?:\b|['’])#s\b",
        r"\b#-(?:е|х|ых|ые)\s+(?:гг\.?|год\w*)",
    ),
)
_FIGURES: Final = r"(?P<figures>[\d๐-๙]{1,2})"
_BEFORE: Final = re.compile(f"(?:{_PORTION})$", re.IGNORECASE)
_LONGEST: Final = 20
"""Characters a portion has at most."""


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What to look for, and whether early, mid or late may or must stand before it."""

    words: _Words
    search: re.Pattern[str]
    may: bool
    must: bool


_PATTERNS: Final = [
    _Pattern(
        words,
        re.compile(part.lstrip("~?").replace("#", _FIGURES), re.IGNORECASE),
        may=part.startswith("~"),
        must=part.startswith("~") and not part.startswith("~?"),
    )
    for words in _ALL
    for language in (words.thai, words.english, words.russian)
    for part in re.split(r"\|(?=~)", language)
]
# "Two years later" is no year.
_COUNT: Final = re.compile(r"(?:(?<![\d๐-๙])[\d๐-๙]{1,3}|หลาย|ไม่กี่|สอง|สาม|สี่|ห้า)\s*$")


def leanings(text: str) -> Iterator[tuple[int, int, Leaning]]:
    """Yield where such words stand and what they say; of overlapping ones the likelier first."""
    for pattern in _PATTERNS:
        for match in pattern.search.finditer(text):
            start, end = match.span()
            before = text[max(0, start - _LONGEST) : start]
            portion = _BEFORE.search(before) if pattern.may else None
            if portion is not None:
                start -= len(portion[0])
            elif pattern.must:
                continue
            if _COUNT.search(text[max(0, start - 8) : start]):
                continue
            figures = int(match.groupdict().get("figures") or 0)
            if pattern.words.unit == "decade" and figures % 10:
                continue
            name = portion.lastgroup if portion is not None else None
            yield start, end, Leaning(pattern.words.unit, pattern.words.step, name or "", figures)
