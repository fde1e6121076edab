"""Names of the period: every spelling finds its entry, namesakes are kept apart, slips forgiven."""

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

from entries.models import Entry
from search.query import SearchQuery, find_entries
from tests import make

pytestmark = pytest.mark.django_db

TABLE = Path(__file__).with_name("names.tsv")
MAKERS: dict[str, Callable[..., Entry]] = {
    "person": make.make_person,
    "publication": make.make_publication,
    "place": make.make_place,
    "organisation": make.make_organisation,
}
SCRIPTS = {"Latin": "[a-z]", "Cyrillic": "[а-я]", "Thai": "[ก-ฮ]", "Hebrew": "[א-ת]"}


def groups() -> list[tuple[str, dict[str, str], list[str]]]:
    """Return kind, names in the archive by language, and other spellings of each group."""
    found = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        kind, stored, *typed = line.split("\t")
        names = dict(name.split(":", 1) for name in stored.split("|"))
        found.append((kind, names, typed))
    return found


def first_three(text: str) -> list[int]:
    return SearchQuery().matching(text).keys(3)


def found(text: str) -> set[int]:
    return set(SearchQuery().matching(text).keys(50))


def make_people(names: Iterable[str]) -> dict[str, int]:
    """Make persons who have nothing but a Russian name; return their keys."""
    return {name: make.make_person({"ru": name}).pk for name in names}


def test_the_table_has_enough_groups_in_enough_scripts() -> None:
    rows = groups()
    assert len(rows) >= 150
    for _kind, names, typed in rows:
        spellings = [*names.values(), *typed]
        scripts = {
            script
            for script, letters in SCRIPTS.items()
            for spelling in spellings
            if re.search(letters, spelling.casefold())
        }
        assert len(spellings) >= 3, spellings
        assert len(scripts) >= 2, spellings


def test_every_spelling_finds_its_entry_among_the_first_three() -> None:
    """All are in one archive; mostly an entry has one name, and all else is typed."""
    entries = [(MAKERS[kind](names), names, typed) for kind, names, typed in groups()]

    missed = [
        (names, spelling)
        for entry, names, typed in entries
        for spelling in [*names.values(), *typed]
        if entry.pk not in first_three(spelling)
    ]

    assert missed == []


@pytest.mark.parametrize(
    ("one", "other", "typed"),
    [
        ("Лев Львович Седов", "Сергей Львович Седов", ["Lev Sedov", "Lew Sedow", "Льва Седова"]),
        ("Сергей Львович Седов", "Лев Львович Седов", ["Sergei Sedov", "Serge Sedov"]),
        ("Юлий Мартов", "Александр Мартынов", ["Martov", "Martow", "Мартова", "มาร์ตอฟ"]),
        ("Александр Мартынов", "Юлий Мартов", ["Martynov", "Martynow", "Мартынову", "มาร์ตีนอฟ"]),
        ("Владимир Ленин", "Бернард Левин", ["Lenin", "Ленина", "Lénine", "เลนิน"]),
        ("Бернард Левин", "Владимир Ленин", ["Levin", "Левина", "Lewin"]),
        ("Александр Богданов", "Борис Богданович", ["Bogdanov", "Богданова", "Bogdanoff"]),
        ("Виктор Чернов", "Александр Чернышёв", ["Chernov", "Tschernow", "Чернова", "Černov"]),
        ("Леонид Красин", "Пётр Краснов", ["Krasin", "Красина", "Krassin"]),
        ("Пётр Краснов", "Леонид Красин", ["Krasnov", "Краснова", "Krasnow"]),
        ("Максим Литвинов", "Пётр Литвиненко", ["Litvinov", "Литвинова", "Litwinow"]),
        ("Сергей Киров", "Николай Кирпичников", ["Kirov", "Кирова", "Kirow"]),
        ("Максим Горький", "Борис Горев", ["Gorky", "Горького", "Gorki"]),
        ("Карл Радек", "Пётр Радецкий", ["Radek", "Радека"]),
    ],
)
def test_near_namesakes_are_not_confused(one: str, other: str, typed: list[str]) -> None:
    keys = make_people([one, other])

    for text in [one, *typed]:
        assert found(text) == {keys[one]}, text


