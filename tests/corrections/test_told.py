"""The list of accepted corrections: what everybody may know of them, and nothing besides."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from browse.addresses import entry_url
from browse.corrected import NEWEST, PER_PAGE, newest_corrected
from corrections.actions import decide
from corrections.models import Correction
from entries import actions
from entries.choices import Rank, Status
from entries.models import Entry
from history.merging.carry_out import carry_out
from history.merging.plan import plan
from tests import make
from tests.browse.pages import main_words
from tests.corrections.test_telling import make_correction

pytestmark = pytest.mark.django_db

PAGE = "/en/corrections/"
ANSWER = "We asked the archive in Odessa, Natalia Ivanovna."


@pytest.fixture
def krupskaya() -> User:
    return make.make_editor()


def accept(entry: Entry, user: User, **columns: Any) -> Correction:
    correction = make_correction(entry, **columns)
    decide(correction, user, Correction.State.ACCEPTED, ANSWER)
    return correction


def accept_many(entries: Iterable[Entry], **columns: Any) -> None:
    """Store corrections as they are once accepted, each a day after the one before."""
    begin = timezone.now() - timedelta(days=999)
    for at, entry in enumerate(entries):
        closed = begin + timedelta(days=at)
        make_correction(entry, state="accepted", closed_at=closed, **columns)


def shown(client: Client, path: str = PAGE) -> str:
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_accepted_corrections_are_told_the_latest_first(client: Client, krupskaya: User) -> None:
    trotsky, lenin = make.make_person(), make.make_person(make.LENIN)
    first = accept(trotsky, krupskaya)
    accept(lenin, krupskaya)
    Correction.objects.filter(pk=first.pk).update(closed_at="1940-08-21T12:00Z")

    page = shown(client)

    words = main_words(page)
    assert words.index("Vladimir Lenin") < words.index("21 August 1940")
    assert words.index("21 August 1940") < words.index("Leon Trotsky")
    assert f'href="{entry_url(trotsky)}"' in page
    assert make.TROTSKY["th"] in shown(client, "/th/corrections/")


def test_nothing_is_told_that_is_between_reader_and_editors(
    client: Client, krupskaya: User
) -> None:
    person = make.make_person()
    secrets = {
        "evidence": "GAKhO, f. 1",
        "email": "natalia@example.org",
        "editors_note": "ask Joffe",
    }
    one = accept(person, krupskaya, name="V. Serge", **secrets)
    accept(person, krupskaya, name="N. Sedova", wants_credit=True, message="It was Yanovka.")

    page = shown(client)

    assert "Corrected with the help of N. Sedova" in main_words(page)
    hidden = (*secrets.values(), one.message, one.token, ANSWER, "Serge", "Yanovka", "krupskaya")
    assert [text for text in hidden if text in page] == []


@pytest.mark.parametrize("state", set(Correction.State.values) - {"accepted"})
def test_only_what_was_accepted_is_told(client: Client, state: str) -> None:
    make_correction(make.make_person(), state=state, closed_at=timezone.now())

    assert "No correction has been accepted yet." in shown(client)
    assert "Trotsky" not in main_words(shown(client))


def test_only_public_entries_are_named_and_merged_ones_by_their_survivor(
    client: Client, krupskaya: User
) -> None:
    gone, again, double, stays = (
        make.make_person(name) for name in ("Withdrawn", "Again a draft", "Double", "Stays")
    )
    for one in (gone, again, double):
        accept(one, krupskaya)
    actions.withdraw(gone, krupskaya, {"en": "a mistake"})
    Entry.objects.filter(pk=again.pk).update(status=Status.DRAFT)
    carry_out(plan([double], stays), krupskaya)

    page = shown(client)

    assert f'href="{entry_url(stays)}"' in page
    for name in ("Withdrawn", "Again a draft", "Double"):
        assert name not in page
    actions.withdraw(stays, krupskaya, {"en": "a mistake"})
    assert "No correction has been accepted yet." in shown(client)


def test_the_statement_that_was_meant_is_told_as_it_now_reads(
    client: Client, krupskaya: User
) -> None:
    trotsky = make.make_person()
    edited = make.make_statement(trotsky, "edited", make.make_publication(), date="1915")
    secret = make.make_person("Secret", status=Status.DRAFT)
    hidden = make.make_statement(trotsky, "met", secret)
    fallen = make.make_statement(trotsky, "met", make.make_person(make.LENIN), rank=Rank.DEPRECATED)
    other = make.make_statement(make.make_person("Julius Martov"), "born", place=make.make_place())
    for one in (edited, hidden, fallen, other):
        accept(trotsky, krupskaya, statement=one.uid)
    accept(trotsky, krupskaya, statement="goneforgood")

    page = shown(client)

    words = main_words(page)
    assert words.count("Leon Trotsky") == 5
    assert "edited Nashe Slovo" in words
    assert f'href="{entry_url(trotsky)}?statement={edited.uid}#s-{edited.uid}"' in page
    for word in ("Secret", "Lenin", "Martov", "born in"):
        assert word not in words


def test_the_list_has_pages_which_crawlers_leave(client: Client) -> None:
    accept_many(make.make_person(f"Person {at}.") for at in range(PER_PAGE + 2))

    first, second = shown(client), shown(client, f"{PAGE}?page=2")

    assert f'href="{PAGE}?page=2" rel="nofollow"' in first
    assert "Person 26." in first
    assert "Person 1." not in first
    assert "Person 1." in second
    assert "noindex" in second
    assert "noindex" not in first


@pytest.mark.parametrize(
    ("number", "name"),
    [
        *((bad, "Person 26.") for bad in ("", "x", "1.5", "%00", "%FF", "inf", "9" * 5000)),
        *((far, "Person 0.") for far in ("0", "-1", "3", "99999999999999999999")),
    ],
)
def test_a_number_that_is_no_page_is_answered_all_the_same(
    client: Client, number: str, name: str
) -> None:
    accept_many(make.make_person(f"Person {at}.") for at in range(PER_PAGE + 2))

    assert name in shown(client, f"{PAGE}?page={number}")


def test_the_queries_do_not_grow(client: Client) -> None:
    person = make.make_person()
    counts = []
    for many in (2, 20):
        for at in range(many):
            met = make.make_statement(person, "met", make.make_person(f"Comrade {many} {at}"))
            accept_many([person], statement=met.uid)
        for path in (PAGE, "/en/changes/"):
            client.get(path)
            make.make_person()  # what was kept is stale
            with CaptureQueriesContext(connection) as captured:
                client.get(path)
            counts.append(len(captured))
        with CaptureQueriesContext(connection) as captured:
            assert [one.entry.label.text for one in newest_corrected()]
        counts.append(len(captured))

    assert counts == [4, 2, 1] * 2


def test_a_page_that_was_kept_follows_every_decision(client: Client, krupskaya: User) -> None:
    person = make.make_person()
    assert "Trotsky" not in main_words(shown(client))

    correction = accept(person, krupskaya)
    assert "Trotsky" in main_words(shown(client))
    assert client.get(PAGE).headers["ETag"]

    decide(correction, krupskaya, Correction.State.DECLINED, "It was right before.")
    assert "Trotsky" not in main_words(shown(client))
    decide(correction, krupskaya, Correction.State.ACCEPTED)
    assert "Trotsky" in main_words(shown(client))
    correction.delete()
    assert "Trotsky" not in main_words(shown(client))


def test_the_newest_stand_where_readers_begin_to_look(client: Client) -> None:
    accept_many(make.make_person(f"Person {at}.") for at in range(NEWEST + 1))
    said = "Corrected by readers of late: Person 3. · Person 2. · Person 1. · all corrections"

    for path in ("/en/changes/", "/en/browse/"):
        page = shown(client, path)
        assert said in main_words(page)
        assert f'href="{PAGE}"' in page
    for path in ("/en/browse/?q=Person", "/en/browse/?kind=person", "/en/changes/?before=9"):
        assert "Corrected by readers" not in shown(client, path)


def test_the_form_its_answer_and_recent_changes_lead_to_the_list(client: Client) -> None:
    person = make.make_person()
    correction = make_correction(person)

    for path in (
        f"/en/persons/{person.pid}/correct/",
        f"/en/corrections/{correction.token}/",
        "/en/changes/",
    ):
        assert f'href="{PAGE}"' in shown(client, path)
    assert "Corrected by readers" not in shown(client, "/en/browse/")


def test_an_entry_that_was_corrected_often_stands_once_among_the_newest(client: Client) -> None:
    lenin, trotsky = make.make_person(make.LENIN), make.make_person()
    accept_many([trotsky, lenin, trotsky, trotsky])

    assert [one.entry.pk for one in newest_corrected()] == [trotsky.pk, lenin.pk]
