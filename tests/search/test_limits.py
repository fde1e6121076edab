"""From one year, month or day to another: what is dated so, in either calendar."""

import pytest

from dates import HistoricalDate
from dates.calendars import Calendar
from search.documents.dated import named_days
from search.limits import Limit, Stretch, read_limit
from search.query import SearchQuery
from tests import make

pytestmark = pytest.mark.django_db


def stretch(first: str, last: str) -> Stretch:
    return Stretch.between(*(read_limit(text, "en") if text else None for text in (first, last)))


def asked(first: str, last: str) -> SearchQuery:
    wanted = stretch(first, last)
    return SearchQuery().between(wanted.first, wanted.last)


DATES: list[tuple[str, Calendar, str, str, bool]] = [
    # a day, by the calendar of its source and by ours
    ("1917-10-25", "julian", "1917-10-25", "1917-10-25", True),
    ("1917-10-25", "julian", "1917-11-07", "1917-11-07", True),
    ("1917-10-25", "julian", "1917-10-26", "1917-11-06", False),
    ("1917-11-07", "gregorian", "1917-10-25", "1917-10-25", False),
    ("1900-02-29", "julian", "1900-02-29", "1900-03-01", True),
    ("1917-11-07?", "gregorian", "1917-11-07", "1917-11-07", True),
    # what lasted for days is there on each of them; what lasted longer, where it begins and ends
    ("1905-10-13/1905-10-17", "gregorian", "1905-10-15", "1905-10-15", True),
    ("1905-10-13/1905-12-03", "gregorian", "1905-10-15", "1905-10-15", False),
    ("1905-10-13/1905-12-03", "gregorian", "1905-12-03", "", True),
    ("1905-10-13/1905-12-03", "gregorian", "1905-10-14", "1905-12-02", False),
    ("1905-10-13/..", "gregorian", "", "1905-10-13", True),
    ("[1905-10-13,1905-10-17]", "gregorian", "1905-10-14", "1905-10-17", True),
    ("[1905-10-13,1905-10-17]", "gregorian", "1905-10-14", "1905-10-16", False),
    # a month or a year lies between the ends, or it does not
    ("1905-10", "gregorian", "1905-10-01", "1905-10-31", True),
    ("1905-10", "gregorian", "1905-10-02", "1905-12", False),
    ("1905-10", "gregorian", "1905-09", "1905-10-30", False),
    ("1905-10", "gregorian", "1905-10", "1905-10", True),
    ("1904-02", "gregorian", "1904-01", "1904-02-28", False),
    ("1904-02", "gregorian", "1904-01", "1904-02-29", True),
    ("1905-10-13", "gregorian", "1905-10", "1905-10", True),
    ("1905", "gregorian", "1905-01-01", "1905-12-31", True),
    ("1905", "gregorian", "1905-01", "1905", True),
    ("1905", "gregorian", "1905-01-02", "1906", False),
    ("1905", "gregorian", "1904-02", "1905-12-30", False),
    ("1905", "gregorian", "1904-11", "", True),
    ("1900/1910", "gregorian", "1904-11", "1906-02", True),
    ("1900/1910", "gregorian", "1905-02", "1905-11", False),
    ("-0043-03-15", "gregorian", "-0043-03-15", "-0043-03-15", True),
    ("-0043-03-15", "gregorian", "-0043-03-16", "-0042-01", False),
    # whole years cover
    ("1900/1910", "gregorian", "1905", "1905", True),
    ("190X", "gregorian", "1905", "1905", True),
]


@pytest.mark.parametrize(("edtf", "calendar", "first", "last", "expected"), DATES)
def test_what_is_dated_between_two_ends_is_found(
    edtf: str, calendar: Calendar, first: str, last: str, expected: bool
) -> None:
    date = HistoricalDate(edtf, calendar)
    event = make.make_event(date=date)

    assert asked(first, last).keys(5) == ([event.pk] if expected else [])
    assert stretch(first, last).holds(date) is expected
    assert stretch(first, last).holds_stored(edtf, calendar) is expected


def test_the_dates_of_statements_count_for_their_ends_unless_deprecated() -> None:
    person, place = make.make_person(), make.make_place("Petrograd")
    make.make_statement(person, "lived", place, date=HistoricalDate("1905-10-13"))
    denied = HistoricalDate("1905-12-03")
    make.make_statement(person, "met", value="x", date=denied, rank="deprecated")

    assert set(asked("1905-10-13", "1905-10-13").keys(5)) == {person.pk, place.pk}
    assert asked("1905-12-03", "1905-12-03").keys(5) == []


def test_dates_between_the_ends_do_not_change_the_order_of_what_is_relevant() -> None:
    first, other = (make.make_event("Strike", date=HistoricalDate("1905-10-13")) for _n in "12")
    for number in range(2):
        make.make_statement(first, "met", value=str(number))
    for text in ("1905-11", "1906"):
        make.make_statement(other, "met", value="x", date=HistoricalDate(text))

    in_order = SearchQuery("Strike").keys(5)

    assert in_order == [first.pk, other.pk]
    assert asked("1905-10-13", "1907").matching("Strike").keys(5) == in_order


def test_the_years_above_a_list_of_days_are_those_of_its_ends() -> None:
    for text in ("1904", "1905-10-13", "1907-01-01"):
        make.make_event(text, date=HistoricalDate(text))

    results = asked("1905-03", "1906-02-01").run()

    assert [hit.entry.labels["en"] for hit in results.hits] == ["1905-10-13"]
    bars = {bar.year: bar.selected for bar in results.histogram}
    assert bars == {1904: False, 1905: True, 1907: False}


def test_a_day_that_is_named_twice_is_one_stretch_and_no_more() -> None:
    assert named_days(HistoricalDate("1905-10-31/1905-11-02")) == {19051031, 19051101, 19051102}
    assert named_days(HistoricalDate("1900-02-28/1900-03-01", "julian")) == {
        19000228, 19000229, 19000301, 19000312, 19000313, 19000314,
    }  # fmt: skip
    assert named_days(HistoricalDate("1905-10-XX")) == named_days(HistoricalDate("1905")) == set()


def test_an_end_is_written_as_edtf_has_it() -> None:
    ends = [Limit(1905), Limit(-43), Limit(800, 5), Limit(-43, 3, 15)]

    assert [str(end) for end in ends] == ["1905", "-43", "0800-05", "-0043-03-15"]
    assert [read_limit(str(end), "th") for end in ends] == ends
