"""ARKs: the same answers as the address to cite, in the form that archives share."""

import pytest
from django.test import Client
from pytest_django import Settings

from entries.choices import Status
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _naan(settings: Settings) -> None:
    settings.ARK_NAAN = "99999"
    settings.SITE_NAME = "Slovo"


@pytest.mark.parametrize("prefix", ["/ark:99999/", "/ark:/99999/"])
def test_an_ark_leads_where_the_identifier_leads(client: Client, prefix: str) -> None:
    person = make.make_person()

    response = client.get(prefix + person.pid)

    assert response.status_code == 303
    assert response["Location"] == f"/en/persons/{person.pid}/leon-trotsky/"


def test_hyphens_and_empty_structure_mean_nothing(client: Client) -> None:
    person = make.make_person()
    hyphened = f"{person.pid[:3]}-{person.pid[3:]}/."

    assert client.get(f"/ark:999-99/{hyphened}").status_code == 303


def test_a_version_is_a_qualifier(client: Client) -> None:
    person = make.make_person()

    response = client.get(f"/ark:99999/{person.pid}/v2")

    assert response["Location"] == f"/id/{person.pid}/v2"


def test_a_statement_is_a_qualifier_and_its_hyphen_means_nothing(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place())

    for part in (f"s-{statement.uid}", f"s{statement.uid}"):
        response = client.get(f"/ark:99999/{person.pid}/{part}")
        assert response.status_code == 303
        assert response["Location"].endswith(f"?statement={statement.uid}#s-{statement.uid}")


def test_info_describes_the_entry_and_the_promise(client: Client) -> None:
    person = make.make_person()

    for query in ("?info", "??"):
        response = client.get(f"/ark:99999/{person.pid}{query}")
        assert response["Content-Type"] == "text/plain; charset=utf-8"
        lines = response.content.decode().splitlines()
        assert lines[:3] == [
            "erc:",
            "who: Slovo",
            "what: Leon Trotsky; Лев Давидович Троцкий; เลออน ตรอตสกี",
        ]
        assert f"where: http://localhost:8000/ark:99999/{person.pid}" in lines
        assert "erc-support:" in lines


def test_the_description_of_a_merged_entry_is_that_of_its_survivor(client: Client) -> None:
    merged, survivor = make.make_person(make.LENIN), make.make_person()
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor.pk)

    response = client.get(f"/ark:99999/{merged.pid}?info")

    assert (response.status_code, response["Location"]) == (301, f"/ark:99999/{survivor.pid}?info")


def test_what_was_withdrawn_is_described_as_gone(client: Client) -> None:
    person = make.make_person(status=Status.WITHDRAWN)

    response = client.get(f"/ark:99999/{person.pid}?info")

    assert response.status_code == 410
    assert "how: (:unav) person, withdrawn" in response.content.decode()
    assert client.get(f"/ark:99999/{person.pid}").status_code == 410


@pytest.mark.parametrize(
    "path",
    ["12345/{pid}", "99999/{pid}/w2", "99999/{pid}/v0", "99999/nobody1", "99999/x", "99999//"],
)
def test_what_is_not_ours_is_not_found(client: Client, path: str) -> None:
    person = make.make_person()

    assert client.get("/ark:" + path.format(pid=person.pid)).status_code == 404


def test_without_a_number_there_are_no_arks(client: Client, settings: Settings) -> None:
    settings.ARK_NAAN = ""

    assert client.get(f"/ark:/{make.make_person().pid}").status_code == 404
    assert client.get(f"/ark:99999/{make.make_person().pid}").status_code == 404


def test_drafts_have_no_ark(client: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)

    for query in ("", "?info"):
        assert client.get(f"/ark:99999/{draft.pid}{query}").status_code == 404
