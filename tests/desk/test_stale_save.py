"""No save overwrites another's."""

import pytest
from django.test import Client

from entries.models import Name
from people.models import Person
from tests import make
from tests.desk.forms import errors_of, fields_of, open_form, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(db: None) -> Person:
    return make.make_person()


def test_a_stale_save_is_refused_and_says_who_was_first(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    response = save(editor, trotsky, fields, editors_note="his", **{"names-0-text": "Trotzki"})

    page = response.content.decode()
    assert response.status_code == 200
    assert "krupskaya changed this entry on" in page
    trotsky.refresh_from_db()
    assert trotsky.editors_note == "hers"
    assert not Name.objects.filter(text="Trotzki").exists()


def test_what_was_typed_stays_in_the_form(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    response = save(editor, trotsky, fields, editors_note="his", **{"names-0-text": "Trotzki"})

    kept = fields_of(response, "person_form")
    assert kept["editors_note"] == "his"
    assert kept["names-0-text"] == "Trotzki"


def test_who_has_looked_may_save_over_that_version(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    kept = fields_of(save(editor, trotsky, fields, editors_note="his"), "person_form")

    assert save(editor, trotsky, kept, overwrite="1").status_code == 302

    trotsky.refresh_from_db()
    assert (trotsky.editors_note, trotsky.revision) == ("his", 2)


def test_saving_over_one_version_does_not_save_over_a_later_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers again")

    response = save(editor, trotsky, fields, editors_note="his", overwrite="1")

    assert errors_of(response) == ["Not saved: somebody else saved first. See above."]


def test_a_form_without_its_revision_is_taken_for_a_stale_one(
    editor: Client, trotsky: Person
) -> None:
    save(editor, trotsky, open_form(editor, trotsky), editors_note="first")
    fields = open_form(editor, trotsky)
    del fields["revision"]

    assert save(editor, trotsky, fields, editors_note="second").status_code == 200


@pytest.mark.parametrize("revision", ["-1", "9" * 20, "none", "\x00"])
def test_an_absurd_revision_is_an_error_and_no_failure(
    editor: Client, trotsky: Person, revision: str
) -> None:
    fields = open_form(editor, trotsky)

    assert save(editor, trotsky, fields, revision=revision).status_code == 200


def test_a_row_that_somebody_deleted_meanwhile_is_named(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    make.make_statement(trotsky, "edited", make.make_publication())
    fields = open_form(editor, trotsky)
    other = open_form(publisher, trotsky)
    save(publisher, trotsky, other, **{"statements-0-DELETE": "on"})

    response = save(editor, trotsky, fields, overwrite="1")

    assert response.status_code == 200
    assert "Somebody has deleted this row." in response.content.decode()


def test_a_stale_statement_page_is_refused_as_well(editor: Client, trotsky: Person) -> None:
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    address = f"/admin/entries/statement/{statement.pk}/change/"
    fields = fields_of(editor.get(address), "statement_form")
    save(editor, trotsky, open_form(editor, trotsky), editors_note="meanwhile")

    response = editor.post(address, fields | {"certainty": "possible"})

    assert response.status_code == 200
    statement.refresh_from_db()
    assert statement.certainty == "certain"
