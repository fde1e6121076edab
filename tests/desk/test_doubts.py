"""What looks wrong is saved, told after the save, and listed whenever the form is opened."""

import pytest
from django.test import Client

from entries.models import Statement
from people.models import Person
from tests import make
from tests.desk.forms import form_address, messages_after, open_form, save, text_of

pytestmark = pytest.mark.django_db

AFTER = "“edited Nashe Slovo” is dated 1941, but Leon Trotsky: 1879–1940."


@pytest.fixture
def trotsky(db: None) -> Person:
    person = make.make_person()
    for code, date in (("born", "1879"), ("died", "1940")):
        make.cite(make.make_statement(person, code, date=date))
    return person


def test_a_date_after_death_is_saved_and_told_with_the_reason(
    editor: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky) | {
        "statements-2-property": make.make_property("edited").pk,
        "statements-2-object": make.make_publication().pk,
        "statements-2-date": "1941",
    }

    said = messages_after(editor, save(editor, trotsky, fields))

    assert Statement.objects.filter(property__code="edited").exists()
    assert AFTER in said
    assert "1 statement just saved names no source." in said


def test_all_doubts_are_listed_at_the_head_of_the_form(editor: Client, trotsky: Person) -> None:
    make.make_statement(trotsky, "edited", make.make_publication(), date="1941")

    page = text_of(editor.get(form_address(trotsky)))

    assert AFTER in page
    assert "1 statement names no source." in page


def test_a_row_that_was_not_touched_is_not_told_again(editor: Client, trotsky: Person) -> None:
    make.make_statement(trotsky, "edited", make.make_publication(), date="1941")
    fields = open_form(editor, trotsky) | {"editors_note": "checked"}

    assert AFTER not in messages_after(editor, save(editor, trotsky, fields))


def test_an_entry_in_no_doubt_shows_no_list(editor: Client, trotsky: Person) -> None:
    assert "To look at again" not in text_of(editor.get(form_address(trotsky)))
