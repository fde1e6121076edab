"""What merging does to the records of others: each has a revision of it, drafts as well."""

import pytest
from django.contrib.auth.models import User

from entries.choices import Status
from entries.models import Entry, Name
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from history.merging.undo import undo
from history.models import Revision
from history.versions.keeping import keep
from history.versions.verifying import verify
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def user() -> User:
    """A publisher."""
    return make.make_editor()


def keep_all() -> None:
    keep(list(Entry.objects.values_list("pk", flat=True)))
    assert verify().is_clean


def last_deed(entry: Entry) -> str:
    """Return what led to the last revision of an entry."""
    revision = Revision.objects.filter(entry=entry).order_by("-number").first()
    assert revision is not None
    return revision.action


@pytest.mark.parametrize("status", [Status.PUBLISHED, Status.DRAFT])
def test_whoever_names_a_merged_entry_has_a_revision_that_names_the_survivor(
    user: User, status: Status
) -> None:
    lenin = make.make_person(make.LENIN, status=status)
    bronstein, trotsky = make.make_person("Lev Bronstein"), make.make_person()
    make.make_statement(lenin, "met", bronstein, date="1902")
    keep_all()

    merge = carry_out(plan([bronstein], trotsky), user).merge
    report = verify()
    assert report.is_clean, report
    assert last_deed(lenin) == "statement"

    undo(merge, user)
    report = verify()
    assert report.is_clean, report


def test_what_cites_a_merged_source_has_a_revision_that_cites_the_survivor(user: User) -> None:
    book, copy = make.make_source("My Life"), make.make_source("My Life, a copy")
    hidden = make.make_person("Nobody", status=Status.WITHDRAWN)
    place, person = make.make_place(), make.make_person()
    make.cite(make.make_statement(place, "met", hidden), copy, "p. 1")
    make.cite(Name.objects.get(entry=person, type="preferred", language="en"), copy, "p. 2")
    keep_all()

    merge = carry_out(plan([copy], book), user).merge
    report = verify()
    assert report.is_clean, report
    assert {last_deed(place), last_deed(person)} == {"statement"}

    undo(merge, user)
    report = verify()
    assert report.is_clean, report


def test_what_stands_in_a_merged_place_has_a_revision_that_stands_in_the_survivor(
    user: User,
) -> None:
    vienna, wien = make.make_place("Vienna"), make.make_place("Wien")
    street = make.make_place("Rodlergasse", part_of=wien, status=Status.DRAFT)
    keep_all()

    merge = carry_out(plan([wien], vienna), user).merge
    report = verify()
    assert report.is_clean, report
    assert last_deed(street) == "statement"

    undo(merge, user)
    report = verify()
    assert report.is_clean, report
