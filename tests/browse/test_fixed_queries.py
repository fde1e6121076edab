"""The number of queries does not grow with what a page holds."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.addresses import entry_url
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


def count_queries(client: Client, url: str) -> int:
    """Answer how many queries a page costs once all that is kept has been kept."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def add_statements(person: Entry, count: int) -> None:
    source = make.make_source(f"Source of {count}")
    for number in range(count):
        other = make.make_person(f"Comrade {count} {number}")
        statement = make.make_statement(person, "met", other, date=str(1800 + number))
        make.cite(statement, source, f"par. {number}")


def test_two_hundred_statements_cost_as_many_queries_as_five(client: Client) -> None:
    person = make.make_person(summary="He met many.")
    add_statements(person, 5)
    few = count_queries(client, entry_url(person))

    add_statements(person, 195)

    assert count_queries(client, entry_url(person)) == few
    assert few <= 13


@pytest.mark.parametrize(
    "maker",
    [
        make.make_person,
        make.make_organisation,
        make.make_publication,
        make.make_work,
        make.make_event,
        make.make_place,
        make.make_topic,
        make.make_source,
    ],
)
def test_the_page_of_every_kind_is_bounded(client: Client, maker: Callable[[], Entry]) -> None:
    entry = maker()

    assert count_queries(client, entry_url(entry)) <= 14


def test_the_claims_of_a_source_cost_a_fixed_number_of_queries(client: Client) -> None:
    source, person = make.make_source(), make.make_person()
    counts = []
    for many in (3, 30):
        for number in range(many):
            other = make.make_person(f"Comrade {many} {number}")
            make.cite(make.make_statement(person, "met", other), source)
        counts.append(count_queries(client, entry_url(source)))

    assert counts[0] == counts[1]


@pytest.mark.parametrize("path", ["/en/", "/en/browse/", "/en/browse/?q=comrade&kind=person"])
def test_lists_cost_a_fixed_number_of_queries(client: Client, path: str) -> None:
    counts = []
    for many in (2, 20):
        person = make.make_person(f"Friend of {many}")
        for number in range(many):
            make.make_statement(person, "met", make.make_person(f"Comrade {many} {number}"))
        counts.append(count_queries(client, path))

    assert counts[0] == counts[1]
    assert counts[1] <= 16
