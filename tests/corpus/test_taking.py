"""The files of a list have the rows of the list, in its order, over the corpus."""

import csv
import io
import json
import re

import pytest
from django.db.models import Count
from django.test import Client

from browse.addresses import entry_url
from browse.maps.places import find_places
from entries.choices import Kind
from entries.models import Entry
from search.query import SearchQuery
from search.resultset import ResultSet
from tests.corpus.conftest import Corpus
from tests.corpus.plain import Plain

QUERIES = {
    "": SearchQuery(),
    "kind=person&sort=date": SearchQuery().where("kind", ["person"]).sorted_by("date"),
    "q=trotsky": SearchQuery().matching("trotsky"),
    "from=1905&to=1917&sort=-date": SearchQuery().between(1905, 1917).sorted_by("-date"),
    "evidence=cited&sort=changed": SearchQuery().where("evidence", ["cited"]).sorted_by("changed"),
}


@pytest.mark.parametrize("query", QUERIES)
def test_every_file_has_the_rows_of_the_pages_in_their_order(
    corpus: Corpus, client: Client, query: str
) -> None:
    pages = QUERIES[query].run(facets=False).pages
    expected = [
        hit.entry.pid
        for number in range(1, pages + 1)
        for hit in QUERIES[query].page(number).run(facets=False).hits
    ]

    text = b"".join(client.get(f"/en/browse.csv?{query}")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    records = json.loads(b"".join(client.get(f"/en/browse.json?{query}")))

    assert len(expected) > 10
    assert [row["pid"] for row in rows] == expected
    assert [one["pid"] for one in records] == expected


def test_the_table_of_an_entry_has_the_statements_of_its_page_and_no_others(
    corpus: Corpus, client: Client
) -> None:
    for kind in Kind.values:
        busy = Entry.objects.published().filter(kind=kind)
        busy = busy.annotate(said=Count("statements")).order_by("-said")
        for entry in busy[:3]:
            shown = client.get(entry_url(entry, "en")).content.decode()
            text = b"".join(client.get(f"/id/{entry.pid}.csv")).decode("utf-8-sig")
            rows = csv.DictReader(io.StringIO(text, newline=""))
            told = re.findall(r'<li class="st[^"]*" id="s-(\w+)">', shown)
            assert sorted(row["id"] for row in rows) == sorted(told)


def test_places_and_evidence_of_a_row_are_those_that_plain_rows_count(
    corpus: Corpus, client: Client
) -> None:
    plain = Plain()
    keys = {entry.pid: entry.pk for entry in Entry.objects.published()}
    text = b"".join(client.get("/en/browse.csv")).decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))

    assert len(rows) == len(keys)
    for row in rows:
        pk = keys[row["pid"]]
        assert set(row["places"].split()) == plain.values["place"].get(pk, set())
        assert set(row["evidence"].split()) == plain.values["evidence"].get(pk, set())


def test_the_points_are_those_of_the_map(corpus: Corpus, client: Client) -> None:
    found = find_places(ResultSet(QUERIES["q=trotsky"]), None)
    features = json.loads(b"".join(client.get("/en/browse.geojson?q=trotsky")))["features"]
    pids = dict(Entry.objects.values_list("pk", "pid"))

    counts = [(one["properties"]["pid"], one["properties"]["entries"]) for one in features]

    assert counts == [(pids[spot.pk], spot.entries) for spot in found.spots]
    assert len(counts) > 5
