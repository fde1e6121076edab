"""The value: what it keeps, what it knows of itself, and that it never changes."""

import copy
import pickle
import timeit

import pytest
from hypothesis import given

from dates import GREGORIAN, JULIAN, DateError, HistoricalDate
from dates.calendars import to_jdn
from tests.dates.strategies import dates, days

BLOODY_SUNDAY = HistoricalDate("1905-01-09", JULIAN, "วันอาทิตย์ที่ ๙ มกราคม")


def test_it_keeps_edtf_calendar_and_wording() -> None:
    assert BLOODY_SUNDAY.edtf == "1905-01-09"
    assert BLOODY_SUNDAY.calendar == JULIAN
    assert BLOODY_SUNDAY.written == "วันอาทิตย์ที่ ๙ มกราคม"
    assert str(BLOODY_SUNDAY) == "1905-01-09"
    assert BLOODY_SUNDAY.earliest == BLOODY_SUNDAY.latest == to_jdn(1905, 1, 22)


def test_blanks_in_the_wording_count_once_and_the_edtf_is_no_wording() -> None:
    assert HistoricalDate("1905", written="  in \n 1905 ").written == "in 1905"
    assert HistoricalDate("1905", written="1905") == HistoricalDate("1905")
    assert HistoricalDate("[1905, 1906]").edtf == "[1905,1906]"


def test_dates_are_equal_if_edtf_calendar_and_wording_are() -> None:
    same = HistoricalDate("1905-01-09", JULIAN, "วันอาทิตย์ที่ ๙ มกราคม")
    assert same == BLOODY_SUNDAY
    assert hash(same) == hash(BLOODY_SUNDAY)
    assert HistoricalDate("1905-01-09") != HistoricalDate("1905-01-09", JULIAN)
    assert HistoricalDate("1905-01-22") != BLOODY_SUNDAY
    assert BLOODY_SUNDAY != "1905-01-09"


def test_a_date_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        BLOODY_SUNDAY.edtf = "1906"
    with pytest.raises(AttributeError):
        del BLOODY_SUNDAY.written


def test_a_date_survives_copying_and_pickling() -> None:
    assert pickle.loads(pickle.dumps(BLOODY_SUNDAY)) == BLOODY_SUNDAY
    assert copy.deepcopy(BLOODY_SUNDAY).earliest == BLOODY_SUNDAY.earliest


@given(dates())
def test_its_repr_makes_it_again(date: HistoricalDate) -> None:
    assert eval(repr(date)) == date


def test_an_unknown_calendar_is_refused() -> None:
    with pytest.raises(DateError) as caught:
        HistoricalDate("1905", "republican")  # type: ignore[arg-type]
    assert caught.value.code == "calendar"


def test_a_wording_too_long_for_its_column_is_refused() -> None:
    with pytest.raises(DateError, match="too long"):
        HistoricalDate("1905", written="early " * 100)


def test_a_stored_date_is_taken_as_it_is_and_quickly() -> None:
    def load() -> HistoricalDate:
        return HistoricalDate.stored("1905-01-09", JULIAN, BLOODY_SUNDAY.written, 2416868, 2416868)

    assert load() == BLOODY_SUNDAY
    seconds = min(timeit.repeat(load, number=1000, repeat=5))
    assert seconds / 1000 < 50e-6  # 1 µs on a quiet machine


@pytest.mark.parametrize(
    ("edtf", "open_start", "open_end", "unknown_start", "unknown_end"),
    [
        ("1905", False, False, False, False),
        ("1905/..", False, True, False, False),
        ("1905/", False, False, False, True),
        ("../1905", True, False, False, False),
        ("/1905", False, False, True, False),
        ("../", True, False, False, True),
        ("[..1905]", True, False, False, False),
        ("{1905..}", False, True, False, False),
        ("[1904,1905]", False, False, False, False),
    ],
)
def test_unknown_is_not_open(
    edtf: str, open_start: bool, open_end: bool, unknown_start: bool, unknown_end: bool
) -> None:
    date = HistoricalDate(edtf)
    assert date.is_open_start is open_start
    assert date.is_open_end is open_end
    assert date.is_unknown_start is unknown_start
    assert date.is_unknown_end is unknown_end


@pytest.mark.parametrize(
    ("edtf", "years"),
    [
        ("1905-01-09", [1905]),
        ("1907/1909", [1907, 1908, 1909]),
        ("1920-12/1921-02", [1920, 1921]),
        ("1905-24", [1905, 1906]),
        ("193X", list(range(1930, 1940))),
        ("1924/..", [1924]),
        ("1924/", [1924]),
        ("../1905", [1905]),
        ("../..", []),
        ("[1905,1907..1908,1907]", [1905, 1907, 1908]),
        ("-0043-03-15", [-43]),
    ],
)
def test_it_tells_the_years_it_covers(edtf: str, years: list[int]) -> None:
    assert list(HistoricalDate(edtf).years()) == years


