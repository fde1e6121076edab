"""A result set counted by year, place and connection; what is kept of it, and for how long."""

import pytest

from dates import HistoricalDate
from entries.choices import Rank
from search.query import SearchQuery
from search.questions import one_of
from search.resultset import (
    DATED,
    ResultSet,
    having,
    not_of_kind,
    of_kind,
    undated,
    valued,
    weighed,
    years_between,
)
from tests import make

pytestmark = pytest.mark.django_db


def everything() -> ResultSet:
    return ResultSet(SearchQuery())


def test_an_entry_is_counted_in_every_year_decade_and_month_that_it_has() -> None:
    person = make.make_person()
    make.make_statement(person, "met", value="x", date="1909-11/1911-02")
    make.make_statement(person, "met", value="y", date="1911")
    found = everything()

    assert found.tally("year") == {1909: 1, 1910: 1, 1911: 1}
    assert found.tally("decade") == {190: 1, 191: 1}
    assert found.tally("month") == {1909 * 12 + 10: 1, 1911 * 12 + 1: 1}
    assert found.tally_by_kind("decade") == {"person": {190: 1, 191: 1}}


@pytest.mark.parametrize("date", ["XXXX-05", "19XX", "1917-XX-05", "1917-21", "/.."])
def test_a_month_that_is_not_known_is_not_counted(date: str) -> None:
    make.make_event(date=HistoricalDate(date))

    assert everything().tally("month") == {}


def test_conditions_narrow_one_answer_alone() -> None:
    person, event = make.make_person(), make.make_event(date=HistoricalDate("1915"))
    found = everything()

    assert found.count() == 2
    assert found.page(of_kind("person"), sort="name", size=5) == [person.pk]
    assert found.page(not_of_kind("person"), sort="name", size=5) == [event.pk]
    assert found.keys(5, DATED) == found.keys(5, years_between(1910, 1920)) == [event.pk]
    assert found.keys(5, undated()) == [person.pk]
    assert found.members([event.pk, 10**9], valued("year", 1915)) == {event.pk}
    assert (found.members([]), found.count(one_of("pk", []))) == (set(), 0)
    assert found.count(having("there.1915")) == 0


def test_relevance_without_words_is_how_much_is_said() -> None:
    make.make_person("Little known")
    known = make.make_person("Well known")
    for at in range(40):
        make.make_statement(known, "met", value=str(at))

    assert everything().page(weighed(), sort="relevance", size=1) == [known.pk]


def test_an_edit_is_counted_at_once() -> None:
    person, other = make.make_person(), make.make_person(make.LENIN)
    statement = make.make_statement(person, "met", other, date="1902")
    assert everything().tally("joined.person") == {person.pk: 1, other.pk: 1}

    statement.rank = Rank.DEPRECATED
    statement.save()

    assert everything().tally("joined.person") == {}
    assert everything().tally("year") == {}
