"""The queue at the desk: who may read and decide, and what a decision does."""

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from corrections.actions import decide, take
from corrections.models import Correction
from tests import make
from tests.corrections.test_telling import make_correction
from tests.desk.conftest import contributor, editor, krupskaya, martov, publisher, zasulich

__all__ = ["contributor", "editor", "krupskaya", "martov", "publisher", "zasulich"]

pytestmark = pytest.mark.django_db

QUEUE = "/admin/corrections/correction/"


def page(correction: Correction) -> str:
    return f"{QUEUE}{correction.pk}/change/"


def test_reviewers_read_the_queue_and_contributors_do_not(
    contributor: Client, editor: Client
) -> None:
    correction = make_correction(make.make_person())

    assert editor.get(QUEUE).status_code == 200
    assert editor.get(page(correction)).status_code == 200
    for address in (QUEUE, page(correction)):
        assert contributor.get(address).status_code == 403
    assert contributor.post(page(correction), {"decision": "accepted"}).status_code == 403
    correction.refresh_from_db()
    assert correction.state == "new"


def test_the_actions_ask_for_the_right_themselves(zasulich: User) -> None:
    correction = make_correction(make.make_person())

    with pytest.raises(PermissionDenied):
        take(correction, zasulich)
    with pytest.raises(PermissionDenied):
        decide(correction, zasulich, "accepted")


def test_the_queue_shows_what_waits_and_the_rest_on_other_lists(
    editor: Client, martov: User
) -> None:
    person = make.make_person()
    for state in Correction.State.values:
        make_correction(person, message=f"message {state}", state=state)
    mine = make_correction(person, message="message mine", assigned_to=martov)

    def shown(query: str) -> set[str]:
        html = editor.get(QUEUE + query).content.decode()
        return {
            word
            for word in (*Correction.State.values, "mine")
            if f">message {word}<" in html or f">message {word}</a>" in html
        }

    assert mine.state == "new"
    assert shown("") == {"new", "in_hand", "mine"}
    assert shown("?list=mine") == {"mine"}
    assert shown("?list=suspect") == {"suspect"}
    assert shown("?list=closed") == {"accepted", "declined", "spam"}
    assert shown("?list=all") == {*Correction.State.values, "mine"}


def test_accepting_notes_it_in_the_log_and_erases_the_readers_address(
    editor: Client, martov: User
) -> None:
    person = make.make_person()
    correction = make_correction(person, email="natalia@example.org")

    answer = editor.post(page(correction), {"decision": "accepted", "answer": "Thank you."})

    assert answer.status_code == 302
    correction.refresh_from_db()
    assert (correction.state, correction.answer, correction.email) == ("accepted", "Thank you.", "")
    assert (correction.closed_by, correction.closed_at is not None) == (martov, True)
    assert person.log.get().action == "correction"


def test_declining_needs_a_reason_and_keeps_what_was_typed(editor: Client) -> None:
    correction = make_correction(make.make_person())

    answer = editor.post(
        page(correction), {"decision": "declined", "answer": "", "editors_note": "ask Boris"}
    )

    assert answer.status_code == 200
    assert "Tell the reader why it is not accepted." in answer.content.decode()
    assert "ask Boris" in answer.content.decode()
    correction.refresh_from_db()
    assert (correction.state, correction.editors_note) == ("new", "")


def test_what_was_decided_is_not_taken_in_hand_again_but_may_be_decided_otherwise(
    martov: User,
) -> None:
    correction = make_correction(make.make_person())
    decide(correction, martov, "spam")

    with pytest.raises(ValidationError, match="decided already"):
        take(correction, martov)
    decide(correction, martov, "accepted")

    assert correction.state == "accepted"


def test_many_are_taken_in_hand_or_put_away_at_once(editor: Client, martov: User) -> None:
    rows = [make_correction(make.make_person()) for _ in range(3)]
    chosen = [str(row.pk) for row in rows[:2]]

    editor.post(QUEUE, {"action": "take_in_hand", "_selected_action": chosen})
    assert Correction.objects.filter(state="in_hand", assigned_to=martov).count() == 2

    editor.post(QUEUE, {"action": "call_spam", "_selected_action": [str(rows[2].pk)]})
    assert Correction.objects.get(pk=rows[2].pk).state == "spam"


def test_what_a_reader_wrote_cannot_be_changed_nor_made_up(editor: Client) -> None:
    correction = make_correction(make.make_person())

    editor.post(page(correction), {"message": "All is well.", "decision": ""})

    correction.refresh_from_db()
    assert correction.message != "All is well."
    assert editor.get(f"{QUEUE}add/").status_code == 403


def test_only_a_publisher_erases_a_message(editor: Client, publisher: Client) -> None:
    correction = make_correction(make.make_person())
    address = f"{QUEUE}{correction.pk}/delete/"

    assert editor.post(address, {"post": "yes"}).status_code == 403
    assert publisher.post(address, {"post": "yes"}).status_code == 302
    assert not Correction.objects.exists()


def test_the_queries_of_the_queue_do_not_grow(editor: Client) -> None:
    counts = []
    for many in (2, 20):
        for _ in range(many):
            make_correction(make.make_person())
        with CaptureQueriesContext(connection) as queries:
            editor.get(QUEUE)
        counts.append(len(queries))

    assert counts[0] == counts[1]
