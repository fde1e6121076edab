"""The Zimmerwald Conference, its eleven best known delegates and the source, from an empty form.

Every key that is no letter of a text, every click and every choice is counted: the measure of how
quick the desk is to type at.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from entries.choices import Kind, Status
from entries.models import Statement
from events.models import Event
from people.models import Person
from sources.models import Citation
from tests import make
from tests.browser.axe import violations
from tests.browser.conftest import let_in

MOST = 60
SOON = 20_000  # milliseconds, on a busy machine
DELEGATES = (
    "Vladimir Lenin",
    "Grigory Zinoviev",
    "Pavel Axelrod",
    "Julius Martov",
    "Victor Chernov",
    "Robert Grimm",
    "Angelica Balabanoff",
    "Henriette Roland Holst",
    "Alphonse Merrheim",
    "Georg Ledebour",
    "Karl Radek",
)


class Typist:
    """Types at a page, and counts what is not the letters of a text."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.count = 0

    def press(self, key: str) -> None:
        """Press a key."""
        self.count += 1
        self.page.keyboard.press(key)

    def click(self, box: str) -> None:
        """Click on something."""
        self.count += 1
        self.page.locator(box).click()

    def write(self, text: str) -> None:
        """Type a text where the focus is."""
        self.page.keyboard.insert_text(text)

    def create(self, name: str) -> None:
        """Type a name that nobody has yet, and make its entry without leaving the form."""
        self.write(name)
        self.press("Enter")  # the list offers only a new entry
        expect(self.page.locator("#draft")).to_be_visible(timeout=SOON)
        self.press("Enter")
        expect(self.page.locator("#draft")).to_be_hidden(timeout=SOON)


@pytest.fixture
def typist(page: Page, site: str) -> Typist:
    """Somebody at the empty form of an event."""
    return open_form(page, site)


def open_form(page: Page, site: str) -> Typist:
    """Sign in, and open the empty form of an event."""
    for code, kinds in (("delegate-at", [Kind.EVENT]), ("met", [Kind.PERSON])):
        make.make_property(code, subject_kinds=[Kind.PERSON], object_kinds=kinds)
    make.make_place("Zimmerwald")
    let_in(page.context, site, make.make_editor())
    page.goto(f"{site}/admin/events/event/add/")
    return Typist(page)


def test_list_and_dialog_are_sound_for_who_cannot_see_them(typist: Typist) -> None:
    typist.click("#id_place")
    typist.write("Zimmerw")
    # The click opens a list of its own, which has nothing to make.
    expect(typist.page.locator(".field-place .combo-action")).to_be_visible(timeout=SOON)
    assert violations(typist.page, within=".field-place") == []
    typist.press("ArrowUp")
    typist.press("Enter")
    expect(typist.page.locator("#draft")).to_be_visible(timeout=SOON)
    assert violations(typist.page, within="#draft") == []
    typist.press("Escape")
    expect(typist.page.locator("#id_place")).to_be_focused()


def test_the_conference_is_entered_in_sixty_interactions(typist: Typist) -> None:
    at: Callable[[str], None] = typist.click

    at("#id_default_source")
    typist.create("The Zimmerwald Left, documents")
    typist.press("Tab")
    typist.write("p. 12")
    at("#id_names-1-text")
    typist.write("Zimmerwald Conference")
    at("#id_date")
    typist.write("5–8 September 1915")
    at("#id_place")
    typist.write("Zimmerw")
    typist.press("Enter")
    at("#id_statements_as_object-0-property")
    typist.write("delegates")
    typist.press("Enter")
    typist.press("Tab")
    for number, name in enumerate(DELEGATES):
        if number:
            typist.press("Control+Enter")
        typist.create(name)
    typist.press("Control+s")
    expect(typist.page.locator(".messagelist .success")).to_be_visible(timeout=SOON)

    event = Event.objects.get()
    assert event.labels == {"en": "Zimmerwald Conference"}
    assert event.date is not None
    assert event.date.edtf == "1915-09-05/1915-09-08"
    assert str(event.place) == "Zimmerwald"
    delegates = Statement.objects.filter(object=event.pk, property__code="delegate-at")
    assert sorted(str(one.subject) for one in delegates) == sorted(DELEGATES)
    cited = Citation.objects.filter(statement__in=delegates, locator="p. 12")
    assert {str(one.source) for one in cited} == {"The Zimmerwald Left, documents"}
    assert cited.count() == len(DELEGATES)
    persons = Person.objects.all()
    assert persons.count() == len(DELEGATES)
    assert {person.status for person in persons} == {Status.DRAFT}
    assert {person.revision for person in persons} == {2}  # begun, and said to be a delegate
    assert typist.count <= MOST
