"""The address that is cited: /id/<pid>, in every state of an entry and for every client."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
HTML = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}
REASON = {"en": "Two persons were taken for one.", "ru": "Двух людей приняли за одного."}


def merge(entry: Entry, survivor: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(status=Status.MERGED, merged_into=survivor.pk)


def withdraw(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(
        status=Status.WITHDRAWN,
        withdrawn_at=datetime(2027, 1, 2, tzinfo=UTC),
        withdrawal_reason=REASON,
    )


@pytest.mark.parametrize("headers", [HTML, {}, {"accept": "*/*"}, {"accept": "application/msword"}])
def test_people_are_sent_to_the_page(client: Client, headers: dict[str, str]) -> None:
    person = make.make_person()

    response = client.get(f"/id/{person.pid}", headers=headers)

    assert response.status_code == 303
    assert response["Location"] == f"/en/persons/{person.pid}/leon-trotsky/"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("language", ["th", "ru", "en"])
def test_people_are_sent_to_the_page_in_their_language(client: Client, language: str) -> None:
    person = make.make_person()

    response = client.get(f"/id/{person.pid}", headers={"accept-language": f"{language}, de;q=0.1"})

    assert response["Location"].startswith(f"/{language}/persons/")
    assert {"Accept", "Accept-Language"} <= {one.strip() for one in response["Vary"].split(",")}


@pytest.mark.parametrize("accept", ["application/json", "text/html;q=0.5, application/json"])
def test_machines_are_sent_to_the_record(client: Client, accept: str) -> None:
    person = make.make_person()

    response = client.get(f"/id/{person.pid}", headers={"accept": accept})

    assert (response.status_code, response["Location"]) == (303, f"/id/{person.pid}.json")
    assert "Accept" in response["Vary"]


def test_an_entry_without_a_slug_has_an_address_as_well(client: Client) -> None:
    person = make.make_person({})

    response = client.get(f"/id/{person.pid}")

    assert response["Location"] == f"/en/persons/{person.pid}/"
    assert client.get(response["Location"]).status_code == 200


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_a_merged_entry_moves_to_the_last_survivor_in_one_step(client: Client, suffix: str) -> None:
    first, second, last = (make.make_person(name) for name in ("Bronstein", "Trotzki", "Trotsky"))
    merge(first, second)
    merge(second, last)

    for merged in (first, second):
        response = client.get(f"/id/{merged.pid}{suffix}", headers=JSON if suffix else HTML)
        assert (response.status_code, response["Location"]) == (301, f"/id/{last.pid}{suffix}")
        assert "no-cache" in response["Cache-Control"]


def test_a_withdrawn_entry_answers_people_with_its_tombstone(client: Client) -> None:
    person = make.make_person(summary={"en": "Secret summary."})
    withdraw(person)

    response = client.get(f"/id/{person.pid}", headers={**HTML, "accept-language": "ru"})
    text = response.content.decode()

    assert response.status_code == 410
    assert "Лев Давидович Троцкий" in text
    assert REASON["ru"] in text
    assert f"/id/{person.pid}" in text
    assert "Secret summary." not in text


@pytest.mark.parametrize(("suffix", "headers"), [("", JSON), (".json", {})])
def test_a_withdrawn_entry_answers_machines_with_its_tombstone(
    client: Client, suffix: str, headers: dict[str, str]
) -> None:
    person = make.make_person(summary={"en": "Secret summary."})
    withdraw(person)

    response = client.get(f"/id/{person.pid}{suffix}", headers=headers)

    assert response.status_code == 410
    assert response["Content-Type"] == "application/json"
    document = response.json()
    assert document.pop("published_at") is not None
    assert document == {
        "id": f"http://localhost:8000/id/{person.pid}",
        "pid": person.pid,
        "kind": "person",
        "status": "withdrawn",
        "names": make.TROTSKY,
        "withdrawn_at": "2027-01-02T00:00:00Z",
        "withdrawal_reason": REASON,
    }


def test_what_was_merged_into_an_entry_since_withdrawn_is_gone_with_it(client: Client) -> None:
    merged, survivor = make.make_person("Trotzki"), make.make_person()
    merge(merged, survivor)
    withdraw(survivor)

    response = client.get(f"/id/{merged.pid}", headers=JSON)

    assert response.status_code == 410
    assert response.json()["pid"] == survivor.pid


@pytest.mark.parametrize("status", [Status.DRAFT, Status.IN_REVIEW])
def test_what_was_public_once_answers_for_ever_and_tells_nothing_of_drafts(
    client: Client, status: str
) -> None:
    draft = make.make_person("Secret draft", status=status)
    merged = make.make_person("Trotzki")
    merge(merged, draft)
    back_again = make.make_person("Secret new name")
    Entry.objects.filter(pk=back_again.pk).update(status=status)

    for entry in (merged, back_again):
        response = client.get(f"/id/{entry.pid}.json")
        assert response.status_code == 410
        assert response.json()["pid"] == entry.pid
        assert response.json()["withdrawn_at"] is None
        assert client.get(f"/id/{entry.pid}").status_code == 410
        assert b"Secret" not in client.get(f"/id/{entry.pid}", follow=True).content


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_what_was_never_public_is_not_found(client: Client, suffix: str) -> None:
    hidden = [make.make_person(status=status) for status in (Status.DRAFT, Status.IN_REVIEW)]
    merged_draft = make.make_person("Trotzki", published_at=None, status=Status.DRAFT)
    merge(merged_draft, make.make_person())

    for entry in (*hidden, merged_draft):
        assert client.get(f"/id/{entry.pid}{suffix}", headers=JSON).status_code == 404


def test_an_identifier_with_a_slip_of_the_pen_is_not_found(client: Client) -> None:
    pid = make.make_person().pid
    slips = [
        pid[:-1] + ("b" if pid[-1] != "b" else "c"),
        pid[0] + pid[2] + pid[1] + pid[3:] if pid[1] != pid[2] else pid[:-1] + "a",
        pid[:6],
        pid + "0",
        pid.upper(),
        "aeiouyl",
        "trotsky",
    ]

    for slip in slips:
        assert client.get(f"/id/{slip}").status_code == 404
        assert client.get(f"/id/{slip}.json").status_code == 404


@pytest.mark.parametrize("suffix", ["", ".json"])
def test_only_reading_is_allowed_and_a_head_is_reading(client: Client, suffix: str) -> None:
    path = f"/id/{make.make_person().pid}{suffix}"

    got, head = client.get(path), client.head(path)
    assert head.status_code == got.status_code
    assert head.content == b""
    assert head.get("Location") == got.get("Location")
    for method in ("post", "put", "patch", "delete"):
        response = getattr(client, method)(path)
        assert response.status_code == 405
        assert set(response["Allow"].split(", ")) == {"GET", "HEAD"}


def test_scripts_of_any_site_may_read_every_answer(client: Client) -> None:
    person, gone = make.make_person(), make.make_person()
    withdraw(gone)

    for pid in (person.pid, gone.pid):
        for path in (f"/id/{pid}", f"/id/{pid}.json"):
            response = client.get(path, headers=JSON)
            assert response["Access-Control-Allow-Origin"] == "*"
            assert "no-cache" in response["Cache-Control"]


def test_an_answer_that_did_not_change_is_not_sent_again(client: Client) -> None:
    person = make.make_person()
    path = f"/id/{person.pid}.json"
    tag = client.get(path)["ETag"]

    assert client.get(path, headers={"if-none-match": tag}).status_code == 304

    make.make_statement(person, "born", date="1879")
    assert client.get(path, headers={"if-none-match": tag}).status_code == 200


def test_the_record_is_readable_and_whole(client: Client) -> None:
    person = make.make_person(editors_note="secret")
    make.make_statement(person, "born", date="1879", editors_note="secret")
    draft = make.make_publication(status=Status.DRAFT)
    make.make_statement(person, "edited", draft)

    response = client.get(f"/id/{person.pid}.json")
    text = response.content.decode()
    document: dict[str, Any] = json.loads(text)

    assert (response.status_code, response["Content-Type"]) == (200, "application/json")
    assert "Троцкий" in text
    assert document["id"] == f"http://localhost:8000/id/{person.pid}"
    assert (document["pid"], document["kind"], document["format"]) == (person.pid, "person", 1)
    assert [one["property"] for one in document["statements"]] == ["born"]
    assert "editors_note" not in text
    assert "secret" not in text
    assert draft.pid not in text
