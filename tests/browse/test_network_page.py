"""The network: who is joined with whom, by which statements; and the whole of it as a file."""

import csv
import io
from itertools import pairwise

import networkx as nx
import pytest
from django.db import connection
from django.http import QueryDict
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.networks.layout import lay_out
from browse.networks.page import NetworkPage, build_network
from entries.choices import Certainty, Rank
from entries.models import Property
from interop.keeping import forget_answers
from search import connections
from tests import make

pytestmark = pytest.mark.django_db


def show(query: str = "") -> NetworkPage:
    return build_network(QueryDict(query))


def degrees(page: NetworkPage) -> dict[str, int]:
    return {node.name.text: node.degree for node in page.nodes}


def body(client: Client, path: str) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()  # type: ignore[attr-defined]


def make_circle(size: int) -> list[int]:
    """Make persons of whom each met the next; return their keys."""
    people = [make.make_person(f"Comrade {at:03}") for at in range(size)]
    for one, other in pairwise(people):
        make.make_statement(one, "met", other)
    return [one.pk for one in people]


def test_two_entries_are_joined_by_a_statement_or_by_an_event() -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    zimmerwald = make.make_event()
    make.make_statement(trotsky, "met", lenin, event=make._plain(zimmerwald))
    make.make_person("Somebody alone")

    page = show()

    assert degrees(page) == {"Leon Trotsky": 2, "Vladimir Lenin": 1, "Zimmerwald Conference": 1}
    assert len(page.lines) == 2
    assert page.lines[0].title.startswith("Leon Trotsky met Vladimir Lenin")
    assert len(page.rows) == 1


def test_places_are_left_to_the_map_unless_they_are_asked_for() -> None:
    trotsky, vienna = make.make_person(), make.make_place("Vienna")
    make.make_statement(trotsky, "resided-at", vienna)

    assert not show().nodes
    assert show().without_places
    assert degrees(show("kind=person&kind=place")) == {"Leon Trotsky": 1, "Vienna": 1}


def test_a_property_keeps_the_statements_of_its_own() -> None:
    trotsky, lenin, paper = (
        make.make_person(),
        make.make_person(make.LENIN),
        make.make_publication(),
    )
    make.make_statement(trotsky, "met", lenin)
    make.make_statement(trotsky, "edited", paper)

    page = show("property=edited")

    assert degrees(page) == {"Leon Trotsky": 1, "Nashe Slovo": 1}


def options(query: str = "") -> list[tuple[str, int | None, bool]]:
    return [(one.code, one.pairs, one.chosen) for one in show(query).options]


def make_a_paper_and_a_friend() -> None:
    """Make somebody who edited a paper, met two others and lived somewhere."""
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    make.make_statement(trotsky, "met", lenin, date="1902-10")
    make.make_statement(lenin, "met", trotsky, date="1917-05")
    make.make_statement(trotsky, "met", make.make_person("Julius Martov"))
    make.make_statement(trotsky, "edited", make.make_publication())
    make.make_statement(trotsky, "born", make.make_place())
    make.make_statement(trotsky, "delegate-at", make.make_event("Secret", status="draft"))


def test_all_properties_of_the_result_are_offered_whatever_is_drawn_or_chosen(
    client: Client,
) -> None:
    make_a_paper_and_a_friend()

    assert options() == [("edited", 1, False), ("met", 2, False)]
    assert options("nodes=2") == options()
    assert options("property=met") == [("edited", 1, False), ("met", 2, True)]
    assert options("kind=person") == [("met", 2, False)]
    assert options("kind=person&kind=place") == [("born", 1, False), ("met", 2, False)]
    page = client.get("/en/browse/network/?nodes=2").content.decode()
    assert "met (2 pairs)" in page
    assert "edited (1 pair)" in page


def test_a_property_that_joins_nobody_of_the_result_is_offered_only_while_it_is_chosen() -> None:
    make_a_paper_and_a_friend()

    assert options("kind=person&property=edited") == [("edited", 0, True), ("met", 2, False)]
    assert options("property=no-such") == options()


