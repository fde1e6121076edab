"""The preview of a form that is not saved: what it shows, and that nothing is left of it."""

from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry
from people.models import Person
from tests import make
from tests.desk.forms import Fields, fields_of, open_form, save, text_of

pytestmark = pytest.mark.django_db


def preview(client: Client, entry: Entry | None, fields: Fields, **changes: Any) -> Any:
    """Press the button of a form with some of it changed."""
    address = "/desk/preview/person/" + (f"{entry.pk}/" if entry is not None else "")
    return client.post(address, {**fields, **changes})


def pages_of(response: Any) -> dict[str, str]:
    """Return the pages shown, by language."""
    assert response.status_code == 200
    return {page.language: page.html for page in response.context["pages"]}


def everything() -> dict[str, int]:
    """Return how many rows each table has."""
    rooms = {room.partition(".")[0] for room in settings.ROOMS}
    models = [one for one in apps.get_models() if one._meta.app_label in rooms]
    return {one._meta.label: one._default_manager.count() for one in models}


def new_form(client: Client) -> Fields:
    return fields_of(client.get("/admin/people/person/add/"), "person_form")


def test_the_page_shows_what_stands_in_the_form_in_three_languages(editor: Client) -> None:
    person = make.make_person(status=Status.DRAFT, summary={"en": "A revolutionary."})
    fields = open_form(editor, person)

    response = preview(editor, person, fields, **{"texts-0-body": "A writer in *exile*."})
    pages = pages_of(response)

    assert set(pages) == {"th", "en", "ru"}
    for language, html in pages.items():
        assert f'<html lang="{language}"' in html
        assert make.TROTSKY[language] in html
        assert "A writer in <em>exile</em>." in html
        assert "<script" not in html
    assert "Preview, not saved" in text_of(response)
    assert 'srcdoc="' in response.content.decode()


def test_nothing_is_left_of_a_preview(editor: Client) -> None:
    person = make.make_person(status=Status.DRAFT)
    fields = open_form(editor, person)
    before = everything()
    row = Entry.objects.filter(pk=person.pk).values().get()

    preview(editor, person, fields, editors_note="unsaved", **{"names-0-text": "Lev Davidovich"})
    preview(editor, None, {**new_form(editor), "names-0-text": "New", "names-0-language": "en"})

    assert everything() == before
    assert Entry.objects.filter(pk=person.pk).values().get() == row
    assert "unsaved" not in text_of(editor.get("/admin/"))


def test_a_new_entry_is_shown_before_it_is_saved(contributor: Client) -> None:
    names = {"names-0-text": "Вера Засулич", "names-0-language": "ru", "names-0-type": "preferred"}

    pages = pages_of(preview(contributor, None, new_form(contributor), **names))

    assert "Вера Засулич" in pages["ru"]
    assert not Person.objects.exists()


def test_what_is_wrong_is_said_as_when_it_is_saved(editor: Client) -> None:
    person = make.make_person(status=Status.DRAFT)
    fields = open_form(editor, person)

    response = preview(editor, person, fields, **{"names-0-date": "in the time of troubles"})

    assert response.context["errors"]
    (error,) = response.context["errors"]
    assert error.startswith("Name 1, In use: ")
    assert "srcdoc" not in response.content.decode()


def test_what_looks_odd_is_said_beside_the_preview_and_not_on_a_later_page(
    editor: Client,
) -> None:
    person = make.make_person(status=Status.DRAFT)
    fields = open_form(editor, person)

    response = preview(editor, person, fields, **{"names-0-text": "Тpоцкий"})

    assert "mixes letters of two scripts" in text_of(response)
    assert "mixes letters of two scripts" not in text_of(editor.get("/admin/"))


def test_other_drafts_do_not_show_in_a_preview(editor: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "edited", make.make_publication("Secret Gazette", status="draft"))
    make.make_statement(person, "edited", make.make_publication("Nashe Slovo"))

    html = pages_of(preview(editor, person, open_form(editor, person)))["en"]

    assert "Nashe Slovo" in html
    assert "Secret Gazette" not in html


def test_what_others_saved_meanwhile_is_not_passed_over(editor: Client, publisher: Client) -> None:
    person = make.make_person()
    fields = open_form(editor, person)
    theirs = open_form(publisher, person)
    save(publisher, person, theirs, **{"names-0-text": "Leo Trotsky"})

    response = preview(editor, person, fields, **{"names-0-text": "Lev Trotsky"})

    assert response.context["errors"]


def test_a_new_picture_is_left_out_and_no_file_is_written(editor: Client, tmp_path: Any) -> None:
    person = make.make_person()
    fields = open_form(editor, person)
    file = SimpleUploadedFile("portrait.png", b"\x89PNG not really", content_type="image/png")

    response = preview(editor, person, fields, **{"images-0-file": file})

    assert pages_of(response)
    assert not (tmp_path / "media").exists()


def test_a_preview_is_for_those_who_may_save(
    contributor: Client, client: Client, zasulich: User
) -> None:
    other = make.make_person(make.LENIN, status=Status.DRAFT)
    own = make.make_person(status=Status.DRAFT, created_by=zasulich)
    fields = open_form(contributor, own)

    assert preview(contributor, own, fields).status_code == 200
    assert preview(contributor, other, {}).status_code == 403
    assert preview(client, own, fields).status_code == 302


def test_a_preview_is_neither_kept_nor_to_be_had_by_its_address(editor: Client) -> None:
    person = make.make_person()
    response = preview(editor, person, open_form(editor, person))

    assert "no-store" in response["Cache-Control"]
    assert editor.get(f"/desk/preview/person/{person.pk}/").status_code == 405
    assert editor.get("/desk/preview/person/").status_code == 405


@pytest.mark.parametrize("address", ["dragon/", "person/999/", f"person/{'9' * 19}/", "entry/"])
def test_a_preview_of_what_is_not_there_is_not_found(editor: Client, address: str) -> None:
    assert editor.post(f"/desk/preview/{address}", {"x": "y"}).status_code == 404


def test_a_form_of_nonsense_is_no_failure(editor: Client) -> None:
    person = make.make_person()

    for fields in ({}, {"images-TOTAL_FORMS": "9" * 40, "names-TOTAL_FORMS": "x"}):
        response = preview(editor, person, {}, **fields)
        assert response.status_code == 200
        assert "srcdoc" not in response.content.decode()


def test_a_preview_costs_the_same_whatever_the_entry_says(editor: Client) -> None:
    person = make.make_person()

    def cost() -> int:
        fields = open_form(editor, person)
        with CaptureQueriesContext(connection) as queries:
            assert pages_of(preview(editor, person, fields))
        return len(queries)

    def fill(count: int) -> None:
        for number in range(count):
            paper = make.make_publication(f"Paper {count} {number}")
            make.cite(make.make_statement(person, "edited", paper, date=f"{1900 + number}"))

    fill(2)
    few = cost()
    fill(8)

    assert cost() == few
