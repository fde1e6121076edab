"""The Gregorian and the Julian calendar, by Julian Day Number.

A day number counts days, not moments: 0 is Monday 1 January 4713 BC (Julian). Both calendars are
proleptic, years are astronomical (year 0 is 1 BC), and any whole number is a year. The arithmetic
counts years from March, so that the leap day is the last of its year.
"""

from typing import Final, Literal

Calendar = Literal["gregorian", "julian"]
GREGORIAN: Final = "gregorian"
JULIAN: Final = "julian"
CALENDARS: Final[tuple[Calendar, ...]] = (GREGORIAN, JULIAN)

Day = tuple[int, int, int]

_MONTH_LENGTHS: Final = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def is_leap(year: int, calendar: Calendar = GREGORIAN) -> bool:
    """Whether the astronomical year has a 29 February."""
    if calendar == JULIAN:
        return year % 4 == 0
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int, calendar: Calendar = GREGORIAN) -> int:
    """How many days the month (1–12) has."""
    return _MONTH_LENGTHS[month - 1] + (month == 2 and is_leap(year, calendar))


def to_jdn(year: int, month: int, day: int, calendar: Calendar = GREGORIAN) -> int:
    """The Julian Day Number of a day, which must exist: nothing is checked here."""
    before_march = month < 3
    years = year + 4800 - before_march
    months = month - 3 + 12 * before_march
    days = day + (153 * months + 2) // 5 + 365 * years + years // 4
    if calendar == JULIAN:
        return days - 32083
    return days - years // 100 + years // 400 - 32045


def from_jdn(jdn: int, calendar: Calendar = GREGORIAN) -> Day:
    """The (year, month, day) of a Julian Day Number."""
    if calendar == JULIAN:
        century, rest = 0, jdn + 32082
    else:
        shifted = jdn + 32044
        century = (4 * shifted + 3) // 146097
        rest = shifted - 146097 * century // 4
    years = (4 * rest + 3) // 1461
    rest -= 1461 * years // 4
    months = (5 * rest + 2) // 153
    after_december = months // 10
    return (
        100 * century + years - 4800 + after_december,
        months + 3 - 12 * after_december,
        rest - (153 * months + 2) // 5 + 1,
    )


def convert(day: Day, source: Calendar, target: Calendar) -> Day:
    """The same day in another calendar."""
    return from_jdn(to_jdn(*day, source), target)


_CENTURY: Final = 36_525
"""Days."""


def buddhist_year(jdn: int) -> int:
    """The year of the Thai Buddhist Era of a day given as a Julian Day Number.

    From 1941 it is the Gregorian year plus 543. Before, the year began on 1 April (by law since
    1889); earlier days, whose year began with the fifth lunar month, are reckoned in the same way.
    """
    year, month, _day = from_jdn(jdn, GREGORIAN)
    return year + 543 - (year <= 1940 and month < 4)


def buddhist_years(earliest: int | None, latest: int | None) -> tuple[int, int] | None:
    """The first and last Buddhist year between two days; of an open or unknown end, the other's.

    None where no day is known, the era had not begun, or the days lie farther apart than a century.
    """
    known = [day for day in (earliest, latest) if day is not None]
    if not known or known[-1] - known[0] > _CENTURY:
        return None
    first, last = buddhist_year(known[0]), buddhist_year(known[-1])
    return (first, last) if first > 0 else None
