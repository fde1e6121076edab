"""What a date counts for: the years that it covers, and the months and days that it names."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final, NamedTuple

from dates import GREGORIAN, JULIAN, HistoricalDate
from dates.calendars import from_jdn, to_jdn
from dates.edtf import Choice, Interval, Node, Single, singles

LONGEST_SPAN: Final = 400
"""Years beyond which a date is too vague to be counted year by year."""
MONTH: Final = 31
"""Days that a stretch of time has at most, if each of its days counts."""

_ONE_YEAR: Final = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?[?~%]?")
"""A year, month or day as EDTF writes it."""
_ONE_MONTH: Final = re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-\d\d)?[?~%]?")
"""A month or day as EDTF writes it."""


def stored_years(edtf: object, calendar: str) -> frozenset[int]:
    """Return the years of a date from its columns: most dates lie within one, and say which."""
    text = _text(edtf)
    if _ONE_YEAR.fullmatch(text):
        return frozenset({int(text[:4])})
    return _counted(text, calendar).years if text else frozenset()


def stored_months(edtf: object, calendar: str) -> frozenset[int]:
    """Return the months of a date from its columns; a date of a year alone has none."""
    text = _text(edtf)
    if found := _ONE_MONTH.fullmatch(text):
        return frozenset({month_number(int(found[1]), int(found[2]))})
    return _counted(text, calendar).months if "-" in text else frozenset()


def stored_days(edtf: object, calendar: str) -> frozenset[int]:
    """Return the days of a date from its columns; a date of a year or month has none."""
    text = _text(edtf)
    return _counted(text, calendar).days if text.count("-") > 1 else frozenset()


def month_number(year: int, month: int) -> int:
    """Return the place of a month (1 to 12) in the row of all months."""
    return year * 12 + month - 1


def day_number(year: int, month: int, day: int) -> int:
    """Return a day as its figures, 19171025: they stand in the order of days, with gaps."""
    return year * 10_000 + month * 100 + day


def covered_years(date: HistoricalDate) -> frozenset[int]:
    """Return the years that a historical date covers; none if it is too vague to say."""
    years = date.years()
    return frozenset(years) if len(years) <= LONGEST_SPAN else frozenset()


def named_months(date: HistoricalDate) -> frozenset[int]:
    """Return the months, in its own calendar, that a date names: those of its days and ends.

    What lasted for years is counted where it begins and ends, not in every month between.
    """
    return frozenset(
        month_number(one.year_number, int(one.month))
        for one in singles(date.node)
        if one.year_number is not None and one.month is not None and "X" not in one.month
    )


def named_days(date: HistoricalDate) -> frozenset[int]:
    """Return the days that a date names, by both calendars if it is of the Julian.

    What lasted for a month at most is counted on each of its days, what lasted longer on the first
    and the last.
    """
    found = set()
    for first, last in _stretches(date.node):
        begin, end = (to_jdn(*_figures(one), date.calendar) for one in (first, last))
        days = range(begin, end + 1) if 0 <= end - begin < MONTH else (begin, end)
        for day in days:
            found.add(day_number(*from_jdn(day, date.calendar)))
            if date.calendar == JULIAN:
                found.add(day_number(*from_jdn(day, GREGORIAN)))
    return frozenset(found)


def _stretches(node: Node) -> Iterator[tuple[Single, Single]]:
    """Yield the first and last day of each part of a date, as far as they are days."""
    if isinstance(node, Choice):
        for member in node.members:
            yield from _stretches(member)
        return
    days = [one for one in singles(node) if one.is_day]
    if isinstance(node, Interval) and len(days) > 1:
        yield days[0], days[1]
    else:
        yield from ((day, day) for day in days)


def _figures(day: Single) -> tuple[int, int, int]:
    return day.year_number or 0, int(day.month or 0), int(day.day or 0)


def _text(edtf: object) -> str:
    return "" if edtf is None else str(edtf)


class _Counted(NamedTuple):
    """What a date counts for."""

    years: frozenset[int]
    months: frozenset[int]
    days: frozenset[int]


@lru_cache(maxsize=30_000)
def _counted(edtf: str, calendar: str) -> _Counted:
    """Return all that a date counts for: most of those of an archive come more than once."""
    date = HistoricalDate(edtf, JULIAN if calendar == JULIAN else GREGORIAN)
    return _Counted(covered_years(date), named_months(date), named_days(date))
