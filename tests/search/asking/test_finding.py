"""What the language of questions finds."""

import pytest

from entries.choices import NameType, Status
from entries.models import Entry
from search.query import SearchQuery
from sources.models import Citation, Source
from tests.search.making import (
    cite,
    found_by,
    make,
    make_paper,
    make_person,
    make_place,
    name,
    set_status,
    state,
    summarise,
)

pytestmark = pytest.mark.django_db


def finds(text: str, *entries: Entry) -> bool:
    """Tell whether a text finds these and no others."""
    return set(found_by(text)) == {entry.pk for entry in entries}


def test_either_of_two_words() -> None:
    pravda, iskra, rabotnik = make_paper("Pravda"), make_paper("Iskra"), make_paper("Rabotnik")

    assert finds("Pravda OR Iskra", pravda, iskra)
    assert finds("Pravda | Rabotnik", pravda, rabotnik)
    assert finds("(Pravda OR Iskra) -Iskra", pravda)
    assert finds("-Pravda", iskra, rabotnik)
    assert finds("Pravda OR -Pravda", pravda, iskra, rabotnik)
    assert finds("Pravda AND Iskra")


def test_the_beginning_of_a_word_in_every_script() -> None:
    october = make_paper("October Revolution")
    name(october, "Октябрьская революция", "ru")
    name(october, "การปฏิวัติเดือนตุลาคม", "th")
    other = make_paper("Rabotnik")
    summarise(other, "A paper of revolutionaries.")

    assert finds("revolu*", october, other)
    assert finds("name:revolu*", october)
    assert finds("text:revolu*", other)
    assert finds("революц*", october)
    assert finds("ตุลา*", october)
    assert finds("october revol*", october)
    assert finds("revola*")


def test_a_field_keeps_to_its_place() -> None:
    vienna, paper = make_place("Vienna"), make_paper("Pravda")
    state(paper, vienna)
    person = make_person("Adolf Joffe")
    summarise(person, "He wrote for Pravda in Vienna.")

    assert finds("Vienna", vienna, paper, person)
    assert finds("name:Vienna", vienna)
    assert finds("text:Vienna", person)
    assert finds("related:Vienna", paper)
    assert finds('name:"wrote for"')
    assert finds('text:"wrote for"', person)


def test_a_thai_word_keeps_to_its_place_too() -> None:
    october, paper = make_paper("October"), make_paper("Iskra")
    name(october, "การปฏิวัติเดือนตุลาคม", "th")
    summarise(paper, "หนังสือพิมพ์ของการปฏิวัติ", "th")

    assert finds("ปฏิวัติ", october, paper)
    assert finds("ชื่อ:ปฏิวัติ", october)
    assert finds("ข้อความ:ปฏิวัติ", paper)


def test_what_has_to_do_with_an_entry_of_a_kind_by_any_of_its_names() -> None:
    paris, paper, person = make_place("Paris"), make_paper("Paris"), make_person()
    name(paris, "ปารีส", "th")
    name(paris, "Lutetia", "en", NameType.FORMER)
    state(person, paris)
    other = make_person("Julius Martov")
    state(other, paper)

    assert finds("place:Paris", person)
    assert finds("สถานที่:ปารีส", person)
    assert finds("место:Париж", person)  # the name sounds alike, though nobody wrote it down
    assert finds("place:lute*", person)
    assert finds("publication:Paris", other)
    assert finds("place:Vienna")
    assert finds("name:Trotsky -place:Paris")


def test_a_place_that_is_no_longer_public_leads_nowhere() -> None:
    paris, person = make_place("Paris"), make_person()
    state(person, paris)
    assert finds("place:Paris", person)

    set_status(paris, Status.WITHDRAWN)

    assert finds("place:Paris")


def test_what_rests_on_a_source_by_its_name_or_its_pid() -> None:
    life = make(Source, "The Prophet Armed")
    trotsky, paper, vienna = make_person(), make_paper(), make_place("Vienna")
    cite(state(trotsky, paper, place=vienna), life)
    named = name(make_paper("Iskra"), "Искра", "ru")
    Citation.objects.create(name=named, source=life)
    whole = make_person("Julius Martov")
    Citation.objects.create(entry=whole, source=life)
    zimmerwald = make_place("Zimmerwald")

    expected = (trotsky, paper, vienna, named.entry, whole)
    for text in ("source:Prophet", 'источник:"prophet armed"', f"แหล่งข้อมูล:{life.pid}"):
        assert finds(text, *expected), text
    assert finds("source:Prophet name:Iskra", named.entry)
    assert finds(f"name:Zimmerwald -source:{life.pid}", zimmerwald)
    assert finds(f"source:{trotsky.pid}")  # no source


def test_a_source_that_is_no_longer_public_is_no_evidence() -> None:
    life, trotsky, paper = make(Source, "My Life"), make_person(), make_paper()
    cite(state(trotsky, paper), life)
    assert finds("source:life", trotsky, paper)

    set_status(life, Status.WITHDRAWN)
    assert finds(f"source:{life.pid}")

    set_status(life, Status.PUBLISHED)
    assert finds(f"source:{life.pid}", trotsky, paper)


def test_a_citation_that_is_taken_back_is_found_no_more() -> None:
    life, trotsky, paper = make(Source, "My Life"), make_person(), make_paper()
    citation = cite(state(trotsky, paper), life)
    assert finds("source:life", trotsky, paper)

    citation.delete()

    assert finds("source:life")


def test_a_pid_stands_for_a_name_in_every_field_of_a_kind() -> None:
    paris, other, person = make_place("Paris"), make_place("Paris"), make_person()
    state(person, paris)

    assert finds(f"place:{paris.pid}", person)
    assert finds(f"place:{other.pid}")
    assert finds(f"person:{paris.pid}")


def test_what_is_dated_in_a_year() -> None:
    early, late = make_paper("Iskra"), make_paper("Nashe Slovo")
    state(early, date="1902", value={"en": "London"})
    state(late, date="1915", value={"en": "Paris"})

    assert finds("year:1902", early)
    assert finds("year:1900-1910", early)
    assert finds("year:1902 OR year:๑๙๑๕", early, late)


def test_without_anything_wanted_the_order_is_that_of_names() -> None:
    assert SearchQuery().matching("-Pravda").effective_sort == "name"
    assert SearchQuery().matching("Iskra -Pravda").effective_sort == "relevance"


def test_a_hit_says_which_name_began_so_or_was_one_of_two() -> None:
    person = make_person()
    name(person, "Leo Trotzki", "de", NameType.VARIANT)

    for text in ("trotz*", "Trotzki OR Lenin", "name:Trotzki", "Trotzki -Lenin", "leo trotz*"):
        hits = SearchQuery().matching(text).run(facets=False).hits
        assert [hit.matched.text for hit in hits if hit.matched] == ["Leo Trotzki"], text
