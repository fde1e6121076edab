import pytest
from django.test import Client

from entries.choices import ImageRole, Status
from entries.models import Entry, Name, Text
from tests import make
from tests.browse.pages import get_list, get_page, main_words

pytestmark = pytest.mark.django_db

SECRET = "Moisei Shpentser"


def make_secret() -> Entry:
    return make.make_person(SECRET, status=Status.DRAFT)


def test_a_statement_with_a_hidden_end_is_not_shown(client: Client) -> None:
    person = make.make_person()
    make.make_statement(person, "met", make_secret())
    place = make.make_place(SECRET, status=Status.IN_REVIEW)
    make.make_statement(person, "born", place=place)
    event = make.make_event(SECRET, status=Status.WITHDRAWN)
    make.make_statement(person, "member-of", make.make_organisation("Soviet"), event=event)

    text = get_page(client, person)

    assert SECRET not in text
    assert "Soviet" not in text
    assert '<h2 id="theme-' not in text


def test_own_columns_that_lead_to_hidden_entries_are_left_out(client: Client) -> None:
    hidden = make.make_place(SECRET, status=Status.DRAFT)
    event = make.make_event(place=hidden)

    assert SECRET not in get_page(client, event)


def test_an_issue_of_a_hidden_serial_does_not_name_it(client: Client) -> None:
    serial = make.make_publication(SECRET, status=Status.DRAFT)
    issue = make.make_issue(serial)
    Name.objects.filter(entry=issue).update(text="No. 1")
    issue.labels = {"en": "No. 1"}
    issue.save()

    assert SECRET not in get_page(client, issue)


def test_evidence_from_a_hidden_source_is_neither_shown_nor_numbered(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "born", make.make_place())
    make.cite(statement, make.make_source(SECRET, status=Status.DRAFT), "p. 7")
    make.cite(statement, make.make_source("My Life"), "p. 3")
    make.cite(person.names.all()[0], make.make_source(SECRET, status=Status.IN_REVIEW))

    text = get_page(client, person)

    assert SECRET not in text
    assert "p. 7" not in text
    assert 'id="n1"' in text
    assert 'id="n2"' not in text


def test_a_link_in_a_text_to_a_hidden_entry_is_plain_words(client: Client) -> None:
    hidden = make_secret()
    person = make.make_person(summary=f"He lodged with [[{hidden.pid}|a cousin]] in Odessa.")

    text = get_page(client, person)

    assert "He lodged with a cousin in Odessa." in main_words(text)
    assert hidden.pid not in text


def test_lists_of_a_page_hold_published_entries_alone(client: Client) -> None:
    serial = make.make_publication()
    make.make_issue(serial, 1)
    make.make_issue(serial, 2, status=Status.DRAFT)

    text = get_page(client, serial)

    assert "Nashe Slovo, no. 1" in text
    assert "Nashe Slovo, no. 2" not in text


def test_a_source_counts_only_claims_that_are_public(client: Client) -> None:
    source = make.make_source()
    person = make.make_person()
    make.cite(make.make_statement(person, "met", make_secret()), source)
    make.cite(make.make_statement(person, "born", make.make_place()), source)
    make.cite(make_secret(), source)

    text = main_words(get_page(client, source))

    assert "Evidence for 1 claim" in text
    assert SECRET not in text


def test_the_list_and_its_counts_know_nothing_of_drafts(client: Client) -> None:
    make.make_person()
    make_secret()

    text = get_list(client)

    assert SECRET not in text
    assert "1 entry" in text
    assert SECRET not in client.get("/en/").content.decode()


def test_notes_of_editors_are_never_shown(client: Client) -> None:
    person = make.make_person(editors_note="ask the archive")
    make.make_statement(person, "born", make.make_place(), editors_note="ask the museum")

    text = get_page(client, person)

    assert "ask the" not in text


def test_a_page_without_images_or_article_has_no_empty_boxes(client: Client) -> None:
    person = make.make_person()
    Text.objects.filter(entry=person).delete()

    text = get_page(client, person)

    assert "<figure" not in text
    assert 'class="article"' not in text
    assert ImageRole.PORTRAIT not in text
