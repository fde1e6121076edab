"""Restoring a revision: all of it comes back, and how the entry stands stays as it is."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry, Identifier, Image, Statement, Text
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.models import Revision, Version
from history.restoring.actions import preview_restore, restore_revision
from history.restoring.fitting import Fitted
from history.versions.revisions import read_revision
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    return make.make_editor()


def log(entry: Entry, user: User) -> int:
    """Write the log as the admin does, and return the number of the last revision."""
    actions.record(Entry.objects.get(pk=entry.pk), user, "change")
    return Revision.objects.filter(pid=entry.pid).latest("number").number


def now(entry: Entry) -> dict[str, Any]:
    record = to_record(Entry.objects.get(pk=entry.pk), Scope.FULL)
    return record.model_dump(mode="json")


def outlook(entry: Entry, number: int) -> Fitted:
    revision = Revision.objects.get(pid=entry.pid, number=number)
    return preview_restore(Entry.objects.get(pk=entry.pk), revision)[1]


def restore(entry: Entry, number: int, user: User, note: str = "") -> None:
    """Restore with consent to all that is left out."""
    restore_revision(entry, number, user, note, agreed=outlook(entry, number).digest)


def test_everything_that_an_entry_had_comes_back(krupskaya: User) -> None:
    person = make.make_person(editors_note="ask Natalia", summary="A revolutionary.")
    Identifier.objects.create(entry=person, scheme="wikidata", value="Q33391")
    Image.objects.bulk_create(
        [Image(entry=person, role="portrait", file="images/a/b.jpg", width=3, height=4)]
    )
    statement = make.make_statement(person, "edited", make.make_publication(), date="1915")
    make.cite(statement, make.make_source(), "p. 214", note="the second edition")
    make.cite(person.names.all()[0], locator="p. 1")
    make.cite(person, locator="passim")
    first = log(person, krupskaya)
    before = now(person)

    statement.delete()
    for rows in (person.names.all(), person.texts.all(), person.identifiers.all()):
        rows[0].delete()
    Entry.objects.filter(pk=person.pk).update(editors_note="", descriptive=True)
    log(person, krupskaya)
    Image.objects.filter(entry=person).update(credit="Okhrana")

    restore(person, first, krupskaya, "vandalism")

    assert now(person) == before


def test_it_is_one_new_revision_and_one_version_with_its_log(krupskaya: User) -> None:
    person, paper = make.make_person(), make.make_publication()
    make.make_statement(person, "edited", paper)
    log(paper, krupskaya)
    first = log(person, krupskaya)
    Statement.objects.all()[0].delete()
    person.names.filter(language="ru").delete()
    log(person, krupskaya)

    restore_revision(person, first, krupskaya, "too much was cut")

    last = Revision.objects.filter(pid=person.pid).latest("number")
    told = (last.number, last.action, last.note, last.user)
    assert told == (3, "restore", "← 1. too much was cut", krupskaya)
    assert [one.action for one in Version.objects.filter(entry=person.pk)][-1] == "restore"
    assert Version.objects.filter(entry=person.pk).count() == 3
    assert Version.objects.filter(entry=paper.pk).count() == 3
    line = AuditRecord.objects.get(action="restore")
    assert (line.note, line.user) == ("← 1. too much was cut", krupskaya)
    assert Entry.objects.get(pk=person.pk).changed_by == krupskaya
    assert Entry.objects.get(pk=person.pk).labels["ru"] == make.TROTSKY["ru"]


def test_how_the_entry_stands_is_not_restored(krupskaya: User) -> None:
    person = make.make_person(status=Status.DRAFT)
    draft = log(person, krupskaya)
    actions.publish(person, krupskaya)
    published_at = Entry.objects.get(pk=person.pk).published_at
    person.names.filter(language="ru").delete()
    public = log(person, krupskaya)

    restore(person, draft, krupskaya)
    entry = Entry.objects.get(pk=person.pk)
    assert (entry.status, entry.published_at) == (Status.PUBLISHED, published_at)

    actions.withdraw(entry, krupskaya, {"en": "a mistake"})
    restore(person, public, krupskaya)
    entry = Entry.objects.get(pk=person.pk)
    assert (entry.status, entry.withdrawal_reason) == (Status.WITHDRAWN, {"en": "a mistake"})
    assert not entry.names.filter(language="ru").exists()


def test_what_was_changed_since_the_preview_is_not_overwritten(krupskaya: User) -> None:
    person = make.make_person()
    first = log(person, krupskaya)
    Text.objects.create(entry=person, language="en", body="A revolutionary.")
    log(person, krupskaya)
    seen = Entry.objects.get(pk=person.pk).revision
    Entry.objects.filter(pk=person.pk).update(revision=seen + 1)

    with pytest.raises(ValidationError) as caught:
        restore_revision(person, first, krupskaya, seen=seen)

    assert caught.value.code == "changed"
    assert person.texts.exists()


def test_what_is_so_already_makes_no_revision(krupskaya: User) -> None:
    person = make.make_person()
    first = log(person, krupskaya)

    with pytest.raises(ValidationError) as caught:
        restore_revision(person, first, krupskaya)

    assert caught.value.code == "same"
    assert AuditRecord.objects.filter(action="restore").count() == 0


def test_a_number_that_never_was_is_refused(krupskaya: User) -> None:
    person = make.make_person()
    log(person, krupskaya)

    with pytest.raises(ValidationError) as caught:
        restore_revision(person, 7, krupskaya)

    assert caught.value.code == "impossible"


# Rights and cost

ALLOWED = {
    "contributor": {"draft"},
    "editor": {"draft", "in_review", "published", "withdrawn"},
    "publisher": {"draft", "in_review", "published", "withdrawn"},
}


@pytest.mark.parametrize("group", ALLOWED)
@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn", "merged"])
def test_who_may_change_an_entry_may_restore_it(group: str, status: str, krupskaya: User) -> None:
    user = User.objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    merged = status == "merged"
    person = make.make_person(status=Status.PUBLISHED if merged else status, created_by=user)
    first = log(person, krupskaya)
    person.names.filter(language="ru").delete()
    log(person, krupskaya)
    if merged:
        carry_out(plan([person], make.make_person(make.LENIN)), krupskaya)

    refused = ValidationError if merged and group != "contributor" else PermissionDenied
    if status in ALLOWED[group]:
        restore(person, first, user)
    else:
        with pytest.raises(refused):
            restore_revision(person, first, user)

    restored = Revision.objects.filter(action="restore").exists()
    assert restored == (status in ALLOWED[group])


def test_looking_at_what_would_be_costs_the_same_whatever_the_entry_has(krupskaya: User) -> None:
    counts = []
    for many in (2, 30):
        person, paper = make.make_person(), make.make_publication()
        for year in range(1900, 1900 + many):
            make.cite(make.make_statement(person, "edited", paper, date=str(year)))
        first = log(person, krupskaya)
        with CaptureQueriesContext(connection) as captured:
            outlook(person, first)
        counts.append(len(captured))

    assert counts[0] == counts[1]


def test_revisions_stay_as_they_were_read(krupskaya: User) -> None:
    person = make.make_person()
    first = log(person, krupskaya)
    before = read_revision(Revision.objects.get(pid=person.pid, number=first))
    person.names.filter(language="ru").delete()
    log(person, krupskaya)

    restore(person, first, krupskaya)

    assert read_revision(Revision.objects.get(pid=person.pid, number=first)) == before
    assert len(read_revision(Revision.objects.get(pid=person.pid, number=2))["names"]) == 2
