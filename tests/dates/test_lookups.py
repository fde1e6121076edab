"""Which rows lie in a stretch of time."""

from datetime import UTC, datetime
from typing import ClassVar

import django_filters
import pytest
from django.template import Context, Template
from django.utils.translation import override

from dates import DateError, HistoricalDate
from dates.filters import HistoricalDateFilter
from dates.lookups import in_order, overlaps
from tests.dates.models import Congress, Happening, Report

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


# The lookups of the field


def kept(edtfs: list[str], **lookup: object) -> list[str]:
    """Which of these dates a lookup keeps, directly and through a relation and a child table."""
    Report.objects.all().delete()
    Congress.objects.all().delete()
    for edtf in edtfs:
        date = HistoricalDate(edtf.removesuffix(" O.S."), "julian") if "O.S." in edtf else edtf
        congress = Congress.objects.create(title=edtf, date=date or None, convened="1905")
        Report.objects.create(happening=congress)
    direct = Happening.objects.filter(**lookup).values_list("title", flat=True)
    through = Report.objects.filter(**{f"happening__{key}": value for key, value in lookup.items()})
    inherited = Congress.objects.filter(**lookup).values_list("title", flat=True)
    found = set(direct)
    assert set(through.values_list("happening__title", flat=True)) == found == set(inherited)
    return [edtf for edtf in edtfs if edtf in found]


ALL = ["1904", "1905", "1905-05", "1904/1905", "1905/1906", "1905/..", "../1905", "1906", ""]


@pytest.mark.parametrize(
    ("lookup", "expected"),
    [
        ("overlaps", ["1905", "1905-05", "1904/1905", "1905/1906", "1905/..", "../1905"]),
        ("within", ["1905", "1905-05"]),
        ("before", ["1904"]),
        ("after", ["1906"]),
    ],
)
def test_a_lookup_compares_with_a_whole_date(lookup: str, expected: list[str]) -> None:
    assert kept(ALL, **{f"date__{lookup}": HistoricalDate("1905")}) == expected
    assert kept(ALL, **{f"date__{lookup}": "ค.ศ. ๑๙๐๕"}) == expected
    days = HistoricalDate("1905").earliest, HistoricalDate("1905").latest
    assert kept(ALL, **{f"date__{lookup}": days}) == expected


def test_nothing_is_before_what_has_no_beginning_or_after_what_has_no_end() -> None:
    assert kept(ALL, date__before="../1905") == []
    assert kept(ALL, date__after="1905/..") == []
    assert kept(ALL, date__within="1905/..") == [
        "1905", "1905-05", "1905/1906", "1905/..", "1906",
    ]  # fmt: skip
    assert kept(ALL, date__within="../1904") == ["1904"]


def test_lookups_can_be_turned_round_and_joined() -> None:
    for edtf in ALL:
        Happening.objects.create(title=edtf, date=edtf or None)
    rest = Happening.objects.exclude(date__overlaps="1905").values_list("title", flat=True)
    assert set(rest) == {"1904", "1906", ""}
    both = Happening.objects.filter(date__overlaps="1904").filter(date__overlaps="1905")
    assert set(both.values_list("title", flat=True)) == {"1904/1905", "../1905"}


def test_an_anniversary_is_looked_for_in_either_calendar() -> None:
    dates = ["1905-01-09 O.S.", "1905-01-22", "1917-01-09", "1905-01", "1904-02-29", "1905-01-09?"]
    assert kept(dates, date__on_this_day=(1, 9)) == ["1917-01-09", "1905-01-09?"]
    assert kept(dates, date__on_this_day=(1, 22)) == ["1905-01-09 O.S.", "1905-01-22"]
    assert kept(dates, date__on_this_day=(1, 9, "julian")) == ["1905-01-09 O.S.", "1905-01-22"]
    assert kept(dates, date__on_this_day=(2, 29)) == ["1904-02-29"]


@pytest.mark.parametrize("wrong", [(2, 30), (13, 1), (0, 1), (1, 0), (1, 9, "mayan")])
def test_a_day_that_no_year_has_is_an_error(wrong: tuple[object, ...]) -> None:
    with pytest.raises(DateError):
        Happening.objects.filter(date__on_this_day=wrong)


def test_a_lookup_says_what_it_takes() -> None:
    with pytest.raises(DateError, match="not understood"):
        Happening.objects.filter(date__within="some day")
    with pytest.raises(TypeError, match="1905"):
        Happening.objects.filter(date__within=1905)


def test_rows_are_in_order_of_their_first_then_their_last_day() -> None:
    for edtf in ("", "1905/1906", "1905", "1904", "../1900"):
        Happening.objects.create(title=edtf, date=edtf or None)
    titles = Happening.objects.order_by(*in_order("date")).values_list("title", flat=True)
    assert list(titles) == ["1904", "1905", "1905/1906", "../1900", ""]
    titles = Happening.objects.order_by(*in_order("date", newest_first=True)).values_list(
        "title", flat=True
    )
    assert list(titles) == ["1905/1906", "1905", "1904", "../1900", ""]


# The filter and the template filters


class HappeningFilter(django_filters.FilterSet):
    date = HistoricalDateFilter()
    within = HistoricalDateFilter(field_name="date", lookup_expr="within")

    class Meta:
        model = Happening
        fields: ClassVar[list[str]] = []


def test_a_filter_takes_what_an_editor_types() -> None:
    for edtf in ("1904/1906", "1905-05"):
        Happening.objects.create(title=edtf, date=edtf)
    asked = HappeningFilter({"date": "May 1905"}, Happening.objects.all())
    assert {one.title for one in asked.qs} == {"1904/1906", "1905-05"}
    asked = HappeningFilter({"within": "ค.ศ. ๑๙๐๕"}, Happening.objects.all())
    assert [one.title for one in asked.qs] == ["1905-05"]
    assert HappeningFilter({}, Happening.objects.all()).qs.count() == 2


def test_a_filter_names_what_it_does_not_understand() -> None:
    asked = HappeningFilter({"date": "early Mayy 1905"}, Happening.objects.all())
    assert not asked.is_valid()
    assert "Mayy" in str(asked.errors["date"])


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ("date|in_words", "9 January 1905 O.S. (22 January N.S.)"),
        ("date|in_words:'short'", "9 Jan 1905 O.S."),
        ("date|in_words:'th'", "๙ มกราคม ค.ศ. ๑๙๐๕ ปฏิทินเก่า (๒๒ มกราคม ปฏิทินใหม่)"),
        ("date|in_words:'short buddhist'", "9 Jan 1905 O.S. (2447 BE)"),
        ("nothing|in_words", ""),
        ("date|time_element:'short'", '<time datetime="1905-01-22">9 Jan 1905 O.S.</time>'),
        ("season|time_element", "spring 1905"),
        ("nothing|time_element", ""),
        ("moment|day_in_words", "28 November 2026"),
        ("moment|day_in_words:'short'", "28 Nov 2026"),
        ("moment|day_in_words:'th'", "๒๘ พฤศจิกายน ค.ศ. ๒๐๒๖"),
        ("moment.date|day_in_words", "28 November 2026"),
        ("nothing|day_in_words", ""),
    ],
)
def test_a_template_says_a_date(how: str, said: str) -> None:
    context = {
        "date": HistoricalDate("1905-01-09", "julian"),
        "season": HistoricalDate("1905-21"),
        "nothing": None,
        "moment": datetime(2026, 11, 28, 23, 59, tzinfo=UTC),
    }
    with override("en"):
        page = Template("{% load dates %}{{ " + how + " }}").render(Context(context))
    assert page == said
