"""Who appears with whom at events and on boards."""

import csv

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Rank, Status
from entries.models import Entry
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db


def read(client: Client, entry: Entry, more: str = "") -> str:
    response = client.get(f"/en/together/?with={entry.pid}{more}")
    assert response.status_code == 200
    return main_words(response.content.decode().replace("</t", " </t"))


def data(client: Client, query: str = "") -> list[dict[str, str]]:
    response = client.get(f"/en/together.csv{query}")
    text = b"".join(response.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    return list(csv.DictReader(text.splitlines()))


@pytest.fixture
def zimmerwald() -> dict[str, Entry]:
    """Three persons, a conference, a newspaper and a draft."""
    people: dict[str, Entry] = {
        "trotsky": make.make_person(),
        "lenin": make.make_person(make.LENIN),
        "martov": make.make_person("Julius Martov"),
        "draft": make.make_person("Parvus", status=Status.DRAFT),
    }
    conference, paper = make.make_event(), make.make_publication()
    for one in people.values():
        make.make_statement(one, "delegate-at", conference)
    for name in ("trotsky", "martov"):
        make.make_statement(people[name], "edited", paper)
    make.make_statement(people["lenin"], "edited", paper, rank=Rank.DEPRECATED)
    return {**people, "conference": conference, "paper": paper}


def test_they_are_listed_by_how_often_with_the_occasions(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    page = read(client, zimmerwald["trotsky"])

    assert "Julius Martov 2 " in page
    assert "Vladimir Lenin 1 Zimmerwald Conference" in page
    assert page.index("Martov") < page.index("Lenin")
    assert "Parvus" not in page


def test_only_the_occasions_asked_for_count(client: Client, zimmerwald: dict[str, Entry]) -> None:
    page = read(client, zimmerwald["trotsky"], "&through=publication")

    assert "Julius Martov 1 Nashe Slovo" in page
    assert "Lenin" not in page


def test_an_event_in_whose_course_something_happened_is_an_occasion(client: Client) -> None:
    trotsky, lenin, event = make.make_person(), make.make_person(make.LENIN), make.make_event()
    make.make_statement(trotsky, "edited", make.make_publication(), event=event)
    make.make_statement(event, "met", lenin)

    assert "Vladimir Lenin 1 Zimmerwald Conference" in read(client, trotsky)


def test_the_whole_archive_can_be_taken_as_data(
    client: Client, zimmerwald: dict[str, Entry]
) -> None:
    rows = data(client)

    named = {(row["person_name"], row["other_name"], row["through_name"]) for row in rows}
    assert len(rows) == len(named) == 4
    assert {frozenset(row[:2]) for row in named if row[2] == "Nashe Slovo"} == {
        frozenset(("Leon Trotsky", "Julius Martov"))
    }
    assert all("Parvus" not in row for row in named)
    assert rows[0]["person"].endswith(f"/id/{zimmerwald['trotsky'].pid}")
    assert {row["kind"] for row in data(client, "?through=event")} == {"event"}


def test_no_name_is_a_formula(client: Client) -> None:
    event = make.make_event()
    for name in ("=1+1", "Lenin"):
        make.make_statement(make.make_person(name), "delegate-at", event)

    assert data(client)[0]["person_name"] == "'=1+1"


def test_only_persons_are_asked_about(client: Client, zimmerwald: dict[str, Entry]) -> None:
    assert "Nobody" not in read(client, zimmerwald["paper"])
    assert client.get("/en/together/?with=%00&through=%00&q=%00").status_code == 200


def test_the_queries_do_not_grow(client: Client) -> None:
    counts = []
    for many in (3, 30):
        person, event = make.make_person(f"P {many}"), make.make_event(f"E {many}")
        make.make_statement(person, "delegate-at", event)
        for number in range(many):
            make.make_statement(make.make_person(f"C {number}"), "delegate-at", event)
        client.get(f"/en/together/?with={person.pid}")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"/en/together/?with={person.pid}")
        counts.append(len(queries))

    assert counts[0] == counts[1]
