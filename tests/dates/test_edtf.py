"""EDTF: what is a date, what it covers, and which part is at fault."""

import pytest
from hypothesis import given

from dates import GREGORIAN, JULIAN, DateError, HistoricalDate
from dates.calendars import Calendar, from_jdn
from tests.dates.strategies import dates

Bound = tuple[int, int, int] | None


def bounds(edtf: str, calendar: Calendar = GREGORIAN) -> tuple[Bound, Bound]:
    date = HistoricalDate(edtf, calendar)
    first, last = (
        None if bound is None else from_jdn(bound, calendar)
        for bound in (date.earliest, date.latest)
    )
    return first, last


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        # Level 0
        ("1905", (1905, 1, 1), (1905, 12, 31)),
        ("1905-02", (1905, 2, 1), (1905, 2, 28)),
        ("1904-02", (1904, 2, 1), (1904, 2, 29)),
        ("1905-01-22", (1905, 1, 22), (1905, 1, 22)),
        ("1917-11-07T21:40:00", (1917, 11, 7), (1917, 11, 7)),
        ("1917-11-07T21:40:00Z", (1917, 11, 7), (1917, 11, 7)),
        ("1917-11-07T21:40:00+02:30", (1917, 11, 7), (1917, 11, 7)),
        ("1917-11-07T24:00:00", (1917, 11, 7), (1917, 11, 7)),
        ("1917-11-07T24:00:00+02:00", (1917, 11, 7), (1917, 11, 7)),
        ("1907/1914", (1907, 1, 1), (1914, 12, 31)),
        ("1915-09-05/1915-09-08", (1915, 9, 5), (1915, 9, 8)),
        ("0000", (0, 1, 1), (0, 12, 31)),
        ("0000-02-29", (0, 2, 29), (0, 2, 29)),
        # Level 1
        ("Y170000", (170000, 1, 1), (170000, 12, 31)),
        ("Y-17000", (-17000, 1, 1), (-17000, 12, 31)),
        ("1905?", (1905, 1, 1), (1905, 12, 31)),
        ("1905-06~", (1905, 6, 1), (1905, 6, 30)),
        ("193X", (1930, 1, 1), (1939, 12, 31)),
        ("18XX", (1800, 1, 1), (1899, 12, 31)),
        ("1905-XX", (1905, 1, 1), (1905, 12, 31)),
        ("1905-04-XX", (1905, 4, 1), (1905, 4, 30)),
        ("1905-XX-XX", (1905, 1, 1), (1905, 12, 31)),
        ("1924/..", (1924, 1, 1), None),
        ("1924/", (1924, 1, 1), None),
        ("../1905-06", None, (1905, 6, 30)),
        ("/1905-06", None, (1905, 6, 30)),
        ("../..", None, None),
        ("/..", None, None),
        ("-0043-03-15", (-43, 3, 15), (-43, 3, 15)),
        ("1905-21", (1905, 3, 1), (1905, 5, 31)),
        ("1902-22", (1902, 6, 1), (1902, 8, 31)),
        ("1902-23", (1902, 9, 1), (1902, 11, 30)),
        ("1905-24", (1905, 12, 1), (1906, 2, 28)),
        ("1903-24", (1903, 12, 1), (1904, 2, 29)),
        # Level 2
        ("1905-30", (1905, 12, 1), (1906, 2, 28)),
        ("1905-32", (1905, 6, 1), (1905, 8, 31)),
        ("1905-33", (1905, 1, 1), (1905, 3, 31)),
        ("1905-38", (1905, 5, 1), (1905, 8, 31)),
        ("1905-41", (1905, 7, 1), (1905, 12, 31)),
        ("19X5-21", (1905, 3, 1), (1995, 5, 31)),
        ("Y17E7", (170_000_000, 1, 1), (170_000_000, 12, 31)),
        ("1950S2", (1900, 1, 1), (1999, 12, 31)),
        ("Y171010000S3", (171_000_000, 1, 1), (171_999_999, 12, 31)),
        ("-1950S2", (-1999, 1, 1), (-1900, 12, 31)),
        ("1905-1X", (1905, 10, 1), (1905, 12, 31)),
        ("1905-01-3X", (1905, 1, 30), (1905, 1, 31)),
        ("19X4-02-29", (1904, 2, 29), (1984, 2, 29)),
        ("1XX0-02-29", (1020, 2, 29), (1980, 2, 29)),
        ("XXXX-12-25", (0, 12, 25), (9999, 12, 25)),
        ("-01XX", (-199, 1, 1), (-100, 12, 31)),
        ("-01XX-02-29", (-196, 2, 29), (-104, 2, 29)),
        ("1917-?11-~07", (1917, 11, 7), (1917, 11, 7)),
        ("[1905,1906,1908..1910]", (1905, 1, 1), (1910, 12, 31)),
        ("{1912-12, 1905}", (1905, 1, 1), (1912, 12, 31)),
        ("[..1905-12-03]", None, (1905, 12, 3)),
        ("{1905-12..}", (1905, 12, 1), None),
    ],
)
def test_a_date_covers_its_days(edtf: str, first: Bound, last: Bound) -> None:
    assert bounds(edtf) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("1900-02", (1900, 2, 1), (1900, 2, 29)),
        ("1900-02-29", (1900, 2, 29), (1900, 2, 29)),
        ("1899-24", (1899, 12, 1), (1900, 2, 29)),
        ("1905", (1905, 1, 1), (1905, 12, 31)),
    ],
)
def test_julian_dates_cover_days_of_the_julian_calendar(
    edtf: str, first: Bound, last: Bound
) -> None:
    assert bounds(edtf, JULIAN) == (first, last)


