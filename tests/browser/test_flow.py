"""What only a browser shows of preview and lists of work: frames, windows, what was typed."""

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from entries.choices import Status
from entries.models import Entry
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


def test_a_preview_shows_what_is_typed_in_any_language_and_width(desk: Page, site: str) -> None:
    person = make.make_person(status=Status.DRAFT)
    desk.goto(f"{site}/admin/people/person/{person.pk}/change/")
    name = desk.locator('input[name^="names-"][value="Leon Trotsky"]')
    name.evaluate("box => box.closest('details').open = true")
    name.fill("Leo Trotsky")
    with desk.context.expect_page() as opened:
        desk.get_by_role("button", name="Preview").click()
    preview = opened.value

    english = preview.frame_locator(".preview-page-en")
    expect(english.locator("h1")).to_have_text("Leo Trotsky")
    # The style sheets reach into the frame; without them a heading has 32 pixels.
    expect(english.locator("h1")).not_to_have_css("font-size", "32px")
    preview.get_by_label("ไทย").check()
    preview.get_by_label("Phone").check()
    thai = preview.locator(".preview-page-th")
    expect(preview.frame_locator(".preview-page-th").locator("h1")).to_be_visible()
    expect(preview.locator(".preview-page-en")).to_be_hidden()
    box = thai.bounding_box()

    assert box is not None
    assert box["width"] == 375
    expect(name).to_have_value("Leo Trotsky")
    assert str(Entry.objects.get()) == "Leon Trotsky"


def test_a_list_is_worked_through_by_saving(desk: Page, site: str) -> None:
    first, second = make.make_person("Axelrod"), make.make_person("Martov")
    desk.goto(f"{site}/admin/")
    desk.get_by_role("link", name="No date").click()
    desk.get_by_role("link", name="Work through them, one after another").click()
    expect(desk.locator("#content h2").first).to_have_text(str(first))
    desk.get_by_role("button", name="Save", exact=True).first.click()

    expect(desk.locator("#content h2").first).to_have_text(str(second))
    desk.get_by_role("navigation", name="List").get_by_role("link", name="Previous").click()
    expect(desk.locator("#content h2").first).to_have_text(str(first))
