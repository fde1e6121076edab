"""An identifier is given out once: not again after deletion, nor after an older backup is back."""

from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import connection
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from entries import ledger
from entries import pid as pids
from entries.models import Entry, RetiredPid
from exchange.package import dump_package, load_package
from people.models import Person
from tests import make

pytestmark = pytest.mark.django_db

Commit = DjangoCaptureOnCommitCallbacks


def minting(*first: str) -> Callable[[], str]:
    """Return a mint that gives these before it goes on by chance."""
    rest: Iterator[str] = iter(first)
    by_chance = pids.mint
    return lambda: next(rest, None) or by_chance()


def make_after(used: str) -> Person:
    """Make a person when chance would have it that the identifier is one that was used."""
    with patch("entries.pid.mint", minting(used)):
        return make.make_person(make.LENIN)


def forget_everything() -> None:
    """Take the rows away as a restore of an empty backup would: past all that Django does."""
    with connection.cursor() as cursor:
        for table in ("entries_name", "people_person", "entries_entry", "entries_retiredpid"):
            cursor.execute(f"DELETE FROM {table}")


def test_the_identifier_of_a_deleted_draft_is_not_given_out_again() -> None:
    draft = make.make_person()
    pid = draft.pid
    draft.delete()

    assert make_after(pid).pid != pid


def test_nor_are_those_of_many_that_are_deleted_at_once() -> None:
    drafts = [make.make_person(), make.make_person(make.LENIN)]
    Person.objects.all().delete()

    assert set(RetiredPid.objects.values_list("pid", flat=True)) == {one.pid for one in drafts}
    assert make_after(drafts[0].pid).pid != drafts[0].pid


def test_an_identifier_is_not_given_out_again_after_an_older_backup_is_back(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        made_since = make.make_person().pid

    forget_everything()

    assert not Entry.objects.exists()
    assert make_after(made_since).pid != made_since


def test_nor_where_a_new_machine_knows_only_the_package_of_the_old_one(
    django_capture_on_commit_callbacks: Commit, tmp_path: Path, settings: Settings
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        lost = make.make_person().pid
        deleted = make.make_person(make.LENIN)
    gone = deleted.pid
    deleted.delete()
    dump_package(tmp_path / "package")
    forget_everything()
    settings.PID_LEDGER = tmp_path / "of-the-new-machine.txt"

    load_package(tmp_path / "package")

    assert Entry.objects.get().pid == lost
    assert RetiredPid.objects.get().pid == gone
    assert make_after(gone).pid != gone


def test_what_was_never_committed_is_not_noted(
    django_capture_on_commit_callbacks: Commit,
) -> None:
    with django_capture_on_commit_callbacks(execute=False):
        make.make_person()

    assert list(ledger.noted_pids()) == []


def test_the_ledger_knows_whole_lines_only() -> None:
    ledger.note_pids(["k3vc1zv", "b0000bb"])
    ledger.note_pids(["z9999zz"])

    assert [ledger.is_noted(pid) for pid in ("k3vc1zv", "b0000bb", "z9999zz")] == [True] * 3
    assert not ledger.is_noted("3vc1zv")
    assert not ledger.is_noted("zv\nb000")
    assert list(ledger.noted_pids()) == ["k3vc1zv", "b0000bb", "z9999zz"]


def test_an_empty_or_missing_ledger_knows_nothing(settings: Settings) -> None:
    assert not ledger.is_noted("k3vc1zv")
    Path(settings.PID_LEDGER).write_text("")
    assert not ledger.is_noted("k3vc1zv")


def test_chance_alone_hardly_ever_repeats_an_identifier() -> None:
    """Whatever is consulted: there are 390 million identifiers, drawn by a safe generator."""
    assert len(pids.ALPHABET[10:]) * len(pids.ALPHABET) ** 5 > 389_000_000
    assert len({pids.mint() for _ in range(2000)}) >= 1998
