"""Who else has a form open, and who has saved meanwhile."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from entries.choices import Status
from entries.models import Presence
from entries.presence import OPEN_FOR
from people.models import Person
from tests import make
from tests.desk.forms import form_address, open_form, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def trotsky(db: None) -> Person:
    return make.make_person()


def ping(client: Client, person: Person, **sent: Any) -> Any:
    return client.post(f"/desk/presence/{person.pid}/", sent)


def told_on_load(client: Client, person: Person) -> str:
    """Return what the notice says when the form is loaded, without any script."""
    page = client.get(form_address(person)).content.decode()
    found = re.search(r'<p data-says="here"[^>]*>(.*?)</p>', page)
    return found[1] if found is not None else "no notice"


def test_whoever_loads_the_form_second_is_told_of_the_first(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    assert told_on_load(editor, trotsky) == ""
    assert "Also editing: martov (since" in told_on_load(publisher, trotsky)


def test_the_first_is_told_of_the_second_by_the_next_ping(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    open_form(editor, trotsky)
    open_form(publisher, trotsky)

    assert "Also editing: krupskaya" in ping(editor, trotsky).json()["here"]


def test_an_editor_is_called_by_the_full_name(
    editor: Client, publisher: Client, krupskaya: User, trotsky: Person
) -> None:
    krupskaya.first_name, krupskaya.last_name = "Nadezhda", "Krupskaya"
    krupskaya.save()
    open_form(publisher, trotsky)

    assert "Nadezhda Krupskaya" in told_on_load(editor, trotsky)


def test_the_forms_of_other_entries_do_not_count(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    open_form(publisher, make.make_person(make.LENIN))

    assert told_on_load(editor, trotsky) == ""


def test_who_has_left_is_not_shown_any_more(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    open_form(publisher, trotsky)

    assert ping(publisher, trotsky, leave="1").status_code == 204

    assert told_on_load(editor, trotsky) == ""


def test_who_has_saved_and_gone_on_is_not_shown_any_more(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    assert told_on_load(editor, trotsky) == ""


def test_who_is_not_heard_of_is_forgotten(
    editor: Client, publisher: Client, trotsky: Person
) -> None:
    open_form(publisher, trotsky)
    Presence.objects.update(until=timezone.now() - timedelta(seconds=1))

    assert ping(editor, trotsky).json()["here"] == ""
    open_form(editor, trotsky)
    assert not Presence.objects.filter(until__lt=timezone.now()).exists()


def test_a_browser_that_pings_is_believed_for_a_short_time_only(
    editor: Client, trotsky: Person
) -> None:
    open_form(editor, trotsky)

    ping(editor, trotsky)

    assert Presence.objects.get().until <= timezone.now() + OPEN_FOR


def test_a_save_meanwhile_is_told(editor: Client, publisher: Client, trotsky: Person) -> None:
    open_form(editor, trotsky)
    save(publisher, trotsky, open_form(publisher, trotsky), editors_note="hers")

    assert (
        "krupskaya has saved since you opened this"
        in ping(editor, trotsky, revision="0").json()["saved"]
    )
    assert ping(editor, trotsky, revision="1").json()["saved"] == ""


def test_ones_own_save_in_another_window_is_told(editor: Client, trotsky: Person) -> None:
    save(editor, trotsky, open_form(editor, trotsky), editors_note="his")

    assert "yourself, in another window" in ping(editor, trotsky, revision="0").json()["saved"]


@pytest.mark.parametrize("revision", ["", "-1", "9" * 20, "none", "\x00"])
def test_an_absurd_revision_is_no_failure(editor: Client, trotsky: Person, revision: str) -> None:
    assert ping(editor, trotsky, revision=revision).json()["saved"] == ""


def test_who_may_not_edit_the_entry_is_told_nothing(
    contributor: Client, editor: Client, trotsky: Person
) -> None:
    open_form(editor, trotsky)

    assert ping(contributor, trotsky).status_code == 403
    assert ping(contributor, trotsky, leave="1").status_code == 403
    assert told_on_load(contributor, trotsky) == "no notice"
    assert Presence.objects.count() == 1


def test_a_contributor_is_told_about_a_draft_of_their_own(
    contributor: Client, editor: Client, zasulich: User
) -> None:
    draft = make.make_person(status=Status.DRAFT, created_by=zasulich)
    open_form(editor, draft)

    assert "martov" in told_on_load(contributor, draft)
    assert "martov" in ping(contributor, draft).json()["here"]


def test_a_stranger_is_asked_to_log_in(client: Client, trotsky: Person) -> None:
    assert ping(client, trotsky).status_code == 302
    assert not Presence.objects.exists()


def test_only_what_is_sent_counts_and_only_for_an_entry_there_is(
    editor: Client, trotsky: Person
) -> None:
    assert editor.get(f"/desk/presence/{trotsky.pid}/").status_code == 405
    assert editor.post("/desk/presence/zzzzzzz/").status_code == 404


def test_a_ping_costs_one_write_and_the_same_for_one_and_for_five(
    editor: Client, trotsky: Person
) -> None:
    def queries() -> list[str]:
        with CaptureQueriesContext(connection) as found:
            ping(editor, trotsky, revision="0")
        return [one["sql"] for one in found]

    alone = queries()
    for number in range(5):
        user = User.objects.create_user(f"editor-{number}")
        now = timezone.now()
        Presence.objects.create(pid=trotsky.pid, user=user, since=now, until=now + OPEN_FOR)

    assert len(queries()) == len(alone)
    assert sum(not sql.startswith("SELECT") for sql in alone) == 1
    assert Presence.objects.count() == 6
