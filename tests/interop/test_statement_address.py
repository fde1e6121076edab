"""The address of one statement: it leads to where the statement stands, page or entry."""

import random

import pytest
from django.test import Client

from browse.addresses import entry_url
from browse.pages.statements import page_of
from entries.choices import Status
from entries.models import Entry, Statement
from tests import make

pytestmark = pytest.mark.django_db


def test_a_statement_leads_to_the_page_on_which_it_stands(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 2)
    person = make.make_person()
    last = [
        make.make_statement(person, "met", make.make_person(f"Comrade {year}"), date=str(year))
        for year in range(1901, 1906)
    ][-1]
    person.refresh_from_db()

    response = client.get(f"/id/{person.pid}/s-{last.uid}", headers={"accept-language": "en"})

    assert response.status_code == 303
    assert response["Location"] == f"{entry_url(person)}?statement={last.uid}#s-{last.uid}"
    html = client.get(response["Location"]).content.decode()
    assert f'id="s-{last.uid}"' in html
    assert f'<link rel="canonical" href="http://localhost:8000{entry_url(person)}?page=3">' in html


def test_every_statement_is_found_on_its_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("browse.pages.statements.PAGE_SIZE", 3)
    person, chance = make.make_person(), random.Random(1917)
    for number in range(20):
        other = make.make_person(f"Comrade {number}")
        ends = [person, other] if chance.random() < 0.6 else [other, person]
        columns = {"date": str(1900 + chance.randrange(3))} if chance.random() < 0.7 else {}
        make.make_statement(ends[0], "met", ends[1], position=chance.randrange(2), **columns)
    entry = Entry.objects.get(pk=person.pk)

    in_order = Statement.objects.public().about(entry).in_order_of(entry)

    assert [page_of(entry, one.uid) for one in in_order] == [1 + at // 3 for at in range(20)]


def test_what_is_no_statement_of_the_entry_leads_to_the_entry(client: Client) -> None:
    person, other = make.make_person(), make.make_person("Lenin")
    secret = make.make_place("Secret place", status=Status.DRAFT)
    hidden = make.make_statement(person, "born", secret)
    elsewhere = make.make_statement(other, "born", make.make_place())
    person.refresh_from_db()

    for uid in (hidden.uid, elsewhere.uid):
        response = client.get(f"/id/{person.pid}/s-{uid}", headers={"accept-language": "en"})
        assert (response.status_code, response["Location"]) == (303, entry_url(person))
        assert client.get(entry_url(person), {"statement": uid}).status_code == 200
    assert client.get(f"/id/{person.pid}/s-0000000001").status_code == 404
    assert client.get(f"/id/{person.pid}/s-").status_code == 404


@pytest.mark.parametrize("statement", ["", "x" * 500, "\0", "%00", "٣", "s-"])
def test_a_statement_that_cannot_be_is_the_first_page(client: Client, statement: str) -> None:
    person = make.make_person()
    person.refresh_from_db()

    assert client.get(entry_url(person), {"statement": statement}).status_code == 200


def test_a_statement_of_a_merged_entry_leads_to_the_survivor(client: Client) -> None:
    person, survivor = make.make_person(), make.make_person("Lev Bronstein")
    statement = make.make_statement(survivor, "born", make.make_place())
    Entry.objects.filter(pk=person.pk).update(status=Status.MERGED, merged_into=survivor.pk)

    response = client.get(f"/id/{person.pid}/s-{statement.uid}")

    assert response.status_code == 301
    assert response["Location"] == f"/id/{survivor.pid}/s-{statement.uid}"


def test_statements_of_what_is_not_public_are_not_told_of(client: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)
    gone = make.make_person("Withdrawn", status=Status.WITHDRAWN)
    statement = make.make_statement(draft, "born", make.make_place())

    assert client.get(f"/id/{draft.pid}/s-{statement.uid}").status_code == 404
    assert client.get(f"/id/{gone.pid}/s-{statement.uid}").status_code == 410


def test_machines_are_sent_to_the_record(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place())

    response = client.get(
        f"/id/{person.pid}/s-{statement.uid}", headers={"accept": "application/json"}
    )

    assert (response.status_code, response["Location"]) == (303, f"/id/{person.pid}.json")
    assert "Accept" in response["Vary"]
