"""What the desk keeps beside entries goes with the package of an archive, and comes back."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.test import Client

from desk.flow import actions as flow
from desk.links.models import Link
from desk.models import (
    Assignment,
    Comment,
    FeedKey,
    Finding,
    Inspection,
    Pair,
    RightsRecord,
    Schedule,
    Visit,
)
from desk.worklists.actions import dismiss_pair
from entries import actions
from entries.choices import Status
from entries.models import Entry
from exchange.errors import PackageError
from exchange.package import dump_package, load_package
from tests import make
from tests.desk.conftest import make_member
from tests.exchange.test_package import contents, empty

pytestmark = pytest.mark.django_db

KEPT: tuple[Any, ...] = (Assignment, Comment, Link, Pair, Schedule)
YEAR_3000 = datetime(3000, 1, 1, tzinfo=UTC)
SECRET = "Is this Nobody the one of Vienna?"


@pytest.fixture
def draft() -> Entry:
    """A draft of which the desk keeps all that it can keep, beside a published namesake."""
    zinoviev = make_member("zinoviev", "publisher")
    gone = make.make_person("A slip", status=Status.DRAFT)
    flow.comment(gone, zinoviev, "Entered by mistake?")
    actions.discard(gone, zinoviev)
    person = make.make_person("Nobody", status=Status.DRAFT)
    namesake = make.make_person("Nobody")
    actions.record(Entry.objects.get(pk=person.pk), zinoviev, "create")
    flow.comment(person, zinoviev, SECRET)
    flow.assign(person, zinoviev, make_member("radek", "contributor"))
    flow.schedule(Entry.objects.get(pk=person.pk), zinoviev, YEAR_3000)
    pair = Pair.objects.create(first_id=person.pk, second_id=namesake.pk, kind="person", score=9)
    dismiss_pair(pair, zinoviev)
    moment = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=UTC)
    Link.objects.create(
        address="https://example.org/nobody",
        needed_at=moment,
        next_at=moment,
        checked_at=moment,
        alive_at=moment,
        failed_days=3,
        dismissed_by=zinoviev,
        dismissed_at=moment,
    )
    return Entry.objects.get(pk=person.pk)


def test_every_table_of_the_desk_goes_along_or_is_said_not_to() -> None:
    found_anew = {Finding, Inspection}
    of_accounts = {FeedKey, RightsRecord, Visit}

    assert set(apps.get_app_config("desk").get_models()) == {*KEPT, *found_anew, *of_accounts}


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def test_a_restored_archive_has_what_its_desk_kept(draft: Entry, tmp_path: Path) -> None:
    dump_package(tmp_path / "first")
    pids, before = draft.pid, counts()
    empty()
    for model in (Comment, Link, User):
        model.objects.all().delete()
    assert counts() == [0] * len(KEPT)

    load_package(tmp_path / "first")

    dump_package(tmp_path / "second")
    assert contents(tmp_path / "second") == contents(tmp_path / "first")
    assert counts() == before == [1, 2, 1, 1, 1]
    plan = Schedule.objects.get()
    assert (plan.entry.pid, plan.at, plan.by.username) == (pids, YEAR_3000, "zinoviev")
    assert plan.revision == plan.entry.revision
    assert not plan.by.is_active
    load_package(tmp_path / "first")
    assert counts() == before


def test_what_was_dropped_since_is_not_planned_again_by_an_older_package(
    draft: Entry, tmp_path: Path
) -> None:
    dump_package(tmp_path)
    zinoviev = User.objects.get(username="zinoviev")
    flow.unschedule(draft, zinoviev)
    flow.assign(draft, zinoviev, None)
    Comment.objects.all().delete()
    Pair.objects.update(dismissed_at=None)

    load_package(tmp_path, new_only=True)
    assert counts() == [0, 1, 1, 1, 0]
    load_package(tmp_path)

    assert counts() == [0, 2, 1, 1, 0]
    assert Pair.objects.get().dismissed_at is None


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("plans", '{"pid": "b00000b", "at": "3000-01-01T00:00:00Z", "by": "x", "revision": 0}'),
        ("apart", '{"first": "b00000b", "second": "b00000b", "score": 1, "at": "3000-01-01"}'),
        ("comments", '{"pid": "b00000b"}'),
        ("rumours", "{}"),
    ],
)
def test_a_line_that_means_nothing_is_refused_by_the_name_of_its_file(
    name: str, line: str, tmp_path: Path
) -> None:
    dump_package(tmp_path)
    (tmp_path / "beside" / f"{name}.jsonl").write_text(line)

    with pytest.raises(PackageError, match=name):
        load_package(tmp_path)


def test_nothing_of_it_is_in_what_readers_take_away(
    draft: Entry, client: Client, tmp_path: Path
) -> None:
    dump_package(tmp_path)
    assert SECRET in contents(tmp_path)["beside/comments.jsonl"]
    publisher = User.objects.get(username="zinoviev")
    actions.publish(draft, publisher)
    taken = [
        "/en/browse.json",
        "/en/browse.csv",
        f"/id/{draft.pid}.json",
        f"/id/{draft.pid}/v1.json",
    ]

    for address in taken:
        answer = client.get(address)
        said = b"".join(answer).decode()
        assert answer.status_code == 200
        assert draft.pid in said
        assert SECRET not in said
        assert "zinoviev" not in said
