"""What could be better: found when an entry changes, and kept in step with it."""

from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from desk.models import Finding, Inspection
from desk.worklists import inspecting
from desk.worklists.inspecting import inspect_all, inspect_some, start_anew
from entries import actions
from entries.choices import Certainty, Status, TextRole
from entries.models import Entry, Identifier, Name, Text
from people.models import Person
from search.models import Change
from tests import make
from tests.desk.forms import text_of

pytestmark = pytest.mark.django_db

SUMMARY = {"en": "A revolutionary.", "ru": "Революционер.", "th": "นักปฏิวัติ"}


def codes_of(entry: Entry) -> set[str]:
    """Return the lists in which an entry stands once everything has been inspected."""
    inspect_all()
    return set(Finding.objects.filter(entry=entry.pk).values_list("code", flat=True))


def make_sound() -> Person:
    """Make a person about whom nothing can be said."""
    person = make.make_person(summary=SUMMARY)
    place = make.make_place("Yanovka", summary=SUMMARY)
    make.cite(person)
    born = make.make_statement(person, "born", place, date="26 October 1879 O.S.")
    make.cite(born)
    return person


# What stands in them


def test_an_entry_with_all_it_should_have_is_in_no_list_of_what_is_to_be_mended() -> None:
    person = make_sound()

    assert codes_of(person) == set()


def test_what_a_bare_entry_lacks_is_found() -> None:
    person = make.make_person()

    lacking = {"no-source", "no-date", "alone"}
    assert codes_of(person) == lacking | {f"no-summary-{code}" for code in SUMMARY}


def test_what_is_mended_leaves_the_list_and_what_breaks_comes_into_it() -> None:
    person = make.make_person()
    assert "no-summary-en" in codes_of(person)

    text = Text.objects.create(
        entry=person, language="en", role=TextRole.SUMMARY, body="A revolutionary."
    )
    assert "no-summary-en" not in codes_of(person)
    text.delete()

    assert "no-summary-en" in codes_of(person)


def test_a_statement_without_a_source_is_found_where_others_have_one() -> None:
    person = make_sound()
    make.make_statement(person, "edited", make.make_publication())

    assert codes_of(person) == {"uncited"}


def test_a_source_needs_no_source_and_a_place_no_date() -> None:
    source, place = make.make_source(), make.make_place()
    make.cite(place, source)

    assert "no-source" not in codes_of(source)
    assert "no-date" not in codes_of(place)


def test_a_deed_after_death_is_found_and_said_in_words(editor: Client) -> None:
    person = make_sound()
    make.cite(make.make_statement(person, "died", date="1940"))
    paper = make.make_publication()
    make.cite(make.make_statement(person, "edited", paper, date="1950"))

    assert codes_of(person) == {"dates"}
    page = text_of(editor.get("/desk/work/dates/"))
    assert "“edited Nashe Slovo” is dated 1950, but Leon Trotsky" in page


def test_a_contradiction_goes_when_the_other_entry_is_put_right() -> None:
    person, other = make_sound(), make.make_person(make.LENIN)
    died = make.make_statement(other, "died", date="1870")
    make.cite(make.make_statement(person, "met", other))
    assert "dates" in codes_of(person)

    died.delete()

    assert "dates" not in codes_of(person)


def test_competing_births_are_disputed_until_one_is_preferred() -> None:
    person = make_sound()
    second = make.make_statement(person, "born", date="1880")
    make.cite(second)
    assert codes_of(person) == {"disputed"}

    second.rank = "preferred"
    second.save()

    assert codes_of(person) == set()


def test_what_is_marked_as_disputed_or_contradicted_is_disputed() -> None:
    marked, contradicted = make_sound(), make.make_person(make.LENIN)
    statement = marked.statements.get()
    statement.certainty = Certainty.DISPUTED
    statement.save()
    edited = make.make_statement(contradicted, "edited", make.make_publication())
    make.cite(edited, stance="contradicts")

    assert "disputed" in codes_of(marked)
    assert "disputed" in codes_of(contradicted)


