"""The pages of the lists of work: counts, filters, cost, and working through them."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from desk.flow import actions as flow
from desk.models import Finding
from desk.worklists import asking
from desk.worklists.inspecting import inspect_all
from desk.worklists.lists import LISTS
from desk.worklists.looking import QUESTIONS
from entries import actions
from entries.choices import Status
from entries.models import Entry
from tests import make
from tests.desk.forms import form_address, open_form, save, text_of

pytestmark = pytest.mark.django_db


def listed(client: Client, code: str, **query: str) -> set[str]:
    """Return the names of the entries on the first page of a list."""
    response = client.get(f"/desk/work/{code}/", query)
    assert response.status_code == 200
    return {str(line["entry"]) for line in response.context["lines"]}


# The pages


def test_every_list_costs_the_same_for_two_entries_and_for_twelve(
    editor: Client, martov: User, settings: Settings
) -> None:
    settings.FOUR_EYES = True
    inspect_all()

    def fill(count: int) -> None:
        people = [
            make.make_person(f"Person {count} {at}", created_by=martov) for at in range(count)
        ]
        inspect_all()
        rows = [
            Finding(entry_id=one.pk, code=code, kind="person")
            for one in people
            for code in QUESTIONS
        ]
        Finding.objects.bulk_create(rows, ignore_conflicts=True)

    def costs() -> dict[str, int]:
        found = {}
        for code in LISTS:
            with CaptureQueriesContext(connection) as queries:
                assert editor.get(f"/desk/work/{code}/").status_code == 200
            found[code] = len(queries)
        return found

    fill(2)
    costs()
    few = costs()
    fill(10)

    assert costs() == few
    assert max(few.values()) <= 32


def test_the_first_page_costs_the_same_whatever_the_size_of_the_archive(
    publisher: Client, krupskaya: User
) -> None:
    def cost() -> int:
        publisher.get("/admin/")
        with CaptureQueriesContext(connection) as queries:
            publisher.get("/admin/")
        return len(queries)

    def fill(count: int) -> None:
        for number in range(count):
            make.make_person(f"Person {count} {number}")
            make.make_place(f"Place {number}", status=Status.IN_REVIEW)
            make.make_topic(f"Topic {number}", status=Status.DRAFT, created_by=krupskaya)

    fill(2)
    few = cost()
    fill(9)

    assert cost() == few <= 50


def test_the_first_page_shows_every_list_with_its_count(editor: Client, martov: User) -> None:
    make.make_person(status=Status.IN_REVIEW)
    make.make_place(status=Status.DRAFT, created_by=martov)

    context = editor.get("/admin/").context
    counts = {line.code: line.count for one in context["sections"] for line in one.lines}

    assert counts["waiting"] == counts["mine"] == counts["drafts"] == 1
    assert counts["no-summary-th"] == 2
    assert counts["duplicates"] == counts["broken"] == counts["corrections"] == 0
    assert "unseen" not in counts


def test_many_are_not_counted_on(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_COUNTED", 2)
    monkeypatch.setattr("desk.worklists.home.MOST_COUNTED", 2)
    for number in range(5):
        make.make_topic(f"Topic {number}")

    assert "2+" in text_of(editor.get("/admin/"))


def test_a_list_is_narrowed_by_kind_name_and_person(
    editor: Client, martov: User, zasulich: User
) -> None:
    make.make_person(created_by=martov)
    make.make_person(make.LENIN, created_by=zasulich)
    make.make_place()

    code = "no-summary-en"
    assert listed(editor, code) == {"Leon Trotsky", "Vladimir Lenin", "Yanovka"}
    assert listed(editor, code, kind="place") == {"Yanovka"}
    assert listed(editor, code, who="zasulich") == {"Vladimir Lenin"}
    assert listed(editor, code, q="Троцкий") == {"Leon Trotsky"}
    assert listed(editor, code, kind="person", who="martov") == {"Leon Trotsky"}


@pytest.mark.parametrize(
    "query",
    [
        {"kind": "dragon"},
        {"who": "nobody"},
        {"q": "\x00"},
        {"q": "9" * 300},
        {"after": "9" * 30},
        {"before": "x"},
        {"after": "-1"},
    ],
)
def test_an_absurd_question_to_a_list_is_no_failure(editor: Client, query: dict[str, str]) -> None:
    make.make_person()

    assert editor.get("/desk/work/no-date/", query).status_code == 200
    assert editor.get("/desk/work/duplicates/", {"page": "9" * 30, **query}).status_code == 200


def test_a_list_that_is_none_or_not_for_everybody_is_not_found(
    editor: Client, contributor: Client
) -> None:
    assert editor.get("/desk/work/dragons/").status_code == 404
    assert editor.get("/desk/work/unseen/").status_code == 404
    assert contributor.get("/desk/work/drafts/").status_code == 404


def test_what_was_sent_back_stands_on_the_first_page_of_its_author_with_the_reason(
    contributor: Client, editor: Client, zasulich: User, martov: User
) -> None:
    person = make.make_person(status=Status.DRAFT, created_by=zasulich)
    actions.submit(person, zasulich)
    actions.send_back(person, martov, "Which Bronstein?")

    assert "martov: Which Bronstein?" in text_of(contributor.get("/admin/"))
    assert listed(contributor, "returned") == {"Leon Trotsky"}
    assert listed(editor, "returned") == set()
    actions.submit(person, zasulich)
    assert listed(contributor, "returned") == set()
    assert listed(contributor, "submitted") == {"Leon Trotsky"}


def test_pages_of_a_list_lead_on_and_back(editor: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "PER_PAGE", 2)
    people = [make.make_person(f"Person {number}") for number in range(5)]

    assert listed(editor, "no-date") == {"Person 0", "Person 1"}
    assert listed(editor, "no-date", after=str(people[1].pk)) == {"Person 2", "Person 3"}
    assert listed(editor, "no-date", before=str(people[3].pk)) == {"Person 1", "Person 2"}


def test_a_list_is_worked_through_one_entry_after_another(editor: Client) -> None:
    first, second, third = (make.make_person(f"Person {number}") for number in range(3))
    make.make_place()
    (line, *_more) = editor.get("/desk/work/no-date/?kind=person").context["lines"]
    query = "?list=no-date&kind=person"
    assert line["address"] == f"/admin/entries/entry/{first.pk}/change/{query}"

    page = editor.get(form_address(second) + query).content.decode()
    assert f"/entry/{first.pk}/change/?list=no-date&amp;kind=person" in page
    assert f"/entry/{third.pk}/change/?list=no-date&amp;kind=person" in page
    fields = open_form(editor, second, query)
    stayed = save(editor, second, fields, query, _continue="1", editors_note="one")
    fields = open_form(editor, second, query)
    went_on = save(editor, second, fields, query, editors_note="two")
    last = save(editor, third, open_form(editor, third, query), query)

    assert stayed["Location"] == form_address(second) + query
    assert went_on["Location"] == f"/admin/entries/entry/{third.pk}/change/{query}"
    assert last["Location"] == "/desk/work/no-date/?kind=person"


def test_what_is_in_hand_and_what_is_planned_is_listed(publisher: Client, krupskaya: User) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    place = make.make_place(status=Status.DRAFT)
    flow.assign(person, krupskaya, krupskaya)
    flow.schedule(place, krupskaya, timezone.now() + timedelta(days=1))

    assert listed(publisher, "hands") == {"Leon Trotsky"}
    assert listed(publisher, "planned", kind="place") == {"Yanovka"}
    assert listed(publisher, "planned", kind="person") == set()
    actions.publish(place, krupskaya)
    assert listed(publisher, "planned") == set()


def test_what_changed_in_public_is_listed_for_others_to_look_at(
    settings: Settings, editor: Client, publisher: Client
) -> None:
    settings.FOUR_EYES = True
    person = make.make_person()
    save(editor, person, open_form(editor, person), editors_note="changed")
    assert listed(publisher, "unseen") == {"Leon Trotsky"}

    revision = Entry.objects.get(pk=person.pk).revision
    address = form_address(person).replace("/change/", "/step/")
    publisher.post(address, {"step": "approve", "revision": revision})

    assert listed(publisher, "unseen") == set()
