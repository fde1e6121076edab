"""What a reader keeps in the browser, and takes away: with a script, and the list without."""

import json
import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.corpus.conftest import Site

LENIN = "hrpzfg3"
TROTSKY = "cf3x6qp"


@pytest.fixture
def tab(browser: Browser, archive: Site) -> Iterator[Page]:
    """A page in English on which a script error is an error."""
    wrongs: list[str] = []
    context = browser.new_context(locale="en-GB", base_url=archive.url, accept_downloads=True)
    context.set_default_timeout(15_000)  # milliseconds
    fresh = context.new_page()
    fresh.on("pageerror", lambda error: wrongs.append(str(error)))
    fresh.on("console", lambda one: wrongs.append(one.text) if one.type == "error" else None)
    yield fresh
    context.close()
    assert not wrongs, "\n".join(wrongs)


def names(tab: Page) -> list[str]:
    return tab.locator("ol.kept h2").all_inner_texts()


def test_a_list_is_kept_noted_ordered_saved_and_opened_again(tab: Page) -> None:
    tab.goto(f"/id/{TROTSKY}")
    button = tab.locator(f'button[data-keep="{TROTSKY}"]')
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    tab.goto("/en/browse/?q=Lenin&kind=person")
    tab.locator(f'button[data-keep="{LENIN}"]').click()
    expect(tab.locator("[data-kept-count]")).to_have_text(" 2")

    tab.get_by_role("link", name="Reading list").click()
    expect(tab.locator("ol.kept h2")).to_have_count(2)
    before = names(tab)
    tab.get_by_role("textbox", name=f"Note {before[0]}").fill("read again")
    tab.get_by_role("button", name=f"Down {before[0]}").press("Enter")
    assert names(tab) == before[::-1]
    expect(tab.locator("#list-status")).to_contain_text("Moved to place 2")

    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save as a file").click()
    path = saving.value.path()
    saved = json.loads(path.read_text(encoding="utf-8"))
    assert [(one["pid"], one["note"]) for one in saved["entries"]] == [
        (LENIN, ""),
        (TROTSKY, "read again"),
    ]
    with tab.expect_download() as taking:
        tab.get_by_role("button", name="RIS", exact=True).click()
    assert taking.value.path().read_text(encoding="utf-8").count("TY  - ") == 2

    for name in before:
        tab.get_by_role("button", name=f"Remove {name}").click()
    expect(tab.get_by_text("Nothing is kept yet.")).to_be_visible()
    tab.get_by_label("Open a file with a list").set_input_files(path)
    expect(tab.locator("ol.kept h2")).to_have_count(2)
    expect(tab.get_by_role("textbox", name=f"Note {before[0]}")).to_have_value("read again")
    tab.reload()
    expect(tab.locator("ol.kept h2")).to_have_count(2)
    tab.goto("/th/reading-list/")
    expect(tab.locator("ol.kept h2").first).to_have_text(re.compile("เลนิน"))


def test_a_large_file_shows_how_far_it_is_and_can_be_stopped(tab: Page) -> None:
    tab.goto("/en/browse/")
    link = tab.get_by_role("link", name="JSON", exact=True).first
    with tab.expect_download() as taking:
        link.click()
    assert len(json.loads(taking.value.path().read_text(encoding="utf-8"))) > 300
    outcome = tab.locator(".outcome")
    expect(outcome).to_have_text("The file is complete.")
    tab.context.route("**/browse.json", lambda _route: None)  # answers never
    link.click()
    expect(tab.get_by_role("progressbar")).to_be_visible()
    tab.get_by_role("button", name="Stop").press("Enter")
    expect(outcome).to_have_text("Stopped; nothing was stored.")
    expect(link).to_be_focused()


def test_without_a_script_the_list_is_its_address(browser: Browser, archive: Site) -> None:
    context = browser.new_context(base_url=archive.url, java_script_enabled=False)
    tab = context.new_page()
    tab.goto("/en/reading-list/")
    tab.get_by_label("Add entries").fill(f"{archive.url}/id/{TROTSKY} {LENIN}")
    tab.get_by_role("button", name="Add").click()
    expect(tab).to_have_url(re.compile(rf"\?id={TROTSKY}&id={LENIN}$"))
    tab.get_by_role("checkbox").first.uncheck()
    tab.get_by_role("button", name="Show this list").click()
    expect(tab).to_have_url(re.compile(rf"\?id={LENIN}$"))
    expect(tab.locator("button.keep")).to_have_count(0)
    context.close()
