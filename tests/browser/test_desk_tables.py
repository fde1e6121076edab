"""Imports, changes of many and authorities at the desk: without script, for axe, on a phone."""

import json
from pathlib import Path
from typing import Literal

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext

from entries.models import Entry
from exchange.models import Job
from tests import make
from tests.browser.axe import violations
from tests.exchange.authorities.records import WIKIDATA
from tests.exchange.tables import as_csv, tried

Scheme = Literal["light", "dark"]
LOOKS: list[tuple[str, Scheme, int]] = [("en", "light", 1280), ("th", "dark", 375)]
PEOPLE = as_csv(
    "pid ¦ name_en ¦ years ¦ gender",
    " ¦ Vera Zasulich ¦ 1849/1919 ¦ female",
    " ¦ Leon Trotsky ¦ ¦",
    "zzzzzzz ¦ Nobody ¦ ¦",
)


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("natalia", password="nashe slovo 1915")


def signed_in(context: BrowserContext, site: str, user: User, language: str = "en") -> None:
    """Let a browser be signed in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    cookies = {"sessionid": client.cookies["sessionid"].value, "django_language": language}
    context.add_cookies([{"name": n, "value": v, "url": site} for n, v in cookies.items()])


def test_an_import_needs_no_script(browser: Browser, site: str, boss: User, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    make.make_person()
    context = browser.new_context(java_script_enabled=False)
    signed_in(context, site, boss)
    page = context.new_page()
    page.goto(f"{site}/desk/jobs/")

    page.select_option("select[name=table]", "person")
    page.set_input_files("input[name=file]", file)
    page.get_by_role("button", name="Upload").click()
    page.get_by_role("button", name="Try all rows").click()
    page.get_by_role("link", name="Decide what is open").click()
    page.get_by_label("where only one entry may be meant").check()
    page.get_by_role("button", name="Decide, and try again").click()
    page.get_by_role("button", name="Write").click()

    assert page.locator(".job-state").inner_text() == "Written"
    assert sorted(map(str, Entry.objects.all())) == ["Leon Trotsky", "Vera Zasulich"]
    page.get_by_role("button", name="Undo all of it").click()
    assert "Nothing of it is left" in page.content()
    assert sorted(map(str, Entry.objects.all())) == ["Leon Trotsky"]
    context.close()


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_axe_finds_nothing_and_nothing_is_too_wide(
    browser: Browser, site: str, boss: User, language: str, scheme: Scheme, width: int
) -> None:
    person = make.make_person()
    job = tried(boss, "person", PEOPLE)
    running = Job.objects.create(what="import", table="person", title="x.csv", state="reading")
    Job.objects.filter(pk=running.pk).update(worker="a", beat="2999-01-01T00:00Z", total=9)
    # Axe takes a while: each page is looked at once, most of them as they are hardest to do well.
    paths = {
        1280: ["/desk/jobs/", f"/desk/jobs/{running.pk}/", f"/desk/chosen/?pid={person.pid}"],
        375: [*(f"/desk/jobs/{job.pk}/{part}" for part in ("", "columns/", "questions/"))],
    }
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme=scheme, reduced_motion="reduce"
    )
    signed_in(context, site, boss, language)
    page = context.new_page()
    found: dict[str, list[str]] = {}

    def look(path: str) -> None:
        found[path] = violations(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, f"{path} is {wide} pixels wider than the window"

    for path in paths[width]:
        page.goto(f"{site}{path}")
        look(path)
    if width == 375:
        page.goto(f"{site}/desk/authority/{person.pid}/")
        page.fill("textarea[name=text]", json.dumps(WIKIDATA))
        page.locator("#content button.default").click()
        page.wait_for_selector("input[name=record]", state="attached")
        look("compared")
    context.close()

    assert {path: wrongs for path, wrongs in found.items() if wrongs} == {}
