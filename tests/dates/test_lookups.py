"""Which rows lie in a stretch of time."""

import pytest

from dates import HistoricalDate
from dates.lookups import overlaps
from tests.dates.models import Happening, Report

pytestmark = pytest.mark.usefixtures("tables")


def found(edtf: str, first: str | None, last: str | None) -> bool:
    """Whether a row of that date lies between the first day of one year and the last of another."""
    Report.objects.all().delete()
    Happening.objects.all().delete()
    happening = Happening.objects.create(title=edtf, date=edtf or None)
    Report.objects.create(happening=happening)
    earliest = HistoricalDate(first).earliest if first else None
    latest = HistoricalDate(last).latest if last else None
    through = Report.objects.filter(overlaps("happening__date", earliest, latest)).exists()
    direct = Happening.objects.filter(overlaps("date", earliest, latest)).exists()
    assert direct is through
    return direct


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("1905", True),
        ("1905-12-31", True),
        ("1904/1907", True),
        ("1904", False),
        ("1907-01-01", False),
        ("1900/..", True),
        ("1907/..", False),
        ("../1910", True),
        ("../1904", False),
        ("../..", True),
        ("1905/", True),
        ("1900/", False),
        ("/1905", True),
        ("/1910", False),
        ("1907/", False),
        ("/1904", False),
        ("[..1910]", True),
        ("{..1910}", True),
        ("[1900..]", True),
        ("{1900..}", True),
        ("[1900,1910]", True),  # its bounds are all the database knows
        ("", False),
    ],
)
def test_a_date_lies_in_1905_and_1906(edtf: str, wanted: bool) -> None:
    assert found(edtf, "1905", "1906") is wanted


def test_a_side_left_out_is_open() -> None:
    assert found("1880", None, "1905")
    assert not found("1907", None, "1905")
    assert found("1940", "1905", None)
    assert not found("1880", "1905", None)
    assert found("1880", None, None)
    assert not found("", None, None)
