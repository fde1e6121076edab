"""How two entries are connected: the shortest chains of statements, with their evidence."""

import itertools

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.ways import chains
from browse.ways.chains import find_chains
from entries.choices import Rank, Status
from entries.models import Entry, Statement
from people.models import Person
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db


def address(*entries: Entry, more: str = "") -> str:
    return "/en/path/?" + "&".join(f"with={entry.pid}" for entry in entries) + more


def read(client: Client, *entries: Entry, more: str = "") -> str:
    response = client.get(address(*entries, more=more))
    assert response.status_code == 200
    return main_words(response.content.decode())


def persons(*names: str) -> list[Person]:
    return [make.make_person(name) for name in names]


def test_the_chain_is_told_in_sentences_with_their_evidence(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    congress = make.make_event("Second Congress")
    one = make.make_statement(trotsky, "delegate-at", congress, date="1903")
    make.make_statement(lenin, "delegate-at", congress)
    make.cite(one, make.make_source(), "par. 4")

    page = read(client, trotsky, lenin)

    assert "They are connected by 2 steps." in page
    assert "1903 Leon Trotsky delegate at Second Congress1" in page
    assert "Vladimir Lenin delegate at Second Congress" in page
    assert "par. 4" in page


def test_of_several_chains_only_the_shortest_are_given() -> None:
    a, b, c, d, e = persons("A", "B", "C", "D", "E")
    for one, other in ((a, b), (b, e), (a, c), (c, e), (a, d)):
        make.make_statement(one, "met", other)
    make.make_statement(d, "met", b)

    found = find_chains(a.pk, e.pk)

    assert found.chains == [[a.pk, b.pk, e.pk], [a.pk, c.pk, e.pk]]
    assert found.complete


def test_several_statements_between_two_are_all_known() -> None:
    a, b = persons("A", "B")
    rows = [make.make_statement(a, "met", b, date=year) for year in ("1905", "1917")]

    found = find_chains(a.pk, b.pk)

    assert found.chains == [[a.pk, b.pk]]
    assert found.statements == {frozenset((a.pk, b.pk)): [row.pk for row in rows]}


def test_an_event_in_whose_course_something_happened_connects_as_well() -> None:
    a, b = persons("A", "B")
    event = make.make_event()
    paper = make.make_publication()
    make.make_statement(a, "edited", paper, event=event)
    make.make_statement(b, "delegate-at", event)

    assert find_chains(a.pk, b.pk).chains == [[a.pk, event.pk, b.pk]]


def test_places_connect_only_if_they_are_asked_for(client: Client) -> None:
    a, b = persons("A", "B")
    town = make.make_place()
    for one in (a, b):
        make.make_statement(one, "born", town)

    assert "No chain of at most 6 statements was found." in read(client, a, b)
    assert "They are connected by 2 steps." in read(client, a, b, more="&through=place")
    # But a place may be asked about.
    assert "They are connected by 1 step." in read(client, a, town)


def test_a_place_is_reached_from_either_end_however_a_statement_names_it(client: Client) -> None:
    trotsky, village = make.make_person(), make.make_place("Zimmerwald")
    manifesto = make.make_work()
    make.make_statement(trotsky, "edited", manifesto, place=village)

    for ends in ((trotsky, village), (village, trotsky)):
        assert "They are connected by 1 step." in read(client, *ends)


def _plain_distances(start: int, goal: int) -> int | None:
    """Return how far `goal` is, by the plainest search there is over all that is held."""
    rows = Statement.objects.public().standing()
    kinds = dict(Entry.objects.values_list("pk", "kind"))
    together = [
        {key for key in row if key and (kinds[key] in chains.LEADING or key in {start, goal})}
        for row in rows.values_list("subject", "object", "event", "place")
    ]
    distance = {start: 0}
    for key in (queue := [start]):
        for ends in together:
            if key in ends:
                for other in sorted(ends - distance.keys()):
                    distance[other] = distance[key] + 1
                    queue.append(other)
    return distance.get(goal)


def test_chains_are_the_shortest_there_are_and_the_same_from_either_end() -> None:
    trotsky, lenin, martov, alone = persons("Trotsky", "Lenin", "Martov", "Nobody")
    village, town = make.make_place("Zimmerwald"), make.make_place("Geneva")
    conference, paper, manifesto = make.make_event(), make.make_publication(), make.make_work()
    make.make_statement(conference, "member-of", place=village)
    make.make_statement(trotsky, "edited", manifesto, event=conference, place=village)
    make.make_statement(lenin, "delegate-at", conference)
    make.make_statement(martov, "edited", paper, place=town)
    make.make_statement(lenin, "edited", paper, place=town)
    make.make_statement(trotsky, "born", town)
    make.make_statement(lenin, "met", martov, event=conference)
    make.make_statement(village, "member-of", town)
    make.make_statement(martov, "died", village, rank=Rank.DEPRECATED)
    entries = [trotsky, lenin, martov, alone, village, town, conference, paper, manifesto]

    for one, other in itertools.permutations(entries, 2):
        there, back = find_chains(one.pk, other.pk), find_chains(other.pk, one.pk)
        plain = _plain_distances(one.pk, other.pk)
        assert plain == (len(there.chains[0]) - 1 if there.chains else None), (one, other)
        assert [chain[::-1] for chain in back.chains] == there.chains, (one, other)
        assert back.statements == there.statements


def test_the_same_few_of_many_chains_are_given_from_either_end() -> None:
    a, b = persons("A", "B")
    near, far = persons("C", "D", "E", "F"), persons("G", "H", "I", "J")
    for one, other in itertools.product(near, far):
        make.make_statement(one, "met", other)
    for one, other in zip(near, far, strict=True):
        make.make_statement(a, "met", one)
        make.make_statement(other, "met", b)

    there, back = find_chains(a.pk, b.pk), find_chains(b.pk, a.pk)

    assert len(there.chains) == chains.MOST_CHAINS
    assert [chain[::-1] for chain in back.chains] == there.chains


def test_what_connects_two_is_told_in_the_order_of_time(client: Client) -> None:
    trotsky, frida = make.make_person(), make.make_person("Frida Kahlo")
    make.make_statement(trotsky, "corresponded with", frida)
    make.make_statement(trotsky, "parted from", frida, date="1939-05")
    make.make_statement(trotsky, "companion of", frida, date="1937-01/1939-05")
    make.make_statement(trotsky, "met", frida, date="1937-01-09")

    page = read(client, trotsky, frida)

    assert page.index("companion of") < page.index("met Frida") < page.index("parted from")
    assert "and 1 more statement" in page
    assert "corresponded" not in page


def test_what_is_not_public_and_what_is_no_longer_held_connects_nobody() -> None:
    a, b, c = persons("A", "B", "C")
    draft = make.make_person("D", status=Status.DRAFT)
    for one in (a, b):
        make.make_statement(one, "met", draft)
    make.make_statement(a, "met", c)
    make.make_statement(c, "met", b, rank=Rank.DEPRECATED)

    assert find_chains(a.pk, b.pk).chains == []


def test_where_too_much_is_said_it_is_said_that_not_all_was_looked_at(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(chains, "MOST_ROWS", 2)
    a, b, *others = persons("A", "B", "C", "D", "E")
    for other in others:
        make.make_statement(a, "met", other)
        make.make_statement(b, "met", other)

    assert "there may be a shorter chain" in read(client, a, b)


def test_a_chain_has_a_longest_length() -> None:
    line = persons(*"ABCDEFGHI")
    for one, other in itertools.pairwise(line):
        make.make_statement(one, "met", other)

    assert len(find_chains(line[0].pk, line[6].pk).chains[0]) == 7
    assert find_chains(line[0].pk, line[7].pk).chains == []


def test_entries_are_chosen_without_script(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)

    offered = client.get(f"/en/path/?with={trotsky.pid}&q=Ленин").content.decode()
    assert f"?with={trotsky.pid}&amp;with={lenin.pid}" in offered

    full = client.get(address(trotsky, lenin, more="&q=Ленин")).content.decode()
    assert 'type="search"' not in full.partition("<main")[2]
    assert f'href="?with={lenin.pid}"' in full


def test_drafts_and_nonsense_are_left_out(client: Client) -> None:
    trotsky = make.make_person()
    draft = make.make_person(make.LENIN, status=Status.DRAFT)

    page = read(client, trotsky, draft, more="&with=nothing&with=%00&through=everything&q=%00")

    assert "Leon Trotsky" in page
    assert "Lenin" not in page


def test_the_queries_depend_on_the_length_of_the_chain_alone(client: Client) -> None:
    counts = []
    for many in (2, 30):
        a, b, *others = persons("A", "B", *(f"C{number}" for number in range(many)))
        for other in others:
            make.make_statement(a, "met", other)
            make.make_statement(b, "met", other)
        client.get(address(a, b))
        with CaptureQueriesContext(connection) as queries:
            client.get(address(a, b))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_what_is_chosen_next_is_suggested_and_keeps_what_was_chosen(client: Client) -> None:
    trotsky = make.make_person()

    path = client.get(address(trotsky, more="&through=place")).content.decode()
    together = client.get("/en/together/").content.decode()

    assert 'id="choose" value="" maxlength="200"' in path
    assert f'data-choose="?through=place&amp;with={trotsky.pid}&amp;with="' in path
    assert 'data-suggestions="/en/suggestions.json?kind=person"' in together
    offered = read(client, trotsky, more="&through=place&q=trotsky")
    assert "Nothing was found." in offered
