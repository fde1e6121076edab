"""The pictures of a result set: without script, by keyboard, dragged, in forced colours."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.corpus.conftest import Site

IN_SIGHT = """() => {
    const stage = document.querySelector(".stage").getBoundingClientRect();
    const one = document.activeElement.querySelector(".reach").getBoundingClientRect();
    return one.left < stage.right && one.right > stage.left
        && one.top < stage.bottom && one.bottom > stage.top;
}"""
MAP = "/en/browse/map/?zoom=4&lat=50&lon=25"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def tab(browser: Browser, archive: Site, request: pytest.FixtureRequest) -> Iterator[Page]:
    """A page in English, with and without JavaScript."""
    yield from _tab(browser, archive, java_script_enabled=request.param)


@pytest.fixture
def scripted(browser: Browser, archive: Site) -> Iterator[Page]:
    """A page in English with JavaScript."""
    yield from _tab(browser, archive)


@pytest.fixture
def forced(browser: Browser, archive: Site) -> Iterator[Page]:
    """A page in colours that the reader's system chose."""
    yield from _tab(browser, archive, forced_colors="active")


def _tab(browser: Browser, archive: Site, **options: object) -> Iterator[Page]:
    context = browser.new_context(
        locale="en-GB",
        viewport={"width": 1280, "height": 900},
        base_url=archive.url,
        reduced_motion="reduce",
        **options,  # type: ignore[arg-type]
    )
    context.set_default_timeout(15_000)  # milliseconds
    yield context.new_page()
    context.close()


def test_a_question_is_taken_from_view_to_view(tab: Page) -> None:
    tab.goto("/en/browse/?kind=person&from=1900&to=1920")
    total = tab.get_by_role("heading", level=1).inner_text().split()[0]
    for view in ("Timeline", "Map", "Network", "List"):
        views = tab.get_by_role("navigation", name="Views of the result")
        views.get_by_role("link", name=view).click()
        expect(tab).to_have_url(re.compile(r"kind=person&from=1900&to=1920$"))
        current = tab.locator('.tabs [aria-current="page"]')
        expect(current).to_have_text(view)
        if view == "Timeline":
            expect(tab.get_by_role("heading", level=1)).to_contain_text(f"{total} dated")


def test_the_map_is_turned_nearer_and_asked_for_a_year(tab: Page) -> None:
    tab.goto("/en/browse/map/?zoom=4&lat=58&lon=30")
    tab.get_by_role("link", name="nearer").press("Enter")
    expect(tab).to_have_url(re.compile("zoom=6"))
    tab.get_by_label("Year", exact=True).first.fill("1917")
    tab.get_by_role("button", name="Show").click()
    expect(tab).to_have_url(re.compile("year=1917.*zoom=6"))
    expect(tab.get_by_role("link", name="Petrograd").first).to_be_attached()


def test_the_timeline_leads_to_a_month(tab: Page) -> None:
    tab.goto("/en/browse/timeline/")
    tab.get_by_role("group", name="Nearer").get_by_role("link", name="1910s").press("Enter")
    for time in ("1917", "Oct 1917"):
        tab.get_by_role("table").get_by_role("link", name=time, exact=True).press("Enter")
    expect(tab.get_by_role("heading", level=1)).to_contain_text("Oct 1917")
    expect(tab.get_by_role("link", name="October Revolution").first).to_be_visible()


def test_the_map_is_dragged_and_the_keyboard_reaches_every_place(scripted: Page) -> None:
    scripted.goto(MAP)
    box = scripted.locator(".stage").bounding_box()
    assert box is not None
    scripted.mouse.move(box["x"] + 500, box["y"] + 300)
    scripted.mouse.down()
    scripted.mouse.move(box["x"] + 300, box["y"] + 300, steps=4)
    scripted.mouse.up()
    expect(scripted).to_have_url(re.compile(r"lon=(3[5-9]|4\d)\."))
    scripted.locator(".symbol").first.focus()
    expect(scripted.locator(".symbol").first).to_be_focused()
    scripted.keyboard.press("Enter")
    expect(scripted).to_have_url(re.compile("spot=|zoom=6"))


