"""`manage.py history`: what is kept is what there is, or can be mended."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from entries.choices import Status
from entries.models import Entry, Name
from history.models import Revision, Version, VersionPart
from history.versions.keeping import begin
from history.versions.verifying import mend, verify
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db


def say(what: str) -> str:
    """Return what the command says."""
    said = StringIO()
    call_command("history", what, stdout=said)
    return said.getvalue()


def make_archive() -> Person:
    """Store a few entries, and all that is kept of them."""
    person, paper = make.make_person(), make.make_publication()
    for year in ("1914", "1915"):
        make.cite(make.make_statement(person, "edited", paper, date=year))
    make.make_person("A draft", status=Status.DRAFT)
    begin()
    return person


def test_what_was_kept_as_it_changed_is_clean() -> None:
    make_archive()

    assert "each is as it was last kept" in say("verify")
    assert mend() == (0, 0)


def test_a_row_that_was_changed_by_hand_is_found_at_all_who_show_it_and_mended() -> None:
    person = make_archive()
    person.statements.update(value={"en": "with Martov"})

    report = verify()

    shown_by = {person.pid, Entry.objects.get(kind="publication").pid}
    assert set(report.other_version) == shown_by
    assert report.other_revision == [person.pid]
    with pytest.raises(CommandError, match="5 entries compared"):
        say("verify")

    assert say("mend") == "2 versions and 1 revisions stored\n"
    assert verify().is_clean
    assert Version.objects.filter(entry=person.pk).latest("number").action == "mend"


def test_what_has_no_version_or_revision_is_named_and_gets_one() -> None:
    person = make_archive()
    VersionPart.objects.filter(entry=person.pk).delete()
    Version.objects.filter(entry=person.pk).delete()
    Revision.objects.filter(pid=person.pid).delete()

    report = verify()

    assert report.without_version == report.without_revision == [person.pid]
    assert mend()[0] == 1
    assert not verify().without_version


def test_verifying_writes_nothing() -> None:
    make_archive()
    Name.objects.update(note={"en": "by hand"})

    with CaptureQueriesContext(connection) as asked:
        verify()

    # A list that is read as a stream is a cursor on PostgreSQL.
    reading = ("SELECT", "DECLARE")
    assert [one["sql"] for one in asked if not one["sql"].startswith(reading)] == []


def test_counts_are_told() -> None:
    make_archive()

    lines = say("status").splitlines()

    assert lines[:2] == ["5 entries", "4 versions"]
    assert "5 revisions" in lines


def test_verifying_takes_no_more_queries_for_more_entries_of_a_kind(
    django_assert_num_queries: Callable[..., Any],
) -> None:
    make_archive()
    with CaptureQueriesContext(connection) as few:
        verify()
    for name in ("Parvus", "Martov", "Radek"):
        make.make_person(name)
    begin()

    with django_assert_num_queries(len(few)):
        verify()
