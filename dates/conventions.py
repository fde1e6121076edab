"""What "early", "mid" and "late" mean, and finding out whether a source said so.

Early, mid and late are four months each of a year; days 1–10, 11–20 and from 21 of a month; years
0–3, 4–6 and 7–9 of a decade; years 0–33, 34–66 and 67–99 of a century; the first, second and third
month of a season. Halves, quarters and thirds are exact: of a year those of EDTF (33–41), of a
month the days to the 15th and from the 16th, five years of a decade, fifty or twenty-five of a
century, whose thirds are its early, mid and late part.
"""

import re
from dataclasses import dataclass
from typing import Final, Literal

from dates import calendars
from dates.bounds import grouping_months
from dates.calendars import Calendar
from dates.edtf import QUALIFIERS, Interval, Single, read_single, write_year

Portion = Literal[
    "early", "mid", "late", "first-half", "second-half",
    "quarter-1", "quarter-2", "quarter-3", "quarter-4", "third-1", "third-2", "third-3",
]  # fmt: skip

_YEAR_PARTS: Final[dict[Portion, int]] = {
    "quarter-1": 33, "quarter-2": 34, "quarter-3": 35, "quarter-4": 36,
    "third-1": 37, "third-2": 38, "third-3": 39, "first-half": 40, "second-half": 41,
}  # fmt: skip
"""The parts of a year that EDTF has a code for."""

# First and last month, day, year of a decade, year of a century.
_MONTHS: Final[dict[Portion, tuple[int, int]]] = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_DAYS: Final[dict[Portion, tuple[int, int]]] = {
    "early": (1, 10), "mid": (11, 20), "late": (21, 31), "first-half": (1, 15),
    "second-half": (16, 31),
}  # fmt: skip
_YEARS_OF_DECADE: Final[dict[Portion, tuple[int, int]]] = {
    "early": (0, 3), "mid": (4, 6), "late": (7, 9), "first-half": (0, 4), "second-half": (5, 9),
}  # fmt: skip
_YEARS_OF_CENTURY: Final[dict[Portion, tuple[int, int]]] = {
    "early": (0, 33), "mid": (34, 66), "late": (67, 99), "first-half": (0, 49),
    "second-half": (50, 99), "quarter-1": (0, 24), "quarter-2": (25, 49), "quarter-3": (50, 74),
    "quarter-4": (75, 99), "third-1": (0, 33), "third-2": (34, 66), "third-3": (67, 99),
}  # fmt: skip
_MONTH_OF_SEASON: Final[dict[Portion, int]] = {"early": 0, "mid": 1, "late": 2}

_SAID: Final[dict[Portion, re.Pattern[str]]] = {
    "first-half": re.compile(r"first half|ครึ่งแรก|перв\w+ половин", re.IGNORECASE),
    "second-half": re.compile(r"second half|ครึ่งหลัง|втор\w+ половин", re.IGNORECASE),
    "early": re.compile(r"\bearly\b|\bbeginning\b|(?<!เป็น)ต้น|\bначал", re.IGNORECASE),
    "mid": re.compile(r"\bmid|กลาง|\bсередин", re.IGNORECASE),
    "late": re.compile(r"\blate\b|\bend\b|ปลาย|\bкон(?:е)?ц", re.IGNORECASE),
}
_SEASON_SAID: Final = re.compile(
    r"spring|summer|autumn|\bfall\b|winter|ฤดู|\b(?:весн|лет|осен|зим)", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Said:
    """A portion of a longer time, as a source put it: the late 1920s."""

    portion: Portion
    base: Single


def narrow(base: Single, portion: Portion, calendar: Calendar) -> str | None:
    """The EDTF of the portion of a year, month, season, decade or century; None of anything else.

    Whatever qualifies the base qualifies the answer.
    """
    sign = QUALIFIERS[base.flags[0] | base.flags[1]]
    if base.negative or base.day or base.significant:
        return None
    if base.season is not None:
        return _narrow_season(base, base.season, portion, sign)
    if portion in _YEAR_PARTS and base.year.isdigit() and len(base.year) == 4 and not base.month:
        return f"{base.year}-{_YEAR_PARTS[portion]}{sign}"
    spans: dict[str, tuple[str, dict[Portion, tuple[int, int]]]] = {
        r"\d{4}-": (f"{base.year}-", _MONTHS),
        r"\d{4}-\d\d": (f"{base.year}-{base.month}-", _DAYS),
        r"\d{3}X-": (base.year[:3], _YEARS_OF_DECADE),
        r"\d{2}XX-": (base.year[:2], _YEARS_OF_CENTURY),
    }
    for shape, (stem, parts) in spans.items():
        if re.fullmatch(shape, f"{base.year}-{base.month or ''}") and portion in parts:
            first, last = parts[portion]
            longest = 99
            if base.month:
                longest = calendars.month_length(int(base.year), int(base.month), calendar)
            width = 4 - len(stem) if len(stem) < 4 else 2
            end = f"{min(last, longest):0{width}}"
            return f"{stem}{first:0{width}}{sign}/{stem}{end}{sign}"
    return None


def _narrow_season(base: Single, season: int, portion: Portion, sign: str) -> str | None:
    months = grouping_months(season)
    if portion not in _MONTH_OF_SEASON or len(months) != 3 or not base.year.isdigit():
        return None
    month = months[_MONTH_OF_SEASON[portion]]
    year = int(base.year) + (month - 1) // 12
    return f"{write_year(year)}-{(month - 1) % 12 + 1:02}{sign}"


def said(node: Single | Interval, calendar: Calendar, written: str) -> Said | None:
    """The portion that the wording names and that means exactly this date, if it does so.

    "1900-01/1900-04" written "ต้น ค.ศ. ๑๙๐๐" is early 1900; the same months written otherwise are
    just those months.
    """
    portions = [portion for portion, pattern in _SAID.items() if pattern.search(written)]
    first = node.start if isinstance(node, Interval) else node
    if not portions or not isinstance(first, Single) or not first.year.isdigit():
        return None
    for base in _bases(first, bool(_SEASON_SAID.search(written))):
        for portion in portions:
            if narrow(base, portion, calendar) == node.text:
                return Said(portion, base)
    return None


def _bases(first: Single, by_season: bool) -> list[Single]:
    """The longer times that could begin, or in a season lie, around this date."""
    sign = QUALIFIERS[first.flags[0]]
    year = first.year
    if first.negative or len(year) > 4:
        return []
    if first.day:
        return [read_single(f"{year}-{first.month}{sign}")]
    if first.month and by_season:
        number = int(year) - (first.month in ("01", "02"))
        return [read_single(f"{write_year(number)}-{season}{sign}") for season in (21, 22, 23, 24)]
    if first.month:
        return [read_single(f"{year}{sign}")]
    return [read_single(f"{year[:3]}X{sign}"), read_single(f"{year[:2]}XX{sign}")]