def test_the_year_is_slid_by_key_without_leaving_the_page(scripted: Page) -> None:
    scripted.goto("/en/browse/map/?kind=event&year=1917")
    scripted.evaluate("window.same = true")
    slider, told = scripted.locator("#year-slider"), scripted.locator("#announcement")
    asked: list[str] = []
    scripted.on("request", lambda one: asked.append(one.url))
    slider.focus()
    for _press in range(3):
        scripted.keyboard.press("ArrowLeft")

    expect(scripted).to_have_url(re.compile("kind=event&year=1914$"))
    expect(told).to_have_text(re.compile(r"^\d+ places? in 1914$"))
    expect(scripted.get_by_role("heading", level=1)).to_have_text(told.inner_text())
    expect(slider).to_be_focused()
    assert [url.partition("?")[2] for url in asked if "/map/" in url] == ["kind=event&year=1914"]
    scripted.keyboard.press("ArrowLeft")
    expect(told).to_contain_text("in 1913")
    expect(slider).to_have_value("1913")
    expect(scripted.get_by_role("link", name="Русский")).to_have_attribute(
        "href", re.compile("1913$")
    )

    scripted.go_back()

    expect(told).to_contain_text("in 1914")
    expect(slider).to_be_focused()
    expect(slider).to_have_value("1914")
    scripted.get_by_role("link", name="a year later").press("Enter")
    expect(told).to_contain_text("in 1915")
    expect(scripted.get_by_role("link", name="a year later")).to_be_focused()
    assert scripted.evaluate("window.same")


def test_the_year_pressed_last_is_shown_whatever_comes_late(scripted: Page) -> None:
    scripted.goto("/en/browse/map/?year=1917")
    slider = scripted.locator("#year-slider")
    slider.focus()
    with scripted.expect_request(re.compile("year=1916")):
        scripted.keyboard.press("ArrowLeft")
    scripted.keyboard.press("ArrowLeft")

    expect(scripted).to_have_url(re.compile("year=1915$"))
    expect(slider).to_be_focused()
    scripted.go_back()
    expect(scripted).to_have_url(re.compile("year=191[67]$"))
    expect(slider).to_have_value(scripted.url[-4:])


def test_the_network_shows_with_whom_one_is_joined(scripted: Page) -> None:
    scripted.goto("/en/browse/network/?kind=person")
    scripted.locator(".node").first.focus()
    expect(scripted.locator(".drawing.lit")).to_be_attached()
    assert scripted.locator(".tie.near").count() > 3
    scripted.keyboard.press("Tab")
    expect(scripted.locator(".node").nth(1)).to_be_focused()

    for _press in range(2):
        scripted.get_by_role("button", name="nearer").press("Enter")
    expect(scripted.locator(".drawing")).to_have_attribute("style", re.compile(r"scale\(4\)"))
    for number in (0, 7, 21):
        scripted.locator(".node").nth(number).focus()
        assert scripted.evaluate(IN_SIGHT), number
    scripted.keyboard.press("Escape")
    expect(scripted.locator(".drawing")).not_to_have_attribute("style", re.compile("scale"))


def test_pictures_can_be_seen_in_forced_colours(forced: Page) -> None:
    forced.goto(MAP)
    dot, land = (
        forced.locator(one).first.evaluate("one => getComputedStyle(one).fill")
        for one in (".symbol .dot", ".land path")
    )
    assert dot != land
    forced.goto("/en/browse/timeline/?at=1917")
    solid, hollow = (
        forced.locator(one).first.evaluate("one => getComputedStyle(one).fill")
        for one in (".strip .bar-year", ".strip .open.bar rect")
    )
    assert solid != hollow
