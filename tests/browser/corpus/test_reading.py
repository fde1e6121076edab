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


@pytest.fixture
def live(browser: Browser, archive: Site) -> Iterator[Page]:
    """A page in English; an error of a script, or a breach of the policy, fails the test."""
    wrongs: list[str] = []
    context = browser.new_context(
        locale="en-GB", viewport={"width": 1280, "height": 900}, base_url=archive.url
    )
    context.set_default_timeout(10_000)  # milliseconds
    page = context.new_page()
    page.on("pageerror", lambda error: wrongs.append(str(error)))
    page.on(
        "console",
        lambda said: wrongs.append(said.text) if "Content Security" in said.text else None,
    )
    yield page
    context.close()
    assert wrongs == []


def top_of(page: Page, selector: str) -> float:
    """Return how far an element is from the top of the window, in pixels."""
    return float(
        page.evaluate("s => document.querySelector(s).getBoundingClientRect().top", selector)
    )


def test_choosing_and_leaving_out_keeps_focus_place_and_the_way_back(live: Page) -> None:
    live.goto("/en/browse/?kind=person")
    whole = live.locator("#total").inner_text()
    chosen = f"#{live.locator('input[name=event]').first.get_attribute('id')}"
    code = chosen.removeprefix("#f-event-")
    live.evaluate("s => document.querySelector(s).scrollIntoView({ block: 'center' })", chosen)
    before = top_of(live, chosen)

    live.locator(chosen).focus()
    live.keyboard.press("Space")
    expect(live).to_have_url(re.compile(rf"\?kind=person&event={code}$"))
    expect(live.locator(chosen)).to_be_focused()
    expect(live.locator(chosen)).to_be_checked()
    assert abs(top_of(live, chosen) - before) < 2
    count = live.locator("#total").inner_text()
    assert count != whole
    expect(live.locator("#announcement")).to_have_text(count)
    expect(live.locator("#languages a[lang=ru]")).to_have_attribute(
        "href", re.compile(f"^/ru/browse/.*kind=person&event={code}")
    )

    live.locator(".not[name=type]").first.click()
    expect(live).to_have_url(re.compile("type=-"))
    expect(live.locator(".chosen")).to_contain_text("without ")
    expect(live.locator(":focus")).to_have_attribute("id", re.compile("^n-type-"))
    live.locator(".chosen a", has_text="without").click()
    expect(live).to_have_url(re.compile(rf"\?kind=person&event={code}$"))
    expect(live.locator("#total")).to_be_focused()

    live.go_back()
    expect(live.locator(".chosen")).to_contain_text("without ")
    live.go_back()
    expect(live.locator("#total")).to_have_text(count)
    live.go_back()
    expect(live.locator("#total")).to_have_text(whole)
    expect(live.locator(chosen)).not_to_be_checked()
    live.go_forward()
    expect(live.locator(chosen)).to_be_checked()


def test_years_are_chosen_by_key_by_drag_and_one_by_one(live: Page) -> None:
    live.goto("/en/browse/?from=1905&to=1917")
    live.get_by_role("slider", name="First year").focus()
    for _press in range(3):
        live.keyboard.press("ArrowRight")
    expect(live.locator("#from")).to_have_value("1908")
    expect(live).to_have_url(re.compile(r"\?from=1908&to=1917$"))
    expect(live.locator("#handle-from")).to_be_focused()

    live.get_by_role("link", name=re.compile("^1912: ")).click()
    expect(live).to_have_url(re.compile(r"\?from=1912&to=1912$"))
    expect(live.locator("#handle-to")).to_have_value("1912")

    box = live.locator(".picker svg").bounding_box()
    assert box
    middle = box["y"] + box["height"] / 2
    live.mouse.move(box["x"] + box["width"] * 0.4, middle)
    live.mouse.down()
    live.mouse.move(box["x"] + box["width"] * 0.6, middle, steps=4)
    live.mouse.up()
    expect(live).not_to_have_url(re.compile("from=1912"))
    first, last = live.locator("#from").input_value(), live.locator("#to").input_value()
    assert live.url.endswith(f"?from={first}&to={last}")
    assert int(first) < int(last)


def test_values_are_searched_where_they_stand(live: Page) -> None:
    live.goto("/en/browse/")
    places = live.locator("fieldset", has=live.get_by_text("Place", exact=True)).last
    places.get_by_text("more").click()
    places.get_by_role("searchbox").fill("Одес")
    odessa = places.get_by_role("checkbox", name="Odessa")
    expect(odessa).to_be_visible()
    expect(places.locator(".rows input")).to_have_count(1)
    expect(live).to_have_url(re.compile("/en/browse/$"))
    expect(live.locator("#announcement")).to_have_text("1 value")

    odessa.check()
    expect(live.locator(".chosen")).to_contain_text("Odessa")
    expect(live.locator(":focus")).to_have_attribute("name", "place")
    expect(live.locator("details[data-facet=place]")).to_have_attribute("open", "")

    for view in ("Timeline", "List"):
        live.locator(".tabs").get_by_role("link", name=view).click()
    expect(live).to_have_url(re.compile(r"/browse/\?place="))
    expect(live.locator("details[data-facet=place]")).to_have_attribute("open", "")
    expect(places.get_by_role("searchbox")).to_have_value("Одес")


def test_a_value_found_that_stands_above_is_shown_and_ticked_once(live: Page) -> None:
    live.goto("/en/browse/")
    places = live.locator("fieldset", has=live.get_by_text("Place", exact=True)).last
    places.get_by_text("more").click()
    find = places.get_by_role("searchbox")
    find.fill("xyzzy")
    expect(places.locator("details p").first).to_have_text(
        "No value of this filter has such a name."
    )
    expect(live.locator("#announcement")).to_have_text("No value of this filter has such a name.")

    find.fill("เวียน")
    found = places.locator(".rows").get_by_role("checkbox", name="Vienna")
    expect(found).to_be_visible()
    expect(places.locator("details p").first).to_have_text("1 value")
    find.press("Tab")
    expect(found).to_be_focused()

    live.keyboard.press("Space")
    expect(live).to_have_url(re.compile(r"\?place=[^&]+$"))
    vienna = places.locator("input[name=place]:checked")
    expect(vienna).to_have_count(1)
    expect(vienna).to_be_focused()
    expect(found).to_be_checked()

    found.uncheck()
    expect(live).to_have_url(re.compile(r"/browse/$"))
    places.locator(".rows").get_by_role("button", name="without Vienna").click()
    expect(live).to_have_url(re.compile(r"\?place=-[^&]+$"))
    expect(live.locator(":focus")).to_have_attribute("name", "place")

    find.fill("")
    expect(places.locator("details p").first).to_be_hidden()
