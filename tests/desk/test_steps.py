"""From draft to the public and back, by button and by list."""

from typing import Any

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import AuditRecord, Entry
from people.models import Person
from tests import make
from tests.desk.forms import form_address, open_form, save, step

pytestmark = pytest.mark.django_db

LIST = "/admin/people/person/"


def status_of(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).status


def act(client: Client, action: str, *entries: Entry, **fields: Any) -> Any:
    """Send a list action."""
    chosen = [entry.pk for entry in entries]
    return client.post(LIST, {"action": action, "_selected_action": chosen, **fields}, follow=True)


def said(response: Any) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_publishing_shows_the_entry_and_writes_the_log(publisher: Client) -> None:
    person = make.make_person(status=Status.DRAFT)

    response = step(publisher, person, "publish")

    assert response["Location"] == form_address(person)
    person.refresh_from_db()
    assert person.status == Status.PUBLISHED
    assert person.published_at is not None
    assert AuditRecord.objects.get().action == "publish"


def test_a_nameless_entry_is_not_published_and_the_reason_is_shown(publisher: Client) -> None:
    person = make.make_person({}, status=Status.DRAFT)

    response = step(publisher, person, "publish")

    assert "needs a preferred name" in response.content.decode()
    assert status_of(person) == Status.DRAFT


def test_withdrawing_first_asks_for_the_reason(publisher: Client) -> None:
    person = make.make_person()

    asked = step(publisher, person, "withdraw", ask="1").content.decode()
    refused = step(publisher, person, "withdraw", note="a copy").content.decode()

    assert "Give the reason." not in asked
    assert "Give the reason." in refused
    assert "a copy" in refused
    assert status_of(person) == Status.PUBLISHED


def test_the_reason_of_withdrawal_is_kept_in_every_language_given(publisher: Client) -> None:
    person = make.make_person()
    reason = {"reason_en": "The same as another.", "reason_th": "ซ้ำ"}

    step(publisher, person, "withdraw", **reason)

    person.refresh_from_db()
    assert person.status == Status.WITHDRAWN
    assert person.withdrawal_reason == {"en": "The same as another.", "th": "ซ้ำ"}


def test_sending_back_needs_a_note_for_the_author(editor: Client) -> None:
    person = make.make_person(status=Status.IN_REVIEW)

    assert "Give the reason." in step(editor, person, "send_back").content.decode()
    step(editor, person, "send_back", note="Which Bronstein?")

    assert status_of(person) == Status.DRAFT
    assert AuditRecord.objects.get().note == "Which Bronstein?"


def test_nobody_publishes_what_has_changed_since_they_looked(
    publisher: Client, editor: Client
) -> None:
    person = make.make_person(status=Status.DRAFT)
    save(editor, person, open_form(editor, person), editors_note="wait")

    address = form_address(person).replace("/change/", "/step/")
    response = publisher.post(address, {"step": "publish", "revision": "0"})

    assert "Somebody has changed this entry" in response.content.decode()
    assert status_of(person) == Status.DRAFT


@pytest.mark.parametrize(
    "fields",
    [{"step": "canonise"}, {}, {"step": "publish", "revision": "9" * 20}, {"step": "\x00"}],
)
def test_an_absurd_step_is_an_error_and_no_failure(
    publisher: Client, fields: dict[str, str]
) -> None:
    person = make.make_person(status=Status.DRAFT)

    address = form_address(person).replace("/change/", "/step/")

    assert publisher.post(address, fields).status_code == 200
    assert status_of(person) == Status.DRAFT


def test_a_step_with_an_entry_that_is_gone_leads_away(publisher: Client) -> None:
    assert publisher.post("/admin/people/person/999/step/", {"step": "publish"}).status_code == 302


def test_many_are_published_from_the_list_and_those_that_cannot_are_named(
    publisher: Client,
) -> None:
    draft = make.make_person(status=Status.DRAFT)
    review = make.make_person(make.LENIN, status=Status.IN_REVIEW)
    public = make.make_person("Parvus")

    response = act(publisher, "publish_selected", draft, review, public, agreed="1")

    assert [status_of(one) for one in (draft, review)] == [Status.PUBLISHED] * 2
    assert "Publish: 2 entries." in said(response)
    assert any("Parvus" in message for message in said(response))


def test_a_contributor_submits_from_the_list_only_what_is_theirs(
    contributor: Client, zasulich: Any
) -> None:
    own = make.make_person(status=Status.DRAFT, created_by=zasulich)
    other = make.make_person(make.LENIN, status=Status.DRAFT)

    response = act(contributor, "submit_selected", own, other, agreed="1")

    assert status_of(own) == Status.IN_REVIEW
    assert status_of(other) == Status.DRAFT
    assert "Vladimir Lenin: this is not yours to change." in said(response)


def test_withdrawing_many_asks_once_for_the_reason(publisher: Client) -> None:
    first, second = make.make_person(), make.make_person(make.LENIN)

    asked = act(publisher, "withdraw_selected", first, second).content.decode()
    act(publisher, "withdraw_selected", first, second, step="withdraw", reason_en="Twice here.")

    assert asked.count('name="_selected_action"') == 2
    for person in (first, second):
        person.refresh_from_db()
        assert person.status == Status.WITHDRAWN
        assert person.withdrawal_reason == {"en": "Twice here."}


@pytest.mark.parametrize("action", ["publish_selected", "withdraw_selected", "delete_selected"])
def test_an_action_that_is_not_offered_cannot_be_forced(editor: Client, action: str) -> None:
    person = make.make_person(status=Status.DRAFT)

    act(editor, action, person, step="withdraw", reason_en="No.", post="yes", agreed="1")

    assert Person.objects.get().status == Status.DRAFT


def test_entries_of_all_kinds_are_published_from_the_list_of_everything(
    publisher: Client,
) -> None:
    person, place = make.make_person(status="draft"), make.make_place(status="draft")

    publisher.post(
        "/admin/entries/entry/",
        {"action": "publish_selected", "_selected_action": [person.pk, place.pk], "agreed": "1"},
    )

    assert {status_of(person), status_of(place)} == {Status.PUBLISHED}
