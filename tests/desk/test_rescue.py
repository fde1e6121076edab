"""What was typed into a form that can no longer be saved is given back."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

from entries.choices import Status
from entries.models import Entry
from people.models import Person
from tests import make
from tests.desk.forms import open_form, save, step, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(zasulich: User) -> Person:
    return make.make_person(status=Status.DRAFT, created_by=zasulich)


def test_a_draft_that_was_published_meanwhile_gives_back_what_its_author_typed(
    contributor: Client, publisher: Client, draft: Person
) -> None:
    fields = open_form(contributor, draft)
    step(publisher, draft, "publish")

    sent = {"editors_note": "long thoughts", "names-0-note_en": "In exile"}
    response = save(contributor, draft, fields, **sent)

    assert response.status_code == 403
    page = text_of(response)
    assert "You may not change this any more" in page
    assert "long thoughts" in page
    assert "Name: note (en) In exile" in page
    assert "Троцкий" not in page  # it stood there when the form was opened
    draft.refresh_from_db()
    assert draft.editors_note == ""


def test_an_entry_that_was_deleted_meanwhile_gives_back_what_was_typed(
    editor: Client, draft: Person
) -> None:
    fields = open_form(editor, draft)
    Entry.objects.get(pk=draft.pk).delete()

    response = save(editor, draft, fields, editors_note="long thoughts")

    assert response.status_code == 404
    assert "long thoughts" in text_of(response)


def test_what_was_chosen_is_named_and_not_numbered(
    contributor: Client, publisher: Client, draft: Person
) -> None:
    congress, lenin = make.make_event(), make.make_person(make.LENIN)
    typed = {
        "statements-0-property": make.make_property("delegate-at").pk,
        "statements-0-object": congress.pk,
        "statements_as_object-0-subject": lenin.pk,
        "default_source": make.make_source("My Life").pk,
    }
    fields = open_form(contributor, draft) | typed
    step(publisher, draft, "publish")

    page = text_of(save(contributor, draft, fields))

    for said in ("delegate at", "Zimmerwald Conference", "Vladimir Lenin", "My Life"):
        assert said in page


def test_who_typed_nothing_is_refused_as_ever(
    contributor: Client, publisher: Client, draft: Person
) -> None:
    fields = open_form(contributor, draft)
    step(publisher, draft, "publish")

    assert "You may not change this any more" not in text_of(save(contributor, draft, fields))


def test_what_is_not_one_of_our_forms_is_not_repeated(
    contributor: Client, publisher: Client, draft: Person
) -> None:
    step(publisher, draft, "publish")

    response = save(contributor, draft, {}, editors_note="long thoughts")

    assert response.status_code == 403
    assert "long thoughts" not in text_of(response)
