"""Two browsers at one person: what does not touch is put together, nothing typed is lost."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from people.models import Person
from tests import make
from tests.browser.conftest import let_in, opened


@pytest.fixture
def other_page(browser: Browser, site: str) -> Iterator[Page]:
    """A second browser."""
    with opened(browser, site) as fresh:
        yield fresh


def open_person(page: Page, site: str, name: str, person: Person) -> None:
    """Sign in as a new editor and open the form of a person."""
    let_in(page.context, site, make.make_editor(name))
    page.set_default_timeout(20_000)  # milliseconds
    page.goto(f"{site}/admin/people/person/{person.pk}/change/")


def unfold(page: Page, row: str) -> None:
    """Open a row and all that is folded in it."""
    page.evaluate(
        "row => document.querySelectorAll(`#${row} details`).forEach(one => { one.open = true; })",
        row,
    )


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and continue editing").first.click()


def test_two_editors_of_one_person_lose_nothing(page: Page, other_page: Page, site: str) -> None:
    trotsky: Any = make.make_person()
    hers, his = page, other_page
    open_person(hers, site, "natalia", trotsky)
    open_person(his, site, "lev", trotsky)
    expect(his.locator("#together")).to_contain_text("Also editing: natalia")

    # What does not touch
    unfold(hers, "names-0")
    hers.locator("#id_names-0-date").fill("from 1902")
    save(hers)
    expect(hers.locator(".messagelist .success")).to_be_visible()
    unfold(his, "names-0")
    his.locator("#id_names-0-note_1").fill("In exile")
    save(his)
    expect(his.locator(".messagelist")).to_contain_text("saved together with those of natalia")
    name = trotsky.names.first()
    assert (name.date.edtf, name.note) == ("1902/..", {"en": "In exile"})

    # What touches
    hers.reload()
    hers.locator("#id_editors_note").fill("hers")
    his.locator("#id_editors_note").fill("his")
    unfold(his, "names-1")
    his.locator("#id_names-1-text").fill("Троцкий, Лев")
    save(hers)
    expect(hers.locator(".messagelist .success")).to_be_visible()
    save(his)
    point = his.get_by_role("group", name="Editors' note")
    expect(point).to_contain_text("hers")
    expect(point.get_by_role("textbox")).to_have_value("his")
    expect(point.get_by_role("radio", checked=True)).to_have_count(0)
    expect(his.locator("#id_names-1-text")).to_have_value("Троцкий, Лев")
    point.get_by_role("textbox").fill("hers and his")
    point.get_by_label("Take mine, as it stands here").check()
    save(his)
    expect(his.locator(".messagelist .success")).to_be_visible()
    trotsky.refresh_from_db()
    assert trotsky.editors_note == "hers and his"
    assert trotsky.names.filter(text="Троцкий, Лев").exists()


def come_back(page: Page) -> None:
    """Let the page ask as it does when its tab is looked at again, and wait for the answer."""
    with page.expect_response(lambda response: "/desk/presence/" in response.url):
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")


def test_an_open_form_tells_who_came_and_who_saved(page: Page, other_page: Page, site: str) -> None:
    trotsky = make.make_person()
    open_person(page, site, "natalia", trotsky)
    notice = page.locator("#together")
    expect(notice).not_to_contain_text("Also editing")

    open_person(other_page, site, "lev", trotsky)
    come_back(page)
    expect(notice).to_contain_text("Also editing: lev")

    other_page.locator("#id_editors_note").fill("his")
    other_page.get_by_role("button", name="Save", exact=True).first.click()
    expect(other_page.locator(".messagelist .success")).to_be_visible()
    come_back(page)
    expect(notice).to_contain_text("lev has saved since you opened this")
    expect(notice).not_to_contain_text("Also editing")
