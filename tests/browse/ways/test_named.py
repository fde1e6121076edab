"""What an address names and cannot be had is said, not dropped without a word."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from browse.ways.named import MOST_READ
from entries.choices import Status
from entries.models import Entry
from entries.pid import mint
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db

VIEWS = ["compare", "path", "together"]


def read(client: Client, view: str, *pids: str) -> str:
    response = client.get(f"/en/{view}/", {"with": pids})
    assert response.status_code == 200
    return response.content.decode()


def words(client: Client, view: str, *entries: Entry) -> str:
    return main_words(read(client, view, *(entry.pid for entry in entries)))


def make_merged(survivor: Entry) -> Entry:
    """Make an entry that was merged into another one."""
    bare = Entry.objects.get(pk=survivor.pk)
    return make.make_person("Lev Bronstein", status=Status.MERGED, merged_into=bare)


@pytest.mark.parametrize("view", VIEWS)
def test_what_was_merged_is_followed_to_what_stands_for_it(client: Client, view: str) -> None:
    trotsky = make.make_person()
    old = make_merged(trotsky)
    older = make_merged(old)

    for one in (old, older):
        page = words(client, view, one)
        assert f"{one.pid} was merged into Leon Trotsky." in page
        assert "Person Leon Trotsky ×" in page.replace("  ", " ")


@pytest.mark.parametrize("view", VIEWS)
def test_what_was_never_public_is_told_from_nothing_by_nobody(client: Client, view: str) -> None:
    draft = make.make_person("Parvus", status=Status.DRAFT)
    merged = make.make_person(
        "Helphand",
        status=Status.MERGED,
        merged_into=Entry.objects.get(pk=make.make_person().pk),
        published_at=None,
    )
    unknown = mint()

    pages = [
        read(client, view, pid).replace(pid, "PID") for pid in (unknown, draft.pid, merged.pid)
    ]

    assert "“PID” was left out: no entry of this archive has this identifier." in pages[0]
    assert pages[1:] == [pages[0], pages[0]]


@pytest.mark.parametrize("view", VIEWS)
def test_nonsense_is_repeated_to_the_reader_as_text_and_not_at_length(
    client: Client, view: str
) -> None:
    page = read(client, view, "<b>", "x" * 900, "", " ")

    assert "“&lt;b&gt;” was left out" in page
    assert f"“{'x' * 40}” was left out" in page
    assert page.count("was left out") == 2


@pytest.mark.parametrize("view", VIEWS)
def test_what_is_gone_is_said_to_be_gone_and_leads_to_its_tombstone(
    client: Client, view: str
) -> None:
    gone = make.make_person("Parvus", status=Status.WITHDRAWN)

    page = read(client, view, gone.pid)

    assert f'<a href="/id/{gone.pid}">Parvus</a> was left out: it is not public any more.' in page


@pytest.mark.parametrize(("view", "most"), [("compare", "4 entries"), ("path", "2 entries")])
def test_more_than_there_is_room_for_is_named(client: Client, view: str, most: str) -> None:
    entries = [make.make_person(f"Comrade {number}") for number in range(5)]

    page = words(client, view, *entries)

    assert f"Comrade 4 was left out: at most {most} can be chosen here." in page
    assert "Comrade 1 was left out" not in page


def test_what_cannot_be_had_takes_no_room_from_what_can(client: Client) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    make.make_statement(trotsky, "met", lenin)

    page = main_words(read(client, "path", "nothing", trotsky.pid, mint(), lenin.pid))

    assert "They are connected by 1 step." in page


@pytest.mark.parametrize("view", VIEWS)
def test_an_entry_that_is_named_twice_counts_once(client: Client, view: str) -> None:
    trotsky = make.make_person()

    for twin in (trotsky, make_merged(trotsky)):
        page = words(client, view, trotsky, twin)
        assert "Leon Trotsky was named more than once and counts once." in page
        assert "No chain" not in page


def test_where_only_persons_are_asked_about_others_are_named(client: Client) -> None:
    paper = make.make_publication()

    page = words(client, "together", paper)

    assert "Nashe Slovo was left out. What can be chosen here: Person." in page


@pytest.mark.parametrize("view", VIEWS)
def test_of_a_very_long_address_only_the_beginning_is_read(client: Client, view: str) -> None:
    page = read(client, view, *(f"nothing{number}" for number in range(300)))

    assert page.count("was left out") == MOST_READ
    assert "Only the first 20 identifiers of the address were looked at." in page


def test_notes_cost_no_query_each(client: Client) -> None:
    trotsky = make.make_person()
    counts = []
    for many in (1, 5):
        pids = [
            pid
            for _number in range(many)
            for pid in (
                make_merged(trotsky).pid,
                make.make_person("Parvus", status=Status.WITHDRAWN).pid,
                make.make_person("Radek", status=Status.DRAFT).pid,
                mint(),
            )
        ]
        read(client, "together", *pids)
        with CaptureQueriesContext(connection) as queries:
            read(client, "together", *pids)
        counts.append(len(queries))

    assert counts[0] == counts[1]
