"""Suggestions in a real browser: keys, roles and focus of the combobox, on every search box."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Request, expect

from entries.models import Name
from tests import make

pytestmark = pytest.mark.django_db(transaction=True)


def make_few() -> None:
    """Two of one name, and where they met."""
    person = make.make_person()
    Name.objects.create(entry=person, text="Lev Bronstein", language="en", type="birth")
    make.make_person("Olga Bronstein")
    make.make_place("Bronnitsy")


def test_a_name_is_chosen_with_the_keys_alone(page: Page, site: str) -> None:
    make_few()
    asked: list[str] = []

    def note(request: Request) -> None:
        if "suggestions" in request.url:
            asked.append(request.url)

    page.on("request", note)
    page.goto(f"{site}/en/about/")
    box = page.get_by_role("combobox", name="Search")
    options = page.get_by_role("option")
    expect(box).to_have_count(0)  # without a reader the box is a plain one
    page.get_by_role("searchbox", name="Search").click()

    box.press_sequentially("bron", delay=10)
    expect(options).to_have_count(4)
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("group", name="Persons").get_by_role("option")).to_have_count(2)
    expect(options.filter(has_text="Lev Bronstein")).to_contain_text("Leon Trotsky")
    expect(options.last).to_contain_text("Search for “bron”")
    assert len(asked) == 1, "one waits until the reader pauses"
    assert Axe().run(page).response["violations"] == []

    box.press("ArrowDown")
    box.press("ArrowUp")
    box.press("ArrowUp")
    expect(options.last).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.last.get_attribute("id")))
    expect(box).to_be_focused()

    box.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    expect(box).to_have_value("bron")
    box.press("ArrowDown")
    expect(options).to_have_count(4)
    assert len(asked) == 1, "what was asked for once is remembered"
    name = options.first.locator(".label").inner_text()
    box.press("ArrowDown")
    box.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_box_of_the_list_suggests_after_the_list_was_exchanged(page: Page, site: str) -> None:
    make_few()
    page.goto(f"{site}/en/browse/")
    page.get_by_label("Person").first.check()
    expect(page.get_by_role("heading", level=1)).to_have_text("2 entries")

    page.locator("#q").click()
    page.locator("#q").press_sequentially("bronn")
    page.get_by_role("option", name="Bronnitsy").click()

    expect(page.get_by_role("heading", level=1)).to_have_text("Bronnitsy")


def test_enter_sends_the_form_when_nothing_is_chosen(page: Page, site: str) -> None:
    make_few()
    page.goto(f"{site}/en/")
    page.locator("#q").fill("bron")
    expect(page.get_by_role("listbox")).to_be_visible()

    page.locator("#q").press("Enter")

    expect(page).to_have_url(f"{site}/en/browse/?q=bron")


def test_what_is_suggested_can_be_chosen_to_compare(page: Page, site: str) -> None:
    make_few()
    page.goto(f"{site}/en/compare/")
    for number, typed in enumerate(("leon", "olga"), 1):
        page.locator("#choose").click()
        page.locator("#choose").press_sequentially(typed)
        expect(page.get_by_role("option")).to_have_count(1)
        page.locator("#choose").press("ArrowDown")
        page.locator("#choose").press("Enter")
        expect(page.get_by_role("link", name="Let go of")).to_have_count(number)

    page.locator("#choose").click()
    page.locator("#choose").press_sequentially("bron")
    expect(page.get_by_role("option")).to_have_text(["Bronnitsy"])  # the others are chosen
