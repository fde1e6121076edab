"""The form of an entry: its own fields, its rows, and the evidence on them."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from entries.choices import NameType, Stance, Status
from entries.models import AuditRecord, Name, Statement
from people.models import Person
from places.models import Place
from sources.models import Citation
from tests import make
from tests.desk.forms import Fields, errors_of, fields_of, form_address, open_form, save, text_of

pytestmark = pytest.mark.django_db

ADD = "/admin/people/person/add/"


def new_person(client: Client) -> Fields:
    """Return the empty form of a person."""
    return fields_of(client.get(ADD), "person_form")


def name_of(person: Person, language: str) -> Name:
    return person.names.get(language=language, type=NameType.PREFERRED)


def test_a_person_is_made_with_names_statements_and_evidence_in_one_go(
    contributor: Client, zasulich: User
) -> None:
    born, paper = make.make_property("born"), make.make_place()
    source = make.make_source()
    fields = new_person(contributor)
    fields |= {
        "names-0-text": "เลออน ตรอตสกี",
        "names-2-text": "Лев Троцкий",
        "names-2-source": source.pk,
        "names-2-locator": "par. 1",
        "statements-0-property": born.pk,
        "statements-0-object": paper.pk,
        "statements-0-date": "26 October 1879 O.S.",
        "statements-0-source": source.pk,
        "statements-0-locator": "par. 2",
        "change_note": "from the encyclopaedia",
    }

    assert contributor.post(ADD, fields).status_code == 302

    person = Person.objects.get()
    assert person.labels == {"th": "เลออน ตรอตสกี", "ru": "Лев Троцкий"}
    assert (person.status, person.revision) == (Status.DRAFT, 1)
    assert person.created_by == zasulich
    assert person.changed_by == zasulich
    statement = Statement.objects.get()
    assert statement.date is not None
    assert (statement.date.edtf, statement.date.calendar) == ("1879-10-26", "julian")
    assert [(one.locator, one.stance) for one in statement.citations.all()] == [
        ("par. 2", Stance.SUPPORTS)
    ]
    assert name_of(person, "ru").citations.get().source == source
    assert not name_of(person, "th").citations.exists()
    row = AuditRecord.objects.get()
    assert (row.action, row.note, row.revision) == ("create", "from the encyclopaedia", 1)


def test_the_years_of_a_person_follow_from_what_is_typed(contributor: Client) -> None:
    fields = new_person(contributor) | {
        "names-1-text": "Leon Trotsky",
        "statements-0-property": make.make_property("born").pk,
        "statements-0-date": "1879",
    }

    contributor.post(ADD, fields)

    span = Person.objects.get().span
    assert span is not None
    assert span.years()[0] == 1879


def test_the_default_source_fills_every_new_row_that_names_none(editor: Client) -> None:
    person = make.make_person()
    old = make.make_statement(person, "edited", make.make_publication())
    default, other = make.make_source(), make.make_source("My Life")
    fields = open_form(editor, person) | {
        "default_source": default.pk,
        "default_locator": "par. 7",
        "names-3-text": "Pero",
        "names-3-language": "ru-Latn",
        "names-3-type": NameType.COVER,
        "statements-1-property": make.make_property("met").pk,
        "statements-1-object": make.make_person(make.LENIN).pk,
        "citations-TOTAL_FORMS": "2",
        "citations-0-note_en": "passim",
        "citations-1-source": other.pk,
        "citations-1-stance": Stance.SUPPORTS,
        "citations-1-position": "1",
    }

    response = save(editor, person, fields)

    assert response.status_code == 302, errors_of(response)
    new = Statement.objects.exclude(pk=old.pk).get()
    assert [(one.source, one.locator) for one in new.citations.all()] == [(default, "par. 7")]
    assert person.names.get(text="Pero").citations.get().source == default
    assert [one.source for one in Citation.objects.filter(entry=person)] == [default, other]
    assert not old.citations.exists()


def test_evidence_is_changed_and_taken_away_on_the_row(editor: Client) -> None:
    person, source = make.make_person(), make.make_source()
    statement = make.make_statement(person, "edited", make.make_publication())
    first = make.cite(statement, source, "par. 1")
    second = make.cite(statement, source, "par. 9", position=1)

    changed = {"statements-0-locator": "par. 2", "statements-0-stance": Stance.CONTRADICTS}
    save(editor, person, open_form(editor, person), **changed)

    first.refresh_from_db()
    assert (first.locator, first.stance) == ("par. 2", Stance.CONTRADICTS)
    gone = {"statements-0-source": "", "statements-0-locator": ""}
    save(editor, person, open_form(editor, person), **gone)
    assert list(statement.citations.all()) == [second]


def test_a_spot_without_its_source_is_refused(editor: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "edited", make.make_publication())

    response = save(editor, person, open_form(editor, person), **{"statements-0-locator": "par. 3"})

    assert errors_of(response) == ["Give the source in which this spot is."]


def test_saving_without_a_change_counts_no_revision(editor: Client) -> None:
    person = make.make_person()
    make.cite(make.make_statement(person, "edited", make.make_publication(), date="1914/1916"))
    before = Person.objects.get(pk=person.pk)

    assert save(editor, person, open_form(editor, person)).status_code == 302

    after = Person.objects.get(pk=person.pk)
    assert (after.revision, after.changed_at) == (before.revision, before.changed_at)
    assert not AuditRecord.objects.exists()


def test_a_change_in_a_row_alone_counts_a_revision(editor: Client, martov: User) -> None:
    person = make.make_person()

    save(editor, person, open_form(editor, person), **{"names-0-text": "Lev Trotsky"})

    person.refresh_from_db()
    assert person.revision == 1
    assert person.changed_by == martov
    assert person.labels["en"] == "Lev Trotsky"


def test_the_preferred_name_is_exchanged_for_another_in_one_go(editor: Client) -> None:
    person = make.make_person("Lev Bronstein")
    Name.objects.create(entry=person, text="Leon Trotsky", language="en", type=NameType.PEN)

    response = save(
        editor,
        person,
        open_form(editor, person),
        **{"names-0-type": NameType.BIRTH, "names-1-type": NameType.PREFERRED},
    )

    assert response.status_code == 302
    assert name_of(person, "en").text == "Leon Trotsky"
    person.refresh_from_db()
    assert person.labels == {"en": "Leon Trotsky"}


def test_a_row_is_deleted_by_ticking_it(editor: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "edited", make.make_publication())

    save(editor, person, open_form(editor, person), **{"statements-0-DELETE": "on"})

    assert not Statement.objects.exists()


def test_editing_a_public_entry_leaves_it_public(editor: Client) -> None:
    person = make.make_person()

    save(editor, person, open_form(editor, person), editors_note="checked")

    person.refresh_from_db()
    assert person.status == Status.PUBLISHED


def test_what_other_entries_say_is_listed_with_links(editor: Client) -> None:
    paper, person = make.make_publication(), make.make_person()
    make.make_statement(person, "edited", paper, date="1914/1916")

    page = editor.get(f"/admin/works/publication/{paper.pk}/change/").content.decode()

    assert "Said of it at other entries" in page
    assert f"/admin/entries/entry/{person.pk}/change/" in page


def test_the_list_of_all_entries_leads_to_the_form_of_the_kind(editor: Client) -> None:
    person = make.make_person()

    response = editor.get(f"/admin/entries/entry/{person.pk}/change/?statements=2")

    assert response["Location"] == f"/admin/people/person/{person.pk}/change/?statements=2"


@pytest.mark.parametrize("key", ["999", "9" * 20, "nobody"])
def test_an_entry_that_is_not_there_is_said_to_be_missing(editor: Client, key: str) -> None:
    for address in (f"/admin/entries/entry/{key}/change/", f"/admin/people/person/{key}/change/"):
        assert editor.get(address).status_code == 302


def test_a_public_entry_links_to_its_page_and_a_draft_does_not(editor: Client) -> None:
    public, draft = make.make_person(), make.make_person("Pero", status=Status.DRAFT)

    def page(person: Person) -> str:
        return editor.get(f"/admin/people/person/{person.pk}/change/").content.decode()

    assert f"/id/{public.pid}" in page(public)
    assert f"/id/{draft.pid}" not in page(draft)


def test_all_citations_of_a_statement_are_edited_on_its_own_page(editor: Client) -> None:
    person, source = make.make_person(), make.make_source()
    statement = make.make_statement(person, "edited", make.make_publication())
    make.cite(statement, source, "par. 1")
    address = f"/admin/entries/statement/{statement.pk}/change/"
    fields = fields_of(editor.get(address), "statement_form")
    more: dict[str, Any] = {"citations-1-source": source.pk, "citations-1-locator": "par. 2"}

    response = editor.post(address, fields | more)

    assert response["Location"] == f"/admin/entries/entry/{person.pk}/change/"
    assert statement.citations.count() == 2
    person.refresh_from_db()
    assert person.revision == 1


def test_a_stored_row_reads_as_a_sentence_with_its_source(editor: Client) -> None:
    person, vienna = make.make_person(), make.make_place("Vienna")
    pravda = make.make_publication("Pravda (Vienna)")
    said = {"date": "1908–1912", "place": vienna, "qualifier": "editor"}
    statement = make.make_statement(person, "edited", pravda, **said)
    source = make.make_source("The Prophet Armed")
    make.cite(statement, source, "p. 12")
    make.cite(statement, source, "p. 40", position=1)

    page = text_of(editor.get(form_address(person)))

    assert (
        "edited · Pravda (Vienna) · editor · 1908–1912 · Vienna · certain"
        " · The Prophet Armed p. 12 (+1)" in page
    )


def test_a_contributor_only_reads_the_statements_of_others(contributor: Client) -> None:
    statement = make.make_statement(make.make_person(), "edited", make.make_publication())
    address = f"/admin/entries/statement/{statement.pk}/change/"

    assert contributor.get(address).status_code == 200
    assert contributor.post(address, {}).status_code == 403
    assert contributor.post(address.replace("change", "delete"), {"post": "yes"}).status_code == 403


def test_who_only_reads_sees_the_evidence(contributor: Client) -> None:
    person, source = make.make_person(), make.make_source("My Life, 1930")
    make.cite(make.make_statement(person, "edited", make.make_publication()), source, "p. 245")

    page = contributor.get(f"/admin/people/person/{person.pk}/change/").content.decode()

    assert "My Life, 1930" in page
    assert "p. 245" in page


def test_a_name_that_mixes_scripts_is_saved_and_pointed_out(editor: Client) -> None:
    person = make.make_person()
    fields = open_form(editor, person) | {"names-0-text": "Tрoцкий"}

    response = editor.post(form_address(person), fields, follow=True)

    assert "“Tрoцкий” mixes letters of two scripts that look alike." in response.content.decode()
    assert person.names.filter(text="Tрoцкий").exists()


def test_a_place_is_added_in_a_small_window_while_an_event_is_typed(editor: Client) -> None:
    address = "/admin/places/place/add/?_to_field=id&_popup=1"
    fields = fields_of(editor.get(address), "place_form") | {"names-1-text": "Bern"}

    response = editor.post(address, fields)

    assert response.status_code == 200
    assert "Bern" in response.content.decode()
    assert Place.objects.get().labels == {"en": "Bern"}
