"""Entries side by side, as only a browser shows them: lines, breadths and paper."""

import pytest
from django.test import Client
from playwright.sync_api import Page, expect

from browse.addresses import entry_url
from entries.choices import Rank
from entries.models import Entry
from tests import make

pytestmark = pytest.mark.django_db

NAMES = (
    make.TROTSKY,
    make.LENIN,
    {"th": "นาเดจดา คอนสตันตีนอฟนา ครุปสกายา"},
    {"th": "อนาโตลี วาซีเลียวิช ลูนาชาร์สกี"},
)


@pytest.fixture
def four(client: Client) -> list[Entry]:
    """Four persons at one conference of a long name."""
    people: list[Entry] = [make.make_person(name) for name in NAMES]
    conference = make.make_event(
        {"en": "First International Socialist Conference at Zimmerwald near Bern in Switzerland"}
    )
    paper = make.make_publication()
    for one in people:
        make.make_statement(one, "delegate-at", conference, date="1915-09-05")
        make.make_statement(one, "edited", paper, date="1915")
    return people


def address(site: str, view: str, entries: list[Entry], language: str = "en") -> str:
    return f"{site}/{language}/{view}/?" + "&".join(f"with={one.pid}" for one in entries)


def test_a_long_name_goes_on_in_the_line_of_its_sentence(
    page: Page, site: str, four: list[Entry]
) -> None:
    page.goto(address(site, "compare", four[:2]))
    item = page.locator("#years + .scrolls li", has_text="delegate at").first
    link = item.get_by_role("link")

    assert link.evaluate("one => getComputedStyle(one).display") == "inline"
    assert item.evaluate("one => getComputedStyle(one).listStyleType") == "disc"


def test_on_a_phone_names_are_whole_and_the_table_scrolls_in_its_own_box(
    page: Page, site: str, four: list[Entry]
) -> None:
    page.set_viewport_size({"width": 375, "height": 800})
    page.goto(address(site, "compare", four, "th"))

    heads = page.locator("#common + .scrolls thead th")
    for place in range(1, 5):
        box = heads.nth(place).bounding_box()
        assert box is not None
        assert box["width"] >= 120
    assert page.evaluate("document.documentElement.scrollWidth") <= 375


@pytest.mark.parametrize("view", ["compare", "path", "together"])
def test_paper_names_what_was_asked_and_shows_nothing_to_press(
    page: Page, site: str, four: list[Entry], view: str
) -> None:
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 700, "height": 1000})  # A4 between its margins
    chosen = {"compare": four, "path": four[:2], "together": four[:1]}[view]
    page.goto(address(site, view, chosen))
    main = page.locator("main")

    expect(main.locator(".printed")).to_contain_text("Leon Trotsky")
    expect(main.locator(".printed")).to_contain_text(address(site, view, chosen))
    for link in main.locator(".picked").get_by_role("link", name="Leon Trotsky").all():
        expect(link).to_be_visible()
    for control in main.locator("button, input, fieldset, legend, .button").all():
        expect(control).to_be_hidden()
    for table in main.locator("table").all():
        box = table.bounding_box()
        assert box is not None
        assert box["x"] + box["width"] <= 700


def test_paper_shows_which_of_several_datings_is_preferred(page: Page, site: str) -> None:
    trotsky, village = make.make_person(), make.make_place()
    make.make_statement(trotsky, "born", village, date="1879-11-07", rank=Rank.PREFERRED)
    make.make_statement(trotsky, "born", village, date="1879-08")

    page.emulate_media(media="print")
    page.goto(f"{site}{entry_url(trotsky)}")

    expect(page.locator(".rivals .st.chosen")).to_be_visible()
    expect(page.locator(".rivals .st")).to_have_count(2)
