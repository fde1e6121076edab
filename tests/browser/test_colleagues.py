"""A contributor, an editor and a publisher, each in a browser: what they may, and who they are."""

from base64 import b32decode
from collections.abc import Callable

from axes.utils import reset
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import Browser, Page, expect
from pytest_django import Settings

from desk.models import RightsRecord
from entries.choices import Status
from entries.models import AuditRecord
from people.models import Person
from tests import make
from tests.browser.conftest import opened
from tests.desk.conftest import make_member

SOON = 20_000  # milliseconds, on a busy machine
People = Callable[[User], Page]


def test_an_entry_is_handed_in_sent_back_and_published_among_others(
    browser_of: People, site: str
) -> None:
    zasulich = make_member("zasulich", "contributor")
    author, reviewer, publisher = (
        browser_of(one)
        for one in (
            zasulich, make_member("martov", "editor"), make_member("krupskaya", "publisher"),
        )
    )  # fmt: skip

    # She hands in what she has begun; to publish is not hers.
    person = make.make_person("Christian Rakovsky", status=Status.DRAFT, created_by=zasulich)
    author.goto(f"{site}/desk/review/{person.pid}/")
    stage = author.locator(".entry-stage")
    expect(stage).to_have_text("draft")
    expect(author.get_by_role("button", name="Publish")).to_have_count(0)
    author.get_by_role("button", name="Submit for review").click()
    expect(stage).to_have_text("in review")

    # He finds it in his list and sends it back, which needs a reason.
    reviewer.goto(site + reverse("desk:work", args=["waiting"]))
    reviewer.get_by_role("link", name="Review").click()
    reviewer.get_by_role("button", name="Send back…").click()
    reviewer.get_by_role("button", name="Send back").click()
    expect(reviewer.locator(".errorlist")).to_have_text("Give the reason.")
    reviewer.get_by_label("Note").fill("Who was he?")
    reviewer.get_by_role("button", name="Send back").click()
    expect(reviewer.locator(".messagelist")).to_contain_text("has been sent back to its author")
    expect(reviewer.get_by_role("link", name="Review")).to_have_count(0)  # the list is worked off

    # She reads why, mends it and hands it in again.
    author.goto(site + reverse("desk:work", args=["returned"]))
    author.get_by_role("link", name="Christian Rakovsky").click()
    expect(author.locator(".entry-status")).to_contain_text("Sent back by martov: Who was he?")
    author.locator("#id_texts-0-body").fill("A doctor who paid for *Nashe Slovo*.")
    author.get_by_role("button", name="Save", exact=True).first.click()
    expect(author.locator(".messagelist .success")).to_be_visible(timeout=SOON)
    author.goto(f"{site}/desk/review/{person.pid}/")
    expect(author.locator(".flow-main")).to_contain_text("A doctor who paid for")
    author.get_by_role("button", name="Submit for review").click()
    expect(stage).to_have_text("in review")

    # The publisher sees which of two are ready, and why the other is not.
    bare = make.make_person("Karl Radek", status=Status.IN_REVIEW)
    make.make_image(bare, credit="")
    publisher.goto(f"{site}/admin/people/person/?status__exact=in_review")
    publisher.locator("#action-toggle").check()
    publisher.locator("select[name=action]").select_option("publish_selected")
    publisher.locator("button[name=index]").click()
    expect(publisher.get_by_role("heading", name="1 entry is ready")).to_be_visible()
    expect(publisher.get_by_role("heading", name="1 entry stays as it is")).to_be_visible()
    expect(publisher.locator("#content li", has_text="Karl Radek")).to_contain_text("credit")
    assert not Person.objects.filter(status=Status.PUBLISHED).exists()
    publisher.get_by_label("Note").fill("the first of many")
    publisher.get_by_role("button", name="Publish").click()
    expect(publisher.locator(".messagelist")).to_contain_text("Publish: 1 entry.")

    publisher.goto(f"{site}/id/{person.pid}")
    expect(publisher.locator("h1")).to_contain_text("Christian Rakovsky")
    bare.refresh_from_db()
    assert bare.status == Status.IN_REVIEW
    steps = AuditRecord.objects.filter(entry=person.pk).order_by("id")
    assert list(steps.values_list("user__username", "action", "note")) == [
        ("zasulich", "submit", ""),
        ("martov", "send_back", "Who was he?"),
        ("zasulich", "change", ""),
        ("zasulich", "submit", ""),
        ("krupskaya", "publish", "the first of many"),
    ]


def sign_in(page: Page, site: str, password: str = "iskra") -> None:
    """Type name and password."""
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("krupskaya")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def code_of(user: User) -> str:
    """Return what the telephone shows; it holds although one of this half minute was used."""
    TOTPDevice.objects.update(last_t=-1)
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06}"


def key_of(letters: str) -> bytes:
    """Return the key that an app makes of the letters that are typed into it."""
    secret = letters.replace(" ", "")
    return b32decode(secret + "=" * (-len(secret) % 8))


def test_a_publisher_signs_in_with_a_second_factor_and_ends_a_session(
    browser: Browser, page: Page, site: str, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    krupskaya = make_member("krupskaya", "publisher")

    # Whoever guesses waits, and so does the right password.
    for _time in range(4):
        Client().post("/admin/login/", {"username": "krupskaya", "password": "golos"})
    sign_in(page, site, "golos")
    expect(page.locator("#content")).to_contain_text("no password is looked at for 15 minutes")
    sign_in(page, site)
    expect(page.locator("#user-tools")).to_have_count(0)
    reset(username="krupskaya")

    sign_in(page, site)
    page.get_by_role("link", name="Account").click()
    page.get_by_role("link", name="Set it up").click()
    letters = page.locator(".account-secret").inner_text()
    expect(page.get_by_role("img", name="QR code")).to_be_visible()
    page.get_by_label("Code", exact=True).fill(f"{totp(key_of(letters)):06}")
    page.get_by_role("button", name="Set it up").click()
    expect(page.locator(".account-codes code")).to_have_count(10)
    assert TOTPDevice.objects.get(user=krupskaya).confirmed

    # In another browser the password alone opens nothing.
    with opened(browser, site) as other:
        sign_in(other, site)
        other.get_by_label("Code", exact=True).fill("000000")
        other.get_by_role("button", name="Go on").click()
        expect(other.locator(".errorlist")).to_contain_text("This code does not fit")
        TOTPDevice.objects.update(throttling_failure_count=0)
        other.get_by_label("Code", exact=True).fill(code_of(krupskaya))
        other.get_by_role("button", name="Go on").click()
        expect(other.get_by_role("heading", name="Yours")).to_be_visible()

        page.goto(f"{site}/desk/account/")
        expect(page.locator(".account-sessions > li")).to_have_count(2)
        page.get_by_role("button", name="End the session").click()
        expect(page.locator(".account-sessions > li")).to_have_count(1)
        other.goto(f"{site}/admin/people/person/")
        expect(other.get_by_label("Password")).to_be_visible()
    told = RightsRecord.objects.order_by("pk").values_list("action", "subject")
    assert list(told)[-2:] == [("factor_set", "krupskaya"), ("sessions_ended", "krupskaya")]
