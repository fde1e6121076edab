"""Nobody approves their own work, where the archive asks for four eyes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from desk.flow import actions as flow
from entries import actions, rights
from entries.choices import Status
from entries.models import Entry
from tests import make
from tests.desk.flowing import handed_in, review, status_of
from tests.desk.forms import open_form, save, step, text_of

pytestmark = pytest.mark.django_db


def test_nobody_publishes_their_own_where_four_eyes_are_asked_for(
    settings: Settings, publisher: Client, krupskaya: User
) -> None:
    settings.FOUR_EYES = True
    boss = make.make_editor("boss")
    person = handed_in(krupskaya)

    assert step(publisher, person, "publish").status_code == 403
    with pytest.raises(PermissionDenied, match="somebody else has to look"):
        flow.schedule(person, krupskaya, timezone.now() + timedelta(days=1))
    page = review(publisher, person)
    assert 'value="publish"' not in page.content.decode()
    assert "You have a hand in it" in text_of(page)
    bulk = {"action": "publish_selected", "_selected_action": [person.pk]}
    seen = publisher.post("/admin/people/person/", bulk).context
    publisher.post("/admin/people/person/", {**bulk, "agreed": "1"})

    assert seen["ready"] == []
    assert status_of(person) == Status.IN_REVIEW
    actions.publish(Entry.objects.get(pk=person.pk), boss)
    assert status_of(person) == Status.PUBLISHED


def test_a_reviewer_who_mends_what_they_review_has_a_hand_in_it(
    settings: Settings, publisher: Client, zasulich: User
) -> None:
    settings.FOUR_EYES = True
    person = handed_in(zasulich)

    save(publisher, person, open_form(publisher, person), editors_note="a comma")

    assert step(publisher, person, "publish").status_code == 403


def test_without_the_setting_a_publisher_publishes_their_own(
    publisher: Client, krupskaya: User
) -> None:
    person = handed_in(krupskaya)

    step(publisher, person, "publish")

    assert status_of(person) == Status.PUBLISHED


def test_whoever_brings_something_in_does_not_publish_it_where_four_eyes_are_asked_for(
    settings: Settings, krupskaya: User, martov: User
) -> None:
    assert rights.may_publish_own(krupskaya)
    assert not rights.may_publish_own(martov)

    settings.FOUR_EYES = True

    assert not rights.may_publish_own(krupskaya)
    assert rights.may_publish(krupskaya)


def test_what_is_changed_in_public_waits_until_somebody_else_has_looked(
    settings: Settings, publisher: Client, editor: Client, martov: User
) -> None:
    settings.FOUR_EYES = True
    person = make.make_person()
    assert 'value="approve"' not in review(publisher, person).content.decode()
    save(editor, person, open_form(editor, person), editors_note="changed in public")

    assert 'value="approve"' not in review(editor, person).content.decode()
    assert step(editor, person, "approve").status_code == 403
    assert 'value="approve"' in review(publisher, person).content.decode()
    assert step(publisher, person, "approve").status_code == 302

    assert 'value="approve"' not in review(publisher, person).content.decode()
    assert "no change that waits" in text_of(step(publisher, person, "approve"))
