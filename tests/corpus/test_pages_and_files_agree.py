"""What pages and files say of one question is what plain rows say, over two hundred questions.

Each question is looked at in every view, and taken away as a table, places and a network; of the
other files in one after the other, where they are not too long.
"""

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Callable
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from django.http import QueryDict
from django.test import Client

from browse.listing import build_listing
from browse.maps.page import build_map
from browse.networks.choosing import asked_kinds
from browse.networks.page import build_network
from browse.timelines.page import build_timeline
from entries.choices import Kind
from places.models import Place
from search.resultset import ResultSet
from tests.corpus.conftest import Corpus
from tests.corpus.plain import Plain
from tests.corpus.questions import Question, draw

MANY = 60
"""Entries from which on citations, workbooks and records take too long for a test."""


@pytest.fixture(scope="module")
def plain(_corpus_of_module: Corpus) -> Plain:
    return Plain()


def pids(plain: Plain, keys: set[int]) -> set[str]:
    return {plain.entries[key].pid for key in keys}


def body(client: Client, path: str, address: str) -> bytes:
    response = client.get(f"/en/browse{path}?{address}")
    assert response.status_code == 200
    return b"".join(response)


def rows(client: Client, path: str, address: str) -> list[dict[str, str]]:
    text = body(client, path, address).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def nodes_of(question: Question, plain: Plain) -> set[int]:
    """Return who may be a node: places only where they were asked for."""
    if asked_kinds(question.query):
        return question.expected
    return {pk for pk in question.expected if plain.entries[pk].kind != Kind.PLACE}


def look_at_list(params: QueryDict, question: Question, plain: Plain) -> None:
    page = build_listing(params)
    assert page.total == len(question.expected)
    assert [row.url.split("/")[3] for row in page.hits] == [
        plain.entries[pk].pid for pk in question.query.keys(25)
    ]
    shown = sum(stretch.count for stretch in page.years.whole.stretches) if page.years else 0
    # The years that are chosen do not narrow the picture in which they are chosen.
    assert shown == sum(ResultSet(question.query.between(None, None)).tally("year").values())
    if not question.query.stretch.is_limited:
        assert shown == sum(len(plain.years[pk]) for pk in question.expected)


def look_at_timeline(params: QueryDict, question: Question, plain: Plain) -> None:
    page = build_timeline(params)
    dated = {pk for pk in question.expected if plain.years[pk]}
    assert page.frame.total == len(question.expected)
    assert page.count == sum(lane.count for lane in page.lanes) == len(dated)
    assert page.undated_count == len(question.expected - dated)
    for lane in page.lanes:
        assert lane.count == sum(plain.entries[pk].kind == lane.kind for pk in dated)


def look_at_map(params: QueryDict, question: Question, plain: Plain) -> None:
    page = build_map(params)
    expected = plain.places(question.expected)
    themselves = {pk for pk in question.expected if plain.entries[pk].kind == Kind.PLACE}
    assert page.frame.total == len(question.expected)
    assert page.placed == sum(bool(plain.values["place"].get(pk)) for pk in question.expected)
    assert page.places == len(expected.keys() | themselves)
    by_pid = {plain.entries[pk].pid: count for pk, count in expected.items()}
    listed = {row.url.split("/")[3]: row.count for row in [*page.rows, *page.elsewhere]}
    assert listed.items() <= (dict.fromkeys(listed, 0) | by_pid).items()
    assert len(listed) + page.more_rows + page.more_elsewhere >= len(expected)


def look_at_network(params: QueryDict, question: Question, plain: Plain) -> None:
    page = build_network(params)
    inside = nodes_of(question, plain)
    assert page.frame.total == len(question.expected)
    assert page.candidates == len(inside)
    degrees: dict[str, int] = {}
    for pair in plain.pairs(inside, set()):
        for pk in pair:
            degrees[plain.entries[pk].pid] = degrees.get(plain.entries[pk].pid, 0) + 1
    drawn = {node.pid: node.degree for node in page.nodes}
    assert drawn.items() <= degrees.items()
    assert drawn == degrees or len(degrees) > 60


