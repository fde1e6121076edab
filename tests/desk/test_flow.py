"""Review at the desk: what changed, comments, in whose hands; publishing many."""

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from desk.flow import actions as flow
from desk.models import Assignment, Comment
from entries import actions
from entries.choices import Status
from entries.models import AuditRecord, Entry
from history.versions.keeping import keep
from search.models import Change
from tests import make
from tests.desk.flowing import handed_in, review, status_of
from tests.desk.forms import form_address, open_form, save, step, text_of

pytestmark = pytest.mark.django_db


# Review


def test_what_is_reviewed_for_the_first_time_is_shown_as_new(
    editor: Client, zasulich: User
) -> None:
    page = review(editor, handed_in(zasulich))

    assert "all of it is new" in text_of(page)
    assert "zasulich · submitted for review" in text_of(page)
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
    assert "Sent back by martov: Which Bronstein?" in text_of(editor.get(form_address(person)))
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
