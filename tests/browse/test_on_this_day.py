"""On this day: every year's statements and events of one day, in either calendar."""

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.timelines.anniversary import DayPage, build_day
from dates import HistoricalDate, parse
from tests import make

pytestmark = pytest.mark.django_db


def show(query: str) -> DayPage:
    return build_day(QueryDict(query))


def test_a_day_is_found_in_either_calendar() -> None:
    make.make_event("October Revolution", date=parse("25 October 1917 O.S."))
    trotsky = make.make_person()
    make.make_statement(trotsky, "born", make.make_place(), date="26 October 1879 O.S.")
    make.make_event("Parade", date=HistoricalDate("1927-11-07"))
    make.make_event("Some day", date=HistoricalDate("1917-11"))

    november, october = show("month=11&day=7"), show("month=10&day=25&calendar=julian")

    birth, revolution, parade = november.things
    assert "25 October 1917 O.S. (7 November N.S.)" in revolution[0]
    assert ("October Revolution" in revolution[1], "Parade" in parade[1]) == (True, True)
    assert october.things == [revolution, parade]
    assert october.label == "25 October"
    assert "Leon Trotsky" in birth[1]
    assert show("month=10&day=26&calendar=julian").things == [birth]


def test_what_is_hidden_has_no_anniversary() -> None:
    make.make_event("Secret", date=HistoricalDate("1905-01-22"), status="draft")
    person = make.make_person()
    make.make_statement(person, "met", make.make_person("Spy", status="draft"), date="1905-01-22")

    assert show("month=1&day=22").things == []


def test_days_follow_one_another_around_the_year() -> None:
    assert show("month=2&day=28").after.endswith("?month=2&day=29")
    assert show("month=12&day=31").after.endswith("?month=1&day=1")
    assert show("month=1&day=1&calendar=julian").before.endswith("day=31&calendar=julian")


def test_home_leads_there_and_without_a_day_it_is_today(client: Client) -> None:
    make.make_event(date=HistoricalDate("1915-09-05"))

    assert 'href="/en/on-this-day/"' in client.get("/en/").content.decode()
    assert client.get("/en/on-this-day/").status_code == 200
    assert not show("").asked


@pytest.mark.parametrize(
    "query", ["month=2&day=30", "month=13&day=1", "day=x&month=1", "month=1", "calendar=lunar"]
)
def test_a_day_that_is_none_is_explained(client: Client, query: str) -> None:
    response = client.get(f"/en/on-this-day/?{query}")

    assert response.status_code == 200
    assert 'role="alert"' in response.content.decode()


def test_it_costs_a_fixed_number_of_queries(client: Client) -> None:
    counts = []
    for many in (2, 20):
        for at in range(many):
            person = make.make_person(f"P {many} {at}")
            make.make_statement(person, "met", make.make_person(f"Q{many} {at}"), date="1905-01-09")
        client.get("/en/on-this-day/?month=1&day=9")
        with CaptureQueriesContext(connection) as queries:
            client.get("/en/on-this-day/?month=1&day=9")
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 7
