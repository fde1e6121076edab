"""A list to take away: all that it has, in its order, and nothing else."""

import csv
import io
import json
import re
from itertools import islice

import openpyxl
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from browse import files, taking
from browse.addresses import entry_url
from browse.files import BYTES_A_ROW
from entries.choices import Status
from entries.models import Identifier
from interop import lists
from interop.taking.entries import COLUMNS, entry_rows
from search.query import SearchQuery
from tests import make
from tests.browse.pages import get_page

pytestmark = pytest.mark.django_db

SUFFIXES = list(taking.FORMATS)


def body(client: Client, path: str) -> bytes:
    response = client.get(path)
    assert response.status_code == 200
    return b"".join(response)


def table(client: Client, query: str = "") -> list[dict[str, str]]:
    text = body(client, f"/en/browse.csv?{query}").decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_row_says_what_the_archive_knows_in_codes(client: Client) -> None:
    bern = make.make_place("Bern", latitude="46.95", longitude="7.45")
    event = make.make_event(place=bern, type=make.make_term("event-type", "congress", "congress"))
    make.cite(event)
    Identifier.objects.create(entry=event, scheme="wikidata", value="Q190113")

    (row,) = table(client, "kind=event")

    assert tuple(row) == COLUMNS
    assert row["pid"] == event.pid
    assert row["address"].endswith(f"/id/{event.pid}")
    assert (row["kind"], row["type"]) == ("event", "congress")
    assert row["label_en"] == "Zimmerwald Conference"
    assert (row["places"], row["place_names"]) == (bern.pid, "Bern")
    assert (row["latitude"], row["longitude"]) == ("", "")
    assert row["identifiers"] == "wikidata:Q190113"
    assert row["evidence"] == "cited"
    (place,) = table(client, "kind=place")
    assert (place["latitude"], place["longitude"]) == ("46.95", "7.45")


def test_a_name_that_is_a_formula_is_made_harmless(client: Client) -> None:
    make.make_person('=HYPERLINK("http://example.org")')

    assert table(client)[0]["label_en"] == '\'=HYPERLINK("http://example.org")'


def test_the_file_has_the_whole_list_whatever_the_page(client: Client) -> None:
    names = [f"Delegate {number:03}" for number in range(60)]
    for name in reversed(names):
        make.make_person(name)

    assert [row["label_en"] for row in table(client, "page=2")] == names
    sheet = openpyxl.load_workbook(io.BytesIO(body(client, "/en/browse.xlsx"))).active
    assert [row[4] for row in sheet.values][1:] == [None] * 60  # no Thai names
    assert [row[COLUMNS.index("label_en")] for row in sheet.values][1:] == names
    records = json.loads(body(client, "/en/browse.json?page=2"))
    assert [one["names"][0]["text"] for one in records] == names


def test_a_record_in_the_file_is_the_record_of_its_address(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "met", make.make_person(make.LENIN))
    make.make_place()

    for one in json.loads(body(client, "/en/browse.json")):
        assert one == client.get(f"/id/{one['pid']}.json").json()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_no_file_has_what_is_not_public(client: Client, suffix: str) -> None:
    secret = make.make_place("Secret", status=Status.DRAFT, latitude="1", longitude="1")
    make.make_event("Meeting", place=secret)
    shown = make.make_place("Withdrawn since", latitude="2", longitude="2")
    SearchQuery().run()  # the index has read it
    type(shown).objects.filter(pk=shown.pk).update(
        status=Status.WITHDRAWN, withdrawn_at=shown.published_at
    )

    raw = body(client, f"/en/browse.{suffix}")

    if suffix == "xlsx":
        values = openpyxl.load_workbook(io.BytesIO(raw)).active.values
        raw = repr(list(values)).encode()
    assert b"Secret" not in raw
    assert secret.pid.encode() not in raw
    assert shown.pid.encode() not in raw


def test_places_of_the_list_are_points_with_the_number_of_its_entries(client: Client) -> None:
    bern = make.make_place("Bern", latitude="46.95", longitude="7.45")
    make.make_event(place=bern)
    make.make_event(make.ZIMMERWALD, place=bern)
    make.make_event("Nowhere", place=make.make_place("No coordinates"))

    found = json.loads(body(client, "/en/browse.geojson?kind=event"))

    (feature,) = found["features"]
    assert found["type"] == "FeatureCollection"
    assert feature["geometry"]["coordinates"] == [7.45, 46.95]
    assert (feature["properties"]["pid"], feature["properties"]["entries"]) == (bern.pid, 2)
    assert json.loads(body(client, "/en/browse.geojson?q=nobody"))["features"] == []


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("query", ["", "q=nobody-at-all", "page=99999", "kind=x&from=1e9&sort=%00"])
def test_no_query_breaks_a_file(client: Client, suffix: str, query: str) -> None:
    make.make_person()

    body(client, f"/ru/browse.{suffix}?{query}")


def test_a_workbook_is_sent_while_it_is_written(client: Client) -> None:
    make.make_person()

    response = client.get("/en/browse.xlsx")

    assert response.streaming
    assert "Content-Length" not in response
    assert response["Content-Disposition"] == 'attachment; filename="slovo.xlsx"'
    assert response["X-Robots-Tag"] == "noindex"


