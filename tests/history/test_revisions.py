"""Revisions: what the desk keeps of every save, drafts included."""

import pytest
from django.contrib.auth.models import User
from django.core.management.sql import emit_post_migrate_signal
from django.db import transaction
from django.db.migrations import Migration

from entries import actions
from entries.choices import Status
from entries.models import Entry
from history.models import Revision, RevisionPart, Version
from history.versions.revisions import read_revision, record_of_revision
from people.models import Person
from records.read import from_records
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor()


def told(entry: Entry) -> list[tuple[int, str, str]]:
    rows = Revision.objects.filter(pid=entry.pid)
    return list(rows.values_list("number", "action", "note"))


def test_saving_a_draft_makes_a_revision_and_no_version(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT, editors_note="ask Natalia")
    actions.record(person, krupskaya, "create", "begun")
    person.names.filter(language="ru").delete()
    actions.record(person, krupskaya, "change", "no Russian name")

    assert told(person) == [(1, "create", "begun"), (2, "change", "no Russian name")]
    assert Version.objects.count() == 0
    first, second = (read_revision(one) for one in Revision.objects.all())
    assert first["editors_note"] == second["editors_note"] == "ask Natalia"
    assert (len(first["names"]), len(second["names"])) == (3, 2)


def test_a_revision_is_the_whole_record_as_it_was(krupskaya: User) -> None:
    person, draft = make.make_person(), make.make_person(make.LENIN, status=Status.DRAFT)
    statement = make.make_statement(person, "met", draft, editors_note="see the letter")
    make.cite(statement, make.make_source(), "p. 3")
    before = to_record(Entry.objects.get(pk=person.pk), Scope.FULL)
    actions.record(person, krupskaya, "change")
    statement.delete()
    actions.record(person, krupskaya, "change")

    first = Revision.objects.get(pid=person.pid, number=1)
    assert record_of_revision(first) == before


def test_steps_are_revisions_as_well(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    actions.record(person, krupskaya, "create")
    actions.submit(person, krupskaya)
    actions.publish(person, krupskaya, "checked")

    assert [action for _number, action, _note in told(person)] == ["create", "submit", "publish"]
    standing = [read_revision(one)["status"] for one in Revision.objects.all()]
    assert standing == ["draft", "in_review", "published"]


def test_a_revision_costs_what_it_changed(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    rows = [make.make_statement(person, "edited", paper, date=str(y)) for y in range(1900, 1930)]
    actions.record(person, krupskaya, "change")
    parts = RevisionPart.objects.filter(pid=person.pid).count()

    rows[7].rank = "preferred"
    rows[7].save()
    actions.record(person, krupskaya, "change")

    assert RevisionPart.objects.filter(pid=person.pid).count() == parts + 1


def test_revisions_outlive_their_entry_and_go_on_when_it_comes_back(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    actions.record(person, krupskaya, "create")
    pid = person.pid
    actions.record(person, krupskaya, "delete", "twice")
    person.delete()

    last = Revision.objects.filter(pid=pid).last()
    assert last is not None
    assert (last.number, last.action, last.entry, last.kind) == (2, "delete", None, "person")
    from_records([record_of_revision(last)])

    back = Person.objects.get(pid=pid)
    assert back.labels == make.TROTSKY
    assert [one.entry_id for one in Revision.objects.filter(pid=pid)] == [back.pk] * 3


def test_a_change_that_is_taken_back_leaves_no_revision(krupskaya: User) -> None:
    person = make.make_person()
    with transaction.atomic():
        actions.record(person, krupskaya, "change")
        transaction.set_rollback(True)

    assert told(person) == []


def test_an_upgrade_begins_the_history_of_what_is_there() -> None:
    person = make.make_person()
    tables = Migration("0002_versions", "history")
    later = Migration("0003_more", "history")

    for plan in ([(tables, True)], [(later, False)], []):
        emit_post_migrate_signal(0, False, "default", plan=plan)
    assert told(person) == []

    emit_post_migrate_signal(0, False, "default", plan=[(tables, False), (later, False)])
    assert told(person) == [(1, "begin", "")]
