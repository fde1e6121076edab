"""Review at the desk: what changed, comments, in whose hands, and plans to publish."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from desk.flow import actions as flow
from desk.flow.due import PublishDueMiddleware, publish_due, publish_some
from desk.models import Assignment, Comment, Schedule
from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry
from history.versions.keeping import keep
from people.models import Person
from search.models import Change
from tests import make
from tests.desk.forms import open_form, save, step, text_of

pytestmark = pytest.mark.django_db


def status_of(entry: Entry) -> str:
    return Entry.objects.get(pk=entry.pk).status


def review(client: Client, entry: Entry, query: str = "") -> Any:
    response = client.get(f"/desk/review/{entry.pid}/{query}")
    assert response.status_code == 200
    return response


def handed_in(user: User, names: make.Names = make.TROTSKY) -> Person:
    """Make a draft of somebody's, and hand it in."""
    person = make.make_person(names, status=Status.DRAFT, created_by=user)
    actions.record(Entry.objects.get(pk=person.pk), user, "create")
    actions.submit(person, user)
    return person


def plan(entry: Entry, user: User, **columns: Any) -> Schedule:
    """Plan a publication that is due by now."""
    made = flow.schedule(Entry.objects.get(pk=entry.pk), user, timezone.now() + timedelta(days=1))
    Schedule.objects.update(at=timezone.now() - timedelta(minutes=1), **columns)
    return made


# Review


def test_what_is_reviewed_for_the_first_time_is_shown_as_new(
    editor: Client, zasulich: User
) -> None:
    page = review(editor, handed_in(zasulich))

    assert "all of it is new" in text_of(page)
    assert "Лев Давидович Троцкий" in text_of(page)


def test_a_reviewer_sees_what_changed_since_it_was_public(
    editor: Client, publisher: Client, martov: User, krupskaya: User
) -> None:
    person = make.make_person(status=Status.DRAFT)
    actions.record(Entry.objects.get(pk=person.pk), martov, "create")
    actions.publish(person, krupskaya)
    actions.withdraw(person, krupskaya, {"en": "To be mended."})
    save(editor, person, open_form(editor, person), editors_note="the note is new")

    text = text_of(review(publisher, person))

    assert "the note is new" in text
    assert "all of it is new" not in text
    assert "Лев Давидович Троцкий" not in text.partition("What changed")[2]


def test_what_was_imported_as_public_is_not_taken_for_new(editor: Client, martov: User) -> None:
    person = make.make_person()
    keep([person.pk], action="import")
    save(editor, person, open_form(editor, person), editors_note="the note is new")

    changes = review(editor, person).context["changes"]

    assert [group.section for group in changes.groups] == ["fields"]
    assert [line.text for line in changes.groups[0].lines] == ["editors' note"]


def test_what_was_sent_back_is_looked_at_from_there(editor: Client, martov: User) -> None:
    person = handed_in(martov)
    actions.send_back(person, martov, "Which Bronstein?")
    save(editor, person, open_form(editor, person), editors_note="the one of Yanovka")

    since_returned = review(editor, person, "?since=returned").context["changes"]
    whole = review(editor, person, "?since=\x00").context["changes"]

    assert [group.section for group in since_returned.groups] == ["fields"]
    assert "names" in [group.section for group in whole.groups]


def test_the_page_of_review_costs_the_same_whatever_was_said(
    editor: Client, zasulich: User, martov: User
) -> None:
    person = handed_in(zasulich)

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            review(editor, person)
        return len(queries)

    cost()
    few = cost()
    for number in range(5):
        flow.comment(person, martov, f"Remark {number}")

    assert cost() == few <= 35


def test_a_step_on_the_page_of_review_leads_back_to_it_and_never_elsewhere(
    publisher: Client, zasulich: User
) -> None:
    one, other = handed_in(zasulich), handed_in(zasulich, make.LENIN)
    back = f"/desk/review/{one.pid}/"

    ours = step(publisher, one, "publish", next=back)
    theirs = step(publisher, other, "publish", next="https://example.org/")

    assert ours["Location"] == back
    assert theirs["Location"].startswith("/admin/")


# Comments and hands


def test_author_and_reviewer_talk_about_a_submission(
    contributor: Client, editor: Client, zasulich: User
) -> None:
    person = handed_in(zasulich)

    editor.post(f"/desk/review/{person.pid}/comment/", {"text": "Which source?"})
    contributor.post(f"/desk/review/{person.pid}/comment/", {"text": "The <b>encyclopaedia</b>."})
    page = review(editor, person).content.decode()

    assert [one.text for one in Comment.objects.all()] == [
        "Which source?",
        "The <b>encyclopaedia</b>.",
    ]
    assert "&lt;b&gt;encyclopaedia" in page
    assert AuditRecord.objects.filter(action="comment").count() == 2


@pytest.mark.parametrize("text", ["", "   ", "ก" * 4001])
def test_a_comment_that_is_none_is_refused_with_the_reason(
    editor: Client, zasulich: User, text: str
) -> None:
    person = handed_in(zasulich)

    response = editor.post(f"/desk/review/{person.pid}/comment/", {"text": text})

    assert response.status_code == 200
    assert "errorlist" in response.content.decode()
    assert not Comment.objects.exists()


def test_an_entry_is_put_into_somebodys_hands_and_given_back(
    editor: Client, contributor: Client, zasulich: User
) -> None:
    person = make.make_person(status=Status.DRAFT)
    address = f"/desk/review/{person.pid}/assign/"

    editor.post(address, {"person": zasulich.pk})
    assert Assignment.objects.get().person == zasulich
    assert contributor.post(f"/desk/review/{person.pid}/comment/", {"text": "?"}).status_code == 302
    contributor.post(address, {"person": ""})

    assert not Assignment.objects.exists()
    assert list(AuditRecord.objects.filter(action="assign").values_list("note", flat=True)) == [
        "–",
        "zasulich",
    ]


def test_nothing_is_given_to_whoever_does_not_work_at_the_desk(
    editor: Client, martov: User
) -> None:
    person = make.make_person(status=Status.DRAFT)
    stranger = User.objects.create_user("stranger")
    address = f"/desk/review/{person.pid}/assign/"

    for key in (stranger.pk, "9" * 30, "x"):
        assert editor.post(address, {"person": key}).status_code == 200

    assert not Assignment.objects.exists()


def test_what_the_desk_keeps_of_its_own_leaves_the_pages_of_readers_alone(
    zasulich: User, martov: User
) -> None:
    person = handed_in(zasulich)
    before = Change.objects.count()

    flow.comment(person, martov, "Which source?")
    flow.assign(person, martov, martov)

    assert Change.objects.count() == before


# Plans


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


# Many at once


def test_publishing_many_shows_first_which_will_and_which_cannot(publisher: Client) -> None:
    ready = make.make_person(status=Status.IN_REVIEW)
    public = make.make_person("Parvus")
    nameless = make.make_person("", status=Status.DRAFT)
    chosen = [ready.pk, public.pk, nameless.pk]

    response = publisher.post(
        "/admin/people/person/", {"action": "publish_selected", "_selected_action": chosen}
    )

    assert status_of(ready) == Status.IN_REVIEW
    assert [one.pk for one in response.context["ready"]] == [ready.pk]
    refused = {one.entry.pk: one.problem for one in response.context["refused"]}
    assert refused == {
        public.pk: "“Parvus” is published: this step is not possible.",
        nameless.pk: "An entry needs a preferred name before it can be published.",
    }
    assert response.content.decode().count('name="_selected_action"') == 1


# Four eyes


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