@pytest.mark.parametrize(
    ("edtf", "code", "part"),
    [
        ("", "empty", ""),
        ("Trotsky", "not-understood", "Trotsky"),
        ("5", "not-understood", "5"),
        ("19055", "not-understood", "19055"),
        ("1905-1", "not-understood", "1905-1"),
        ("1905-13", "impossible", "13"),
        ("1905-20", "impossible", "20"),
        ("1905-42", "impossible", "42"),
        ("1905-3X", "impossible", "3X"),
        ("1905-00", "impossible", "00"),
        ("1905-01-00", "impossible", "1905-01-00"),
        ("1905-02-29", "impossible", "1905-02-29"),
        ("1905-04-31", "impossible", "1905-04-31"),
        ("1904/1905-02-30", "impossible", "1905-02-30"),
        ("1905-02-3X/1905-03", "impossible", "1905-02-3X"),
        ("190X-02-30", "impossible", "190X-02-30"),
        ("XXX1-02-29", "impossible", "XXX1-02-29"),
        ("-0000", "impossible", "-0000"),
        ("1905-22-01", "not-understood", "1905-22-01"),
        ("1905S0", "not-understood", "1905S0"),
        ("19XXS2", "not-understood", "19XXS2"),
        ("1905S2-01", "not-understood", "1905S2-01"),
        ("Y1905", "not-understood", "Y1905"),
        ("Y17E7-01", "not-understood", "Y17E7-01"),
        ("Y1E16", "out-of-range", "Y1E16"),
        ("Y1E999", "out-of-range", "Y1E999"),
        ("/", "incomplete", "/"),
        ("1905/1904", "reversed", "1905/1904"),
        ("[1905..1904]", "reversed", "1905/1904"),
        ("1905/1906/1907", "not-understood", "1906/1907"),
        ("1905-01T10:00:00", "not-understood", "1905-01T10:00:00"),
        ("1905-01-09~T10:00:00", "not-understood", "1905-01-09~T10:00:00"),
        ("1905-01-09T24:00:01", "not-understood", "24:00:01"),
        ("1905-01-09T25:00:00", "not-understood", "25:00:00"),
        ("1905-01-09T10:00:00-00:00", "not-understood", "10:00:00-00:00"),
        ("1905-01-09T10:00:00-00", "not-understood", "10:00:00-00"),
        ("1905-01-09T10:00:00-12:01", "not-understood", "10:00:00-12:01"),
        ("1905-01-09T10:00:00+14:01", "not-understood", "10:00:00+14:01"),
        ("[1905", "not-understood", "[1905"),
        ("[1905}", "not-understood", "[1905}"),
        ("[]", "not-understood", "[]"),
        ("[..]", "not-understood", ".."),
        ("[1904,..1905]", "not-understood", "[1904,..1905]"),
        ("[1904..,1905]", "not-understood", "[1904..,1905]"),
        ("1905,1906", "not-understood", "1905,1906"),
        ("1" * 300, "too-long", "1" * 20 + "…"),
        ("๑๙๐๕", "not-understood", "๑๙๐๕"),
        (" 1905", "not-understood", " 1905"),
    ],
)
def test_what_is_no_date_is_refused_and_the_part_named(edtf: str, code: str, part: str) -> None:
    with pytest.raises(DateError) as caught:
        HistoricalDate(edtf)
    assert (caught.value.code, caught.value.part) == (code, part)
    assert part in str(caught.value)


def test_a_day_may_exist_in_one_calendar_only() -> None:
    assert HistoricalDate("1900-02-29", JULIAN).precision == "day"
    with pytest.raises(DateError):
        HistoricalDate("1900-02-29", GREGORIAN)


def test_a_stay_may_begin_on_a_day_and_end_some_time_in_the_same_month() -> None:
    assert bounds("1917-05-04/1917-05") == ((1917, 5, 4), (1917, 5, 31))


@given(dates())
def test_no_date_ends_before_it_begins(date: HistoricalDate) -> None:
    if date.earliest is not None and date.latest is not None:
        assert date.earliest <= date.latest


@given(dates())
def test_a_qualifier_moves_no_bound(date: HistoricalDate) -> None:
    plain = HistoricalDate(date.edtf.translate({ord(sign): None for sign in "?~%"}), date.calendar)
    assert (plain.earliest, plain.latest) == (date.earliest, date.latest)