def test_years_beyond_counting_are_told_without_a_list_of_them() -> None:
    assert len(HistoricalDate("Y17E7/Y18E7").years()) == 10_000_001
    assert HistoricalDate("[1905,Y17E7..Y18E7]").years() == range(1905, 180_000_001)


def test_the_year_of_a_julian_new_years_eve_is_the_julian_one() -> None:
    assert list(HistoricalDate("1904-12-28", JULIAN).years()) == [1904]


@pytest.mark.parametrize(
    ("edtf", "precision"),
    [
        ("1905-01-09", "day"),
        ("1905-01", "month"),
        ("1905-01-XX", "month"),
        ("1905-1X", "year"),
        ("1905", "year"),
        ("Y17E7", "year"),
        ("1905-22", "season"),
        ("1905-29", "season"),
        ("1905-33", "quarter"),
        ("1905-37", "third"),
        ("1905-40", "half-year"),
        ("193X", "decade"),
        ("1953S3", "decade"),
        ("18XX", "century"),
        ("18X5", "century"),
        ("1XXX", "millennium"),
        ("XXXX-12-25", "unknown"),
        ("1905/1906", "interval"),
        ("{1905,1906}", "set"),
    ],
)
def test_it_tells_how_finely_it_is_known(edtf: str, precision: str) -> None:
    assert HistoricalDate(edtf).precision == precision


@pytest.mark.parametrize(
    ("edtf", "approximate", "uncertain"),
    [
        ("1905", False, False),
        ("1905~", True, False),
        ("1905?", False, True),
        ("1905%", True, True),
        ("1905-?01", False, True),
        ("1905/1906~", True, False),
        ("[1905,1906?]", False, True),
    ],
)
def test_it_tells_its_doubts(edtf: str, approximate: bool, uncertain: bool) -> None:
    date = HistoricalDate(edtf)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("edtf", "calendar", "iso"),
    [
        ("1905-01-09", JULIAN, "1905-01-22"),
        ("1905-01-22", GREGORIAN, "1905-01-22"),
        ("1905-01", GREGORIAN, "1905-01"),
        ("1905", GREGORIAN, "1905"),
        ("1917-11-07T21:40:00", GREGORIAN, "1917-11-07"),
        ("1905-01", JULIAN, None),
        ("1905", JULIAN, None),
        ("1905~", GREGORIAN, None),
        ("193X", GREGORIAN, None),
        ("1950S2", GREGORIAN, None),
        ("1905-22", GREGORIAN, None),
        ("1905/1906", GREGORIAN, None),
        ("[1905,1906]", GREGORIAN, None),
        ("[1905,1906]", JULIAN, None),
        ("0000", GREGORIAN, None),
        ("-0043-03-15", JULIAN, None),
    ],
)
def test_machines_get_a_gregorian_date_or_none(edtf: str, calendar: str, iso: str | None) -> None:
    date = HistoricalDate(edtf, JULIAN if calendar == JULIAN else GREGORIAN)
    assert date.iso() == iso


@pytest.mark.parametrize(
    ("edtf", "gregorian"),
    [
        ("1905-01-09", "1905-01-22"),
        ("1905-01-09~", "1905-01-22~"),
        ("1905-?01-~09", "1905-01-22%"),
        ("1915-09-05/1915-09-08", "1915-09-18/1915-09-21"),
        ("1917-10-25/..", "1917-11-07/.."),
        ("/1917-10-25", "/1917-11-07"),
        ("../..", "../.."),
        ("-0043-03-15", "-0043-03-13"),
        ("9999-12-31", None),
        ("1905-01", None),
        ("1905-01-XX", None),
        ("1905-01/1905-01-09", None),
        ("1905", None),
        ("{1905-01-09}", None),
    ],
)
def test_days_convert_and_nothing_coarser(edtf: str, gregorian: str | None) -> None:
    converted = HistoricalDate(edtf, JULIAN, "as printed").to_gregorian()
    assert (converted.edtf if converted else None) == gregorian
    assert converted is None or (converted.calendar, converted.written) == (GREGORIAN, "as printed")


def test_early_june_is_no_days_to_convert() -> None:
    early = HistoricalDate("1902-06-01/1902-06-10", JULIAN, "ต้นเดือนมิถุนายน ค.ศ. ๑๙๐๒")
    assert early.to_gregorian() is None
    assert HistoricalDate(early.edtf, JULIAN).to_gregorian() is not None


@given(days(last=9000))
def test_conversion_keeps_the_day(date: HistoricalDate) -> None:
    converted = date.to_gregorian()
    assert converted is not None
    assert converted.earliest == date.earliest


def test_dates_sort_by_beginning_then_end() -> None:
    edtfs = ["../..", "1904/..", "../1905", "1905", "1905-01-09", "1905-01", "1906"]
    in_order = ["../..", "1904/..", "1905-01", "1905", "1905-01-09", "../1905", "1906"]
    found = sorted((HistoricalDate(edtf) for edtf in edtfs), key=lambda date: date.sort_key)
    assert [date.edtf for date in found] == in_order
