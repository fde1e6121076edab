"""All values of one facet: their names in any script, both orders, pages, counts."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from entries.choices import NameType, Scheme, Status
from entries.models import Entry, Term
from events.models import Event
from search import values
from search.query import SearchQuery
from search.values import ValuesPage, list_values
from tests.search.making import (
    make,
    make_paper,
    make_person,
    make_place,
    make_property,
    name,
    set_status,
    state,
)

pytestmark = pytest.mark.django_db


def labels(page: ValuesPage) -> list[str]:
    return [value.label.text for value in page.values]


def found(find: str, code: str = "place", query: SearchQuery | None = None) -> list[str]:
    return labels(list_values(query or SearchQuery(), code, find))


def make_cities() -> list[Entry]:
    """Vienna with two visitors, Paris with one, each named in three scripts."""
    vienna, paris = make_place("Vienna"), make_place("Paris")
    name(vienna, "Вена", "ru")
    name(vienna, "เวียนนา", "th")
    name(vienna, "Wien", "de", NameType.VARIANT)
    name(paris, "Париж", "ru")
    trotsky = make_person()
    for place in (vienna, paris):
        state(trotsky, place=place, code="lived")
    state(make_person("Viktor Adler"), place=vienna, code="lived")
    return [vienna, paris]


@pytest.mark.parametrize("typed", ["Vie", "vienna", "Вен", "เวียน", "เวียนนา", "WIEN", "Wi", "Viena"])
def test_a_value_is_found_by_any_of_its_names_and_their_beginnings(typed: str) -> None:
    make_cities()

    assert found(typed) == ["Vienna"]


@pytest.mark.parametrize("typed", ["xyz", "V|P", "Vienna Paris", "[a-z]", "x*", "ж" * 100])
def test_what_no_value_is_called_finds_none(typed: str) -> None:
    make_cities()

    assert found(typed) == []


@pytest.mark.parametrize("typed", ["[", "(((", "\\", "*", " - "])
def test_signs_alone_ask_for_nothing(typed: str) -> None:
    make_cities()

    assert found(typed) == ["Vienna", "Paris"]


def test_only_entries_that_are_values_here_are_found() -> None:
    make_cities()
    make_person("Vienna Nelson")
    make_place("Vienne")

    assert found("Vien") == ["Vienna"]
    assert found("N", "person") == []


def test_values_stand_by_count_or_by_name_in_the_language_of_the_reader() -> None:
    make_cities()

    assert labels(list_values(SearchQuery(), "place")) == ["Vienna", "Paris"]
    assert labels(list_values(SearchQuery(), "place", by_name=True)) == ["Paris", "Vienna"]
    with translation.override("ru"):
        assert labels(list_values(SearchQuery(), "place", by_name=True)) == ["Вена", "Париж"]


def test_counts_are_those_of_the_list_with_what_is_chosen_and_left_out() -> None:
    vienna, paris = make_cities()
    query = SearchQuery().where("place", [paris.pid]).without("place", [vienna.pid])

    page = list_values(query, "place")

    shown = [(one.param, one.count, one.selected, one.excluded) for one in page.values]
    assert shown == [(vienna.pid, 2, False, True), (paris.pid, 0, True, False)]
    assert query.run().total == 0
    assert found("Par", query=query) == ["Paris"]


def test_what_is_not_public_is_no_value() -> None:
    vienna, paris = make_cities()
    set_status(vienna, Status.WITHDRAWN)
    set_status(paris, Status.DRAFT)

    assert list_values(SearchQuery(), "place").total == 0
    assert found("Vie") == found("Par") == []


def test_terms_properties_and_words_are_found_in_every_language() -> None:
    strike = Term.objects.create(
        scheme=Scheme.EVENT_TYPE, code="strike", label={"en": "strike", "ru": "забастовка"}
    )
    make(Event, "October strike", type=strike)
    make_property("edited", role_label={"en": "editor", "ru": "редактор"})
    state(make_person(), make_paper())

    assert found("забаст", "event_type") == found("STR", "event_type") == ["strike"]
    for typed in ("редак", "editor", "redaktor"):
        assert found(typed, "role") == ["editor"]
    assert found("pub", "kind") == ["Publication"]
    assert found("engl", "language") == found("en", "language") == ["English"]
    assert found("x", "role") == []


def test_pages_hold_every_value_once_whatever_the_order(monkeypatch: pytest.MonkeyPatch) -> None:
    person = make_person()
    for number in range(7):
        state(person, place=make_place(f"Halt {number}"), code="lived")
    monkeypatch.setattr(values, "PAGE_SIZE", 3)

    for by_name in (False, True):
        for find in ("", "halt"):
            pages = [
                list_values(SearchQuery(), "place", find, by_name=by_name, number=number)
                for number in (1, 2, 3, 99)
            ]
            listed = [label for page in pages[:3] for label in labels(page)]
            assert sorted(listed) == [f"Halt {number}" for number in range(7)]
            assert {(page.total, page.pages) for page in pages} == {(7, 3)}
            assert (pages[3].number, labels(pages[3])) == (3, labels(pages[2]))
    kinds = list_values(SearchQuery(), "kind", by_name=True)
    assert labels(kinds) == ["Person", "Place"]


def test_a_page_of_values_costs_the_same_however_many_there_are() -> None:
    person = make_person()
    costs = set()
    for many in (2, 20):
        for number in range(many):
            state(person, place=make_place(f"Halt {many} {number}"), code="lived")
        list_values(SearchQuery(), "place")
        for find in ("", "halt"):
            with CaptureQueriesContext(connection) as queries:
                list_values(SearchQuery(), "place", find, by_name=True)
            costs.add(len(queries))
    assert len(costs) == 1
    assert costs.pop() <= 6
