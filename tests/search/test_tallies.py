"""Counts that are kept and brought up to date: always what counting anew would say."""

import random
from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from dates import HistoricalDate
from entries.choices import Status
from entries.models import Entry, Statement
from search import counting, follower, tallies
from search.facets import BY_CODE
from search.follower import fresh_reader
from search.query import SearchQuery
from search.questions import YEARS
from search.remembered import forget_remembered
from search.resultset import ResultSet
from search.tallies import Asked, forget_tallies, tally
from tests import make

pytestmark = pytest.mark.django_db

QUESTIONS = (
    SearchQuery(),
    SearchQuery().where("kind", ["person"]),
    SearchQuery().matching("Conference"),
    SearchQuery().between(1905, 1910),
)


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    forget_tallies()


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[set[str]]:
    """Note what is counted from the beginning."""
    noted: list[set[str]] = []
    count = tallies._counted

    def noting(reader: Any, wanted: Any, asked: Any) -> Any:
        if asked:
            noted.append(set(asked))
        return count(reader, wanted, asked)

    monkeypatch.setattr(tallies, "_counted", noting)
    return noted


def answers(query: SearchQuery) -> list[Any]:
    """Return all that is counted for a question."""
    found = ResultSet(query)
    results = query.run()
    return [
        results.facets,
        results.histogram,
        found.tally("month"),
        found.tally("joined.person"),
        found.tally_by_kind("f_place"),
        found.count_by_kind(),
    ]


def test_after_any_edit_the_numbers_are_those_of_counting_anew(
    counted: list[set[str]],
) -> None:
    dice = random.Random("edits")
    people = [make.make_person(f"Person {at}") for at in range(12)]
    places = [make.make_place(f"Place {at}") for at in range(5)]
    for at in range(6):
        make.make_event(f"Conference {at}", date=HistoricalDate(str(1903 + at)))
    statements: list[Statement] = []

    def edit() -> None:
        person, other, place = *dice.sample(people, 2), dice.choice(places)
        deed = dice.randrange(5)
        if deed == 0 and statements:
            statements.pop(dice.randrange(len(statements))).delete()
        elif deed == 1:
            entry = Entry.objects.get(pk=dice.choice([*people, *places]).pk)
            shown = entry.status == Status.PUBLISHED
            entry.status = Status.DRAFT if shown else Status.PUBLISHED
            entry.save()
        elif deed == 2 and statements:
            moved = dice.choice(statements)
            moved.object = other if other.pk != moved.subject_id else person
            moved.date = HistoricalDate(str(dice.randint(1900, 1914)))
            moved.save()
        else:
            year = str(dice.randint(1900, 1914))
            statements.append(make.make_statement(person, "met", other, date=year))
            statements.append(make.make_statement(person, "resided_in", place, date=year))

    for query in QUESTIONS:
        answers(query)
    for _turn in range(25):
        with transaction.atomic():
            for _edit in range(dice.randint(1, 3)):
                edit()
        counted.clear()
        corrected = [answers(query) for query in QUESTIONS]
        assert not counted
        forget_tallies()
        assert corrected == [answers(query) for query in QUESTIONS]


def test_what_was_cut_off_is_counted_anew_when_it_may_belong_to_the_first(
    monkeypatch: pytest.MonkeyPatch, counted: list[set[str]]
) -> None:
    places = [make.make_place(f"Place {at}") for at in range(4)]
    travellers = [make.make_person(f"Traveller {at}") for at in range(5)]
    for at, place in enumerate(places):
        for traveller in travellers[at:]:
            make.make_statement(traveller, "resided_in", place)
    asked = {"place": Asked("f_place", 3, needed=1)}
    reader = fresh_reader()
    first = tally(reader, [], asked)["place"]
    assert sorted(first.values()) == [3, 4, 5]
    assert counted == [{"place"}]

    make.make_statement(travellers[0], "resided_in", places[3])
    assert tally(fresh_reader(), [], asked)["place"] == first
    assert len(counted) == 1

    for traveller in (travellers[1], travellers[2]):
        make.make_statement(traveller, "resided_in", places[3])
    assert places[3].pk in tally(fresh_reader(), [], asked)["place"]
    assert len(counted) == 2


def test_more_changes_than_can_be_told_apart_are_counted_anew(
    monkeypatch: pytest.MonkeyPatch, counted: list[set[str]]
) -> None:
    monkeypatch.setattr(tallies, "MOST_CHANGED", 2)
    make.make_person()
    SearchQuery().run()
    counted.clear()
    with transaction.atomic():
        for at in range(3):
            make.make_person(f"Person {at}")

    assert SearchQuery().run().total == 4
    assert counted == [{*BY_CODE, YEARS}]


def test_an_index_made_anew_is_counted_anew(counted: list[set[str]]) -> None:
    make.make_person()
    SearchQuery().run()
    follower.rebuild()
    SearchQuery().run()
    assert len(counted) == 2


def test_old_snapshots_are_let_go() -> None:
    for at in range(tallies.SNAPSHOTS + 3):
        make.make_person(f"Person {at}")
        SearchQuery().between(1800 + at, None).run()
    held = {one.reader.generation for one in tallies._kept.tallies.values()}
    assert len(held) == tallies.SNAPSHOTS


def test_never_more_numbers_are_kept_than_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    for year in range(1900, 1920):
        make.make_event(f"Event of {year}", date=HistoricalDate(str(year)))
    found = ResultSet(SearchQuery())
    first = found.tally("year")

    assert found.tally("year") == first
    assert len(tallies._kept.tallies) == 1
    monkeypatch.setattr(tallies, "MOST_KEPT", 22)
    found.tally("decade")
    assert [one.numbers for one in tallies._kept.tallies.values()] == [{190: 10, 191: 10}]
    assert tallies._kept.size == 3
    first.clear()
    assert len(found.tally("year")) == 20


def test_a_facet_tells_the_same_values_apart_whether_kept_or_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(counting, "COUNTED", 3)
    monkeypatch.setattr(counting, "LISTED", 2)
    people = [make.make_person(f"Person {at}") for at in range(6)]
    for at, person in enumerate(people):
        for place in range(at + 1):
            make.make_statement(person, "resided_in", make.make_place(f"{person.pk} {place}"))
    before = counting.count_values(fresh_reader(), [], ["person"])
    make.make_statement(people[5], "resided_in", make.make_place("Vienna"))
    after = counting.count_values(fresh_reader(), [], ["person"])
    assert after["person"][0] == (people[5].pk, before["person"][0][1] + 1)
    assert after["person"][1:] == before["person"][1:]


def test_bringing_all_up_to_date_takes_one_query() -> None:
    person = make.make_person()
    query = SearchQuery().where("kind", ["person"])
    query.run()
    make.make_statement(person, "resided_in", make.make_place("Vienna"), date="1907")
    fresh_reader()
    costs = []
    for _time in range(2):
        forget_remembered()
        with CaptureQueriesContext(connection) as queries:
            query.run()
        costs.append(len(queries))
    assert costs[0] == costs[1] + 1
