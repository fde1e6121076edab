"""An entry with many statements opens quickly and saves only the page that is shown."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.admin.formsets import ROWS_A_PAGE
from entries.models import Entry, Statement
from entries.pid import STATEMENT_LENGTH, mint
from people.models import Person
from sources.models import Citation
from tests import make
from tests.desk.forms import Fields, open_form, save

pytestmark = pytest.mark.django_db


def add_statements(person: Person, count: int) -> None:
    """Add statements about other persons, each with a source, in bulk."""
    source, met = make.make_source(f"Source of {count}"), make.make_property("met")
    other = Entry.objects.get(pk=make.make_person(f"Comrade of {count}").pk)
    rows = [
        Statement(
            uid=mint(STATEMENT_LENGTH),
            subject_id=person.pk,
            property=met,
            object=other,
            position=at,
        )
        for at in range(1, count + 1)
    ]
    made = Statement.objects.bulk_create(rows)
    Citation.objects.bulk_create(Citation(source=source, statement=one) for one in made)


def queries_to_open(client: Client, person: Person) -> int:
    with CaptureQueriesContext(connection) as queries:
        open_form(client, person)
    return len(queries)


def queries_to_save(client: Client, person: Person) -> int:
    fields = open_form(client, person)
    with CaptureQueriesContext(connection) as queries:
        response = save(client, person, fields, editors_note=f"{person.statements.count()}")
    assert response.status_code == 302
    return len(queries)


def test_opening_and_saving_costs_the_same_for_three_statements_and_for_twenty_five(
    editor: Client,
) -> None:
    few, many = make.make_person(), make.make_person(make.LENIN)
    add_statements(few, 3)
    add_statements(many, 25)
    queries_to_open(editor, few)

    assert queries_to_open(editor, many) == queries_to_open(editor, few)
    assert queries_to_save(editor, many) == queries_to_save(editor, few)


def queries_to_join(editor: Client, publisher: Client, person: Person) -> int:
    """Return what a save costs into which another save has to be taken."""
    fields = open_form(editor, person)
    hers = {"statements-0-certainty": "possible", "statements-1-DELETE": "on"}
    save(publisher, person, open_form(publisher, person), **hers)
    with CaptureQueriesContext(connection) as queries:
        response = save(editor, person, fields, editors_note="his")
    assert response.status_code == 302
    return len(queries)


def test_taking_in_what_another_saved_costs_the_same_for_few_and_for_many(
    editor: Client, publisher: Client
) -> None:
    few, many = make.make_person(), make.make_person(make.LENIN)
    add_statements(few, 3)
    add_statements(many, 25)
    queries_to_open(editor, few)
    queries_to_open(publisher, few)

    few_cost = queries_to_join(editor, publisher, few)
    assert queries_to_join(editor, publisher, many) == few_cost


def test_showing_what_is_to_be_settled_costs_the_same_for_one_and_for_twenty(
    editor: Client, publisher: Client
) -> None:
    person = make.make_person()
    add_statements(person, 25)
    queries_to_open(editor, person)
    costs = []
    for count, hers, his in ((1, "possible", "probable"), (20, "disputed", "probable")):
        fields = open_form(editor, person)
        theirs = {f"statements-{at}-certainty": hers for at in range(count)}
        save(publisher, person, open_form(publisher, person), **theirs)
        mine = {f"statements-{at}-certainty": his for at in range(count)}
        with CaptureQueriesContext(connection) as queries:
            response = save(editor, person, fields, **mine)
        assert len(response.context["meanwhile"].points) == count
        costs.append(len(queries))

    assert costs[0] == costs[1]


def test_what_a_form_was_opened_on_is_no_larger_for_five_thousand_statements(
    editor: Client,
) -> None:
    few, many = make.make_person(), make.make_person(make.LENIN)
    add_statements(few, 25)
    add_statements(many, 5000)

    small, large = (open_form(editor, one)["statements-BASE"] for one in (few, many))

    assert len(large) < len(small) * 1.5


def test_five_thousand_statements_open_as_cheaply_as_thirty(editor: Client) -> None:
    few, many = make.make_person(), make.make_person(make.LENIN)
    add_statements(few, 30)
    add_statements(many, 5000)
    queries_to_open(editor, few)

    assert queries_to_open(editor, many) == queries_to_open(editor, few)
    fields = open_form(editor, many)
    assert fields["statements-INITIAL_FORMS"] == str(ROWS_A_PAGE)


def test_each_page_shows_its_own_statements(editor: Client) -> None:
    person = make.make_person()
    add_statements(person, 60)
    keys = list(person.statements.values_list("pk", flat=True))

    shown = open_form(editor, person, "?statements=3")

    assert [shown[f"statements-{at}-id"] for at in range(10)] == [str(key) for key in keys[50:]]


def test_saving_a_page_changes_no_other_and_stays_there(editor: Client) -> None:
    person = make.make_person()
    add_statements(person, 60)
    third = list(person.statements.all())[50]
    changed = {"statements-0-certainty": "possible", "_continue": "1"}

    response = save(
        editor, person, open_form(editor, person, "?statements=3"), "?statements=3", **changed
    )

    assert response["Location"].endswith("?statements=3")
    possible = person.statements.filter(certainty="possible")
    assert [one.pk for one in possible] == [third.pk]
    assert person.statements.count() == 60


def test_a_new_statement_goes_to_the_end_whatever_the_page(editor: Client) -> None:
    person, place = make.make_person(), make.make_place()
    add_statements(person, 30)
    new: Fields = {
        "statements-25-property": make.make_property("born").pk,
        "statements-25-object": place.pk,
    }

    save(editor, person, open_form(editor, person), **new)

    last = list(person.statements.all())[-1]
    assert last.object_id == place.pk