def test_links_that_lead_nowhere_are_found_and_named(editor: Client) -> None:
    person = make_sound()
    gone = make.make_person(make.LENIN, status=Status.WITHDRAWN)
    Text.objects.create(
        entry=person, language="en", role=TextRole.ARTICLE, body=f"He met [[{gone.pid}|Lenin]]."
    )
    Identifier.objects.bulk_create(
        [Identifier(entry=person, scheme="isni", value="0000000000000000", verified=True)]
    )

    assert codes_of(person) == {"broken"}
    page = text_of(editor.get("/desk/work/broken/"))
    assert f"[[{gone.pid}]]" in page
    assert "ISNI 0000000000000000" in page


def test_an_address_that_cannot_be_one_is_broken() -> None:
    source = make.make_source(url="http://")

    assert "broken" in codes_of(source)


def test_a_number_that_nobody_has_looked_up_waits_to_be_verified(editor: Client) -> None:
    person = make_sound()
    number = Identifier.objects.create(entry=person, scheme="wikidata", value="Q33391")

    assert codes_of(person) == {"unverified"}
    assert "Wikidata Q33391" in text_of(editor.get("/desk/work/unverified/"))
    number.verified = True
    number.save()
    assert codes_of(person) == set()


def test_whoever_is_in_a_column_of_another_is_not_alone() -> None:
    paper = make.make_publication()
    assert "alone" in codes_of(paper)

    issue = make.make_issue(paper)

    assert "alone" not in codes_of(paper)
    assert "alone" not in codes_of(issue)


def test_a_draft_that_something_public_leads_to_is_found() -> None:
    draft = make.make_publication(status=Status.DRAFT)
    assert "hidden-linked" not in codes_of(draft)

    make.make_statement(make.make_person(), "edited", draft)
    assert "hidden-linked" in codes_of(draft)
    Entry.objects.get(pk=draft.pk)
    actions.publish(draft, make.make_editor("boss"))

    assert "hidden-linked" not in codes_of(draft)


def test_letters_of_two_scripts_are_found() -> None:
    person = make_sound()
    Name.objects.create(entry=person, text="Тpоцкий", language="ru", type="variant")

    assert codes_of(person) == {"mixed"}


def test_what_is_withdrawn_is_nobodys_work() -> None:
    person = make.make_person()
    assert codes_of(person)

    actions.withdraw(person, make.make_editor("boss"), {"en": "Twice here."})

    assert codes_of(person) == set()


# Keeping them


def test_an_archive_is_gone_through_piece_by_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspecting, "PIECE", 2)
    for number in range(5):
        make.make_topic(f"Topic {number}")
    Change.objects.all().delete()
    Finding.objects.all().delete()

    pieces = 1
    while inspect_some():
        pieces += 1

    assert pieces == 4
    assert Finding.objects.filter(code="no-summary-en").count() == 5
    assert Inspection.objects.get().swept is None
    assert inspect_some() is False


def test_a_log_that_was_shortened_since_means_to_begin_again() -> None:
    person = make.make_person()
    inspect_all()
    Finding.objects.all().delete()
    person.save()
    make.make_place()
    last = Change.objects.order_by("-pk").values_list("pk", flat=True)[0]
    Change.objects.filter(pk__lt=last).delete()

    assert "no-summary-en" in codes_of(person)


def test_starting_anew_finds_everything_again() -> None:
    person = make.make_person()
    inspect_all()
    Finding.objects.all().delete()

    start_anew()

    assert "no-source" in codes_of(person)


def test_a_piece_costs_the_same_for_one_entry_and_for_ten() -> None:
    inspect_all()

    def cost(count: int) -> int:
        for number in range(count):
            make_sound().save()
            make.make_person(f"Person {number} {count}")
        with CaptureQueriesContext(connection) as queries:
            inspect_some()
        return len(queries)

    cost(1)
    assert cost(10) == cost(1) <= 95


def test_what_is_more_than_a_piece_goes_to_a_thread(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.SEARCH_IN_BACKGROUND = True
    monkeypatch.setattr(inspecting, "PIECE", 1)
    started: list[Any] = []
    monkeypatch.setattr("search.background.start", lambda *given: started.append(given))
    make.make_topic("One")
    make.make_topic("Two")

    left = inspecting.catch_up()

    assert left >= 1
    assert started == [(inspect_some, "inspection")]


def test_the_command_brings_the_lists_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    make.make_person(make.LENIN)
    make.make_person(make.LENIN)

    call_command("inspect_entries")
    Finding.objects.all().delete()
    call_command("inspect_entries", "--all")

    said = capsys.readouterr().out.splitlines()
    assert said == ["12 findings, 1 possible duplicates"] * 2
