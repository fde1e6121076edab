"""Comparing an entry with an authority at the desk, and taking from it with evidence."""

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from entries import actions
from entries.choices import Status
from entries.models import Entry
from people.models import Person
from sources.models import Source
from tests import make
from tests.exchange.authorities.records import GND, WIKIDATA

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(db: None) -> Person:
    make.make_property("born", object_kinds=["place"])
    make.make_property("died", object_kinds=["place"])
    make.make_place().identifiers.create(scheme="wikidata", value="Q2633853")
    return make.make_person({"en": "Leon Trotsky"})


def address(entry: Entry) -> str:
    return f"/desk/authority/{entry.pid}/"


def paste(client: Client, entry: Entry, document: Any = WIKIDATA) -> Any:
    page = client.post(address(entry), {"text": json.dumps(document)})
    assert page.status_code == 200
    return page


def keys(page: Any, *texts: str) -> list[str]:
    """Return the keys of the offers that say these."""
    compared = page.context["compared"]
    offers = [*compared.names, *compared.dates, *compared.numbers]
    return [one.key for text in texts for one in offers if text in one.said]


def test_what_is_ticked_is_taken_and_cited(publisher: Client, trotsky: Person) -> None:
    page = paste(publisher, trotsky)
    there = [one.said for one in page.context["compared"].names if one.is_there]
    assert there == ["Leon Trotsky"]
    taken = keys(page, "Троцкий", "Bronstein", "26 October 1879", "21 August 1940", "59263727")

    answer = publisher.post(address(trotsky), {"record": page.context["record"], "take": taken})

    assert answer.status_code == 302
    trotsky.refresh_from_db()
    source = Source.objects.get()
    assert (str(source), source.url, source.status) == (
        "Wikidata", "https://www.wikidata.org/", Status.PUBLISHED,
    )  # fmt: skip
    assert trotsky.labels == {"en": "Leon Trotsky", "ru": "Лев Троцкий"}
    alias = trotsky.names.get(text="Lev Bronstein")
    assert (alias.type, alias.citations.get().source) == ("variant", source)
    born, died = trotsky.statements.order_by("position")
    assert born.date is not None
    assert (born.date.edtf, born.date.calendar, str(born.object)) == (
        "1879-10-26", "julian", "Yanovka",
    )  # fmt: skip
    assert (died.value, died.citations.get().locator) == ({"en": "Coyoacán"}, "Q33391")
    assert [str(one) for one in trotsky.identifiers.all()] == ["VIAF 59263727"]
    assert trotsky.log.get().note == "Wikidata Q33391"
    assert trotsky.revisions.latest("number").note == "Wikidata Q33391"


def test_taking_twice_takes_nothing_twice(publisher: Client, trotsky: Person) -> None:
    page = paste(publisher, trotsky)
    data = {"record": page.context["record"], "take": keys(page, "Троцкий", "Q33391")}
    publisher.post(address(trotsky), data)

    answer = publisher.post(address(trotsky), data)

    assert answer.status_code == 200
    assert "Nothing is ticked" in answer.content.decode()
    assert Source.objects.count() == 1
    again = paste(publisher, trotsky).context["compared"]
    assert [one.said for one in again.numbers if one.is_there] == ["Q33391"]


def test_an_editor_takes_into_a_draft_and_the_source_waits(editor: Client, trotsky: Person) -> None:
    page = paste(editor, trotsky, GND)
    taken = keys(page, "Trotzki")

    editor.post(address(trotsky), {"record": page.context["record"], "take": taken})

    assert Source.objects.get().status == Status.IN_REVIEW
    assert trotsky.names.get(text="Trotzki, Leo").language == "de"


