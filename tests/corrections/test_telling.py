"""Readers tell: the form, what is taken for spam, and the page with the answer."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import signing
from django.test import Client
from django.utils import timezone

from browse.addresses import entry_url
from browse.corrections import SALT
from corrections.actions import MOST_AN_HOUR, decide, sender_of
from corrections.models import Correction
from entries.choices import Status
from entries.models import Entry
from tests import make
from tests.browse.pages import get_page, main_words

pytestmark = pytest.mark.django_db

WRONG = "He was born in Yanovka, not in Kherson: see the parish book."


def address(entry: Entry, query: str = "") -> str:
    return f"/en/persons/{entry.pid}/correct/{query}"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> str:
    """What the form carries that was opened a minute ago."""
    now = timezone.now().timestamp()
    monkeypatch.setattr("django.core.signing.time.time", lambda: now - 60)
    token = signing.TimestampSigner(salt=SALT).sign("opened")
    monkeypatch.setattr("django.core.signing.time.time", lambda: now)
    return token


def typed(opened: str, **parts: Any) -> dict[str, Any]:
    return {"message": WRONG, "opened": opened, "website": "", **parts}


def test_every_entry_leads_to_the_form_and_the_form_back(client: Client) -> None:
    person = make.make_person()

    assert address(person) in get_page(client, person)
    form = client.get(address(person)).content.decode()

    assert entry_url(person) in form
    assert "Leon Trotsky" in main_words(form)


def test_what_is_sent_waits_for_the_desk_and_the_reader_gets_an_address(
    client: Client, opened: str
) -> None:
    person = make.make_person()

    answer = client.post(
        address(person),
        typed(opened, evidence="GAKhO, f. 1", name="N. Sedova", wants_credit="on"),
    )

    correction = Correction.objects.get()
    assert answer.status_code == 302
    assert answer.headers["Location"] == f"/en/corrections/{correction.token}/"
    assert (correction.entry_id, correction.message, correction.state) == (person.pk, WRONG, "new")
    assert (correction.evidence, correction.name) == ("GAKhO, f. 1", "N. Sedova")
    page = main_words(client.get(answer.headers["Location"]).content.decode())
    assert "Statereceived" in page
    assert WRONG in page


def test_the_end_of_a_line_is_one_sign_as_the_browser_counts(client: Client, opened: str) -> None:
    person = make.make_person()
    full = "\r\n".join(["The parish book says 1879."] * 185)
    assert len(full) > 5000 > len(full.replace("\r\n", "\n"))

    answer = client.post(address(person), typed(opened, message=full))

    assert answer.status_code == 302
    assert Correction.objects.get().message == full.replace("\r\n", "\n")


def test_what_is_too_long_is_told_how_long_it_may_be(client: Client, opened: str) -> None:
    person = make.make_person()

    answer = client.post(address(person), typed(opened, message="x" * 5001, evidence="y" * 1003))

    text = main_words(answer.content.decode())
    assert answer.status_code == 422
    assert "Write at most 5000 characters; there are 5001 now." in text
    assert "Write at most 1000 characters; there are 1003 now." in text


def test_a_correction_may_be_about_one_statement(client: Client, opened: str) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "edited", make.make_publication(), date="1915")
    query = f"?statement={statement.uid}"

    assert "edited Nashe Slovo" in main_words(client.get(address(person, query)).content.decode())
    client.post(address(person, query), typed(opened))

    assert Correction.objects.get().statement == statement.uid


def test_a_statement_that_is_being_cited_leads_to_its_own_form(client: Client) -> None:
    person = make.make_person()
    statement = make.make_statement(person, "edited", make.make_publication(), date="1915")

    page = client.get(f"{entry_url(person)}?cite=s-{statement.uid}").content.decode()

    assert f'{address(person)}?statement={statement.uid}"' in page


def test_a_statement_that_is_not_public_is_not_shown(client: Client) -> None:
    person = make.make_person()
    draft = make.make_person(make.LENIN, status=Status.DRAFT)
    statement = make.make_statement(person, "met", draft)

    page = client.get(address(person, f"?statement={statement.uid}")).content.decode()

    assert "Lenin" not in page


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ({"message": " "}, "Tell us what is wrong or missing."),
        ({"email": "natalia"}, "Enter a valid email address."),
        ({"wants_credit": "on"}, "Give the name under which you wish to be named."),
        ({"message": "x" * 5001}, "at most 5000 characters"),
    ],
)
def test_what_cannot_be_sent_is_said_and_all_that_was_typed_is_kept(
    client: Client, opened: str, parts: dict[str, str], said: str
) -> None:
    person = make.make_person()

    answer = client.post(address(person), typed(opened, evidence="Iskra, no. 7", **parts))

    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in main_words(page)
    assert "Iskra, no. 7" in page
    assert opened in page
    assert not Correction.objects.exists()


def test_what_machines_send_goes_to_a_list_of_its_own(client: Client, opened: str) -> None:
    person = make.make_person()
    now = signing.TimestampSigner(salt=SALT).sign("opened")
    for parts in (
        {"website": "https://spam.example"},
        {"opened": now},
        {"opened": ""},
        {"message": "https://a.example https://b.example www.c.example"},
    ):
        answer = client.post(address(person), typed(opened) | parts)
        # Its sender may be a person after all, and is told what everybody is told.
        page = client.get(answer.headers["Location"]).content.decode()
        assert "Statereceived" in main_words(page)

    assert {one.state for one in Correction.objects.all()} == {"suspect"}


def test_a_flood_is_stopped_for_an_hour_and_nothing_typed_is_lost(
    client: Client, opened: str
) -> None:
    person = make.make_person()
    for _ in range(MOST_AN_HOUR):
        assert client.post(address(person), typed(opened)).status_code == 302

    answer = client.post(address(person), typed(opened, message="And one thing more."))
    assert answer.status_code == 429
    assert "And one thing more." in answer.content.decode()
    other = client.post(address(person), typed(opened), REMOTE_ADDR="203.0.113.9")
    assert other.status_code == 302

    Correction.objects.update(at=timezone.now() - timedelta(hours=2))
    assert client.post(address(person), typed(opened)).status_code == 302


def test_the_address_of_a_sender_is_not_kept() -> None:
    digest = sender_of("203.0.113.9")

    assert re.fullmatch("[0-9a-f]{32}", digest)
    assert digest != sender_of("203.0.113.10")


def test_once_it_is_decided_nothing_is_kept_that_tells_senders_apart() -> None:
    correction = make_correction(make.make_person(), email="reader@example.org")

    decide(correction, make.make_editor(), Correction.State.SPAM)

    correction.refresh_from_db()
    assert (correction.sender, correction.email) == ("", "")


def test_the_form_needs_no_cookie_and_leaves_none(opened: str) -> None:
    person = make.make_person()
    browser = Client(enforce_csrf_checks=True)

    assert not browser.get(address(person)).cookies
    assert browser.post(address(person), typed(opened)).status_code == 302
    assert not browser.cookies


def test_the_answer_stands_at_the_readers_address_once_it_is_decided(client: Client) -> None:
    krupskaya = make.make_editor()
    correction = make_correction(make.make_person())
    correction.answer = "not yet decided"
    correction.save()
    page = f"/en/corrections/{correction.token}/"
    assert "not yet decided" not in client.get(page).content.decode()

    decide(correction, krupskaya, Correction.State.DECLINED, "The parish book says Yanovka.")

    shown = main_words(client.get(page).content.decode())
    assert "Statenot accepted" in shown
    assert "The parish book says Yanovka." in shown


def test_whoever_wishes_is_named_with_the_entry_once_it_is_accepted(client: Client) -> None:
    krupskaya = make.make_editor()
    person = make.make_person()
    named, silent, declined = (
        make_correction(person, name=name, wants_credit=wish)
        for name, wish in (("N. Sedova", True), ("V. Serge", False), ("A. Rosmer", True))
    )
    assert "N. Sedova" not in get_page(client, person)

    decide(named, krupskaya, Correction.State.ACCEPTED)
    decide(silent, krupskaya, Correction.State.ACCEPTED)
    decide(declined, krupskaya, Correction.State.DECLINED, "It is right as it stands.")

    page = main_words(get_page(client, person))
    assert "Corrected with the help of N. Sedova" in page
    assert "Serge" not in page
    assert "Rosmer" not in page


def test_nobody_can_correct_what_is_not_public(client: Client) -> None:
    draft = make.make_person(status=Status.DRAFT)
    withdrawn = make.make_person(make.LENIN, status=Status.WITHDRAWN)

    assert client.get(address(draft)).status_code == 404
    assert client.get(address(withdrawn)).status_code == 410
    assert client.get("/en/corrections/nothing/").status_code == 404


@pytest.mark.parametrize("query", ["?statement=%00", "?statement=%FF", "?statement=" + "9" * 400])
def test_no_query_breaks_the_form(client: Client, query: str) -> None:
    assert client.get(address(make.make_person(), query)).status_code in {200, 400}


def make_correction(entry: Entry, **columns: Any) -> Correction:
    """Make a correction as a reader sends it."""
    values = {"message": WRONG, "language": "en", "sender": sender_of("203.0.113.9"), **columns}
    return Correction.objects.create(entry=entry, **values)
