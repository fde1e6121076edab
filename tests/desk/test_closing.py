"""Withdrawing for law or privacy: nothing is said any more, and the log says why."""

from typing import Any

import pytest
from django.test import Client

from entries.choices import Status
from entries.models import AuditRecord, Entry
from history.models import Closure
from tests import make
from tests.desk.forms import form_address

pytestmark = pytest.mark.django_db

JSON = {"accept": "application/json"}
NOTE = "Letter of the family, 3 May 2027"


def close(client: Client, entry: Entry, **fields: Any) -> Any:
    given = {"ground": "privacy", "reason_en": "At the family's wish.", "note": NOTE}
    return client.post(f"/desk/close/{entry.pid}/", {**given, **fields})


def text_of(response: Any) -> str:
    return str(response.content.decode())


def test_only_publishers_close(editor: Client, client: Client) -> None:
    person = make.make_person()

    assert editor.get(f"/desk/close/{person.pid}/").status_code == 403
    assert close(editor, person).status_code == 403
    assert client.get(f"/desk/close/{person.pid}/").status_code == 302
    assert "Law or privacy…" not in text_of(editor.get(form_address(person)))


def test_what_is_closed_is_gone_without_its_name(publisher: Client, client: Client) -> None:
    person = make.make_person()
    assert f"/desk/close/{person.pid}/" in text_of(publisher.get(form_address(person)))

    assert close(publisher, person).status_code == 302

    page = client.get(f"/id/{person.pid}")
    document = client.get(f"/id/{person.pid}.json", headers=JSON)
    assert (page.status_code, document.status_code) == (410, 410)
    assert "Trotsky" not in text_of(page)
    assert "protection of privacy" in text_of(page)
    assert document.json()["names"] == {}
    assert document.json()["closed"] == "privacy"
    assert document.json()["withdrawal_reason"] == {"en": "At the family's wish."}


def test_who_asked_for_it_is_in_the_log_and_nowhere_else(publisher: Client, client: Client) -> None:
    person = make.make_person()
    close(publisher, person)

    assert AuditRecord.objects.filter(action="close", note__contains=NOTE).count() == 1
    assert NOTE not in text_of(client.get(f"/id/{person.pid}"))
    assert NOTE not in text_of(client.get(f"/id/{person.pid}.json"))


def test_without_a_note_nothing_is_closed_and_the_rest_stays_typed(publisher: Client) -> None:
    person = make.make_person()

    response = close(publisher, person, note=" ")

    assert "This field is required." in text_of(response)
    assert "At the family&#x27;s wish." in text_of(response)
    assert Entry.objects.get(pk=person.pk).status == Status.PUBLISHED


def test_a_withdrawn_entry_can_be_closed_and_a_draft_cannot(publisher: Client) -> None:
    gone = make.make_person(status=Status.WITHDRAWN)
    draft = make.make_person(make.LENIN, status=Status.DRAFT)

    assert close(publisher, gone).status_code == 302
    refused = text_of(close(publisher, draft))

    assert "Only what was public can be closed." in refused
    assert [one.entry_id for one in Closure.objects.all()] == [gone.pk]


def test_lifting_shows_the_name_again_and_leaves_the_entry_withdrawn(
    publisher: Client, client: Client
) -> None:
    person = make.make_person()
    close(publisher, person)
    page = publisher.get(f"/desk/close/{person.pid}/")
    assert NOTE in text_of(page)

    publisher.post(f"/desk/close/{person.pid}/", {"note": "The family agreed."})

    answer = client.get(f"/id/{person.pid}")
    assert answer.status_code == 410
    assert "Leon Trotsky" in text_of(answer)
    assert "protection of privacy" not in text_of(answer)
    closure = Closure.objects.get()
    assert closure.lifted_by is not None
    assert closure.lifted_by.username == "krupskaya"


def test_what_is_closed_cannot_be_merged_back_into_the_light(publisher: Client) -> None:
    person, other = make.make_person(), make.make_person(make.LENIN)
    close(publisher, person)

    page = text_of(publisher.get(f"/desk/merge/?pid={other.pid}&pid={person.pid}"))

    assert "is closed for law or privacy" in page
