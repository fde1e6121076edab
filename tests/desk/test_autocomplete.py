"""The box that chooses an entry finds it in any script and tells namesakes apart."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import NameType, Status
from entries.models import Entry, Name
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

ADDRESS = "/admin/entries/entry/autocomplete/"
OBJECT = {"app_label": "entries", "model_name": "statement", "field_name": "object"}
PLACE = {**OBJECT, "field_name": "place"}
SOURCE = {"app_label": "sources", "model_name": "citation", "field_name": "source"}


def ask(client: Client, term: str, field: dict[str, str] = OBJECT, **more: str) -> list[str]:
    """Return the labels of what is offered."""
    response = client.get(ADDRESS, {**field, "term": term, **more})
    assert response.status_code == 200
    return [one["text"] for one in response.json()["results"]]


@pytest.fixture
def trotsky(db: None) -> Person:
    person = make.make_person()
    Name.objects.create(entry=person, text="Lev Bronstein", language="en", type=NameType.BIRTH)
    make.make_statement(person, "born", date="1879")
    make.make_statement(person, "died", date="1940")
    return person


@pytest.mark.parametrize("term", ["Trotsky", "ตรอตสกี", "Троцкий", "trot", "Bronst"])
def test_an_entry_is_found_in_any_script_by_any_name(
    contributor: Client, trotsky: Person, term: str
) -> None:
    assert any(trotsky.pid in label for label in ask(contributor, term))


def test_an_entry_is_found_by_its_identifier(contributor: Client, trotsky: Person) -> None:
    assert trotsky.pid in ask(contributor, trotsky.pid)[0]


def test_namesakes_are_told_apart_by_years_and_occupation(
    contributor: Client, trotsky: Person
) -> None:
    editor = make.make_term("occupation", "editor", "editor")
    trotsky.occupations.add(editor)
    namesake = make.make_person("Leon Trotsky", status=Status.DRAFT)

    labels = ask(contributor, "Leon Trotsky")

    assert f"Leon Trotsky · 1879–1940 · editor · {trotsky.pid}" in labels
    assert f"Leon Trotsky · Person · {namesake.pid} · draft" in labels


def test_the_name_that_was_matched_is_shown_where_the_label_hides_it(
    contributor: Client, trotsky: Person
) -> None:
    assert ask(contributor, "Bronst")[0].endswith("— “Lev Bronstein”")
    assert "—" not in ask(contributor, "Leon")[0]


def test_a_place_box_offers_places_only(contributor: Client) -> None:
    make.make_person("Odessa the cat")
    make.make_place("Odessa")

    assert len(ask(contributor, "Odessa", PLACE)) == 1


def test_a_source_is_told_apart_by_its_author(contributor: Client) -> None:
    make.make_source("My Life", author="Trotsky, Leon")

    assert "Trotsky, Leon, book" in ask(contributor, "My Life", SOURCE)[0]


def test_drafts_are_offered_and_merged_entries_are_not(contributor: Client) -> None:
    survivor = make.make_person("Parvus", status=Status.DRAFT)
    merged = make.make_person("Parvus the elder")
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=survivor.pk)

    assert [survivor.pid in label for label in ask(contributor, "Parvus")] == [True]


def test_without_a_term_the_latest_changed_are_offered(contributor: Client) -> None:
    make.make_person("Parvus")
    latest = make.make_person(make.LENIN)

    assert latest.pid in ask(contributor, "")[0]


@pytest.mark.parametrize("term", ["\x00", "9" * 20, "x" * 5000, "%", "'", "(", "[[", "\\"])
def test_an_absurd_term_finds_nothing_and_is_no_failure(contributor: Client, term: str) -> None:
    make.make_person()

    assert contributor.get(ADDRESS, {**OBJECT, "term": term}).status_code == 200


@pytest.mark.parametrize(
    "field",
    [
        {},
        {**OBJECT, "field_name": "nothing"},
        {**OBJECT, "model_name": "nothing"},
        {"app_label": "admin", "model_name": "logentry", "field_name": "user"},
        {"app_label": "entries", "model_name": "statement", "field_name": "property"},
    ],
)
def test_a_box_that_chooses_no_entry_is_refused(publisher: Client, field: dict[str, str]) -> None:
    assert publisher.get(ADDRESS, {**field, "term": "a"}).status_code == 403


def test_a_page_beyond_the_last_is_not_found(contributor: Client) -> None:
    response = contributor.get(ADDRESS, {**OBJECT, "term": "nobody", "page": "9" * 20})

    assert response.status_code == 404


def test_the_cost_does_not_grow_with_what_is_found(contributor: Client) -> None:
    def cost() -> int:
        ask(contributor, "Ivan")  # lets the index catch up
        with CaptureQueriesContext(connection) as queries:
            ask(contributor, "Ivan")
        return len(queries)

    for number in range(2):
        make.make_person(f"Ivan Petrov {number}")
    few = cost()
    for number in range(2, 15):
        make.make_person(f"Ivan Petrov {number}")

    assert cost() == few
    assert len(ask(contributor, "Ivan")) == 15


def test_what_the_form_uses_already_comes_first(contributor: Client) -> None:
    first, other = make.make_person("Ivan Petrov"), make.make_person("Ivan Petrov the elder")

    used = f"x,{'9' * 30},{other.pk}"

    assert other.pid in ask(contributor, "Ivan", used=used)[0]
    assert other.pid in ask(contributor, "", used=used)[0]
    assert first.pid in ask(contributor, "Ivan", used=str(first.pk))[0]


def test_what_the_form_uses_does_not_pass_what_is_called_so(contributor: Client) -> None:
    summary = {"summary": "Its manifesto was Trotsky's."}
    conference = make.make_event("Zimmerwald Conference", **summary)
    manifesto = make.make_work("Zimmerwald Manifesto")

    found = contributor.get(ADDRESS, {**OBJECT, "term": "manifesto", "used": str(conference.pk)})

    named = [(one["id"], one["named"]) for one in found.json()["results"]]
    assert named == [(str(manifesto.pk), True), (str(conference.pk), False)]


@pytest.mark.parametrize("term", ["Rakovsky, Christian", "Раковский, Христиан", "xd69sr4"])
def test_a_draft_is_found_with_its_surname_first(contributor: Client, term: str) -> None:
    names = {"en": "Christian Rakovsky", "ru": "Христиан Раковский"}
    draft = make.make_person(names, status=Status.DRAFT, pid="xd69sr4")

    found = contributor.get(ADDRESS, {**OBJECT, "term": term}).json()["results"]

    assert [(one["id"], one["named"]) for one in found] == [(str(draft.pk), True)]


def test_without_a_term_ones_own_changes_come_before_those_of_others(
    contributor: Client, zasulich: User
) -> None:
    own = make.make_person("Parvus", changed_by=zasulich)
    make.make_person(make.LENIN)

    assert own.pid in ask(contributor, "")[0]


def test_only_kinds_that_the_property_admits_are_offered(contributor: Client) -> None:
    make.make_person("Iskra the cat")
    paper = make.make_publication("Iskra")

    offered = ask(contributor, "Iskra", kinds="publication,nonsense")

    assert [paper.pid in label for label in offered] == [True]
    assert ask(contributor, "Iskra", PLACE, kinds="publication") == []


def test_a_pasted_address_finds_its_entry_and_an_unknown_number_is_told(
    contributor: Client, trotsky: Person
) -> None:
    trotsky.identifiers.create(scheme="wikidata", value="Q33391")
    unknown = "https://d-nb.info/gnd/118642979"

    assert trotsky.pid in ask(contributor, "https://www.wikidata.org/wiki/Q33391")[0]
    assert trotsky.pid in ask(contributor, f"https://slovo.example/id/{trotsky.pid}")[0]
    answer = contributor.get(ADDRESS, {**OBJECT, "term": unknown}).json()
    assert (answer["results"], answer["identifier"]) == ([], "gnd:118642979")
