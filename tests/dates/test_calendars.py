"""The day arithmetic, against `convertdate` and against Python's own calendar."""

import datetime as dt

import pytest
from convertdate import gregorian, julian

from dates.calendars import GREGORIAN, JULIAN, Calendar, convert, from_jdn, month_length, to_jdn


def test_every_day_from_1500_to_2100_is_where_convertdate_has_it() -> None:
    first, last = to_jdn(1500, 1, 1), to_jdn(2100, 12, 31)
    for jdn in range(first, last + 1):
        assert from_jdn(jdn, JULIAN) == julian.from_jd(jdn - 0.5)
        assert from_jdn(jdn, GREGORIAN) == gregorian.from_jd(jdn - 0.5)


def test_every_day_from_1500_to_2100_converts_there_and_back() -> None:
    for jdn in range(to_jdn(1500, 1, 1), to_jdn(2100, 12, 31) + 1):
        assert to_jdn(*from_jdn(jdn, JULIAN), JULIAN) == jdn
        assert to_jdn(*from_jdn(jdn, GREGORIAN), GREGORIAN) == jdn


def test_the_gregorian_calendar_is_pythons_own() -> None:
    offset = to_jdn(1, 1, 1) - 1
    for ordinal in range(1, dt.date.max.toordinal(), 397):
        day = dt.date.fromordinal(ordinal)
        assert from_jdn(ordinal + offset) == (day.year, day.month, day.day)


@pytest.mark.parametrize("calendar", [GREGORIAN, JULIAN])
def test_days_before_christ_convert_there_and_back(calendar: Calendar) -> None:
    for jdn in range(-3_000_000, 2_000_000, 997):
        assert to_jdn(*from_jdn(jdn, calendar), calendar) == jdn


def test_day_zero_is_the_first_of_january_4713_bc() -> None:
    assert from_jdn(0, JULIAN) == (-4712, 1, 1)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ((1879, 10, 26), (1879, 11, 7)),  # Trotsky is born
        ((1900, 2, 29), (1900, 3, 13)),  # a day the Gregorian calendar lacks
        ((1905, 1, 9), (1905, 1, 22)),  # Bloody Sunday
        ((1917, 10, 25), (1917, 11, 7)),
        ((1918, 1, 31), (1918, 2, 13)),  # the last Julian day in Russia
        ((1904, 12, 28), (1905, 1, 10)),
    ],
)
def test_a_russian_day_converts(old: tuple[int, int, int], new: tuple[int, int, int]) -> None:
    assert convert(old, JULIAN, GREGORIAN) == new
    assert convert(new, GREGORIAN, JULIAN) == old


def test_1900_is_a_leap_year_in_the_julian_calendar_alone() -> None:
    assert month_length(1900, 2, JULIAN) == 29
    assert month_length(1900, 2, GREGORIAN) == 28
    assert month_length(2000, 2, GREGORIAN) == 29
    assert month_length(0, 2, GREGORIAN) == 29
