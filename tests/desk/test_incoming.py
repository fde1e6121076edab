"""Statements typed from their other end."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from entries.choices import Kind, Status
from entries.models import AuditRecord, Statement
from events.models import Event
from people.models import Person
from tests import make
from tests.desk.forms import Fields, errors_of, fields_of, open_form, save

pytestmark = pytest.mark.django_db

ROW = "statements_as_object-0-"


@pytest.fixture
def delegate(db: None) -> int:
    """The property that leads from a person to an event."""
    one = make.make_property(
        "delegate-at", subject_kinds=[Kind.PERSON], object_kinds=[Kind.EVENT], takes_value=False
    )
    return int(one.pk)


def row(delegate: int, person: object, **more: object) -> Fields:
    """Return what is typed into the first row of statements of others."""
    given = {"property": delegate, "subject": person, **more}
    return {f"{ROW}{name}": value for name, value in given.items()}


def test_a_delegate_is_entered_at_the_congress_with_the_default_source(
    editor: Client, martov: User, delegate: int
) -> None:
    person, congress, source = make.make_person(), make.make_event(), make.make_source()
    make.make_statement(person, "met", make.make_person(make.LENIN), position=3)
    fields = open_form(editor, congress) | row(delegate, person.pk, date="September 1915")

    response = save(editor, congress, fields, default_source=source.pk, default_locator="p. 12")

    assert response.status_code == 302, errors_of(response)
    made = Statement.objects.get(property=delegate)
    assert (made.subject_id, made.object_id, made.position) == (person.pk, congress.pk, 4)
    assert made.citations.get().locator == "p. 12"
    person.refresh_from_db()
    congress.refresh_from_db()
    assert (person.revision, person.changed_by) == (1, martov)
    assert congress.revision == 0  # its own record is as it was
    assert AuditRecord.objects.get().entry_id == person.pk


def test_delegates_are_entered_together_with_a_new_congress(editor: Client, delegate: int) -> None:
    person = make.make_person()
    fields = fields_of(editor.get("/admin/events/event/add/"), "event_form")
    fields |= {"names-1-text": "Zimmerwald Conference"} | row(delegate, person.pid)

    response = editor.post("/admin/events/event/add/", fields)

    assert response.status_code == 302, errors_of(response)
    assert Statement.objects.get().object_id == Event.objects.get().pk


def test_a_statement_of_an_entry_that_is_not_ones_own_is_refused_and_stays_in_the_form(
    contributor: Client, zasulich: User, delegate: int
) -> None:
    person = make.make_person()
    congress = make.make_event(status=Status.DRAFT, created_by=zasulich)

    response = save(
        contributor, congress, open_form(contributor, congress) | row(delegate, person.pk)
    )

    assert "“Leon Trotsky” is not yours to change" in " ".join(errors_of(response))
    assert fields_of(response, "event_form")[f"{ROW}subject"] == str(person.pk)
    assert not Statement.objects.exists()


def test_a_property_that_does_not_lead_here_is_refused_with_the_reason(
    editor: Client, delegate: int
) -> None:
    place, congress = make.make_place(), make.make_event()

    response = save(editor, congress, open_form(editor, congress) | row(delegate, place.pk))

    assert "is not said of this kind of entry (Place), but of: Person." in errors_of(response)[-1]


def test_each_end_offers_its_own_properties_under_its_own_labels(
    editor: Client, delegate: int
) -> None:
    make.make_property("met", symmetric=True)
    person, congress = make.make_person(), make.make_event()

    at_congress = editor.get(f"/admin/events/event/{congress.pk}/change/").context
    at_person = editor.get(f"/admin/people/person/{person.pk}/change/").context

    def offered(context: object, prefix: str) -> dict[str, str]:
        formsets = context["inline_admin_formsets"]  # type: ignore[index]
        rows = next(one.formset for one in formsets if one.formset.prefix == prefix)
        assert set(rows.property_facts) == {
            str(key) for _, some in rows._property_choices[1:] for key, _ in some
        }
        return {label: rows.property_facts[str(key)]["words"]
                for _, some in rows._property_choices[1:] for key, label in some}  # fmt: skip

    assert "delegates" in offered(at_congress, "statements_as_object")
    assert "delegate at" in offered(at_congress, "statements_as_object")["delegates"]
    assert "met" not in offered(at_congress, "statements_as_object")
    assert list(offered(at_person, "statements")) == ["delegate at", "met"]
    assert offered(at_person, "statements_as_object") == {}


@pytest.mark.parametrize("typed", ["Leon Trotsky", "Q33391", "https://slovo.example/id/{pid}"])
def test_without_script_a_name_an_identifier_or_an_address_is_typed(
    editor: Client, delegate: int, typed: str
) -> None:
    person: Person = make.make_person()
    person.identifiers.create(scheme="wikidata", value="Q33391")
    congress = make.make_event()
    fields = open_form(editor, congress) | row(delegate, typed.format(pid=person.pid))

    assert save(editor, congress, fields).status_code == 302
    assert Statement.objects.get().subject_id == person.pk


def test_a_name_that_two_have_is_refused_and_both_are_named(editor: Client, delegate: int) -> None:
    one, other = make.make_person("Ivan Smirnov"), make.make_person("Ivan Smirnov")
    congress = make.make_event()

    response = save(editor, congress, open_form(editor, congress) | row(delegate, "ivan smirnov"))

    said = " ".join(errors_of(response))
    assert one.pid in said
    assert other.pid in said
    assert fields_of(response, "event_form")[f"{ROW}subject"] == "ivan smirnov"


def test_a_name_that_nobody_has_is_refused_and_kept(editor: Client, delegate: int) -> None:
    congress = make.make_event()

    response = save(editor, congress, open_form(editor, congress) | row(delegate, "Nobody"))

    assert "Nothing here is called “Nobody”" in " ".join(errors_of(response))
    assert fields_of(response, "event_form")[f"{ROW}subject"] == "Nobody"


def test_opening_costs_the_same_however_much_is_said_elsewhere(
    editor: Client, delegate: int
) -> None:
    congress = make.make_event()

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(f"/admin/events/event/{congress.pk}/change/").status_code == 200
        return len(queries)

    make.make_statement(make.make_person(), "delegate-at", congress)
    cost()
    few = cost()
    for number in range(9):
        make.make_statement(make.make_person(f"Delegate {number}"), "delegate-at", congress)

    assert cost() == few