def test_properties_stand_in_the_order_of_their_names(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    for code, label in (("a", "яростно спорил с"), ("b", "арестован вместе с"), ("c", "ёрничал о")):
        make.make_property(code, label={"ru": label})
        make.make_statement(trotsky, code, lenin)

    page = client.get("/ru/browse/network/").content.decode()

    assert page.index("арестован вместе с (") < page.index("ёрничал о (") < page.index("яростно с")


def test_of_more_than_can_be_counted_the_properties_are_offered_without_numbers(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_a_paper_and_a_friend()
    Property.objects.filter(code="edited").update(
        subject_kinds=["person"], object_kinds=["publication"]
    )
    for limit in ("MOST_ENTRIES", "TOLD"):
        with monkeypatch.context() as patch:
            patch.setattr(connections, limit, 1)

            assert options("kind=person") == [("born", None, False), ("met", None, False)]
            assert ("edited", None, False) in options()
            assert "met (" not in client.get("/en/browse/network/?nodes=3").content.decode()


def test_those_joined_with_most_others_of_the_result_are_drawn() -> None:
    hub = make.make_person("The hub")
    spokes = [make.make_person(f"Spoke {at}") for at in range(5)]
    for spoke in spokes:
        make.make_statement(hub, "met", spoke)
    for one, other in pairwise(spokes):
        make.make_statement(one, "met", other)
    for at in range(10):
        make.make_statement(make.make_person(f"A {at}"), "met", make.make_person(f"B {at}"))

    page = show("nodes=6")

    assert {node.pid for node in page.nodes} == {one.pid for one in (hub, *spokes)}
    assert (page.nodes[0].name.text, page.nodes[0].degree) == ("The hub", 5)
    assert page.candidates == 26


def test_a_connection_to_what_was_not_found_counts_for_nothing() -> None:
    trotsky = make.make_person()
    make.make_statement(trotsky, "edited", make.make_publication())
    make.make_statement(trotsky, "met", make.make_person(make.LENIN))

    assert degrees(show("kind=person")) == {"Leon Trotsky": 1, "Vladimir Lenin": 1}


def test_what_is_not_held_or_not_public_joins_nobody() -> None:
    trotsky = make.make_person()
    make.make_statement(trotsky, "met", make.make_person(make.LENIN), rank=Rank.DEPRECATED)
    make.make_statement(trotsky, "met", make.make_person("Informer", status="draft"))
    hidden = make.make_event("Secret meeting", status="draft")
    make.make_statement(trotsky, "met", make.make_person("X"), event=make._plain(hidden))

    assert not show().nodes
    assert "Informer" not in str(show())


def test_a_doubtful_line_is_broken_and_evidence_is_beneath() -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    statement = make.make_statement(trotsky, "met", lenin, certainty=Certainty.POSSIBLE)
    make.cite(statement, make.make_source("My Life"), "p. 7")

    page = show()

    assert [line.doubtful for line in page.lines] == [True]
    assert page.rows[0].verdict == "possible, not certain"
    assert 'href="#n1"' in page.rows[0].marks
    assert "p. 7" in page.notes[0].html


def test_the_same_network_always_looks_the_same() -> None:
    nodes = tuple(range(40))
    edges = tuple((at, at * 7 % 40, 1) for at in range(1, 40) if at != at * 7 % 40)

    first = lay_out(nodes, edges)
    lay_out.cache_clear()

    assert lay_out(nodes[::-1], edges[::-1]) == first
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in first.values())
    assert len({(round(x, 3), round(y, 3)) for x, y in first.values()}) == len(first)


def test_parts_without_a_line_between_them_have_room_of_their_own() -> None:
    spots = lay_out(tuple(range(8)), ((0, 1, 1), (1, 2, 1), (0, 2, 1), (3, 4, 1), (5, 6, 2)))

    assert 7 not in spots
    assert max(spots[at][0] for at in (0, 1, 2)) < min(spots[at][0] for at in (3, 4, 5, 6))


def test_the_number_of_queries_does_not_grow_with_the_network(client: Client) -> None:
    counts = []
    for size in (5, 40):
        keys = make_circle(size)
        assert keys
        for query in ("", "?property=met&kind=person"):
            client.get(f"/en/browse/network/{query}")
            forget_answers()
            with CaptureQueriesContext(connection) as queries:
                assert client.get(f"/en/browse/network/{query}").status_code == 200
            counts.append(len(queries))

    assert counts[:2] == counts[2:]
    assert max(counts) <= 14


def test_the_files_hold_the_whole_network_and_can_be_read(client: Client) -> None:
    make_circle(70)
    make.make_person("Somebody alone")
    make.make_statement(make.make_person("A & <B>"), "met", make.make_person('"=Quoted"'))

    rows = list(csv.DictReader(io.StringIO(body(client, "/en/browse/network.csv"))))
    graphml = nx.parse_graphml(body(client, "/en/browse/network.graphml"), force_multigraph=True)
    gexf = nx.read_gexf(io.BytesIO(body(client, "/en/browse/network.gexf").encode()))

    assert len(rows) == 70
    assert {row["property"] for row in rows} == {"met"}
    for graph in (graphml, gexf):
        assert (graph.number_of_nodes(), graph.number_of_edges()) == (73, 70)
        assert {(row["source"], row["target"]) for row in rows} == {
            (one, other) for one, other, *_key in graph.edges
        }
    labels = nx.get_node_attributes(gexf, "label")
    assert {"A & <B>", '"=Quoted"'} <= set(labels.values())


def test_a_file_is_narrowed_like_the_page_and_holds_no_draft(client: Client) -> None:
    trotsky = make.make_person()
    make.make_statement(trotsky, "met", make.make_person(make.LENIN), date="1902-10")
    make.make_statement(trotsky, "edited", make.make_publication())
    make.make_statement(trotsky, "met", make.make_person("Informer", status="draft"))

    text = body(client, "/ru/browse/network.csv?kind=person&property=met")

    (row,) = csv.DictReader(io.StringIO(text))
    assert (row["target_name"], row["date"]) == ("Владимир Ильич Ленин", "1902-10")
    assert "Informer" not in body(client, "/en/browse/network.gexf")


def test_a_name_that_looks_like_a_formula_is_made_harmless(client: Client) -> None:
    make.make_statement(make.make_person("=1+1"), "met", make.make_person("@home"))

    (row,) = csv.DictReader(io.StringIO(body(client, "/en/browse/network.csv")))

    assert (row["source_name"], row["target_name"]) == ("'=1+1", "'@home")


@pytest.mark.parametrize("query", ["nodes=1", "nodes=201", "property=a%20b", "property=no-such"])
def test_a_bad_value_is_explained_and_left_out(client: Client, query: str) -> None:
    response = client.get(f"/en/browse/network/?{query}")

    assert response.status_code == 200
    assert "could not be understood" in response.content.decode()
