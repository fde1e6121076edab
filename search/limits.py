"""A stretch of time as addresses name it: from one year, month or day to another.

The ends are written as EDTF (ISO 8601-2) writes them, years without leading noughts too. A month or
a day is meant as a source writes it, in either calendar: 25 October and 7 November 1917 both find
what happened on that day.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Self

from django.utils import timezone
from tantivy import FieldType, Occur, Query

from dates import HistoricalDate
from dates.calendars import GREGORIAN, JULIAN, month_length
from dates.edtf import Single, write_year
from dates.errors import DateError
from dates.words import readings
from search.documents.dated import (
    day_number,
    month_number,
    stored_days,
    stored_months,
    stored_years,
)
from search.schema import schema

FIRST_YEAR: Final = -9999
LAST_YEAR: Final = 9999
_FINENESS: Final = frozenset({"year", "month", "day"})
_FIGURES: Final = re.compile(r"(-?\d{1,4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")

Open = tuple[int | None, int | None]
"""The first and last of a row of numbers, either perhaps open."""


@dataclass(frozen=True, slots=True)
class Limit:
    """One end: a year, a month of it, or a day; what is not given is 0."""

    year: int
    month: int = 0
    day: int = 0

    def __str__(self) -> str:
        if not self.month:
            return str(self.year)
        month = f"{write_year(self.year)}-{self.month:02}"
        return f"{month}-{self.day:02}" if self.day else month

    @property
    def date(self) -> HistoricalDate:
        """It as a date: Gregorian, unless it is a day that only the Julian calendar has."""
        if not self.month:
            return HistoricalDate(write_year(self.year))
        exists = self.day <= month_length(self.year, self.month, GREGORIAN)
        return HistoricalDate(str(self), GREGORIAN if exists else JULIAN)

    @property
    def first_day(self) -> int:
        """The first day of it, as figures (`day_number`)."""
        return day_number(self.year, self.month or 1, self.day or 1)

    @property
    def last_day(self) -> int:
        """The last day of it, as figures."""
        month = self.month or 12
        return day_number(self.year, month, self.day or month_length(self.year, month, JULIAN))

    @property
    def first_month(self) -> int:
        """The first month of which no day lies before it, by its place in the row of all."""
        return month_number(self.year, self.month or 1) + (self.day > 1)

    @property
    def last_month(self) -> int:
        """The last month of which no day lies behind it."""
        month = month_number(self.year, self.month or 12)
        ends_early = self.day and self.day < month_length(self.year, self.month, GREGORIAN)
        return month - 1 if ends_early else month

    @property
    def first_year(self) -> int:
        """The first year of which no day lies before it."""
        return self.year + ((self.month, self.day) > (1, 1))

    @property
    def last_year(self) -> int:
        """The last year of which no day lies behind it."""
        return self.year - (self.month not in {0, 12} or self.day not in {0, 31})


def read_limit(text: str, language: str) -> Limit:
    """Return an end that was written in figures of any script, or as a date in words.

    Raises ValueError for what is none, or has several meanings. A year that is still to come is no
    meaning of a date in words: without an era, 2458 is then of the Buddhist Era.
    """
    if found := _FIGURES.fullmatch(text.strip()):
        year, *finer = (int(part) for part in found.groups() if part)
        return _of_figures(year, *finer)
    try:
        dates = readings(text, language)
    except DateError as error:
        raise ValueError(text) from error
    ends = {end for date in dates if (end := _end_of(date)) and end.year <= timezone.now().year}
    if len(ends) != 1:
        raise ValueError(text)
    return ends.pop()


def _end_of(date: HistoricalDate) -> Limit | None:
    """Return a date as an end, if it is a year, month or day without a doubt."""
    node = date.node
    if not isinstance(node, Single) or any(node.flags) or date.precision not in _FINENESS:
        return None
    year = node.year_number or 0
    return Limit(year, int(node.month or 0), int(node.day or 0)) if year >= FIRST_YEAR else None


def _of_figures(year: int, month: int | None = None, day: int | None = None) -> Limit:
    """Return the end if there is such a month or day in either calendar; raises ValueError."""
    if month is not None and not 1 <= month <= 12:
        raise ValueError(month)
    if day is not None and not 1 <= day <= month_length(year, month or 1, JULIAN):
        raise ValueError(day)
    return Limit(year, month or 0, day or 0)


@dataclass(frozen=True, slots=True)
class Stretch:
    """From one end to another, both included; either may be open.

    Of two whole years, everything counts that covers one of the years. Else what is dated to a day
    between the ends, or to a month or year that lies between them wholly.
    """

    first: Limit | None = None
    last: Limit | None = None

    @classmethod
    def between(cls, first: Limit | None, last: Limit | None) -> Self:
        """Return the stretch between two ends, in whichever order they are given."""
        if first is not None and last is not None and first.first_day > last.last_day:
            first, last = last, first
        return cls(first, last)

    @property
    def is_limited(self) -> bool:
        """Whether it has an end."""
        return self.first is not None or self.last is not None

    @property
    def years(self) -> Open:
        """The years of its ends."""
        return self._row(lambda end: end.year, lambda end: end.year)

    @property
    def of_years(self) -> bool:
        """Whether its ends are whole years."""
        return not any(end is not None and end.month for end in (self.first, self.last))

    @property
    def wider(self) -> Self:
        """The same to its whole months, or without days to its whole years."""
        ends = [end for end in (self.first, self.last) if end is not None]
        keep_months = any(end.day for end in ends)
        first, last = (
            end and Limit(end.year, end.month if keep_months else 0)
            for end in (self.first, self.last)
        )
        return type(self)(first, last)

    @property
    def days(self) -> Open:
        """The first and the last of its days, as figures."""
        return self._row(lambda end: end.first_day, lambda end: end.last_day)

    @property
    def whole_months(self) -> Open:
        """The first and the last month that lie in it wholly."""
        return self._row(lambda end: end.first_month, lambda end: end.last_month)

    @property
    def whole_years(self) -> Open:
        """The first and the last year that lie in it wholly."""
        return self._row(lambda end: end.first_year, lambda end: end.last_year)

    def _row(self, of_first: Callable[[Limit], int], of_last: Callable[[Limit], int]) -> Open:
        return (
            None if self.first is None else of_first(self.first),
            None if self.last is None else of_last(self.last),
        )

    def query(self) -> Query:
        """Return what the engine is asked for."""
        if self.of_years:
            return _range("year", self.years)
        parts = (("day", self.days), ("month", self.whole_months), ("year", self.whole_years))
        some = [(Occur.Should, _range(field, ends)) for field, ends in parts if _is_any(ends)]
        # Whether a date meets one of these or all says nothing of how well the words do.
        return Query.const_score_query(Query.boolean_query(some), 1.0)

    def holds(self, date: HistoricalDate) -> bool:
        """Tell whether a date counts in it, exactly as the index counts."""
        return self.holds_stored(date.edtf, date.calendar)

    def holds_stored(self, edtf: object, calendar: str) -> bool:
        """Tell the same of a date from its columns."""
        years = stored_years(edtf, calendar)
        if self.of_years:
            return _any_in(years, self.years)
        return (
            _any_in(stored_days(edtf, calendar), self.days)
            or _any_in(stored_months(edtf, calendar), self.whole_months)
            or _any_in(years, self.whole_years)
        )


EVER: Final = Stretch()


def _range(field: str, ends: Open) -> Query:
    return Query.range_query(schema(), field, FieldType.Integer, *ends)


def _is_any(ends: Open) -> bool:
    first, last = ends
    return first is None or last is None or first <= last


def _any_in(numbers: Iterable[int], ends: Open) -> bool:
    first, last = ends
    return any((first is None or first <= one) and (last is None or one <= last) for one in numbers)
