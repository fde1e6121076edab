"""A process counts what every reader sees first before anybody asks."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import background, store, tallies, warming
from search.query import SearchQuery
from search.warming import warm, warm_in_background
from tests.make import make_person, make_place

pytestmark = pytest.mark.django_db


def test_what_is_not_filtered_is_counted_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_person()
    SearchQuery().count()
    tallies.forget_tallies()

    assert warm() == []

    counted = _watch(monkeypatch)
    assert SearchQuery().run().total == 1
    assert counted == []
    tallies.forget_tallies()
    SearchQuery().run()
    assert counted


def test_what_many_entries_have_is_counted_next_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_person()
    make_person()
    make_place()
    monkeypatch.setattr(warming, "MANY", 2)
    SearchQuery().count()
    tallies.forget_tallies()
    pieces: list[bool] = []
    monkeypatch.setattr(background, "start", lambda piece, name: pieces.extend(iter(piece, False)))

    warm_in_background()

    counted = _watch(monkeypatch)
    assert SearchQuery().where("kind", ["person"]).run().total == 2
    assert counted == []
    assert SearchQuery().where("kind", ["place"]).run().total == 1
    assert counted


def _watch(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list to which everything is added that the engine is made to count."""
    counted: list[object] = []
    ask = tallies._ask

    def watched(*what: Any) -> Any:
        counted.extend(what[2])
        return ask(*what)

    monkeypatch.setattr(tallies, "_ask", watched)
    return counted


def test_without_an_index_none_is_made_for_that(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(store, "reader", lambda: None)

    with CaptureQueriesContext(connection) as queries:
        assert warm() == []

    assert list(queries) == []