def test_a_case_that_two_names_share_finds_both_the_name_itself_first() -> None:
    """Седова is Natalia's name and a case of her sons'."""
    keys = make_people(["Лев Львович Седов", "Наталья Ивановна Седова"])

    assert first_three("Седова") == [
        keys["Наталья Ивановна Седова"],
        keys["Лев Львович Седов"],
    ]
    assert found("Седовой") == set(keys.values())
    assert first_three("Седов")[0] == keys["Лев Львович Седов"]


def test_of_two_pravdas_the_one_that_is_meant_comes_first() -> None:
    """One was printed in Vienna, the other in St Petersburg."""
    vienna = make.make_publication({"en": "Pravda (Vienna)", "ru": "Правда (Вена)"})
    petersburg = make.make_publication({"en": "Pravda (St Petersburg)", "ru": "Правда"})

    assert found("Pravda") == {vienna.pk, petersburg.pk}
    assert first_three("Правда")[0] == petersburg.pk
    for text in ("Pravda Vienna", "Правда Вена", "Prawda (Vienna)"):
        assert found(text) == {vienna.pk}
    assert found("Pravda St Petersburg") == {petersburg.pk}


@pytest.mark.parametrize(
    "typed",
    [
        "Luxembug",  # one letter less
        "Luxemaburg",  # one more
        "Luxenburg",  # another
        "Luxembrug",  # two swapped
        "Rosa Luxembrug",
        "Люксембруг",
        "ลุดเซมบูร์ก",
    ],
)
def test_one_slip_in_a_longer_word_is_forgiven_and_said(typed: str) -> None:
    rosa = make.make_person(
        {"en": "Rosa Luxemburg", "ru": "Роза Люксембург", "th": "โรซา ลุกเซมบูร์ก"}
    )
    make.make_person("Rosa Parks")

    results = SearchQuery().matching(typed).run()

    assert [hit.entry.pk for hit in results.hits] == [rosa.pk]
    assert results.near


def test_a_slip_in_another_script_than_the_name_is_forgiven() -> None:
    keys = make_people(["Михаил Николаевич Тухачевский"])

    assert found("Tuhkachevsky") == set(keys.values())


@pytest.mark.parametrize("typed", ["Zvi", "Zib", "Marx Twoin Zedd", "Luxenbrug"])
def test_short_words_and_two_slips_are_not(typed: str) -> None:
    make.make_person("Grigory Ziv")
    make.make_person("Rosa Luxemburg")

    assert found(typed) == set()


def test_what_is_spelt_like_the_text_is_all_there_is_if_there_is_any() -> None:
    """Whoever asks for Levin does not mean Lenin."""
    levin = make.make_person("Levin")
    make.make_person("Lenin")

    results = SearchQuery().matching("Levin").run()

    assert [hit.entry.pk for hit in results.hits] == [levin.pk]
    assert not results.near


def test_exact_words_come_before_those_that_a_slip_leads_to() -> None:
    """Nothing has both words as typed; one entry has one of them."""
    far = make.make_person("Lewon Trotzkin")
    close = make.make_person("Leonid Trotzkin")

    assert first_three("Leonid Trotskiin") == [close.pk]
    assert far.pk not in first_three("Leonid Trotskiin")


def test_filters_that_leave_nothing_are_no_slip() -> None:
    make.make_person("Trotsky")
    make.make_place("Trotska")

    results = SearchQuery().matching("Trotsky").where("kind", ["place"]).run()

    assert (results.total, results.near) == (0, False)


def test_a_box_that_finds_entries_forgives_a_slip_too() -> None:
    person = make.make_person("Rosa Luxemburg")
    make.make_place("Luxemburk")

    assert find_entries("Rosa Luxembrug") == [person.pk]
    assert find_entries("Luxembrug", ["person"]) == [person.pk]


def test_the_page_says_that_a_slip_was_forgiven(client: Any) -> None:
    make.make_person("Rosa Luxemburg")

    slip = client.get("/en/browse/", {"q": "Luxembrug"}).content.decode()
    exact = client.get("/en/browse/", {"q": "Luxemburg"}).content.decode()

    assert "Nothing is spelt like “Luxembrug”." in slip
    assert "Nothing is spelt like" not in exact
