"""Bringing back what was deleted: the same identifier, a draft, and its history goes on."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError

from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry, Identifier, RetiredPid
from history.changes import deleted
from history.models import Revision, Version
from history.restoring.actions import last_of_deleted, preview_undelete, undelete
from history.restoring.fitting import Reason
from records.write import Scope, to_record
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def martov() -> User:
    return member("editor")


def member(group: str) -> User:
    user = User.objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def now(entry: Entry) -> dict[str, Any]:
    record = to_record(Entry.objects.get(pk=entry.pk), Scope.FULL)
    return record.model_dump(mode="json")


def outlook(pid: str) -> Any:
    last = last_of_deleted(pid)
    assert last is not None
    return preview_undelete(last)


def test_a_deleted_draft_comes_back_whole_under_its_identifier(martov: User) -> None:
    author = User.objects.create_user("zasulich")
    draft = make.make_person(status=Status.DRAFT, editors_note="ask Natalia")
    make.cite(make.make_statement(draft, "edited", make.make_publication()), locator="p. 3")
    Identifier.objects.create(entry=draft, scheme="wikidata", value="Q33391")
    actions.record(draft, author, "create")
    before, begun = now(draft), Revision.objects.get(pid=draft.pid).at
    actions.discard(draft, martov)

    entry = undelete(draft.pid, martov, "a slip")

    assert now(entry) == before
    assert entry.status == Status.DRAFT
    assert (entry.created_by, entry.created_at) == (author, begun)
    assert not RetiredPid.objects.filter(pid=draft.pid).exists()
    told = Revision.objects.filter(pid=draft.pid).values_list("number", "action", "entry")
    assert list(told) == [
        (1, "create", entry.pk),
        (2, "delete", entry.pk),
        (3, "undelete", entry.pk),
    ]
    assert AuditRecord.objects.get().note == "a slip"
    assert Version.objects.filter(entry=entry.pk).count() == 0


def test_it_can_be_deleted_and_brought_back_again(martov: User) -> None:
    pid = make.make_person(status=Status.DRAFT).pid
    for _time in range(2):
        actions.discard(Entry.objects.get(pid=pid), martov)
        assert [one.pid for one in deleted(["person"])] == [pid]
        undelete(pid, martov)
        assert not deleted(["person"]).exists()

    numbers = Revision.objects.filter(pid=pid).values_list("number", "action")
    assert list(numbers) == [(1, "delete"), (2, "undelete"), (3, "delete"), (4, "undelete")]


def test_the_identifier_of_what_came_back_is_still_not_given_out(martov: User) -> None:
    draft = make.make_person(status=Status.DRAFT)
    actions.discard(draft, martov)

    entry = undelete(draft.pid, martov)
    actions.discard(entry, martov)

    assert RetiredPid.objects.get().pid == draft.pid


def test_what_is_gone_meanwhile_is_named_and_needs_consent(martov: User) -> None:
    draft, other = (make.make_person(status=Status.DRAFT) for _ in range(2))
    make.make_statement(draft, "met", other)
    Identifier.objects.create(entry=draft, scheme="wikidata", value="Q33391")
    actions.discard(draft, martov)
    actions.discard(other, martov)
    public = make.make_person()
    Identifier.objects.create(entry=public, scheme="wikidata", value="Q33391")

    found = outlook(draft.pid)
    assert [one.reason for one in found.losses] == [Reason.GONE, Reason.HELD]
    with pytest.raises(ValidationError) as caught:
        undelete(draft.pid, martov)
    assert caught.value.code == "losses"
    assert RetiredPid.objects.filter(pid=draft.pid).exists()

    entry = undelete(draft.pid, martov, agreed=found.digest)
    assert not entry.statements.exists()


def test_an_issue_whose_serial_is_gone_waits_for_it(martov: User) -> None:
    paper = make.make_publication(status=Status.DRAFT)
    issue = make.make_issue(paper, status=Status.DRAFT)
    actions.discard(issue, martov)
    actions.discard(paper, martov)

    with pytest.raises(ValidationError, match="the one it had is gone") as caught:
        undelete(issue.pid, martov, agreed=outlook(issue.pid).digest)
    assert caught.value.code == "impossible"

    undelete(paper.pid, martov)
    assert undelete(issue.pid, martov).kind == "issue"


def test_what_is_there_or_never_was_is_not_brought_back(martov: User) -> None:
    person = make.make_person()
    actions.record(person, martov, "change")

    for pid in (person.pid, "0000000"):
        with pytest.raises(ValidationError, match="Nothing is deleted"):
            undelete(pid, martov)


@pytest.mark.parametrize(("group", "may"), [("contributor", False), ("publisher", True)])
def test_reviewers_bring_back_and_contributors_do_not(group: str, may: bool, martov: User) -> None:
    draft = make.make_person(status=Status.DRAFT)
    actions.discard(draft, martov)
    user = member(group)

    if may:
        undelete(draft.pid, user)
    else:
        with pytest.raises(PermissionDenied):
            undelete(draft.pid, user)

    assert Entry.objects.exists() == may
