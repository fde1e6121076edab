"""An editor types what cannot be and what is unlikely, and takes the rest from an authority."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from entries.choices import Status
from entries.models import AuditRecord, Statement
from people.models import Person
from sources.models import Citation
from tests import make
from tests.desk.conftest import make_member
from tests.exchange.authorities.records import WIKIDATA

WRONG_KIND = "“edited” does not lead to this kind of entry (Place), but to: Publication."
SOON = 20_000  # milliseconds, on a busy machine


People = Callable[[User], Page]


def write(page: Page, row: int, **boxes: str) -> None:
    """Type into the boxes of a row of statements; what a list offers first is chosen."""
    for name, text in boxes.items():
        box = page.locator(f"#id_statements-{row}-{name}")
        box.fill(text)
        if name == "property":
            page.locator(f"#id_statements-{row}-property ~ .combo-list [role=option]").first.click()


@pytest.fixture
def rakovsky(transactional_db: None) -> Person:
    """A draft of somebody who died in 1941."""
    make.make_property("edited", object_kinds=["publication"])
    make.make_property("met", object_kinds=["person"])
    make.make_publication()
    make.make_place("Kotel")
    person = make.make_person({"en": "Christian Rakovsky"}, status=Status.DRAFT)
    make.make_statement(person, "born", date="1873")
    make.make_statement(person, "died", date="1941")
    return person


def test_what_cannot_be_is_refused_and_what_is_unlikely_is_doubted(
    browser_of: People, site: str, rakovsky: Person
) -> None:
    page = browser_of(make.make_editor())
    page.goto(f"{site}/admin/people/person/{rakovsky.pk}/change/")
    write(page, 2, property="edited", object="Kotel", date="31 February 1942", locator="p. 12")
    page.locator("#statements-group .add-row a").click()
    write(page, 3, property="met", object=rakovsky.pid, date="1915")
    page.locator("#id_editors_note").fill("long thoughts")
    page.keyboard.press("Control+s")

    # Refused: each with its reason, and all that was typed is there.
    expect(page.locator("#faults li")).to_have_text(
        [
            "Statement 3 · Date: “31 February 1942” does not exist in its calendar.",
            "Statement 3 · Source: Give the source in which this spot is.",
            f"Statement 3 · Object: {WRONG_KIND}",
            "Statement 4 · Object: An entry cannot stand in relation to itself.",
        ],
        timeout=SOON,
    )
    expect(page.locator("#id_statements-2-date")).to_have_value("31 February 1942")
    expect(page.locator("#id_statements-2-locator")).to_have_value("p. 12")
    expect(page.locator("#id_statements-3-date")).to_have_value("1915")
    expect(page.locator("#id_editors_note")).to_have_value("long thoughts")
    assert Statement.objects.count() == 2
    assert not AuditRecord.objects.exists()

    # Mended; that he edited after his death may be so, and is doubted.
    write(page, 2, object="Nashe Slovo", date="1942", locator="")
    page.locator("#statements-3 .inline-deletelink").click()
    page.keyboard.press("Control+s")
    expect(page.locator(".messagelist .success")).to_be_visible(timeout=SOON)
    expect(page.locator(".doubts li").first).to_have_text(
        "“edited Nashe Slovo” is dated 1942, but Christian Rakovsky: 1873–1941."
    )
    statement = Statement.objects.get(property__code="edited")
    assert (str(statement.object), statement.date.edtf if statement.date else "") == (
        "Nashe Slovo", "1942",
    )  # fmt: skip
    rakovsky.refresh_from_db()
    assert (rakovsky.editors_note, rakovsky.revision) == ("long thoughts", 1)


def test_what_is_ticked_of_a_record_is_taken_with_its_source(
    browser_of: People, site: str, tmp_path: Path
) -> None:
    for code in ("born", "died"):
        make.make_property(code, object_kinds=["place"])
    make.make_place().identifiers.create(scheme="wikidata", value="Q2633853")
    trotsky = make.make_person({"en": "Leon Trotsky"}, status="draft")
    file = tmp_path / "Q33391.json"
    file.write_text(json.dumps(WIKIDATA), encoding="utf-8")
    page = browser_of(make_member("martov", "editor"))

    page.goto(f"{site}/desk/authority/{trotsky.pid}/")
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("button", name="Compare").click()
    expect(page.locator("#content li", has_text="Leon Trotsky").last).to_contain_text("is there")
    page.get_by_label("Лев Троцкий", exact=True).check()
    page.locator("label", has_text="26 October 1879").locator("input").check()
    page.locator("label", has_text="59263727").locator("input").check()
    assert trotsky.statements.count() == 0
    page.get_by_role("button", name="Take what is ticked").click()

    expect(page.locator("#statements-group summary").first).to_contain_text("26 Oct 1879 O.S.")
    expect(page.locator("#statements-group summary").first).to_contain_text("Wikidata Q33391")
    expect(page.locator("#names-group")).to_contain_text("Лев Троцкий · preferred name · ru")
    trotsky.refresh_from_db()
    assert trotsky.labels == {"en": "Leon Trotsky", "ru": "Лев Троцкий"}
    (born,) = trotsky.statements.all()
    assert (born.property.code, str(born.object)) == ("born", "Yanovka")
    assert list(trotsky.identifiers.values_list("scheme", "value")) == [("viaf", "59263727")]
    cited = Citation.objects.values_list("source__labels__en", "locator")
    assert set(cited) == {("Wikidata", "Q33391")}
    assert cited.count() == 2
