"""Citations at /id/<pid>.bib, .ris and .csl.json, and by what the client accepts."""

import json

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from interop.citing.formats import FORMATS
from tests import make

pytestmark = pytest.mark.django_db

SUFFIXES = [form.suffix for form in FORMATS]


def withdraw(entry: Entry) -> None:
    Entry.objects.filter(pk=entry.pk).update(
        status=Status.WITHDRAWN, withdrawn_at=entry.published_at
    )


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_has_an_address_and_is_negotiated(client: Client, form: object) -> None:
    person = make.make_person()
    suffix, media_type = form.suffix, form.media_type  # type: ignore[attr-defined]

    led = client.get(f"/id/{person.pid}", headers={"accept": media_type})
    response = client.get(led["Location"])

    assert (led.status_code, led["Location"]) == (303, f"/id/{person.pid}.{suffix}")
    assert response.status_code == 200
    assert response["Content-Type"].startswith(media_type)
    assert response["Content-Disposition"] == f'attachment; filename="{person.pid}.{suffix}"'
    assert response["Access-Control-Allow-Origin"] == "*"
    assert "Leon Trotsky" in response.content.decode()


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_what_was_merged_withdrawn_or_never_public_answers_as_everywhere(
    client: Client, suffix: str
) -> None:
    merged, survivor, gone = make.make_person("Trotzki"), make.make_person(), make.make_person()
    draft = make.make_person(status=Status.DRAFT)
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor)
    withdraw(gone)

    moved = client.get(f"/id/{merged.pid}.{suffix}")
    tombstone = client.get(f"/id/{gone.pid}.{suffix}")

    assert (moved.status_code, moved["Location"]) == (301, f"/id/{survivor.pid}.{suffix}")
    assert (tombstone.status_code, tombstone.json()["status"]) == (410, "withdrawn")
    assert client.get(f"/id/{draft.pid}.{suffix}").status_code == 404
    assert client.get(f"/id/aaaaaaa.{suffix}").status_code == 404
    assert client.post(f"/id/{survivor.pid}.{suffix}").status_code == 405


@pytest.mark.parametrize("media_type", [form.media_type for form in FORMATS])
def test_a_withdrawn_entry_answers_reference_managers_with_its_tombstone(
    client: Client, media_type: str
) -> None:
    gone = make.make_person()
    withdraw(gone)

    response = client.get(f"/id/{gone.pid}", headers={"accept": media_type})

    assert (response.status_code, response["Content-Type"]) == (410, "application/json")


def test_a_work_is_cited_as_itself_and_on_request_as_our_entry(client: Client) -> None:
    work = make.make_work()

    (own,) = client.get(f"/id/{work.pid}.csl.json").json()
    (entry,) = client.get(f"/id/{work.pid}.csl.json?as=entry").json()

    assert own["type"] == "document"
    assert own["note"] == f"Described in Slovo: http://localhost:8000/id/{work.pid}"
    assert entry["type"] == "entry-encyclopedia"


def test_the_language_of_titles_can_be_asked_for(client: Client) -> None:
    path = f"/id/{make.make_person().pid}.csl.json"

    titles = {
        language: client.get(f"{path}?lang={language}").json()[0]["title"]
        for language in ("th", "en", "ru", "xx")
    }

    assert titles == {**make.TROTSKY, "xx": make.TROTSKY["en"]}


def test_the_whole_of_a_list_is_a_file_in_the_order_of_the_list(client: Client) -> None:
    names = [f"Delegate {number:03}" for number in range(60)]
    for name in names:
        make.make_person(name)
    make.make_person("Secret", status=Status.DRAFT)
    make.make_work("A manifesto")

    response = client.get("/en/browse.csl.json?kind=person")
    items = json.loads(b"".join(response))

    assert [item["title"] for item in items] == names
    assert response["Content-Disposition"] == 'attachment; filename="slovo.csl.json"'


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("query", ["", "q=nobody-at-all", "page=99999", "kind=x&from=1e9&sort=%00"])
def test_no_query_breaks_the_file_of_a_list(client: Client, suffix: str, query: str) -> None:
    make.make_person()

    response = client.get(f"/ru/browse.{suffix}?{query}")

    assert response.status_code == 200
    assert b"".join(response) is not None
