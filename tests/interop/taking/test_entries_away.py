"""One entry to take away: its statements as a table, its places as GeoJSON."""

import csv
import io
import json
from collections.abc import Iterable

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

SUFFIXES = ["csv", "xlsx", "geojson"]


def table(client: Client, path: str) -> list[dict[str, str]]:
    response = client.get(path)
    assert response.status_code == 200
    text = b"".join(response).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_the_statements_of_an_entry_are_rows_in_the_order_of_its_page(client: Client) -> None:
    trotsky, lenin, source = make.make_person(), make.make_person(make.LENIN), make.make_source()
    late = make.make_statement(trotsky, "met", lenin, date="1902-10", note="=in London")
    make.cite(late, source)
    make.make_statement(trotsky, "born", make.make_place(), date="1879-11-07")
    make.make_statement(lenin, "met", trotsky)

    rows = table(client, f"/id/{trotsky.pid}.csv?lang=en")

    assert [row["property"] for row in rows] == ["born", "met", "met"]
    assert rows[1]["id"] == late.uid
    assert rows[1]["object"] == lenin.pid
    assert rows[1]["object_name"] == "Vladimir Lenin"
    assert (rows[1]["date"], rows[1]["latest"]) == ("1902-10", "1902-10-31")
    assert rows[1]["note"] == "'=in London"
    assert rows[1]["sources"] == source.pid
    assert rows[2]["subject"] == lenin.pid


def test_what_is_not_public_is_in_no_row(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "met", make.make_person(make.LENIN))
    make.cite(statement, make.make_source("Secret", status=Status.DRAFT))
    make.make_statement(person, "met", make.make_person("Secret", status=Status.DRAFT))

    (row,) = table(client, f"/id/{person.pid}.csv")

    assert row["sources"] == ""
    assert row["object_name"] != "Secret"


def test_the_workbook_of_an_entry_has_the_same_rows(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "met", make.make_person(make.LENIN), note="=1+1")

    response = client.get(f"/id/{person.pid}.xlsx?lang=en")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(response))).active

    (row,) = table(client, f"/id/{person.pid}.csv?lang=en")
    values = [["" if one is None else one for one in line] for line in sheet.values]
    assert values == [list(row), [one.removeprefix("'") for one in row.values()]]


def test_places_and_events_are_points(client: Client) -> None:
    place = make.make_place("Zimmerwald", latitude="46.88", longitude="7.46")
    event = make.make_event(place=place)

    for entry in (place, event):
        response = client.get(f"/id/{entry.pid}.geojson")
        (feature,) = response_json(response)["features"]
        assert response["Content-Type"] == "application/geo+json"
        assert feature["geometry"] == {"type": "Point", "coordinates": [7.46, 46.88]}
        assert feature["properties"]["pid"] == place.pid
        assert feature["properties"]["names"] == {"en": "Zimmerwald"}


def response_json(response: Iterable[bytes]) -> dict[str, list[dict[str, dict[str, object]]]]:
    found: dict[str, list[dict[str, dict[str, object]]]] = json.loads(b"".join(response))
    return found


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_merged_withdrawn_and_unknown_entries_answer_as_everywhere(
    client: Client, suffix: str
) -> None:
    merged, survivor, gone = make.make_person("Trotzki"), make.make_person(), make.make_person()
    draft = make.make_place(status=Status.DRAFT, latitude="1", longitude="1")
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor)
    Entry.objects.filter(pk=gone.pk).update(status=Status.WITHDRAWN, withdrawn_at=gone.published_at)

    moved = client.get(f"/id/{merged.pid}.{suffix}")

    assert (moved.status_code, moved["Location"]) == (301, f"/id/{survivor.pid}.{suffix}")
    assert client.get(f"/id/{gone.pid}.{suffix}").status_code == 410
    assert client.get(f"/id/{draft.pid}.{suffix}").status_code == 404
    assert client.get(f"/id/aaaaaaa.{suffix}").status_code == 404
    assert client.post(f"/id/{survivor.pid}.{suffix}").status_code == 405


def test_a_hundred_statements_cost_as_many_queries_as_one(client: Client) -> None:
    person = make.make_person()
    source = make.make_source()

    def cost(count: int) -> int:
        for _number in range(count):
            make.cite(make.make_statement(person, "met", make.make_person(make.LENIN)), source)
        with CaptureQueriesContext(connection) as queries:
            table(client, f"/id/{person.pid}.csv")
        return len(queries)

    assert cost(1) == cost(99)
