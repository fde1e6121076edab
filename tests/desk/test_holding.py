"""What was sent when the session was over, the token stale or a right gone is given back whole."""

from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from corrections.models import Correction
from desk.accounts import factor
from desk.models import Comment
from entries.choices import Status
from entries.models import Entry
from people.models import Person
from tests import make
from tests.desk.forms import Fields, fields_of, form_address, open_form, text_of

pytestmark = pytest.mark.django_db

BROWSER: dict[str, Any] = {"headers": {"accept": "text/html,*/*", "origin": "http://testserver"}}
SUMMARY = "A revolutionary.\n\nBorn in Yanovka, “among the fields”."


@pytest.fixture
def draft(martov: User) -> Person:
    return make.make_person(status=Status.DRAFT, created_by=martov)


def sign_out() -> None:
    """End all sessions, as time does."""
    Session.objects.all().delete()


def test_a_form_sent_after_the_session_was_over_is_saved_after_signing_in(draft: Person) -> None:
    browser = Client(enforce_csrf_checks=True)
    who = {"username": "martov", "password": "iskra"}

    def log_in() -> None:
        page = browser.get("/admin/login/")
        browser.post("/admin/login/", fields_of(page, "login-form") | who, **BROWSER)

    log_in()
    fields = open_form(browser, draft)
    typed = {"texts-0-language": "en", "texts-0-role": "summary", "texts-0-body": SUMMARY}
    sign_out()

    held = browser.post(form_address(draft), fields | typed | {"_continue": "1"}, **BROWSER)

    assert held.status_code == 403
    assert "You are signed out" in text_of(held)
    assert SUMMARY in unescape(held.content.decode())
    again = fields_of(held, "held")
    assert again["texts-0-body"] == SUMMARY
    log_in()  # in another tab: the token of the page is stale now
    stale = browser.post(form_address(draft), again, **BROWSER)
    assert stale.status_code == 403
    assert "opened before you last signed in" in text_of(stale)
    assert draft.texts.count() == 0
    saved = browser.post(form_address(draft), fields_of(stale, "held"), **BROWSER)
    assert saved.status_code == 302
    assert draft.texts.get().body == SUMMARY


def test_of_several_choices_all_are_held(editor: Client, draft: Person) -> None:
    terms = [make.make_term("occupation", code, code) for code in ("poet", "printer")]
    fields = open_form(editor, draft) | {"occupations": [one.pk for one in terms]}
    sign_out()

    held = fields_of(editor.post(form_address(draft), fields, **BROWSER), "held")

    assert held["occupations"] == [str(one.pk) for one in terms]


def screens(person: Person) -> dict[str, tuple[str, Fields]]:
    """Return where the desk is written to, with what somebody may have typed there."""
    correction = Correction.objects.create(entry_id=person.pk, message="Not so.", language="en")
    born = make.make_property("born")
    pid = person.pid
    return {
        "new entry": (reverse("admin:people_person_add"), {"names-1-text": "typed with care"}),
        "review": (f"/desk/review/{pid}/comment/", {"text": "typed with care"}),
        "bulk": (f"/desk/chosen/?pid={pid}", {"do": "add", "to_note_en": "typed with care"}),
        "merge": ("/desk/merge/", {"pid": pid, "note": "typed with care"}),
        "authority": (f"/desk/authority/{pid}/", {"text": "typed with care"}),
        "restore": (f"/desk/history/{pid}/1/restore/", {"note": "typed with care"}),
        "delete": (
            form_address(person).replace("/change/", "/delete/"), {"note": "typed with care"},
        ),
        "close": (f"/desk/close/{pid}/", {"reason_en": "typed with care"}),
        "correction": (
            reverse("admin:corrections_correction_change", args=[correction.pk]),
            {"answer": "typed with care"},
        ),
        "property": (
            reverse("admin:entries_property_change", args=[born.pk]),
            {"label_en": "typed with care"},
        ),
        "step": (
            form_address(person).replace("/change/", "/step/"),
            {"step": "withdraw", "reason_en": "typed with care"},
        ),
    }  # fmt: skip


