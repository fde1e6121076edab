"""The pages of history at the desk: axe finds nothing, and nothing is wider than a phone."""

from typing import Literal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser

from entries import actions
from entries.choices import Status
from entries.models import Entry, Text
from tests import make
from tests.browser.axe import violations

Scheme = Literal["light", "dark"]
LOOKS: list[tuple[str, Scheme, int]] = [("en", "light", 1280), ("th", "dark", 375)]


@pytest.fixture
def archive() -> dict[str, str]:
    """A person with two revisions, of which one cannot be restored whole; and a deleted draft."""
    boss = User.objects.create_superuser("natalia", password="nashe slovo 1915")
    person = make.make_person()
    draft = make.make_person(make.LENIN, status=Status.DRAFT)
    made = make.make_statement(person, "met", draft, date="1902", note="in London")
    make.cite(made, locator="p. 3")
    text = Text.objects.create(entry=person, language="en", body="A great revolutionary.")
    actions.record(person, boss, "change", "first look")
    made.delete()
    text.body = "A Russian revolutionary."
    text.save()
    actions.record(Entry.objects.get(pk=person.pk), boss, "change")
    actions.discard(draft, boss, "twice")
    other = make.make_place(status=Status.DRAFT)
    past = f"/desk/history/{person.pid}/"
    return {
        "history": past,
        "differences": f"{past}2/",
        "restore": f"{past}1/restore/",
        "changes": "/desk/changes/",
        "deleted": "/desk/deleted/",
        "undelete": f"/desk/deleted/{draft.pid}/",
        "delete": f"/admin/places/place/{other.pk}/delete/",
        "account": "/desk/account/",
        "second factor": "/desk/account/second-factor/",
    }


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, site: str, archive: dict[str, str], language: str, scheme: Scheme, width: int
) -> None:
    client = Client()
    client.force_login(
        User.objects.get(username="natalia"),
        backend="django.contrib.auth.backends.ModelBackend",
    )
    # A context of its own: axe reads style sheets in a way that the policy of the site forbids.
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    context.add_cookies(
        [
            {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site},
            {"name": "django_language", "value": language, "url": site},
        ]
    )
    page = context.new_page()
    found: dict[str, list[str]] = {}
    for name, path in archive.items():
        page.goto(f"{site}{path}")
        found[name] = violations(page)
        assert page.locator("html").get_attribute("lang") == language
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{name} is {wide} pixels wider than the window"
    context.close()

    assert {name: wrongs for name, wrongs in found.items() if wrongs} == {}
