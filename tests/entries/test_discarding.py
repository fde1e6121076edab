"""Deleting a draft: by a reviewer, only what never was public, and the last state is kept."""

import pytest
from django.contrib.auth.models import Group, User
from django.core.exceptions import PermissionDenied, ValidationError

from entries import actions
from entries.choices import Status
from entries.models import Entry, RetiredPid
from history.models import Revision
from history.versions.revisions import read_revision
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def member(group: str) -> User:
    user = User.objects.create_user(group, is_staff=True)
    user.groups.add(Group.objects.get(name=group))
    return user


def test_the_last_state_is_kept_before_a_draft_goes() -> None:
    draft = make.make_person(status=Status.DRAFT)
    make.cite(make.make_statement(draft, "edited", make.make_publication()), locator="p. 3")
    pid = draft.pid

    actions.discard(draft, member("editor"), "entered twice")

    assert not Entry.objects.filter(pid=pid).exists()
    assert RetiredPid.objects.filter(pid=pid).exists()
    last = Revision.objects.filter(pid=pid).latest("number")
    assert (last.action, last.note, last.user.username if last.user else "") == (
        "delete",
        "entered twice",
        "editor",
    )
    assert read_revision(last)["statements"][0]["citations"][0]["locator"] == "p. 3"


@pytest.mark.parametrize("group", ["contributor", "editor", "publisher"])
@pytest.mark.parametrize("status", ["draft", "in_review", "published", "withdrawn"])
def test_only_a_draft_is_deleted_and_by_reviewers_only(group: str, status: str) -> None:
    user = member(group)
    person = make.make_person(status=status, created_by=user)

    if status == "draft" and group != "contributor":
        actions.discard(person, user)
    else:
        with pytest.raises(PermissionDenied):
            actions.discard(person, user)

    gone = status == "draft" and group != "contributor"
    assert Person.objects.exists() != gone


def test_a_draft_that_once_was_public_stays() -> None:
    person = make.make_person()
    Entry.objects.filter(pk=person.pk).update(status=Status.DRAFT)

    with pytest.raises(PermissionDenied):
        actions.discard(person, member("publisher"))


def test_what_counts_is_how_the_entry_stands_now() -> None:
    draft = make.make_person(status=Status.DRAFT)
    seen = Person.objects.get(pk=draft.pk)
    publisher = member("publisher")
    actions.publish(draft, publisher)

    with pytest.raises(PermissionDenied):
        actions.discard(seen, publisher)


def test_what_others_refer_to_stays_and_they_are_named() -> None:
    draft, lenin = make.make_person(status=Status.DRAFT), make.make_person(make.LENIN)
    make.make_statement(lenin, "met", draft)
    source = make.make_source(status=Status.DRAFT)
    make.cite(make.make_statement(lenin, "born", value="Simbirsk"), source)
    user = member("editor")

    for entry in (draft, source):
        with pytest.raises(ValidationError, match="Vladimir Lenin"):
            actions.discard(entry, user)

    assert Entry.objects.count() == 3
    assert Revision.objects.count() == 0
