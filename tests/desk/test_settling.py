"""What two editors changed each in another way is settled by the one who saves last."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from entries.models import Name, Text
from people.models import Person
from tests import make
from tests.desk.forms import errors_of, fields_of, messages_after, open_form, save, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(db: None) -> Person:
    return make.make_person()


def test_the_same_field_changed_by_both_is_shown_side_by_side(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    trotsky.editors_note = "was"
    trotsky.save()
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    response = save(editor, trotsky, fields, editors_note="his", **{"names-0-text": "Trotzki"})

    assert response.status_code == 200
    page = text_of(response)
    assert "krupskaya has saved this entry" in page
    point = response.context["meanwhile"].points[0]
    assert (point.name, str(point.base)) == ("settle-editors_note", "was")
    assert "hers" in str(point.theirs)
    kept = fields_of(response, "person_form")
    assert kept["editors_note"] == "his"
    assert kept["names-0-text"] == "Trotzki"
    assert "settle-editors_note" not in kept  # nothing is chosen beforehand
    trotsky.refresh_from_db()
    assert trotsky.editors_note == "hers"


def test_nothing_is_saved_until_all_is_chosen(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    kept = fields_of(save(editor, trotsky, fields, editors_note="his"), "person_form")

    response = save(editor, trotsky, kept)

    assert response.status_code == 200
    assert len(response.context["meanwhile"].points) == 1
    assert "krupskaya has saved this entry" in text_of(response)


@pytest.mark.parametrize(("choice", "stands"), [("mine", "his, edited"), ("theirs", "hers")])
def test_what_was_chosen_is_saved(
    editor: Client, publisher: Client, trotsky: Person, choice: str, stands: str
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    sent = save(editor, trotsky, fields, editors_note="his", **{"names-0-text": "Trotzki"})
    kept = fields_of(sent, "person_form")

    chosen = {"settle-editors_note": choice, "editors_note": "his, edited"}
    assert save(editor, trotsky, kept, **chosen).status_code == 302

    trotsky.refresh_from_db()
    assert trotsky.editors_note == stands
    assert trotsky.names.filter(text="Trotzki").exists()


@pytest.mark.parametrize("choice", ["", "both", "\x00", "9" * 20])
def test_an_absurd_choice_is_none(
    editor: Client, publisher: Client, trotsky: Person, choice: str
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    kept = fields_of(save(editor, trotsky, fields, editors_note="his"), "person_form")

    response = save(editor, trotsky, kept, **{"settle-editors_note": choice})

    assert response.status_code == 200


def test_languages_of_one_note_are_settled_one_by_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    hers = {"names-0-note_en": "hers", "names-0-note_ru": "её"}
    save(publisher, trotsky, open_form(publisher, trotsky), **hers)

    his = {"names-0-note_en": "his", "names-0-note_ru": "его", "names-0-note_th": "ของเขา"}
    response = save(editor, trotsky, fields, **his)

    key = fields["names-0-id"]
    english, russian = response.context["meanwhile"].points
    assert (english.name, english.title) == (
        f"settle-names-{key}-note_en",
        "Name “Leon Trotsky”: Note (en)",
    )
    kept = fields_of(response, "person_form")
    chosen = {english.name: "mine", russian.name: "theirs"}
    assert save(editor, trotsky, kept, **chosen).status_code == 302
    note = trotsky.names.get(pk=key).note
    assert note == {"en": "his", "ru": "её", "th": "ของเขา"}


def test_choosing_against_one_version_does_not_save_over_a_later_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    kept = fields_of(save(editor, trotsky, fields, editors_note="his"), "person_form")
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers again")

    response = save(editor, trotsky, kept, **{"settle-editors_note": "mine"})

    assert response.status_code == 200
    assert "hers again" in text_of(response)
    trotsky.refresh_from_db()
    assert trotsky.editors_note == "hers again"


def test_source_and_spot_are_settled_as_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    life, iskra = make.make_source("My Life"), make.make_source("Iskra")
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    make.cite(statement, life, locator="par. 1")
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"statements-0-source": iskra.pk})

    response = save(editor, trotsky, fields, **{"statements-0-locator": "par. 12"})

    (point,) = response.context["meanwhile"].points
    assert point.name == f"settle-statements-{statement.pk}-source"
    assert "Iskra" in point.theirs
    assert "par. 1" in point.base
    kept = fields_of(response, "person_form")
    assert kept["statements-0-locator"] == "par. 12"
    assert save(editor, trotsky, kept, **{point.name: "theirs"}).status_code == 302
    assert [one.source for one in statement.citations.all()] == [iskra]


def test_two_summaries_in_one_language_are_settled_as_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    new = {"texts-0-language": "en", "texts-0-role": "summary"}
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **new, **{"texts-0-body": "Hers."})

    response = save(editor, trotsky, fields, **new, **{"texts-0-body": "His."})

    text = Text.objects.get()
    (point,) = response.context["meanwhile"].points
    kept = fields_of(response, "person_form")
    assert kept["texts-0-body"] == "His."
    assert save(editor, trotsky, kept, **{point.name: "mine"}).status_code == 302
    text.refresh_from_db()
    assert text.body == "His."


def test_two_preferred_names_in_one_language_are_settled_as_one(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    count = trotsky.names.count()
    new = {f"names-{count}-language": "de", f"names-{count}-type": "preferred"}
    fields = open_form(editor, trotsky)
    at = f"names-{count}-text"
    save(publisher, trotsky, open_form(publisher, trotsky), **new, **{at: "Trotzki"})

    response = save(editor, trotsky, fields, **new, **{at: "Trotzky"})

    (point,) = response.context["meanwhile"].points
    assert "Trotzki" in point.theirs
    kept = fields_of(response, "person_form")
    assert save(editor, trotsky, kept, **{point.name: "theirs"}).status_code == 302
    assert [one.text for one in trotsky.names.filter(language="de")] == ["Trotzki"]


def test_a_name_made_preferred_by_one_while_the_other_adds_one_is_an_error_that_keeps_all(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    variant = Name.objects.create(entry=trotsky, text="Trotzki", language="de")
    count = trotsky.names.count()
    fields = open_form(editor, trotsky)
    her_form = open_form(publisher, trotsky)
    at = next(i for i in range(count) if her_form[f"names-{i}-id"] == str(variant.pk))
    save(publisher, trotsky, her_form, **{f"names-{at}-type": "preferred"})

    new = {f"names-{count}-language": "de", f"names-{count}-type": "preferred"}
    response = save(editor, trotsky, fields, **new, **{f"names-{count}-text": "Trotzky"})

    assert response.status_code == 200
    assert "Only one name in each language can be the preferred one." in errors_of(response)
    assert fields_of(response, "person_form")[f"names-{count}-text"] == "Trotzky"
    assert "krupskaya has saved this entry" in text_of(response)


@pytest.mark.parametrize(("choice", "count"), [("mine", 1), ("theirs", 0)])
def test_a_row_that_they_deleted_and_i_changed_is_settled(
    editor: Client, publisher: Client, trotsky: Person, choice: str, count: int
) -> None:
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), **{"statements-0-DELETE": "on"})

    response = save(editor, trotsky, fields, **{"statements-0-qualifier_en": "from Paris"})

    (point,) = response.context["meanwhile"].points
    assert (point.name, point.fate) == (f"settle-statements-{statement.pk}-row", "gone")
    kept = fields_of(response, "person_form")
    assert kept["statements-0-qualifier_en"] == "from Paris"
    assert save(editor, trotsky, kept, **{point.name: choice}).status_code == 302
    assert trotsky.statements.filter(qualifier={"en": "from Paris"}).count() == count


@pytest.mark.parametrize(("choice", "count"), [("mine", 0), ("theirs", 1)])
def test_a_row_that_i_delete_and_they_changed_is_settled(
    editor: Client, publisher: Client, trotsky: Person, choice: str, count: int
) -> None:
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    fields = open_form(editor, trotsky)
    hers = {"statements-0-certainty": "possible"}
    save(publisher, trotsky, open_form(publisher, trotsky), **hers)

    response = save(editor, trotsky, fields, **{"statements-0-DELETE": "on"})

    (point,) = response.context["meanwhile"].points
    assert (point.name, point.fate) == (f"settle-statements-{statement.pk}-row", "deleted")
    assert "possible" in point.theirs
    kept = fields_of(response, "person_form")
    assert save(editor, trotsky, kept, **{point.name: choice}).status_code == 302
    assert trotsky.statements.filter(certainty="possible").count() == count


def test_what_is_open_and_what_is_wrong_are_shown_at_once(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    sent = {"names-0-date": "31 April 1905", "names-0-text": "Trotzki"}

    response = save(editor, trotsky, fields, editors_note="his", **sent)

    assert len(response.context["meanwhile"].points) == 1
    assert any("31 April 1905" in message for message in errors_of(response))
    kept = fields_of(response, "person_form")
    assert {**kept, **sent} == kept
    again = save(editor, trotsky, kept, **{"settle-editors_note": "mine", "names-0-date": ""})
    assert again.status_code == 302
    trotsky.refresh_from_db()
    assert trotsky.editors_note == "his"


def test_an_error_in_a_stale_form_shows_what_came_and_keeps_what_was_typed(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    response = save(editor, trotsky, fields, **{"names-0-date": "31 April 1905"})

    assert "Taken over from theirs already: Editors" in text_of(response)
    kept = fields_of(response, "person_form")
    assert (kept["editors_note"], kept["names-0-date"]) == ("hers", "31 April 1905")
    again = save(editor, trotsky, kept, **{"names-0-date": "1902"})
    assert "saved together with those of krupskaya" in messages_after(editor, again)


def test_a_file_that_the_browser_will_have_forgotten_is_asked_for_again(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    fields = open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")
    picture = SimpleUploadedFile("portrait.png", b"?", content_type="image/png")

    fields |= {"images-0-file": picture}
    response = save(editor, trotsky, fields, editors_note="his")

    assert "Choose the file again before you save: portrait.png." in text_of(response)


def test_a_statement_page_asks_about_what_touches(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    statement = make.make_statement(trotsky, "edited", make.make_publication())
    address = f"/admin/entries/statement/{statement.pk}/change/"
    fields = fields_of(editor.get(address), "statement_form")
    save(
        publisher,
        trotsky,
        open_form(publisher, trotsky),
        **{"statements-0-certainty": "probable"},
    )

    response = editor.post(address, fields | {"certainty": "possible"})

    assert [point.name for point in response.context["meanwhile"].points] == ["settle-certainty"]
    statement.refresh_from_db()
    assert statement.certainty == "probable"
