"""A new entry begun inside a picker, and who is called like that already."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.drafting.actions import Beginning, begin_draft, startable_kinds
from entries.choices import NameType, Status
from entries.models import AuditRecord, Entry, Identifier, Name
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

BEGIN, ALIKE = "/desk/begin/", "/desk/alike/"


@pytest.fixture(autouse=True)
def boundaries(db: None) -> None:
    """The properties that open and close a life."""
    make.make_property("born", subject_kinds=["person"])
    make.make_property("died", subject_kinds=["person"])


def begin(client: Client, **fields: Any) -> Any:
    """Send the dialog of the picker."""
    given = {"kind": "person", "name": "Karl Radek", **fields}
    return client.post(BEGIN, {f"new-{name}": value for name, value in given.items()})


def alike(client: Client, text: str, **more: Any) -> list[dict[str, str]]:
    """Return who is called like a text."""
    response = client.get(ALIKE, {"text": text, "kind": "person", **more})
    assert response.status_code == 200
    found: list[dict[str, str]] = response.json()["found"]
    return found


def test_a_person_is_begun_with_years_source_and_identifier(
    contributor: Client, zasulich: User
) -> None:
    source = make.make_source()

    response = begin(
        contributor,
        date="1885–1939",
        source=source.pk,
        locator="par. 4",
        identifier="wikidata:Q78514",
    )

    assert response.status_code == 201
    person = Person.objects.get()
    assert response.json() == {
        "id": str(person.pk),
        "kind": "person",
        "name": "Karl Radek",
        "about": f"1885–1939 · Person · {person.pid} · draft",
        "matched": "",
        "text": f"Karl Radek · 1885–1939 · Person · {person.pid} · draft",
    }
    assert (person.status, person.revision) == (Status.DRAFT, 1)
    assert (person.created_by, person.changed_by) == (zasulich, zasulich)
    name = person.names.get()
    assert (name.language, name.type) == ("en", NameType.PREFERRED)
    assert name.citations.get().locator == "par. 4"
    assert [one.property.code for one in person.statements.all()] == ["born", "died"]
    assert all(one.citations.get().source == source for one in person.statements.all())
    assert person.identifiers.get().value == "Q78514"
    row = AuditRecord.objects.get()
    assert (row.action, row.user, row.revision) == ("create", zasulich, 1)


def test_a_kind_with_a_date_of_its_own_keeps_it_in_its_column(editor: Client) -> None:
    begin(editor, kind="event", name="การประชุมซิมเมอร์วัลด์", date="September 1915")

    event = Entry.objects.get().specific
    assert event.own_date is not None
    assert event.own_date.edtf == "1915-09"
    assert event.labels == {"th": "การประชุมซิมเมอร์วัลด์"}
    assert not event.statements.exists()


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"name": ""}, "name"),
        ({"name": "???"}, "language"),
        ({"date": "31 April 1905"}, "date"),
        ({"kind": "issue"}, "kind"),
        ({"kind": "topic", "date": "1905"}, "date"),
        ({"language": "Russian"}, "language"),
        ({"source": "9" * 20}, "source"),
        ({"identifier": "wikidata:nonsense"}, "__all__"),
    ],
)
def test_what_cannot_be_made_is_refused_with_the_reason_at_its_box(
    contributor: Client, fields: dict[str, str], fault: str
) -> None:
    response = begin(contributor, **fields)

    assert response.status_code == 400
    assert list(response.json()["errors"]) == [fault]
    assert not Entry.objects.exists()


def test_an_identifier_that_another_entry_has_makes_no_second_one(editor: Client) -> None:
    Identifier.objects.create(entry=make.make_person(), scheme="wikidata", value="Q33391")

    assert begin(editor, identifier="wikidata:Q33391").status_code == 400
    assert Person.objects.count() == 1


def test_only_who_may_add_a_kind_begins_one(contributor: Client, db: None) -> None:
    reader = User.objects.create_user("reader", is_staff=True)

    assert startable_kinds(reader) == []
    with pytest.raises(PermissionDenied):
        begin_draft(reader, Beginning("person", "Karl Radek", "en"))
    assert contributor.get(BEGIN).status_code == 405
    assert Client().post(BEGIN, {}).status_code == 302
    assert not Entry.objects.exists()


@pytest.mark.parametrize("text", ["Троцкий Лев Давидович", "Лев Давидович Троцкий", "Leon Trotzky"])
def test_a_namesake_is_told_of_in_any_script(contributor: Client, text: str) -> None:
    trotsky = make.make_person()
    make.make_person(make.LENIN)

    assert [one["id"] for one in alike(contributor, text)] == [str(trotsky.pk)]


@pytest.mark.parametrize(
    "text", ["Rakovski Christian", "Раковский, Христиан", "Раковский, Христиан Георгиевич"]
)
def test_a_draft_is_told_of_with_its_surname_first_and_a_patronymic(
    contributor: Client, text: str
) -> None:
    names = {"en": "Christian Rakovsky", "ru": "Христиан Раковский"}
    draft = make.make_person(names, status=Status.DRAFT)
    make.make_person("Christian Broda", status=Status.DRAFT)

    assert [one["id"] for one in alike(contributor, text)] == [str(draft.pk)]


def test_who_shares_the_surname_is_told_of_and_who_is_only_written_about_is_not(
    contributor: Client,
) -> None:
    make.make_person("Leon Sedov", summary="The son of Trotsky.")
    cousin = make.make_person("Aleksandr Trotsky")

    found = alike(contributor, "Trotsky")

    assert [(one["id"], one["reason"]) for one in found] == [(str(cousin.pk), "a similar name")]


def test_the_name_that_is_the_same_and_the_years_that_are_near_come_first(editor: Client) -> None:
    other, near = make.make_person("Ivan Smirnov"), make.make_person("Ivan Smirnov")
    for person, year in ((other, "1820"), (near, "1882")):
        make.make_statement(person, "born", date=year)

    found = alike(editor, "Ivan Smirnov", date="1881")

    assert [one["id"] for one in found] == [str(near.pk), str(other.pk)]
    assert [one["reason"] for one in found] == [
        "the same name, near years",
        "the same name, other years",
    ]
    assert found[0]["address"] == f"/admin/entries/entry/{near.pk}/change/"


def test_neither_itself_nor_what_was_merged_is_told_of(editor: Client) -> None:
    person, merged = make.make_person("Parvus"), make.make_person("Parvus")
    Entry.objects.filter(pk=merged.pk).update(status=Status.MERGED, merged_into=person.pk)

    assert alike(editor, "Parvus", entry=person.pk) == []


@pytest.mark.parametrize("text", ["", "\x00", "x" * 5000, "9" * 30, "%", "'"])
def test_absurd_texts_are_like_nobody(editor: Client, text: str) -> None:
    make.make_person()

    assert alike(editor, text, date="x" * 999, entry="9" * 30) == []


def test_a_kind_that_one_may_not_look_at_is_refused(editor: Client) -> None:
    reader = Client()
    reader.force_login(
        User.objects.create_user("reader", is_staff=True),
        backend="django.contrib.auth.backends.ModelBackend",
    )

    assert reader.get(ALIKE, {"text": "Parvus", "kind": "person"}).status_code == 403
    assert editor.get(ALIKE, {"text": "Parvus", "kind": "nothing"}).status_code == 403
    assert Client().get(ALIKE, {"text": "Parvus", "kind": "person"}).status_code == 302


def test_asking_costs_the_same_however_many_are_alike(editor: Client) -> None:
    def cost() -> int:
        alike(editor, "Ivan Petrov")  # lets the index catch up
        with CaptureQueriesContext(connection) as queries:
            alike(editor, "Ivan Petrov")
        return len(queries)

    person = make.make_person("Ivan Petrov")
    few = cost()
    for _number in range(9):
        Name.objects.create(entry=make.make_person("Ivan Petrov"), text="Ваня", language="ru")

    assert cost() == few
    assert len(alike(editor, "Ivan Petrov", entry=person.pk)) == 6
