"""A page takes its hits from what was read for counting, and is the page it would be without."""

import pytest

from search import ranking
from search.columns import counting
from search.engine import find_page
from search.follower import fresh_reader
from search.query import SearchQuery
from search.ranking import forget_ranked, rank, ranked_before
from search.results import Results
from search.tallies import forget_tallies
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _comrades() -> None:
    people = [make.make_person(f"Comrade {at}") for at in range(30)]
    for at, person in enumerate(people):
        for other in people[: at % 5]:
            make.make_statement(person, "met", other)
    make.make_event("Comrade conference")
    make.make_place("Comradograd")
    forget_tallies()


def shown(results: Results) -> list[int]:
    return [hit.entry.pk for hit in results.hits]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 9])
def test_pages_by_relevance_are_those_of_the_engine(number: int) -> None:
    query = SearchQuery().matching("Comrade").sized(7).page(number)
    reader = fresh_reader()
    wanted, _near = query.conditions_in(reader)
    total, keys = find_page(reader, wanted, "relevance", number, 7)

    results = query.run()

    assert ranked_before(reader, wanted) is not None
    assert (results.total, shown(results)) == (total, keys)
    forget_ranked()
    assert shown(query.run(facets=False)) == keys


def test_the_best_of_each_kind_is_the_same_from_what_was_read_and_searched_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    query = SearchQuery().matching("Comrade")
    kinds = ["event", "place", "person", "topic"]
    query.run()
    best = query.best_of(kinds, near=False)
    assert len(best) == 2 + ("place" in {hit.entry.kind for hit in query.sized(50).run().hits})
    forget_ranked()
    assert query.best_of(kinds, near=False) == best
    monkeypatch.setattr("search.query.LOOKED_AT", 1)
    assert query.best_of(kinds, near=False) == best


def test_what_finds_too_much_is_left_to_the_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    query = SearchQuery().matching("Comrade")
    expected = query.run()
    forget_tallies()
    monkeypatch.setattr(counting, "MOST_FOUND", 5)
    reader = fresh_reader()
    assert rank(reader, query.conditions_in(reader)[0], 5) is None
    found = query.run()
    assert shown(found) == shown(expected)
    assert found.facets == expected.facets
    assert found.histogram == expected.histogram


def test_few_questions_are_remembered_and_an_edit_makes_another(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ranking, "MOST_QUESTIONS", 4)
    reader = fresh_reader()
    questions = [SearchQuery().matching(f"Comrade {at}") for at in range(6)]
    for query in questions:
        query.run()
    known = [ranked_before(reader, one.conditions_in(reader)[0]) is not None for one in questions]
    assert known == [False, False, True, True, True, True]
    query = SearchQuery().matching("Comrade")
    before = query.run().total
    make.make_person("Comrade who came later")
    assert query.run().total == before + 1
