"""An import at the desk, without script."""

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Browser

from entries.models import Entry
from tests import make
from tests.browser.conftest import let_in
from tests.exchange.tables import as_csv

PEOPLE = as_csv(
    "pid ¦ name_en ¦ years ¦ gender",
    " ¦ Vera Zasulich ¦ 1849/1919 ¦ female",
    " ¦ Leon Trotsky ¦ ¦",
    "zzzzzzz ¦ Nobody ¦ ¦",
)


@pytest.fixture
def boss(db: None) -> User:
    return User.objects.create_superuser("natalia", password="nashe slovo 1915")


def test_an_import_needs_no_script(browser: Browser, site: str, boss: User, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, encoding="utf-8")
    make.make_person()
    context = browser.new_context(java_script_enabled=False)
    let_in(context, site, boss)
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
