"""A process counts what every reader sees first before anybody asks."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from search import store, tallies
from search.query import SearchQuery
from search.warming import warm
from tests.make import make_person

pytestmark = pytest.mark.django_db


def test_what_is_not_filtered_is_counted_before_anybody_asks(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_person()
    SearchQuery().count()
    tallies.forget_tallies()

    assert warm() is False

    counted = _watch(monkeypatch)
    assert SearchQuery().run().total == 1
    assert counted == []
    tallies.forget_tallies()
    SearchQuery().run()
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
        assert warm() is False

    assert list(queries) == []
