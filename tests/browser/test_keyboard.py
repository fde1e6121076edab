"""An editor enters a person without a mouse: the focus is always somewhere, and always seen."""

import re

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from entries.models import Statement
from people.models import Person
from sources.models import Citation
from tests import make
from tests.browser.conftest import let_in

SOON = 20_000  # milliseconds, on a busy machine
FOCUS = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return { lost: true };
  const style = getComputedStyle(one), box = one.getBoundingClientRect();
  const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
  const inSight = box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  return { lost: false, seen: outlined && inSight, what: one.outerHTML.slice(0, 120) };
}"""


class Keys:
    """A keyboard at a page; each key leaves the focus somewhere where it is seen."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def look(self) -> None:
        """Find the focus on the page, in sight and outlined."""
        focus = self.page.evaluate(FOCUS)
        assert not focus["lost"]
        assert focus["seen"], focus["what"]

    def press(self, key: str, times: int = 1) -> None:
        """Press a key."""
        for _time in range(times):
            self.page.keyboard.press(key)
            self.look()

    def go(self, to: str, *, back: bool = False) -> None:
        """Press Tab until the focus is there."""
        for _time in range(80):
            if self.page.evaluate("to => document.activeElement.matches(to)", to):
                return
            self.press("Shift+Tab" if back else "Tab")
        pytest.fail(f"no way leads to {to}")

    def choose(self, box: str, text: str, expected: str | re.Pattern[str]) -> None:
        """Go to a box, type a text and choose what is found first."""
        self.go(f"#{box}")
        self.page.keyboard.type(text)
        self.press("Enter")
        expect(self.page.locator(f"#{box}")).to_have_value(expected, timeout=SOON)
        self.look()


@pytest.fixture
def keys(page: Page, site: str) -> Keys:
    """A keyboard at the empty form of a person."""
    make.make_property("edited")
    make.make_publication()
    make.make_source("The Prophet Armed")
    let_in(page.context, site, User.objects.create_superuser("natalia"))
    page.goto(f"{site}/admin/people/person/add/")
    return Keys(page)


def test_a_person_with_a_statement_and_its_source_is_entered_by_key_alone(keys: Keys) -> None:
    page = keys.page
    expect(page.locator("#id_names-1-text")).to_be_focused()
    page.keyboard.type("Leon Trotsky")
    keys.choose("id_statements-0-property", "edited", "edited")
    object_box = page.locator("#id_statements-0-object")
    keys.choose("id_statements-0-object", "Наше", re.compile("Nashe Slovo ·"))
    keys.go("#id_statements-0-date")
    page.keyboard.type("31 April 1915")
    keys.choose("id_statements-0-source", "Prophet", re.compile("The Prophet Armed ·"))
    keys.go("#id_statements-0-locator")
    page.keyboard.type("p. 214")

    # A dialog opens from a box, and closes to it.
    keys.go("#id_statements-0-object", back=True)
    object_box.select_text()
    page.keyboard.type("Golos")
    keys.press("Enter")
    expect(page.locator("#draft")).to_be_visible(timeout=SOON)
    keys.press("Tab", 3)
    assert page.evaluate("document.activeElement.closest('dialog') !== null")
    keys.press("Escape")
    expect(object_box).to_be_focused()
    keys.press("Escape")
    expect(object_box).to_have_value(re.compile("Nashe Slovo ·"))

    # A row is begun, and removed.
    keys.go("#statements-group .add-row a")
    keys.press("Enter")
    expect(page.locator("#id_statements-1-property")).to_be_focused()
    keys.go("#statements-1 .inline-deletelink")
    keys.press("Enter")
    expect(page.locator("#statements-1")).to_have_count(0)
    expect(page.locator("#statements-group .add-row a")).to_be_focused()

    # What is wrong is told where the focus is, with a way to it.
    page.keyboard.press("Control+s")
    expect(page.locator("#faults")).to_be_focused(timeout=SOON)
    keys.look()
    keys.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator("#id_statements-0-date")).to_be_focused()
    keys.look()
    page.keyboard.press("Control+a")
    page.keyboard.type("29 January 1915 O.S.")
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible(timeout=SOON)
    expect(page.locator("#id_statements-1-property")).to_be_focused()
    keys.look()

    statement = Statement.objects.get()
    assert str(statement.subject) == str(Person.objects.get()) == "Leon Trotsky"
    assert str(statement.object) == "Nashe Slovo"
    assert statement.date is not None
    assert Citation.objects.get(statement=statement).locator == "p. 214"