@pytest.mark.parametrize(
    "path",
    [
        *("browse.csv", "browse.json", "browse.geojson", "browse.bib", "browse.ris"),
        *("browse/network.csv", "browse/network.gexf", "browse/network.graphml", "together.csv"),
    ],
)
def test_files_are_asked_for_anew_and_stand_in_no_search_engine(client: Client, path: str) -> None:
    make.make_person()

    response = client.get(f"/en/{path}")

    assert (response["Cache-Control"], response["X-Robots-Tag"]) == ("no-cache", "noindex")


def test_entries_are_fetched_batch_by_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "BATCH", 2)
    keys = [make.make_person(f"Delegate {number}").pk for number in range(6)]

    def cost(rows: int) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert len(list(islice(table_rows, rows))) == rows
        return len(queries)

    table_rows = entry_rows(keys, "en")
    assert cost(0) == 0
    first = cost(1)
    assert 0 < first < 20
    assert cost(1) == 0
    assert cost(1) == first


@pytest.mark.parametrize("suffix", ["csv", "json"])
def test_a_hundred_rows_cost_as_many_queries_as_two(client: Client, suffix: str) -> None:
    place = make.make_place("Bern")
    source = make.make_source()

    def cost(count: int) -> int:
        for number in range(count):
            person = make.make_person(f"Delegate {number}")
            make.cite(make.make_statement(person, "resided-at", place), source)
            Identifier.objects.create(entry=person, scheme="viaf", value=str(person.pk))
        body(client, f"/en/browse.{suffix}?kind=person")
        with CaptureQueriesContext(connection) as queries:
            body(client, f"/en/browse.{suffix}?kind=person")
        return len(queries)

    assert cost(2) == cost(98)


def test_lists_and_entries_offer_their_files(client: Client, settings: Settings) -> None:
    place = make.make_place("Bern", latitude="46.95", longitude="7.45")

    listed = client.get("/en/browse/?kind=place&page=1&sort=date").content.decode()

    for suffix in SUFFIXES:
        assert f'href="/en/browse.{suffix}?kind=place&amp;sort=date"' in listed
    assert f"{settings.SITE_URL}/en/browse/?kind=place&amp;sort=date" in listed
    html = client.get(f"/en/places/{place.pid}/{place.slug}/").content.decode()
    for suffix in ("csv", "xlsx", "geojson"):
        assert f'href="/id/{place.pid}.{suffix}' in html
    person = make.make_person()
    assert ".geojson" not in get_page(client, person)
    make.make_statement(person, "born", make.make_place())
    assert ".geojson" not in get_page(client, person)
    make.make_statement(person, "lived", place=place)
    assert f'href="/id/{person.pid}.geojson"' in get_page(client, person)


def test_a_large_file_of_an_entry_says_how_many_statements_it_has(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.make_person()
    for number in range(4):
        make.make_statement(person, "met", make.make_person(f"Comrade {number}"))
    make.make_statement(make.make_person("Parvus"), "met", person)
    assert " download data-bytes" not in get_page(client, person)
    assert "taking.js" not in get_page(client, person)

    monkeypatch.setattr(files, "LARGE", 500)
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 2)
    make.make_statement(make.make_person("Parvus"), "met", person)
    for page in (1, 2):
        html = client.get(entry_url(person), {"page": page}).content.decode()
        sizes = dict(re.findall(r'href="/id/\w+\.(\w+)[^"]*" [^>]*data-bytes="(\d+)"', html))
        assert sizes == {"json": "2360", "csv": "1080", "xlsx": "660"}
        assert 'data-bytes="1080" data-rows="6"' in html
        assert "taking.js" in html
    size = len(body(client, f"/id/{person.pid}.csv"))
    assert 1080 / 3 < size < 1080 * 3


def test_a_large_file_says_beforehand_how_many_rows_it_has_and_about_how_large_it_is() -> None:
    large = {file.label: file for file in taking.list_files("", 5_000)}

    assert large["JSON"].size.replace("\xa0", " ") == "about 17.6 MB"
    assert (large["JSON"].rows, large["BibTeX"].rows) == (5_000, 0)
    assert large["CSV"].size
    assert [file.size for file in taking.list_files("", 50)] == [""] * 6


def test_the_size_that_is_said_is_about_the_size_that_comes(client: Client) -> None:
    person = make.make_person(summary="A revolutionary.")
    for number in range(20):
        make.cite(make.make_statement(person, "met", make.make_person(f"Comrade {number}")))

    for suffix in ("csv", "bib", "ris"):
        size = len(body(client, f"/en/browse.{suffix}"))
        said = BYTES_A_ROW[suffix] * SearchQuery().count()
        assert said / 3 < size < said * 3


def test_the_line_of_files_counts_and_is_written_for_scripts_in_plain_digits(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGE", 100)
    make.make_person()

    html = client.get("/ru/browse/").content.decode()

    assert 'data-bytes="3700" data-rows="1"' in html
