"""Whoever owes a second factor has no right where no session is asked: plans, jobs, actions."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from pytest_django import DjangoAssertNumQueries, Settings

from desk.flow import actions as flow
from desk.flow.due import publish_due
from desk.models import Schedule
from entries import actions, rights
from entries.choices import Status
from entries.models import Entry
from exchange.models import Job
from exchange.work.worker import run_waiting
from history.closing import close
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from tests import make
from tests.desk.flowing import status_of
from tests.exchange.tables import as_csv, tried

pytestmark = pytest.mark.django_db


def fresh(user: User) -> User:
    """Return the user as the next request, or a thread, finds them."""
    return User.objects.get(pk=user.pk)


def test_no_action_is_taken_by_whoever_owes_it(krupskaya: User, settings: Settings) -> None:
    draft, public = make.make_person(status=Status.DRAFT), make.make_person(make.LENIN)
    settings.SECOND_FACTOR_FOR = ["publisher"]
    later = timezone.now() + timedelta(days=1)

    for act in (
        lambda user: actions.publish(draft, user),
        lambda user: actions.withdraw(public, user, {"en": "why"}),
        lambda user: flow.schedule(draft, user, later),
        lambda user: close(public, user, "law", {"en": "why"}, "a letter"),
        lambda user: carry_out(plan([draft], public), user, "one man"),
    ):
        with pytest.raises(PermissionDenied):
            act(fresh(krupskaya))

    TOTPDevice.objects.create(user=krupskaya, confirmed=True)
    actions.publish(draft, fresh(krupskaya))
    assert status_of(draft) == Status.PUBLISHED


def test_a_plan_is_not_carried_out_for_whoever_owes_it_by_then(
    krupskaya: User, settings: Settings
) -> None:
    draft = make.make_person(status=Status.DRAFT)
    flow.schedule(Entry.objects.get(pk=draft.pk), krupskaya, timezone.now() + timedelta(days=1))
    Schedule.objects.update(at=timezone.now())
    settings.SECOND_FACTOR_FOR = ["publisher"]

    publish_due()

    assert status_of(draft) == Status.DRAFT
    assert "may not publish any more" in Schedule.objects.get().problem


@pytest.mark.parametrize("state", [Job.State.WRITING, Job.State.UNDOING])
def test_an_import_that_waits_fails_for_whoever_owes_it(
    krupskaya: User, settings: Settings, state: Job.State
) -> None:
    row = "Vera Zasulich ¦ published ¦ 2026-01-01T00:00:00Z"
    text = as_csv("name_en ¦ status ¦ published_at", row)
    job = tried(krupskaya, "person", text, standing=True)
    Job.objects.filter(pk=job.pk).update(state=state, mode=Job.Mode.GOOD)
    settings.SECOND_FACTOR_FOR = ["publisher"]

    run_waiting()

    job.refresh_from_db()
    assert (job.state, job.message) == (Job.State.FAILED, "The right to do this is gone.")
    assert not Entry.objects.exists()


def test_others_keep_their_rights_and_it_is_asked_once(
    martov: User,
    krupskaya: User,
    settings: Settings,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    settings.SECOND_FACTOR_FOR = ["publisher"]
    editor, publisher = fresh(martov), fresh(krupskaya)

    assert rights.may_review(editor)
    assert not rights.may_review(publisher)
    with django_assert_num_queries(0):
        assert rights.may_review(editor)
        assert not rights.may_publish(publisher)