def test_no_screen_of_the_desk_loses_what_was_typed_to_a_session_that_is_over(
    publisher: Client, draft: Person
) -> None:
    sign_out()
    for name, (address, sent) in screens(draft).items():
        response = publisher.post(address, sent, **BROWSER)

        assert response.status_code == 403, name
        assert "typed with care" in fields_of(response, "held").values(), name
        assert f'action="{address}"' in unescape(response.content.decode()), name


def test_no_screen_of_the_desk_loses_what_was_typed_to_a_right_that_went(
    publisher: Client, krupskaya: User, draft: Person
) -> None:
    krupskaya.groups.clear()
    for name, (address, sent) in screens(draft).items():
        response = publisher.post(address, sent, **BROWSER)

        assert response.status_code == 403, name
        assert "typed with care" in text_of(response), name
        assert "Send again" not in text_of(response), name
    assert not Comment.objects.exists()


def test_what_was_said_of_an_entry_that_is_gone_is_given_back(
    editor: Client, draft: Person
) -> None:
    address = f"/desk/review/{draft.pid}/comment/"
    Entry.objects.get(pk=draft.pk).delete()

    response = editor.post(address, {"text": "typed with care"}, **BROWSER)

    assert response.status_code == 404
    assert "typed with care" in text_of(response)


def test_whoever_may_not_work_at_the_desk_any_more_keeps_the_text(
    editor: Client, martov: User, draft: Person
) -> None:
    fields = open_form(editor, draft)
    User.objects.update(is_staff=False)

    response = editor.post(form_address(draft), fields | {"editors_note": "long"}, **BROWSER)

    assert "may not work at the desk" in text_of(response)
    assert fields_of(response, "held")["editors_note"] == "long"


def test_who_owes_a_code_gives_it_in_another_tab_and_sends_again(
    editor: Client, martov: User, draft: Person, settings: Any
) -> None:
    fields = open_form(editor, draft)
    settings.SECOND_FACTOR_FOR = ["editor"]

    response = editor.post(form_address(draft), fields | {"editors_note": "long"}, **BROWSER)

    assert f'href="{reverse("desk:set-up")}"' in response.content.decode()
    assert fields_of(response, "held")["editors_note"] == "long"
    assert not factor.has_factor(martov)


@pytest.mark.parametrize("origin", ["https://elsewhere.example", "null", ""])
def test_what_another_site_has_sent_is_not_offered_to_be_sent_again(
    martov: User, draft: Person, origin: str
) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(martov, backend="django.contrib.auth.backends.ModelBackend")
    headers = {"accept": "text/html"} | ({"origin": origin} if origin else {})

    response = browser.post(form_address(draft), {"editors_note": "evil plan"}, headers=headers)

    assert response.status_code == 403
    assert "evil plan" not in response.content.decode()
    assert "Send again" not in response.content.decode()


def test_a_script_is_told_to_sign_in_and_keeps_what_it_sent(editor: Client, draft: Person) -> None:
    sign_out()

    response = editor.post("/desk/begin/", {"new-name": "Radek"}, headers={"accept": "*/*"})

    assert response.status_code == 302
    assert "/login/" in response["Location"]


@pytest.mark.parametrize(
    ("address", "sent"),
    [
        ("/admin/password_change/", {"old_password": "iskra", "new_password1": "zarya"}),
        ("/admin/auth/user/add/", {"username": "a", "password1": "zarya", "password2": "zarya"}),
        ("/desk/account/codes/", {"code": "iskra"}),
        ("/admin/login/", {"username": "martov", "password": "zarya"}),
    ],
)
def test_no_secret_is_written_into_a_page(
    client: Client, address: str, sent: dict[str, str]
) -> None:
    page = client.post(address, sent, **BROWSER).content.decode()

    assert "zarya" not in page
    assert "iskra" not in page


def test_who_is_signed_out_may_choose_a_language(client: Client) -> None:
    response = client.post("/desk/language/", {"language": "th", "next": "/admin/"}, **BROWSER)

    assert response.status_code == 302


def test_a_held_form_stays_in_no_store(editor: Client, draft: Person) -> None:
    sign_out()

    response = editor.post(form_address(draft), {"editors_note": "long"}, **BROWSER)

    assert "no-store" in response["Cache-Control"]
