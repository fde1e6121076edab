"""Plans to publish: carried out when their hour has come, or not, with the reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from desk.flow import actions as flow
from desk.flow.due import PublishDueMiddleware, publish_due, publish_some
from desk.models import Schedule
from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry
from tests import make
from tests.desk.flowing import review, status_of
from tests.desk.forms import open_form, save, text_of

pytestmark = pytest.mark.django_db


def plan(entry: Entry, user: User, **columns: Any) -> Schedule:
    """Plan a publication that is due by now."""
    made = flow.schedule(Entry.objects.get(pk=entry.pk), user, timezone.now() + timedelta(days=1))
    Schedule.objects.update(at=timezone.now() - timedelta(minutes=1), **columns)
    return made


def test_what_is_planned_is_published_when_its_hour_has_come(
    publisher: Client, krupskaya: User, capsys: pytest.CaptureFixture[str]
) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    publisher.post(f"/desk/review/{person.pid}/schedule/", {"at": "2999-01-01T00:00"})

    call_command("publish_due")
    assert status_of(person) == Status.IN_REVIEW
    Schedule.objects.update(at=timezone.now())
    call_command("publish_due")

    assert status_of(person) == Status.PUBLISHED
    assert not Schedule.objects.exists()
    record = AuditRecord.objects.get(action="publish")
    assert (record.user, record.note) == (krupskaya, "As planned.")
    assert f"{person.pid} Leon Trotsky: published" in capsys.readouterr().out


@pytest.mark.parametrize("at", ["", "yesterday", "1999-01-01T00:00", "9999-12-31T23:59"])
def test_an_hour_that_cannot_be_is_refused_with_the_reason(publisher: Client, at: str) -> None:
    person = make.make_person(status=Status.IN_REVIEW)

    response = publisher.post(f"/desk/review/{person.pid}/schedule/", {"at": at})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Schedule.objects.exists()


def test_what_was_changed_after_it_was_planned_is_not_published(
    publisher: Client, editor: Client, krupskaya: User
) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    plan(person, krupskaya)
    save(editor, person, open_form(editor, person), editors_note="later")

    (outcome,) = publish_due()

    assert status_of(person) == Status.IN_REVIEW
    assert outcome.problem == "It was changed after that: look at it again."
    assert outcome.problem in text_of(review(publisher, person))
    assert publish_due() == []


def test_a_plan_of_somebody_who_has_lost_the_right_is_not_carried_out(krupskaya: User) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    plan(person, krupskaya)
    krupskaya.groups.clear()

    (outcome,) = publish_due()

    assert status_of(person) == Status.IN_REVIEW
    assert "may not publish any more" in outcome.problem


def test_a_plan_for_what_is_public_already_is_done_with(krupskaya: User) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    plan(person, krupskaya)
    actions.publish(person, krupskaya)

    assert [one.problem for one in publish_due()] == [""]
    assert not Schedule.objects.exists()
    assert AuditRecord.objects.filter(action="publish").count() == 1


def test_a_plan_is_dropped(publisher: Client, krupskaya: User) -> None:
    person = make.make_person(status=Status.IN_REVIEW)
    plan(person, krupskaya)

    publisher.post(f"/desk/review/{person.pid}/schedule/", {"drop": "1"})

    assert not Schedule.objects.exists()
    assert AuditRecord.objects.first().action == "unschedule"  # type: ignore[union-attr]


def test_a_server_that_is_asked_looks_at_the_clock_now_and_then(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, rf: Any
) -> None:
    settings.PUBLISH_DUE_SECONDS = 3600
    started: list[Any] = []
    monkeypatch.setattr("desk.flow.due.background.start", lambda *given: started.append(given))
    middleware = PublishDueMiddleware(lambda request: request)  # type: ignore[arg-type, return-value]

    for _time in range(3):
        middleware(rf.get("/"))
    settings.PUBLISH_DUE_SECONDS = 0
    PublishDueMiddleware(lambda request: request)(rf.get("/"))  # type: ignore[arg-type, return-value]

    assert started == [(publish_some, "publish-due")]
    assert publish_some() is False
