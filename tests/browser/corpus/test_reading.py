"""What only a browser can show: no script needed, keyboard, back button, languages, both styles."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.corpus.conftest import Site


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def tab(browser: Browser, archive: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in English, with and without JavaScript."""
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": 1280, "height": 900},
        java_script_enabled=request.param,
        base_url=archive.url,
    )
    context.set_default_timeout(10_000)  # milliseconds
    yield context.new_page()
    context.close()


def test_a_reader_searches_in_thai_filters_and_opens_an_entry(tab: Page) -> None:
    tab.goto("/en/")
    tab.get_by_role("searchbox").first.fill("ตรอตสกี")
    tab.get_by_role("button", name="Search").first.click()
    expect(tab.get_by_role("heading", name="Leon Trotsky")).to_be_visible()

    tab.get_by_role("checkbox", name="Person").first.check()
    tab.get_by_role("button", name="Search").first.click()
    expect(tab).to_have_url(re.compile("kind=person"))

    tab.get_by_role("link", name="Leon Trotsky").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Leon Trotsky")


def test_back_returns_to_the_filtered_list(tab: Page) -> None:
    tab.goto("/en/browse/?kind=event&from=1915&to=1915")
    heading = tab.get_by_role("heading", level=1).inner_text()
    tab.get_by_role("link", name="Zimmerwald Conference").first.click()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Zimmerwald Conference")
    tab.go_back()
    expect(tab.get_by_role("heading", level=1)).to_have_text(heading)
    expect(tab.get_by_role("checkbox", name="Event").first).to_be_checked()


def test_the_language_switch_stays_on_the_page(tab: Page, archive: Site) -> None:
    tab.goto(archive.path("persons", "en"))
    tab.get_by_role("link", name="ไทย").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("โซโคลอฟสกายา")
    assert tab.locator("html").get_attribute("lang") == "th"
    tab.get_by_role("link", name="Русский").click()
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Соколовская")


def test_an_evidence_number_opens_in_place_and_leads_to_its_note(tab: Page, archive: Site) -> None:
    tab.goto(archive.path("events", "en"))
    first = tab.locator("details.ev").first
    expect(first.locator(".proof")).to_be_hidden()
    first.locator("summary").click()
    expect(first.locator(".proof")).to_be_visible()
    first.locator('.proof a[href^="#n"]').click()
    expect(tab).to_have_url(re.compile("#n[0-9]+$"))
    number = tab.url.partition("#")[2]
    expect(tab.locator(f"#{number}")).to_be_in_viewport()


def test_the_keyboard_reaches_the_text_past_the_masthead(tab: Page, archive: Site) -> None:
    tab.goto(archive.path("persons", "en"))
    tab.keyboard.press("Tab")
    focused = tab.locator(":focus")
    expect(focused).to_have_text("Skip to content")
    expect(focused).to_be_visible()
    tab.keyboard.press("Enter")
    expect(tab).to_have_url(re.compile("#main$"))
