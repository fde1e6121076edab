"""What a reader keeps in the browser, and takes away: with a script, and the list without."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from entries import pid as pids
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


def test_what_the_archive_does_not_know_is_said_and_not_kept(tab: Page, tmp_path: Path) -> None:
    """Typed or in a file; `zzzzzzz` looks like an identifier and cannot be one."""
    unknown = pids.mint()
    tab.goto("/en/reading-list/")
    tab.get_by_label("Add entries").fill("zzzzzzz")
    tab.get_by_label("Add entries").press("Enter")
    expect(tab.locator("#list-status")).to_have_text("Added to the list: 0. Not found: zzzzzzz")
    expect(tab.locator("[data-kept-count]")).to_have_text("")
    tab.get_by_label("Add entries").fill("Lenin")
    tab.get_by_label("Add entries").press("Enter")
    expect(tab.locator("#list-status")).to_have_text("Not found: Lenin")

    given = {"format": "slovo-reading-list", "entries": [{"pid": unknown}, {"pid": LENIN}]}
    path = tmp_path / "reading-list-with-notes.json"
    path.write_text(json.dumps(given), encoding="utf-8")
    tab.get_by_label("Open a file with a list").set_input_files(path)
    expect(tab.locator("#list-status")).to_have_text(f"Added to the list: 1. Not found: {unknown}")
    expect(tab.locator("[data-kept-count]")).to_have_text(" 1")
    expect(tab.locator("ol.kept h2")).to_have_count(1)


def test_what_was_kept_and_is_not_known_any_more_can_be_seen_and_removed(tab: Page) -> None:
    tab.goto("/en/reading-list/")
    entries = [{"pid": "zzzzzzz", "note": "who was it?"}, {"pid": LENIN}]
    stored = json.dumps({"version": 1, "entries": entries})
    tab.evaluate("stored => localStorage.setItem('slovo-reading-list', stored)", stored)
    tab.reload()

    expect(tab.locator("ol.kept h2")).to_have_count(2)
    expect(tab.locator("ol.kept")).to_contain_text("No entry of this archive has this identifier.")
    expect(tab.get_by_role("textbox", name="Note zzzzzzz")).to_have_value("who was it?")
    tab.get_by_role("button", name="Remove zzzzzzz").click()
    expect(tab.locator("[data-kept-count]")).to_have_text(" 1")


def test_a_file_of_records_is_opened_as_a_list_too(tab: Page) -> None:
    tab.goto(f"/en/reading-list/?id={TROTSKY}&id={LENIN}")
    tab.get_by_role("button", name="Keep all of these").click()
    expect(tab.locator("#list-status")).to_have_text("Added to the list: 2")
    tab.goto("/en/reading-list/")
    before = names(tab) if tab.locator("ol.kept h2").nth(1).inner_text() else []
    with tab.expect_download() as taking:
        tab.locator("#files-form").get_by_role("button", name="JSON", exact=True).click()
    with tab.expect_download() as saving:
        tab.get_by_role("button", name="Save as a file").click()
    assert taking.value.suggested_filename != saving.value.suggested_filename

    tab.evaluate("localStorage.clear()")
    tab.reload()
    expect(tab.get_by_text("Nothing is kept yet.")).to_be_visible()
    tab.get_by_label("Open a file with a list").set_input_files(taking.value.path())
    expect(tab.locator("ol.kept h2")).to_have_text(before)
    other = {"name": "a.json", "mimeType": "application/json", "buffer": b'{"a": 1}'}
    tab.get_by_label("Open a file with a list").set_input_files(other)  # type: ignore[arg-type]
    expect(tab.locator("#list-status")).to_contain_text("This is no file with a reading list")


def test_on_paper_the_own_list_has_its_count_and_addresses_and_no_instructions(
    tab: Page, archive: Site
) -> None:
    tab.goto(f"/en/reading-list/?id={TROTSKY}&id={LENIN}")
    tab.get_by_role("button", name="Keep all of these").click()
    tab.goto("/en/reading-list/")
    expect(tab.locator("ol.kept h2")).to_have_count(2)

    tab.emulate_media(media="print")

    heading = tab.locator("#reading-list > .printed")
    expect(heading).to_contain_text(re.compile(r"Reading list\. Entries: 2\. \d{4}-\d\d-\d\d\."))
    expect(heading).to_contain_text(f"/en/reading-list/?id={TROTSKY}&id={LENIN}")
    expect(tab.get_by_text("What you keep stays in this browser")).to_be_hidden()
    expect(tab.get_by_text(re.compile(rf"/id/{LENIN}$"))).to_be_visible()


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
