"""What only a browser shows of the desk: boxes that search, dates that echo, rows added."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from entries.models import Statement
from tests import make

PASSWORD = "nashe slovo 1915"


@pytest.fixture
def desk(page: Page, site: str) -> Page:
    """The desk, signed in."""
    User.objects.create_superuser("natalia", password=PASSWORD)
    page.goto(f"{site}/admin/")
    page.get_by_label("Username").fill("natalia")
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.locator("#user-tools")).to_be_visible()
    return page


def choose(page: Page, box: str, text: str) -> None:
    """Choose the first entry that a box offers for a text."""
    page.locator(f"#{box}").fill(text)
    page.locator(f"#{box} ~ .combo-list [role=option]").first.click()


def test_an_editor_types_a_person_with_a_dated_statement(desk: Page, site: str) -> None:
    make.make_property("edited")
    make.make_publication()

    desk.goto(f"{site}/admin/people/person/add/")
    desk.locator("#id_names-0-text").fill("เลออน ตรอตสกี")
    desk.get_by_role("button", name="Add another Statement", exact=True).click()
    choose(desk, "id_statements-1-property", "edited")
    choose(desk, "id_statements-1-object", "Наше")
    desk.locator("#id_statements-1-date").fill("29 января 1915 O.S.")
    echo = desk.locator("#id_statements-1-date_echo")
    expect(echo).to_contain_text("29 January 1915 O.S. (11 February N.S.)")
    desk.get_by_role("button", name="Save and continue editing").first.click()

    expect(desk.locator(".messagelist .success")).to_be_visible()
    expect(desk.locator("#statements-group summary").first).to_contain_text("Nashe Slovo")
    assert Statement.objects.get().date is not None


def test_a_date_that_is_not_understood_is_named_while_it_is_typed(desk: Page, site: str) -> None:
    desk.goto(f"{site}/admin/events/event/add/")

    desk.locator("#id_date").fill("31 April 1905")

    echo = desk.locator("#id_date_echo")
    expect(echo).to_contain_text("31 April 1905")
    expect(echo).to_have_class("echo echo-error")


def test_leaving_what_is_not_saved_is_asked_about(desk: Page, site: str) -> None:
    desk.goto(f"{site}/admin/topics/topic/add/")
    desk.locator("#id_editors_note").fill("long thoughts")
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(getattr(dialog, "type", ""))
        dialog.dismiss()  # type: ignore[attr-defined]

    desk.on("dialog", stay)
    desk.get_by_role("link", name="Slovo").click(no_wait_after=True)
    desk.wait_for_timeout(500)

    assert asked == ["beforeunload"]
    expect(desk.locator("#id_editors_note")).to_have_value("long thoughts")


def test_the_cursor_stands_where_one_goes_on(desk: Page, site: str) -> None:
    make.make_property("born", single_valued=True)
    make.make_property("met")

    desk.goto(f"{site}/admin/people/person/add/")
    expect(desk.locator("#id_names-1-text")).to_be_focused()  # in the language of the page
    desk.keyboard.type("Angelica Balabanoff")
    choose(desk, "id_statements-0-property", "born")
    date = desk.locator("#id_statements-0-date")
    date.fill("31 April 1869")
    date.press("Control+Enter")  # one is born once: another property is asked for
    other = desk.locator("#id_statements-1-property")
    expect(other).to_be_focused()
    choose(desk, "id_statements-1-property", "met")
    desk.locator("#id_statements-1-value_1").fill("Plekhanov")
    other.click()  # what was chosen gives way to what is typed, and is not sent in its place
    desk.keyboard.type("befriended")
    desk.locator("#id_statements-1-date").focus()
    expect(desk.get_by_text("There is no such property here")).to_be_visible()
    expect(other).to_have_value("befriended")
    date.press("Control+s")
    expect(desk.locator("#faults")).to_be_focused()
    assert not Statement.objects.exists()
    choose(desk, "id_statements-1-property", "met")
    desk.get_by_role("link", name="Statement 1 · Date").click()
    expect(date).to_be_focused()
    date.fill("30 April 1869")
    date.press("Control+s")

    expect(desk.locator("#id_statements-2-property")).to_be_focused()
    expect(desk.locator(".messagelist .success")).to_be_in_viewport()  # after the page has moved
    assert "#" not in desk.url
    expect(desk.locator("#id_statements-2-property")).to_be_in_viewport()
    desk.wait_for_load_state("networkidle")
