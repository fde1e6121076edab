"""A reading list in an address: what its identifiers stand for, and its files."""

import csv
import io
import json

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from browse.kept.page import MOST
from browse.kept.standing import pids_in
from browse.kept.views import MOST_SENT
from entries import pid as pids
from entries.choices import Status
from entries.models import Entry
from history.models import Closure
from tests import make
from tests.browse.pages import main_words

pytestmark = pytest.mark.django_db


def page(client: Client, *wanted: str, language: str = "en") -> str:
    response = client.get(f"/{language}/reading-list/", {"id": wanted})
    assert response.status_code == 200
    return response.content.decode()


def in_order(html: str) -> list[str]:
    """Return the identifiers of the lines."""
    return [part.partition('"')[0] for part in html.split('data-pid="')[1:]]


def test_the_list_stands_in_the_order_of_its_address_by_the_names_of_the_language(
    client: Client,
) -> None:
    lenin, trotsky = make.make_person(make.LENIN), make.make_person()

    html = page(client, trotsky.pid, lenin.pid, trotsky.pid, language="ru")

    assert in_order(html) == [trotsky.pid, lenin.pid]
    assert trotsky.label_in("ru").text in main_words(html)
    assert f"/ru/reading-list/?id={trotsky.pid}&amp;id={lenin.pid}" in html
    assert '<meta name="robots" content="noindex,nofollow">' in html


def test_what_was_merged_leads_to_its_survivor_once(client: Client) -> None:
    survivor = make.make_person()
    between = make.make_person("Bronstein", status=Status.MERGED, merged_into=survivor)
    first = make.make_person("Antid Oto", status=Status.MERGED, merged_into=between)
    Entry.objects.filter(status=Status.MERGED).update(published_at=timezone.now())

    html = page(client, first.pid, survivor.pid, between.pid)

    assert in_order(html) == [survivor.pid]
    assert f"Kept as {first.pid}, which was merged into this entry." in main_words(html)
    assert (
        f'rel="canonical" href="http://localhost:8000/en/reading-list/?id={survivor.pid}"' in html
    )
    assert f'data-asked="{first.pid} {survivor.pid} {between.pid}"' in html


def test_what_was_withdrawn_has_a_line_and_what_is_closed_has_no_name(client: Client) -> None:
    withdrawn = make.make_person("Withdrawn One", status=Status.WITHDRAWN)
    closed = make.make_person("Closed One", status=Status.WITHDRAWN)
    Entry.objects.filter(status=Status.WITHDRAWN).update(published_at=timezone.now())
    Closure.objects.create(entry=closed, ground="privacy", note="asked for")

    text = main_words(page(client, withdrawn.pid, closed.pid))

    assert text.count("This entry is not public any more.") == 2
    assert "Withdrawn One" in text
    assert "Closed One" not in text
    assert closed.pid in text


def test_a_line_tells_the_script_whether_its_entry_can_be_read(client: Client) -> None:
    person = make.make_person()
    withdrawn = make.make_person("Withdrawn One", status=Status.WITHDRAWN)
    Entry.objects.filter(status=Status.WITHDRAWN).update(published_at=timezone.now())
    draft = make.make_person("Secret", status=Status.DRAFT)

    html = page(client, person.pid, withdrawn.pid, draft.pid)

    assert f'data-pid="{person.pid}">' in html
    assert f'data-pid="{withdrawn.pid}" data-gone="withdrawn">' in html
    assert f'data-pid="{draft.pid}" data-gone="unknown">' in html


def test_a_draft_and_an_identifier_of_nothing_look_alike(client: Client) -> None:
    draft = make.make_person("Secret", status=Status.DRAFT)

    text = main_words(page(client, draft.pid, pids.mint()))

    assert text.count("No entry of this archive has this identifier.") == 2
    assert "Secret" not in text


def test_an_address_holds_a_bounded_number_and_says_what_it_left_out(client: Client) -> None:
    many = list({pids.mint() for _n in range(MOST + 7)})

    html = page(client, *many)

    assert len(in_order(html)) == MOST
    left_out = len(many) - MOST
    assert f"An address holds at most {MOST} entries; {left_out} were left out." in html


@pytest.mark.parametrize("bad", ["", "x", "k3vc1z", "k3vc1zv2", "../etc", "k3vc1zz", "๑๒๓๔๕๖๗"])
def test_what_is_no_identifier_is_passed_over(client: Client, bad: str) -> None:
    assert in_order(page(client, bad)) == []


def test_addresses_and_identifiers_are_added_without_a_script(client: Client) -> None:
    lenin, trotsky = make.make_person(make.LENIN), make.make_person()
    typed = f"see http://localhost:8000/en/persons/{trotsky.pid}/leon-trotsky/ and nothing"

    response = client.get("/en/reading-list/", {"id": [lenin.pid], "add": typed})

    assert response.status_code == 302
    assert response["Location"] == f"/en/reading-list/?id={lenin.pid}&id={trotsky.pid}"
    assert pids_in(f"/id/{lenin.pid}.json {lenin.pid} persons") == [lenin.pid]


def test_files_hold_the_list_in_its_order_asked_for_or_sent(client: Client) -> None:
    lenin, trotsky = make.make_person(make.LENIN), make.make_person()
    wanted = [trotsky.pid, lenin.pid]
    strict = Client(enforce_csrf_checks=True)

    for answer in (
        client.get("/en/reading-list.csv", {"id": wanted}),
        strict.post("/en/reading-list.csv", {"id": wanted}),
    ):
        text = b"".join(answer).decode("utf-8-sig")
        assert [row["pid"] for row in csv.DictReader(io.StringIO(text, newline=""))] == wanted
    records = json.loads(b"".join(client.get("/en/reading-list.json", {"id": wanted})))
    assert [one["pid"] for one in records] == wanted
    ris = b"".join(client.post("/en/reading-list.ris", {"id": wanted})).decode()
    assert ris.index(trotsky.pid) < ris.index(lenin.pid)
    assert b"".join(client.get("/en/reading-list.xlsx", {"id": wanted})).startswith(b"PK")
    too_many = {"id": [pids.mint() for _n in range(MOST_SENT + 50)]}
    assert client.post("/en/reading-list.bib", too_many).status_code == 400


def test_a_file_has_neither_drafts_nor_what_was_withdrawn(client: Client) -> None:
    draft = make.make_person("Secret", status=Status.DRAFT)
    gone = make.make_person("Gone", status=Status.WITHDRAWN)

    text = b"".join(client.get("/en/reading-list.csv", {"id": [draft.pid, gone.pid]})).decode()

    assert len(text.splitlines()) == 1


def test_a_long_list_costs_as_many_queries_as_a_short_one(client: Client) -> None:
    counts = []
    for many in (2, 40):
        wanted = [make.make_person(f"Comrade {many} {number}").pid for number in range(many)]
        gone = make.make_person(f"Gone {many}", status=Status.WITHDRAWN).pid
        with CaptureQueriesContext(connection) as queries:
            page(client, gone, *wanted)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_every_entry_of_a_list_and_its_page_can_be_kept(client: Client) -> None:
    person = make.make_person()

    assert f'data-keep="{person.pid}"' in client.get("/en/browse/").content.decode()
    html = client.get(person.get_absolute_url(), follow=True).content.decode()
    assert f'data-keep="{person.pid}"' in html
