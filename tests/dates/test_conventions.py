"""Early, mid and late: what they mean of each length of time."""

import pytest

from dates import GREGORIAN, JULIAN
from dates.conventions import Portion, narrow
from dates.edtf import read_single


@pytest.mark.parametrize(
    ("base", "early", "mid", "late"),
    [
        ("1905", "1905-01/1905-04", "1905-05/1905-08", "1905-09/1905-12"),
        (
            "1905-06",
            "1905-06-01/1905-06-10",
            "1905-06-11/1905-06-20",
            "1905-06-21/1905-06-30",
        ),
        ("193X", "1930/1933", "1934/1936", "1937/1939"),
        ("18XX", "1800/1833", "1834/1866", "1867/1899"),
        ("1905-22", "1905-06", "1905-07", "1905-08"),
        ("1905-24", "1905-12", "1906-01", "1906-02"),
        ("1905~", "1905-01~/1905-04~", "1905-05~/1905-08~", "1905-09~/1905-12~"),
    ],
)
def test_a_third_of_a_time_is_an_interval(base: str, early: str, mid: str, late: str) -> None:
    portions: tuple[Portion, ...] = ("early", "mid", "late")
    found = [narrow(read_single(base), portion, GREGORIAN) for portion in portions]
    assert found == [early, mid, late]


@pytest.mark.parametrize(
    ("base", "first", "second"),
    [
        ("1905", "1905-40", "1905-41"),
        ("1905-06", "1905-06-01/1905-06-15", "1905-06-16/1905-06-30"),
        ("193X", "1930/1934", "1935/1939"),
        ("18XX", "1800/1849", "1850/1899"),
    ],
)
def test_a_half_of_a_time_is_exact(base: str, first: str, second: str) -> None:
    assert narrow(read_single(base), "first-half", GREGORIAN) == first
    assert narrow(read_single(base), "second-half", GREGORIAN) == second


def test_late_february_ends_with_its_calendar() -> None:
    february = read_single("1900-02")
    assert narrow(february, "late", GREGORIAN) == "1900-02-21/1900-02-28"
    assert narrow(february, "late", JULIAN) == "1900-02-21/1900-02-29"


@pytest.mark.parametrize("base", ["1905-01-09", "-0043", "1XXX", "1905S2", "190X-05", "1905-37"])
def test_anything_else_has_no_parts(base: str) -> None:
    assert narrow(read_single(base), "early", GREGORIAN) is None
    assert narrow(read_single("1905-22"), "first-half", GREGORIAN) is None
