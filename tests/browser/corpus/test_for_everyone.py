"""Pages for those who enlarge them or choose their own colours."""

import re

from playwright.sync_api import Page

TROTSKY = "cf3x6qp"
PAGES = {
    "home": "/{}/",
    "browse": "/{}/browse/?kind=person",
    "entry": f"/{{}}/persons/{TROTSKY}/",
    "map": "/{}/browse/map/",
    "timeline": "/{}/browse/timeline/",
    "network": "/{}/browse/network/?kind=person",
    "reading list": f"/{{}}/reading-list/?id={TROTSKY}",
}
TOO_WIDE = """[...document.querySelectorAll("body *")].filter((one) => {
    const box = one.getBoundingClientRect();
    return box.width > 0 && box.right > innerWidth + 1 && !one.closest("svg, .scrolls, .unseen");
}).map((one) => one.outerHTML.slice(0, 100))"""


def test_nothing_is_cut_off_at_400_per_cent_nor_with_letters_twice_as_large(tab: Page) -> None:
    found = []
    languages = ("th", "en", "ru")
    for number, (name, path) in enumerate(PAGES.items()):
        tab.set_viewport_size({"width": 320, "height": 256})  # 1280 × 1024 at 400 %
        tab.goto(path.format(languages[number % 3]))
        found += [f"{name} at 400 %: {one}" for one in tab.evaluate(TOO_WIDE)]
        tab.set_viewport_size({"width": 1280, "height": 800})
        tab.evaluate("document.documentElement.style.fontSize = '200%'")
        found += [f"{name}, large letters: {one}" for one in tab.evaluate(TOO_WIDE)]
    assert not found, "\n".join(found)


def test_what_is_current_or_chosen_is_told_in_the_reader_s_own_colours(tab: Page) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(PAGES["map"].format("en"))
    line = "(one) => getComputedStyle(one).borderBottom"
    masthead = tab.locator(".masthead nav").first.get_by_role("link")
    assert tab.evaluate("matchMedia('(forced-colors: active)').matches")
    assert masthead.nth(0).evaluate(line).startswith("2px solid")
    assert masthead.nth(1).evaluate(line).startswith("0px")
    canvas = tab.evaluate("getComputedStyle(document.body).backgroundColor")
    lines = tab.locator(".tabs a").evaluate_all(
        "(all) => all.map((one) => getComputedStyle(one).borderBottomColor)"
    )
    assert [one for one in lines if one != canvas] == lines[2:3]
    mark = tab.locator(".symbol .dot").first.evaluate("(one) => getComputedStyle(one).fill")
    land = tab.locator(".land path").first.evaluate("(one) => getComputedStyle(one).fill")
    assert mark != land


def test_the_calendar_of_a_day_can_be_read_on_a_phone(tab: Page) -> None:
    tab.set_viewport_size({"width": 375, "height": 700})
    for language in ("en", "ru", "th"):
        tab.goto(f"/{language}/on-this-day/")
        cut = tab.locator("#calendar").evaluate(
            """(one) => {
              const shown = one.offsetWidth;
              one.style.maxWidth = "none";
              return one.offsetWidth - shown;
            }"""
        )
        assert cut == 0, language


def test_paper_is_white_though_the_screen_is_dark(tab: Page) -> None:
    for path, what in (
        (PAGES["map"].format("en"), ".stage"),
        (PAGES["map"].format("en"), ".land path"),
        ("/en/browse/?q=Trotsky", "mark"),
        ("/en/browse/", "body"),
    ):
        tab.emulate_media(color_scheme="dark", media="print")
        tab.goto(path)
        look = "(one) => [getComputedStyle(one).backgroundColor, getComputedStyle(one).fill]"
        ground, fill = tab.locator(what).first.evaluate(look)
        colour = fill if "path" in what else ground
        assert all(int(part) > 220 for part in re.findall(r"\d+", colour)), (path, what, colour)
    scheme = tab.locator("html").evaluate("(one) => getComputedStyle(one).colorScheme")
    assert scheme == "light"
