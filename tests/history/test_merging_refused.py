"""What a merge refuses, and what stops it."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from entries.choices import Status
from entries.models import Entry, Name
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from tests import make
from tests.history.test_merging import BRONSTEIN, merge, plain

pytestmark = pytest.mark.django_db


@pytest.fixture
def krupskaya() -> User:
    """A publisher."""
    return make.make_editor()


def test_an_entry_is_not_merged_with_itself() -> None:
    trotsky = make.make_person()
    with pytest.raises(ValidationError, match="with itself"):
        plan([trotsky], trotsky)


def test_entries_of_different_kinds_are_not_merged() -> None:
    with pytest.raises(ValidationError, match="different kinds"):
        plan([make.make_place()], make.make_person())


def test_what_has_been_merged_is_not_merged_again(krupskaya: User) -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    merge(krupskaya, trotsky, bronstein)

    with pytest.raises(ValidationError, match="already"):
        plan([bronstein], trotsky)


def test_readers_do_not_lose_a_public_entry_to_a_draft(krupskaya: User) -> None:
    trotsky, draft = make.make_person(), make.make_person(BRONSTEIN, status=Status.DRAFT)

    with pytest.raises(ValidationError, match="readers would lose it"):
        merge(krupskaya, draft, trotsky)
    merge(krupskaya, trotsky, draft)


def test_issues_of_two_newspapers_are_not_one(krupskaya: User) -> None:
    one = make.make_issue(make.make_publication())
    other = make.make_issue(make.make_publication("Golos"))

    assert any("different publications" in text for text in plan([other], one).problems)


def test_nobody_merges_without_the_right() -> None:
    trotsky, bronstein = make.make_person(), make.make_person(BRONSTEIN)
    found = plan([bronstein], trotsky)

    with pytest.raises(PermissionDenied):
        carry_out(found, User.objects.create_user("zasulich"))
    assert plain(bronstein).status == Status.PUBLISHED


@pytest.mark.parametrize("what", ["name", "statement", "revision", "reference"])
def test_a_change_since_the_preview_stops_the_merge(krupskaya: User, what: str) -> None:
    place, double = make.make_place(), make.make_place("Ianovka")
    found = plan([double], place)

    if what == "name":
        Name.objects.create(entry=double, text="Яновка", language="uk")
    elif what == "statement":
        make.make_statement(make.make_person(), "born", double)
    elif what == "revision":
        Entry.objects.filter(pk=place.pk).update(revision=9)
    else:
        make.make_event(place=double)

    with pytest.raises(ValidationError, match="look again"):
        carry_out(found, krupskaya)
    assert plain(double).status == Status.PUBLISHED
