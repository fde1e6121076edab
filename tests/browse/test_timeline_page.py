"""The timeline: lanes by kind, nearer and farther, what is not sure drawn as not sure."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.marks import draw_mark
from browse.timelines.page import TimelinePage, build_timeline
from browse.timelines.window import Window, read_window
from dates import HistoricalDate, parse
from entries.choices import Certainty, Rank
from interop.keeping import forget_answers
from search.query import SearchQuery
from search.resultset import ResultSet
from tests import make

pytestmark = pytest.mark.django_db


def show(query: str = "") -> TimelinePage:
    return build_timeline(QueryDict(query))


def lanes(page: TimelinePage) -> dict[str, list[str]]:
    return {lane.kind: [row.name.text for row in lane.rows] for lane in page.lanes}


def year(text: str) -> Window:
    return read_window(text, ResultSet(SearchQuery()))


def test_each_kind_has_its_lane_and_each_entry_its_dates() -> None:
    trotsky = make.make_person()
    make.make_statement(trotsky, "born", make.make_place(), date="26 October 1879 O.S.")
    make.make_statement(trotsky, "edited", make.make_publication(), date="1914/1916")
    make.make_event(date=HistoricalDate("1915-09-05/1915-09-08"))
    make.make_topic()

    page = show()

    assert lanes(page) == {
        "person": ["Leon Trotsky"],
        "publication": ["Nashe Slovo"],
        "event": ["Zimmerwald Conference"],
        "place": ["Yanovka"],
    }
    assert len(page.lanes[0].rows[0].marks) == 2
    assert (page.count, page.undated_count) == (4, 1)
    assert "Permanent revolution" in page.undated[0]


def test_one_comes_nearer_from_decades_to_years_to_months() -> None:
    make.make_event(date=HistoricalDate("1915-09-05"))
    make.make_event("February Revolution", date=HistoricalDate("1917-02"))

    decades, years, months = show(), show("at=191X"), show("at=1917")

    assert [step.label for step in decades.steps] == ["1910s"]
    assert [step.short for step in years.steps if step.total] == ["1915", "1917"]
    assert [(step.label, step.total) for step in months.steps if step.url] == [("Feb 1917", 1)]
    assert decades.steps[0].url.endswith("/timeline/?at=191X")
    assert months.steps[1].url.endswith("?at=1917-02")
    assert (months.wider_url.endswith("?at=191X"), years.wider_url[-9:]) == (True, "timeline/")
    assert lanes(show("at=1917-02")) == {"event": ["February Revolution"]}
    assert (months.earlier[0], months.later[0]) == ("1916", "1918")


def test_the_axis_names_months_and_years_evenly_whatever_there_is_in_them(client: Client) -> None:
    make.make_event("February Revolution", date=HistoricalDate("1917-02"))

    months, years = show("at=1917").steps, show("at=191X").steps

    assert [step.short for step in months][:4] == ["Jan", "Feb", "Mar", "Apr"]
    assert [step.short for step in years] == [str(year) for year in range(1910, 1920)]
    assert [step.minor for step in months] == [False, True] * 6
    page = client.get("/en/browse/timeline/?at=1917").content.decode()
    assert all(f">{step.short}</text>" in page for step in months)
    assert page.count('aria-label="Mar 1917"') == page.count(">Mar 1917<") == 0
    assert page.count('aria-label="Feb 1917"') == page.count(">Feb 1917</a>") == 1


def test_a_julian_day_counts_in_its_own_month_and_is_drawn_there() -> None:
    make.make_event("October Revolution", date=parse("25 October 1917 O.S."))

    page = show("at=1917-10")

    assert lanes(page) == {"event": ["October Revolution"]}
    assert lanes(show("at=1917-11")) == {}
    assert page.old_days
    (mark,) = page.lanes[0].rows[0].marks
    assert 0 < mark.at < 100
    assert "25 October 1917 O.S. (7 November N.S.)" in page.things[0][0]


def test_a_year_goes_on_as_long_as_the_old_calendar() -> None:
    make.make_event("Arrest", date=parse("25 December 1905 O.S."))

    (row,) = show("at=1905").lanes[0].rows

    assert len(row.marks) == 1
    assert lanes(show("at=1906")) == {}


def test_a_month_has_what_begins_or_ends_in_it_but_not_what_goes_on() -> None:
    person = make.make_person()
    make.make_statement(person, "member-of", make.make_organisation(), date="1914-11/1917-05")

    assert "person" in lanes(show("at=1914-11"))
    assert "person" in lanes(show("at=1917-05"))
    assert lanes(show("at=1915-06")) == {}
    assert "person" in lanes(show("at=1915"))


@pytest.mark.parametrize(
    ("date", "look"),
    [
        ("1917-07-03", "dot"),
        ("1917-03/1917-09", "bar"),
        ("1917-03", "open bar"),
        ("1917", "open bar"),
        ("1917~", "rough open bar"),
        ("1917-07-03?", "rough dot"),
        ("[1917-01-01..1917-12-31]", "open bar"),
    ],
)
def test_how_sure_a_date_is_can_be_seen(date: str, look: str) -> None:
    mark = draw_mark(HistoricalDate(date), year("1917"), "")

    assert mark is not None
    assert mark.look == look
    assert not mark.tails


def test_a_part_of_a_year_that_words_name_is_some_day_within_it() -> None:
    mark = draw_mark(parse("early 1917"), year("1917"), "")

    assert mark is not None
    assert mark.look == "open bar"


def test_ends_that_are_open_or_unknown_have_tails() -> None:
    window = year("1917")
    unknown = draw_mark(HistoricalDate("1917-03/"), window, "")
    open_end = draw_mark(HistoricalDate("1917-03/.."), window, "")

    assert unknown is not None
    assert open_end is not None
    assert unknown.tails[0][1] != "100.00%"
    assert open_end.tails[0][1] == "100.00%"
    assert draw_mark(HistoricalDate("1918"), window, "") is None


def test_doubt_about_a_statement_is_drawn_too() -> None:
    make.make_statement(
        make.make_person(), "died", date="1940-08-21", certainty=Certainty.POSSIBLE, value="x"
    )

    assert show().lanes[0].rows[0].marks[0].look == "rough dot"


def test_a_lane_among_several_draws_those_of_whom_most_is_said_and_says_how_many_more() -> None:
    for at in range(30):
        make.make_statement(make.make_person(f"P {at:02}"), "born", date=str(1860 + at), value="x")
    known = make.make_person("Well known")
    for at in range(20):
        make.make_statement(known, "met", value=f"somebody {at}", date=str(1900 + at))
    make.make_event(date=HistoricalDate("1915-09-05"))

    page, alone = show(), show("kind=person")

    assert "Well known" in lanes(page)["person"]
    assert (len(page.lanes[0].rows), page.lanes[0].more, page.lanes[0].count) == (8, 23, 31)
    assert page.lanes[0].url.endswith("/timeline/?kind=person")
    assert len(alone.lanes[0].rows) == 31
    assert alone.parts == ("", "")


def test_a_lane_alone_is_shown_part_by_part() -> None:
    for at in range(50):
        make.make_event(f"Event {at:02}", date=HistoricalDate(str(1870 + at)))

    first, second = show(), show("part=2")

    assert (len(first.lanes[0].rows), len(second.lanes[0].rows)) == (40, 10)
    assert first.parts[1].endswith("?part=2")
    assert second.parts == ("/en/browse/timeline/", "")
    assert lanes(second)["event"][0] == "Event 40"


def test_centuries_are_columns_where_decades_would_be_too_many() -> None:
    make.make_event("Battle", date=HistoricalDate("-0043"))
    make.make_event("Congress", date=HistoricalDate("1915"))

    page = show()

    assert [step.short for step in page.steps][:3] == ["-100", "0", "100"]
    shown = [step.url for step in page.steps if step.total]
    assert len(shown) == 2
    assert all("from=" in url and "to=" in url for url in shown)
    assert sum(step.total for step in page.steps) == 2


def test_the_years_that_were_asked_for_bound_the_picture() -> None:
    person = make.make_person()
    make.make_statement(person, "met", date="1905", value="x")
    make.make_statement(person, "met", date="1935", value="y")

    page = show("from=1900&to=1909")

    assert len(page.steps) == 1
    assert len(page.things) == 1
    assert page.count == 1


def test_what_is_hidden_or_not_held_is_not_on_the_timeline() -> None:
    person = make.make_person()
    make.make_statement(person, "met", make.make_person("Spy", status="draft"), date="1905")
    make.make_statement(person, "met", value="x", date="1906", rank=Rank.DEPRECATED)
    make.make_event("Secret", date=HistoricalDate("1905"), status="draft")

    page = show()

    assert (page.lanes, page.count, page.undated_count) == ([], 0, 1)
    assert "Spy" not in str(page)


def test_the_number_of_queries_does_not_grow(client: Client) -> None:
    counts = []
    for many in (3, 30):
        for at in range(many):
            person = make.make_person(f"P {many} {at}")
            make.make_statement(person, "met", make.make_person(f"Q {many} {at}"), date="1905-01")
            make.make_event(f"E {many} {at}", date=HistoricalDate("1905-01-09"))
        for query in ("", "?at=1905", "?at=1905-01&kind=event"):
            client.get(f"/en/browse/timeline/{query}")
            forget_answers()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/browse/timeline/{query}").status_code == 200
            counts.append(len(queries))

    assert counts[:3] == counts[3:]
    assert max(counts) <= 14


@pytest.mark.parametrize("query", ["at=19", "at=1917-13", "at=1917-10-25", "at=๑๙๑๗", "part=0"])
def test_a_bad_value_is_explained_and_left_out(client: Client, query: str) -> None:
    response = client.get(f"/en/browse/timeline/?{query}")

    assert response.status_code == 200
    assert "could not be understood" in response.content.decode()
