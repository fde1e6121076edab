"""Deleting drafts in the admin: the page that asks, one at a time or many."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from history.models import Revision
from people.models import Person
from tests import make
from tests.desk.forms import delete_address

pytestmark = pytest.mark.django_db

LIST = "/admin/people/person/"


def act(client: Client, *people: Person, **fields: Any) -> Any:
    keys = [person.pk for person in people]
    return client.post(LIST, {"action": "discard_selected", "_selected_action": keys, **fields})


def test_a_draft_is_deleted_with_a_note(editor: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)
    assert "Leon Trotsky" in editor.get(delete_address(draft)).content.decode()

    response = editor.post(delete_address(draft), {"note": "twice"}, follow=True)

    assert "was deleted successfully" in response.content.decode()
    last = Revision.objects.get(pid=draft.pid, action="delete")
    assert (last.note, str(last.user)) == ("twice", "martov")


def test_what_is_in_the_way_is_named_and_the_note_stays_typed(editor: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)
    make.make_statement(make.make_person(make.LENIN), "met", draft)

    page = editor.post(delete_address(draft), {"note": "entered twice"}).content.decode()

    assert "others refer to it: Vladimir Lenin" in page
    assert "entered twice" in page
    assert Person.objects.count() == 2


def test_many_drafts_are_deleted_and_the_rest_stays(editor: Client) -> None:
    draft, other = (make.make_person(status=Status.DRAFT) for _ in range(2))
    public = make.make_person(make.LENIN)

    asked = act(editor, draft, other, public).content.decode()
    assert "Only drafts that never were public" in asked
    assert Person.objects.count() == 3
    told = editor.get(act(editor, draft, other, public, note="test data")["Location"])

    assert [one.pk for one in Person.objects.all()] == [public.pk]
    assert "this is not yours to change" in told.content.decode()
    assert set(Revision.objects.filter(action="delete").values_list("note", flat=True)) == {
        "test data"
    }


def test_a_contributor_is_not_offered_it_and_cannot_force_it(contributor: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)

    assert "discard_selected" not in contributor.get(LIST).content.decode()
    act(contributor, draft, note="mine")

    assert Person.objects.count() == 1


def queries(client: Client, draft: Person) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert client.get(delete_address(draft)).status_code == 200
    return len(captured)


def test_the_page_that_asks_costs_the_same_whatever_goes(editor: Client) -> None:
    bare, rich = make.make_person(status=Status.DRAFT), make.make_person(status=Status.DRAFT)
    for year in range(1900, 1930):
        make.make_statement(rich, "edited", make.make_publication(), date=str(year))

    queries(editor, bare)
    assert queries(editor, bare) == queries(editor, rich)
