"""What only a browser shows of a session that is over: another tab, and the token in its cookie."""

from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from tests import make
from topics.models import Topic

PASSWORD = "nashe slovo 1915"


def sign_in(page: Page, address: str) -> None:
    """Sign in where a page asks for it."""
    page.goto(address)
    page.get_by_label("Username").fill("natalia")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()


def test_who_was_signed_out_while_typing_signs_in_and_sends_again(page: Page, site: str) -> None:
    User.objects.create_superuser("natalia", password=PASSWORD)
    topic = make.make_topic()
    sign_in(page, f"{site}/admin/")
    page.goto(f"{site}/admin/topics/topic/{topic.pk}/change/")
    page.locator("#id_editors_note").fill("long thoughts\nin two lines")
    Session.objects.all().delete()

    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("alert")).to_contain_text("You are signed out")
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in").click()
    sign_in(opened.value, opened.value.url)
    opened.value.close()
    page.get_by_role("button", name="Send again").click()

    expect(page.locator(".messagelist .success")).to_be_visible()
    assert Topic.objects.get().editors_note.splitlines() == ["long thoughts", "in two lines"]
    page.wait_for_load_state("networkidle")
