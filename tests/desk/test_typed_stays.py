"""A save that is refused for what was typed, or for what a colleague did, gives all of it back."""

import pytest
from django.test import Client
from django.urls import reverse

from corrections.models import Correction
from entries.choices import Status
from history.models import Merge
from people.models import Person
from tests import make
from tests.desk.forms import Fields, fields_of, form_address, open_form, save, text_of

pytestmark = pytest.mark.django_db

TYPED = "typed with care"


@pytest.fixture
def draft() -> Person:
    return make.make_person(status=Status.DRAFT)


def fields_with(page: str, text: str) -> bool:
    """Tell whether a page that came back has a text in one of its boxes."""
    return f'value="{text}"' in page or f">{text}</textarea>" in page or f">\n{text}" in page


def test_every_row_of_an_entry_comes_back_from_a_save_with_a_bad_date(
    editor: Client, draft: Person
) -> None:
    born, source = make.make_property("born"), make.make_source("My Life")
    typed: Fields = {
        "names-3-text": "Antid Oto", "names-3-language": "fr", "names-3-type": "pen",
        "names-3-note_en": "as he signed", "names-TOTAL_FORMS": "4",
        "texts-0-language": "en", "texts-0-body": "A summary in one line.",
        "statements-0-property": born.pk, "statements-0-date": "31 April 1879",
        "statements-0-note_en": "of the register", "statements-0-locator": "f. 3v",
        "statements-0-source": source.pk, "statements-0-value_en": "in a hut",
        "identifiers-0-scheme": "viaf", "identifiers-0-value": "59263727",
        "images-0-alt_en": "A man with glasses", "images-0-credit": "Museum",
        "citations-0-source": source.pk, "citations-0-locator": "ch. 1",
        "editors_note": "ask the archive", "change_note": "from the register",
        "default_source": source.pk, "default_locator": "p. 9",
    }  # fmt: skip

    page = save(editor, draft, open_form(editor, draft) | typed)

    again = fields_of(page, "person_form")
    assert page.status_code == 200
    assert {name: again.get(name) for name in typed} == {
        name: str(value) for name, value in typed.items()
    }


def test_a_change_of_many_that_makes_no_sense_comes_back(editor: Client, draft: Person) -> None:
    address = f"/desk/chosen/?pid={draft.pid}"
    entry = {
        "do": "entry", "person-column": "occupations", "person-how": "set", "person-value": "",
        "person-where": TYPED,
    }  # fmt: skip
    narrowed = {
        "do": "statement", "only_object": TYPED, "statement-column": "date",
        "statement-how": "set", "statement-value": "31 April 1905",
    }  # fmt: skip
    added = {"do": "add", "add-property": "no such", "add-value_en": TYPED}

    for sent in (entry, narrowed, added):
        page = editor.post(address, sent)

        assert page.status_code == 200, sent["do"]
        assert fields_with(page.content.decode(), TYPED), sent["do"]


def test_choices_of_a_merge_come_back_when_a_colleague_changed_one_of_both(
    publisher: Client, draft: Person
) -> None:
    other = make.make_person(make.LENIN, status=Status.DRAFT)
    address = f"/desk/merge/?pid={draft.pid}&pid={other.pid}&survivor={draft.pid}"
    fields = fields_of(publisher.get(address), "merge-form")
    make_change = open_form(publisher, other)
    save(publisher, other, make_change, editors_note="seen")

    page = publisher.post("/desk/merge/", fields | {"do": "merge", "note": TYPED})

    assert "Somebody has changed one of these entries" in text_of(page)
    assert fields_with(page.content.decode(), TYPED)
    assert not Merge.objects.exists()


def test_the_note_on_undoing_a_merge_comes_back(publisher: Client, draft: Person) -> None:
    other = make.make_person(make.LENIN, status=Status.DRAFT)
    address = f"/desk/merge/?pid={draft.pid}&pid={other.pid}&survivor={draft.pid}"
    publisher.post(
        "/desk/merge/", fields_of(publisher.get(address), "merge-form") | {"do": "merge"}
    )
    undo = f"/desk/merges/{Merge.objects.get().pk}/undo/"
    publisher.post(undo, {"note": "first", "agreed": "1"})

    page = publisher.post(undo, {"note": TYPED, "agreed": "1"})

    assert TYPED in page.content.decode()


def test_a_record_of_an_authority_that_is_broken_comes_back(editor: Client, draft: Person) -> None:
    page = editor.post(f"/desk/authority/{draft.pid}/", {"text": "{" + TYPED})

    assert "{" + TYPED in page.content.decode()


def test_a_comment_that_is_too_long_comes_back(editor: Client, draft: Person) -> None:
    page = editor.post(f"/desk/review/{draft.pid}/comment/", {"text": f"{TYPED} " * 2000})

    assert page.status_code == 200
    assert TYPED in page.content.decode()


def test_a_plan_that_cannot_be_comes_back(publisher: Client, draft: Person) -> None:
    page = publisher.post(f"/desk/review/{draft.pid}/schedule/", {"at": "tomorrow at noon"})

    assert 'value="tomorrow at noon"' in page.content.decode()


def test_a_closure_without_its_ground_comes_back(publisher: Client) -> None:
    public = make.make_person(status=Status.PUBLISHED)

    page = publisher.post(f"/desk/close/{public.pid}/", {"reason_en": TYPED, "note": TYPED})

    assert page.status_code == 200
    assert page.content.decode().count(TYPED) == 2


@pytest.fixture
def correction(draft: Person) -> Correction:
    return Correction.objects.create(entry_id=draft.pk, message="Not so.", language="en")


def test_an_answer_to_a_reader_comes_back_from_a_decision_without_reason(
    editor: Client, correction: Correction
) -> None:
    address = reverse("admin:corrections_correction_change", args=[correction.pk])
    fields = fields_of(editor.get(address), "correction_form")

    page = editor.post(address, fields | {"decision": "declined", "editors_note": TYPED})

    assert TYPED in page.content.decode()
    assert not Correction.objects.get().is_closed


def test_two_who_answer_the_same_reader_see_the_answer_of_the_other(
    editor: Client, publisher: Client, correction: Correction
) -> None:
    address = reverse("admin:corrections_correction_change", args=[correction.pk])
    fields = fields_of(editor.get(address), "correction_form")
    publisher.post(address, fields | {"decision": "accepted", "answer": "Mended, thank you."})

    page = editor.post(address, fields | {"decision": "declined", "answer": TYPED})

    assert "Mended, thank you." in text_of(page)
    assert Correction.objects.get().answer == "Mended, thank you."
    again = fields_of(page, "correction_form")
    assert again["answer"] == TYPED
    assert editor.post(address, again | {"decision": "declined"}).status_code == 302
    assert Correction.objects.get().answer == TYPED


def test_a_property_without_a_label_comes_back(editor: Client) -> None:
    born = make.make_property("born")
    address = reverse("admin:entries_property_change", args=[born.pk])
    fields = fields_of(editor.get(address), "property_form")

    page = editor.post(address, fields | {"code": "", "inverse_label_en": TYPED})

    assert page.status_code == 200
    assert fields_of(page, "property_form")["inverse_label_en"] == TYPED


def test_a_step_that_asks_for_a_reason_comes_back_with_the_note(
    publisher: Client,
) -> None:
    public = make.make_person(status=Status.PUBLISHED)
    address = form_address(public).replace("/change/", "/step/")

    page = publisher.post(address, {"step": "withdraw", "revision": "0", "note": TYPED})

    assert TYPED in page.content.decode()