def test_its_source_is_not_public_at_once_where_four_eyes_are_asked_for(
    publisher: Client, krupskaya: User, trotsky: Person, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    page = paste(publisher, trotsky, GND)
    taken = {"record": page.context["record"], "take": keys(page, "Trotzki")}

    publisher.post(address(trotsky), taken)

    source = Source.objects.get()
    cited = trotsky.names.get(text="Trotzki, Leo").citations.get()
    assert (source.status, cited.source) == (Status.IN_REVIEW, source)
    with pytest.raises(PermissionDenied):
        actions.publish(source, krupskaya)
    actions.publish(source, make.make_editor("boss"))
    assert source.status == Status.PUBLISHED


def test_a_language_can_be_given_and_must_be_one(editor: Client, trotsky: Person) -> None:
    page = paste(editor, trotsky, GND)
    (key,) = keys(page, "Trotzki")
    data = {"record": page.context["record"], "take": [key]}

    wrong = editor.post(address(trotsky), {**data, f"language-{key}": "German"})
    assert wrong.status_code == 200
    assert wrong.context["picked"] == [key]
    assert 'value="German"' in wrong.content.decode()
    editor.post(address(trotsky), {**data, f"language-{key}": "de-AT"})

    assert trotsky.names.get(text="Trotzki, Leo").language == "de-AT"


def test_an_identifier_of_another_entry_is_shown_and_not_taken(
    editor: Client, trotsky: Person
) -> None:
    other = make.make_person({"en": "Lev Trotsky"})
    other.identifiers.create(scheme="viaf", value="59263727")
    page = paste(editor, trotsky)
    (offer,) = [one for one in page.context["compared"].numbers if one.note == "VIAF"]
    assert offer.holder is not None
    assert offer.holder.pk == other.pk

    answer = editor.post(address(trotsky), {"record": page.context["record"], "take": [offer.key]})

    assert answer.status_code == 200
    assert not trotsky.identifiers.exists()


def test_the_same_day_in_the_other_calendar_is_known(editor: Client, trotsky: Person) -> None:
    make.make_property("born").boundary = "begin"
    make.make_statement(trotsky, "born", date="7 November 1879")

    page = paste(editor, trotsky)

    assert [one.is_there for one in page.context["compared"].dates] == [True, False]


def test_a_file_serves_and_bad_ones_are_refused_in_words(editor: Client, trotsky: Person) -> None:
    good = SimpleUploadedFile("q.json", json.dumps(WIKIDATA).encode())
    assert "compared" in editor.post(address(trotsky), {"file": good}).context
    for data, message in (
        ({"file": SimpleUploadedFile("q.json", b"\xff\xfe<html>")}, "not JSON"),
        ({"text": "{}"}, "no record"),
        ({"address": "https://www.wikidata.org/wiki/Q33391"}, "makes no requests"),
        ({}, "Paste a record"),
    ):
        assert message in editor.post(address(trotsky), data).content.decode()


def test_only_who_may_change_the_entry_compares_it(
    contributor: Client, editor: Client, zasulich: Any, trotsky: Person
) -> None:
    own = make.make_person({"en": "Ann"}, status=Status.DRAFT, created_by=zasulich)

    assert contributor.get(address(trotsky)).status_code == 403
    assert contributor.get(address(own)).status_code == 200
    assert contributor.get("/desk/authority/zzzzzzz/").status_code == 404
    assert (
        editor.post(address(trotsky), {"record": "forged", "take": ["name-0"]}).status_code == 403
    )
    assert Client().get(address(own)).status_code == 302
    record = paste(contributor, own).context["record"]
    assert (
        contributor.post(address(trotsky), {"record": record, "take": "name-0"}).status_code == 403
    )


def test_identifiers_of_the_entry_are_linked_with_their_records(
    editor: Client, trotsky: Person
) -> None:
    trotsky.identifiers.create(scheme="gnd", value="118642979")
    trotsky.identifiers.create(scheme="oclc", value="12345")

    page = editor.get(address(trotsky))

    assert page.context["known"] == [
        (
            "GND 118642979",
            "https://d-nb.info/gnd/118642979",
            "https://lobid.org/gnd/118642979.json",
        ),
        ("OCLC 12345", "https://search.worldcat.org/title/12345", None),
    ]


def test_comparing_costs_the_same_for_any_number_of_names(editor: Client, trotsky: Person) -> None:
    def cost(count: int) -> int:
        names = [f"Name {number}" for number in range(count)]
        with CaptureQueriesContext(connection) as found:
            paste(editor, trotsky, {**GND, "variantName": names})
        return len(found)

    cost(1)
    assert cost(2) == cost(40)