VIEWS: tuple[Callable[[QueryDict, Question, Plain], None], ...] = (
    look_at_list,
    look_at_timeline,
    look_at_map,
    look_at_network,
)


def test_what_a_page_says_is_what_plain_rows_say(corpus: Corpus, plain: Plain) -> None:
    for question in draw(plain):
        for look in VIEWS:
            look(question.params, question, plain)


def take_table(client: Client, question: Question, plain: Plain) -> None:
    taken = rows(client, ".csv", question.address)
    assert [row["pid"] for row in taken] == in_order(question, plain)


def take_workbook(client: Client, question: Question, plain: Plain) -> None:
    sheet = openpyxl.load_workbook(
        io.BytesIO(body(client, ".xlsx", question.address)), read_only=True
    ).active
    assert sheet is not None
    assert [row[0] for row in sheet.values][1:] == in_order(question, plain)


def take_citations(client: Client, question: Question, plain: Plain) -> None:
    bibtex = body(client, ".bib", question.address).decode()
    ris = body(client, ".ris", question.address).decode()
    items = json.loads(body(client, ".csl.json", question.address))
    number = len(question.expected)
    assert len(re.findall(r"^@\w+\{", bibtex, re.MULTILINE)) == number
    assert len(re.findall(r"^TY  - ", ris, re.MULTILINE)) == number
    assert len(items) == number


def take_records(client: Client, question: Question, plain: Plain) -> None:
    taken = json.loads(body(client, ".json", question.address))
    assert [one["pid"] for one in taken] == in_order(question, plain)


def take_places(client: Client, question: Question, plain: Plain) -> None:
    features = json.loads(body(client, ".geojson", question.address))["features"]
    counts = plain.places(question.expected)
    themselves = {pk for pk in question.expected if plain.entries[pk].kind == Kind.PLACE}
    placed = Place.objects.filter(pk__in=counts.keys() | themselves, latitude__isnull=False)
    assert {one["properties"]["pid"]: one["properties"]["entries"] for one in features} == {
        place.pid: counts.get(place.pk, 0) for place in placed
    }


def take_edges(client: Client, question: Question, plain: Plain) -> None:
    inside = nodes_of(question, plain)
    pairs = {frozenset(pids(plain, set(pair))) for pair in plain.pairs(inside, set())}
    edges = rows(client, "/network.csv", question.address)
    assert {frozenset({row["source"], row["target"]}) for row in edges} == pairs
    joined = {(row["property"], frozenset({row["source"], row["target"]})) for row in edges}
    offered = {one.code: one.pairs for one in build_network(question.params).options}
    assert offered == Counter(code for code, _pair in joined)
    root = ET.fromstring(body(client, "/network.gexf", question.address))
    drawn = [one.get("id") for one in root.iter() if one.tag.endswith("}node")]
    assert set(drawn) == pids(plain, inside)
    assert len(drawn) == len(inside)


def in_order(question: Question, plain: Plain) -> list[str]:
    """Return what plain rows find, in the order of the list."""
    keys = question.query.keys(10_000)
    assert set(keys) == question.expected
    return [plain.entries[key].pid for key in keys]


QUICK: tuple[Callable[[Client, Question, Plain], None], ...] = (
    take_table,
    take_places,
    take_edges,
)
SLOW: tuple[Callable[[Client, Question, Plain], None], ...] = (
    take_citations,
    take_workbook,
    take_records,
)


def test_what_a_file_holds_is_what_plain_rows_hold(
    corpus: Corpus, plain: Plain, client: Client
) -> None:
    for number, question in enumerate(draw(plain)):
        slow = SLOW[number % len(SLOW)]
        for take in (*QUICK, slow) if len(question.expected) <= MANY else QUICK:
            take(client, question, plain)
