"""What the table of rights (`rights_table`) does not say: what becomes of an entry over time."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from people.models import Person
from tests import make
from tests.desk.forms import delete_address, form_address, open_form, save, step

pytestmark = pytest.mark.django_db


def test_a_contributor_saves_submits_and_then_only_reads_a_draft_of_their_own(
    contributor: Client, zasulich: User
) -> None:
    person = make.make_person(status=Status.DRAFT, created_by=zasulich)
    fields = open_form(contributor, person)

    assert save(contributor, person, fields, editors_note="mine").status_code == 302
    step(contributor, person, "submit")

    person.refresh_from_db()
    assert person.status == Status.IN_REVIEW
    assert save(contributor, person, fields, editors_note="late").status_code == 403


def test_a_contributor_cannot_delete_even_a_draft_of_their_own(
    contributor: Client, zasulich: User
) -> None:
    person = make.make_person(status=Status.DRAFT, created_by=zasulich)

    assert contributor.post(delete_address(person), {"post": "yes"}).status_code == 403
    assert Person.objects.filter(pk=person.pk).exists()


def test_an_editor_deletes_a_draft_with_all_its_parts(editor: Client, martov: User) -> None:
    person = make.make_person(status=Status.DRAFT, created_by=martov)
    make.cite(make.make_statement(person, "edited", make.make_publication()))
    save(editor, person, open_form(editor, person), editors_note="leaves a line in the log")

    response = editor.post(delete_address(person), {"post": "yes"})

    assert response.status_code == 302
    assert not Person.objects.filter(pk=person.pk).exists()


def test_a_draft_that_once_was_public_is_never_deleted(publisher: Client) -> None:
    person = make.make_person()
    Entry.objects.filter(pk=person.pk).update(status=Status.DRAFT)

    assert publisher.get(delete_address(person)).status_code == 403


def test_a_merged_entry_is_only_read(publisher: Client) -> None:
    survivor = make.make_person()
    merged = make.make_person("L. Trotzky")
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor.pk)

    response = publisher.get(form_address(merged))

    assert response.status_code == 200
    assert "_save" not in response.content.decode()


@pytest.mark.parametrize(
    "path",
    [
        "/admin/people/person/",
        "/admin/people/person/add/",
        "/admin/entries/entry/",
        "/admin/entries/entry/autocomplete/",
        "/admin/entries/auditrecord/",
    ],
)
def test_a_stranger_finds_every_door_of_the_desk_closed(client: Client, path: str) -> None:
    response = client.get(path)

    assert response.status_code == 302
    assert "/admin/login/" in response["Location"]


def test_a_step_is_taken_by_posting_only(publisher: Client) -> None:
    person = make.make_person(status=Status.DRAFT)

    assert publisher.get(form_address(person).replace("/change/", "/step/")).status_code == 405


def test_contributors_read_the_vocabulary_and_editors_change_it(
    contributor: Client, editor: Client
) -> None:
    born = make.make_property("born")
    address = f"/admin/entries/property/{born.pk}/change/"

    assert contributor.get(address).status_code == 200
    assert contributor.post(address, {}).status_code == 403
    assert editor.post(address, {}).status_code == 200


def test_the_log_is_read_and_never_written(publisher: Client) -> None:
    assert publisher.get("/admin/entries/auditrecord/").status_code == 200
    assert publisher.get("/admin/entries/auditrecord/add/").status_code == 403
