"""No save overwrites another's: what does not touch is put together."""

import pytest
from django.test import Client

from entries.models import Name, Text
from people.models import Person
from tests import make
from tests.desk.forms import fields_of, messages_after, open_form, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(db: None) -> Person:
    return make.make_person()


def test_changes_of_different_fields_are_put_together_and_reported(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"names-0-text": "Trotzki"})

    response = save(editor, trotsky, fields, editors_note="his")

    assert response.status_code == 302
    trotsky.refresh_from_db()
    assert (trotsky.editors_note, trotsky.revision) == ("his", 2)
    assert Name.objects.filter(text="Trotzki").exists()
    told = messages_after(editor, response)
    assert "saved together with those of krupskaya" in told
    assert "Names: 1 changed (Trotzki)" in told


def test_fields_of_one_row_are_put_together(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"names-0-date": "1902"})

    save(editor, trotsky, fields, **{"names-0-note_en": "In exile"})

    name = trotsky.names.get(pk=fields["names-0-id"])
    assert (str(name.date), name.note) == ("1902", {"en": "In exile"})


def test_languages_of_one_note_are_put_together(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"names-0-note_ru": "В изгнании"})

    save(editor, trotsky, fields, **{"names-0-note_en": "In exile"})

    note = trotsky.names.get(pk=fields["names-0-id"]).note
    assert note == {"ru": "В изгнании", "en": "In exile"}


def test_rows_added_by_both_survive(editor: Client, publisher: Client, trotsky: Person) -> None:
    fields = open_form(editor, trotsky)
    count = trotsky.names.count()
    new = {f"names-{count}-language": "de", f"names-{count}-type": "variant"}
    hers, his = f"names-{count}-text", f"names-{count}-text"
    save(publisher, trotsky, open_form(publisher, trotsky), **new, **{hers: "Trotzki"})

    response = save(editor, trotsky, fields, **new, **{his: "Trotzky"})

    assert response.status_code == 302
    assert set(trotsky.names.filter(language="de").values_list("text", flat=True)) == {
        "Trotzki",
        "Trotzky",
    }
    assert "1 added (Trotzki)" in messages_after(editor, response)


def test_the_same_identifier_added_by_both_is_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    new = {"identifiers-0-scheme": "wikidata", "identifiers-0-value": "Q33391"}
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **new)

    assert save(editor, trotsky, fields, **new).status_code == 302

    assert trotsky.identifiers.count() == 1


def test_a_row_that_the_other_deleted_and_nobody_else_touched_goes(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    made = [
        make.make_statement(trotsky, "edited", make.make_publication(title))
        for title in ("Nashe Slovo", "Iskra", "Pravda")
    ]
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"statements-0-DELETE": "on"})

    response = save(editor, trotsky, fields, **{"statements-2-certainty": "possible"})

    assert response.status_code == 302
    left = {one.pk: one.certainty for one in trotsky.statements.all()}
    assert left == {made[1].pk: "certain", made[2].pk: "possible"}
    assert "Statements: 1 removed" in messages_after(editor, response)


def test_a_save_that_changes_nothing_takes_nothing_back(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    response = save(editor, trotsky, fields)

    trotsky.refresh_from_db()
    assert (trotsky.editors_note, trotsky.revision) == ("hers", 1)
    assert "You changed nothing; krupskaya has saved" in messages_after(editor, response)


def test_sets_are_put_together(editor: Client, publisher: Client, trotsky: Person) -> None:
    journalist, politician = (
        make.make_term("occupation", code, code) for code in ("journalist", "politician")
    )
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), occupations=[journalist.pk])

    assert save(editor, trotsky, fields, occupations=[politician.pk]).status_code == 302

    assert set(trotsky.occupations.all()) == {journalist, politician}


def test_a_text_of_several_lines_that_was_left_alone_is_no_change(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    Text.objects.create(entry=trotsky, language="en", body="first\nsecond")
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"texts-0-body": "hers"})
    sent = {"texts-0-body": fields["texts-0-body"].replace("\n", "\r\n")}

    assert save(editor, trotsky, fields, **sent, editors_note="his").status_code == 302

    assert trotsky.texts.get().body == "hers"


# Forms that say nothing of what they were opened on


@pytest.mark.parametrize("base", [None, "", "x", "a:b:c", "\x00", "9" * 20])
def test_without_its_base_a_form_changes_nothing_unasked(
    editor: Client, trotsky: Person, base: str | None
) -> None:
    fields = open_form(editor, trotsky)
    del fields["BASE"]
    if base is not None:
        fields["BASE"] = base

    response = save(editor, trotsky, fields, editors_note="his")

    assert response.status_code == 200
    assert [point.base for point in response.context["meanwhile"].points] == [None]
    kept = fields_of(response, "person_form")
    assert save(editor, trotsky, kept, **{"settle-editors_note": "mine"}).status_code == 302


def test_the_base_of_another_entry_is_none(editor: Client, trotsky: Person) -> None:
    other = open_form(editor, make.make_person(make.LENIN))
    fields = open_form(editor, trotsky)

    response = save(editor, trotsky, fields | {"BASE": other["BASE"]}, editors_note="his")

    assert response.status_code == 200


def test_a_statement_page_is_put_together_as_well(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    address = f"/admin/entries/statement/{statement.pk}/change/"
    fields = fields_of(editor.get(address), "statement_form")
    hers = {"statements-0-date": "1915"}
    save(publisher, trotsky, open_form(publisher, trotsky), **hers)

    response = editor.post(address, fields | {"certainty": "possible"})

    assert response.status_code == 302
    statement.refresh_from_db()
    assert (statement.certainty, str(statement.date)) == ("possible", "1915")
