"""The time that is looked at: everything, a decade, a year or a month, and the columns within."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from dates import HistoricalDate
from dates.calendars import JULIAN, from_jdn, month_length, to_jdn
from dates.format import LANGUAGES
from entries.languages import current_language
from search.documents.dated import covered_years, month_number, named_months
from search.limits import FIRST_YEAR, LAST_YEAR
from search.questions import Condition
from search.resultset import DATED, ResultSet, valued, years_between

PATTERN: Final = re.compile(r"(\d{3})X|(-?\d{4})(?:-(0[1-9]|1[0-2]))?", re.ASCII)
"""A decade, year or month as EDTF writes it; decades before AD 1 run otherwise than ours."""
MOST_COLUMNS: Final = 30
STEPS: Final = (10, 50, 100, 500, 1000)
"""Years of a column when everything is shown."""
MOST_BARS: Final = 170


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time with its first and last day as Julian Day Numbers.

    `unit` is all, decade, year or month; `value` is the number by which the index knows it.
    """

    unit: str
    value: int
    first: int
    last: int
    text: str
    """How an address names it; empty for everything."""

    @property
    def conditions(self) -> list[Condition]:
        """What an entry has to meet to have something in it."""
        return [DATED] if self.unit == "all" else [valued(self.unit, self.value)]

    def holds(self, date: HistoricalDate) -> bool:
        """Tell whether a date counts in it, exactly as the index counts.

        By the years that it covers in its own calendar; in a month, what happens, begins or ends.
        """
        if self.unit == "month":
            return self.value in named_months(date)
        years = covered_years(date)
        if self.unit == "decade":
            return any(year // 10 == self.value for year in years)
        return bool(years) if self.unit == "all" else self.value in years

    @property
    def label(self) -> str:
        """What it is called, for the reader."""
        return _said(self.text) if self.text else ""

    @property
    def wider(self) -> str:
        """The next larger one, as an address names it; empty if that is everything."""
        if self.unit == "month":
            return self.text[:-3]
        return f"{self.text[:-1]}X" if self.unit == "year" and self.value >= 0 else ""

    def beside(self, step: int) -> str:
        """Return the one before or after, as an address names it; empty beyond year 9999."""
        value = self.value + step
        year = value // 12 if self.unit == "month" else value * (10 if self.unit == "decade" else 1)
        least = 0 if self.unit == "decade" else FIRST_YEAR
        if self.unit == "all" or not least <= year <= LAST_YEAR - 9:
            return ""
        if self.unit == "month":
            return f"{_year(year)}-{value % 12 + 1:02}"
        return f"{_year(year)[:-1]}X" if self.unit == "decade" else _year(year)

    def with_old_style(self) -> "Window":
        """Return it long enough for the days that were counted in it by the Julian calendar."""
        if self.unit not in {"year", "month"}:
            return self
        year, month = (self.value, 12) if self.unit == "year" else _month(self.value)
        last = to_jdn(year, month, month_length(year, month, JULIAN), JULIAN)
        return Window(self.unit, self.value, self.first, max(self.last, last), self.text)

    def place(self, day: float) -> float:
        """Return where the beginning of a day lies, in per cent of the breadth."""
        return 100 * (day - self.first) / (self.last + 1 - self.first)


@dataclass(frozen=True, slots=True)
class Column:
    """A part of the window, with the entries of each kind that have something in it."""

    label: str
    short: str
    """For the axis: the first year of a decade, a year, or a month without its year."""
    first: int
    last: int
    at: str
    """How an address names it, unless it is longer than a decade."""
    years: tuple[int, int]
    counts: dict[str, int]


def read_window(text: str, found: ResultSet) -> Window:
    """Return the window that an address names, or one around everything that is dated.

    `text` must match `PATTERN` or be empty.
    """
    if match := PATTERN.fullmatch(text):
        decade, year, month = match.groups()
        if decade is not None:
            first = int(decade) * 10
            return _window("decade", int(decade), (first, 1), (first + 9, 12), text)
        if month is None:
            return _window("year", int(year), (int(year), 1), (int(year), 12), text)
        both = int(year), int(month)
        return _window("month", month_number(*both), both, both, text)
    return _everything(found)


def _everything(found: ResultSet) -> Window:
    first_asked, last_asked = found.query.stretch.years
    years = [
        year
        for year in found.tally("year")
        if (first_asked is None or year >= first_asked)
        and (last_asked is None or year <= last_asked)
    ]
    low, high = min(years, default=1900), max(years, default=1900)
    step = _step(low, high)
    first, last = low - low % step, high - high % step + step - 1
    return _window("all", 0, (first, 1), (last, 12), "")


def _step(low: int, high: int) -> int:
    return next((one for one in STEPS if (high - low) / one < MOST_COLUMNS), STEPS[-1])


def _window(
    unit: str, value: int, begin: tuple[int, int], end: tuple[int, int], text: str
) -> Window:
    return Window(unit, value, to_jdn(*begin, 1), to_jdn(*end, month_length(*end)), text)


def make_columns(window: Window, found: ResultSet) -> list[Column]:
    """Return all columns of a window with exact counts, also those in which there is nothing."""
    year = from_jdn(window.first)[0]
    if window.unit == "decade":
        return _tallied("year", range(year, year + 10), window, found, _year)
    if window.unit == "year":
        months = range(month_number(year, 1), month_number(year, 13))
        return _tallied("month", months, window, found, _month_text)
    if window.unit == "month":
        return []
    last = from_jdn(window.last)[0]
    step = _step(year, last)
    if step == 10:
        decades = range(max(year, 0) // 10, last // 10 + 1)
        before = _long_columns(year, min(last, -1), step, found)
        return before + _tallied("decade", decades, window, found, _decade)
    return _long_columns(year, last, step, found)


def _tallied(
    field: str, values: range, window: Window, found: ResultSet, name: Callable[[int], str]
) -> list[Column]:
    by_kind = found.tally_by_kind(field, *window.conditions)
    columns = []
    for value in values:
        counts = {kind: tally[value] for kind, tally in by_kind.items() if value in tally}
        text = name(value)
        span = HistoricalDate(text)
        first, last = span.earliest or 0, span.latest or 0
        years = from_jdn(first)[0], from_jdn(last)[0]
        columns.append(Column(_said(text), _short(field, text), first, last, text, years, counts))
    return columns


def _long_columns(year: int, last: int, step: int, found: ResultSet) -> list[Column]:
    """Return the columns that have no name of their own, and lead to a range of years."""
    columns = []
    for first in range(year, last + 1, step):
        end = first + step - 1
        counts = found.count_by_kind(years_between(first, end))
        days = to_jdn(first, 1, 1), to_jdn(end, 12, 31)
        columns.append(Column(f"{first} – {end}", str(first), *days, "", (first, end), counts))
    return columns


def make_bars(window: Window, found: ResultSet) -> dict[str, list[tuple[int, int, int]]]:
    """Return first day, last day and number of entries of each bar, by kind: years or months.

    When everything is shown and that is longer than `MOST_BARS` years, a bar is a decade.
    """
    if window.unit == "month":
        return {}
    field = "month" if window.unit == "year" else "year"
    if window.unit == "all" and window.last - window.first > MOST_BARS * 366:
        field = "decade"
    bars: dict[str, list[tuple[int, int, int]]] = {}
    for kind, tally in found.tally_by_kind(field, *window.conditions).items():
        shown = ((*_days(field, value), count) for value, count in sorted(tally.items()))
        bars[kind] = [bar for bar in shown if bar[0] <= window.last and bar[1] >= window.first]
    return bars


def _days(field: str, value: int) -> tuple[int, int]:
    if field == "month":
        year, month = _month(value)
        return to_jdn(year, month, 1), to_jdn(year, month, month_length(year, month))
    first, last = (value, value) if field == "year" else (value * 10, value * 10 + 9)
    return to_jdn(first, 1, 1), to_jdn(last, 12, 31)


def _month(value: int) -> tuple[int, int]:
    return value // 12, value % 12 + 1


def _month_text(value: int) -> str:
    year, month = _month(value)
    return f"{_year(year)}-{month:02}"


def _year(year: int) -> str:
    return f"{year:05}" if year < 0 else f"{year:04}"


def _decade(value: int) -> str:
    return f"{_year(value * 10)[:-1]}X"


def _short(field: str, text: str) -> str:
    if field == "month":
        return LANGUAGES[current_language()].short_month_names[int(text[-2:]) - 1]
    return str(int(text.replace("X", "0")))


def _said(text: str) -> str:
    return HistoricalDate(text).format(current_language(), "short")
