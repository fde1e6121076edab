"""Which language a reader gets."""

import pytest

from writing import chain_for, fallback

NAMES = {"ru": "Троцкий", "ru-Latn": "Trotskii", "th": "ตรอตสกี"}


def test_the_reader_gets_the_own_language_if_there_is_one() -> None:
    assert fallback({"en": "Trotsky", **NAMES}, chain_for("en")) == ("Trotsky", "en")
    assert fallback(NAMES, chain_for("th")) == ("ตรอตสกี", "th")


def test_a_reader_of_latin_gets_romanised_russian_before_russian() -> None:
    assert fallback(NAMES, chain_for("en")) == ("Trotskii", "ru-Latn")
    assert fallback({"ru": "Троцкий", "ru-Latn": "Trotskii"}, chain_for("fr-CH")) == (
        "Trotskii",
        "ru-Latn",
    )


def test_a_reader_of_russian_gets_cyrillic() -> None:
    assert fallback({"ru-Latn": "Trotskii", "ru": "Троцкий"}, chain_for("ru")) == ("Троцкий", "ru")


def test_a_regional_tag_serves_its_language_and_the_other_way_round() -> None:
    assert fallback({"en-GB": "Trotsky"}, ("en",)) == ("Trotsky", "en-GB")
    assert fallback({"en": "Trotsky"}, ("en-GB",)) == ("Trotsky", "en")
    assert fallback({"en-US": "a", "EN-gb": "b"}, ("en-GB",)) == ("b", "EN-gb")


def test_another_script_does_not_serve() -> None:
    assert fallback({"ru-Latn": "Pravda", "th": "ปราฟดา"}, ("ru", "th")) == ("ปราฟดา", "th")


def test_a_variant_part_of_a_tag_is_not_taken_for_a_script() -> None:
    assert fallback({"ru-1918": "Правда"}, ("ru",)) == ("Правда", "ru-1918")


def test_any_language_is_better_than_none_but_blanks_do_not_count() -> None:
    assert fallback({"en": " ", "de": "Prawda"}, chain_for("th")) == ("Prawda", "de")
    assert fallback({"en": ""}, chain_for("en")) is None
    assert fallback({}, ()) is None


@pytest.mark.parametrize(
    ("lang", "chain"),
    [
        ("th", ("th", "en", "ru-Latn", "ru")),
        ("en", ("en", "ru-Latn", "th-Latn", "th", "ru")),
        ("ru", ("ru", "ru-Latn", "en", "th")),
        ("en-GB", ("en-GB", "en", "ru-Latn", "th-Latn", "th", "ru")),
        ("de", ("de", "en", "ru-Latn", "th-Latn", "ru", "th")),
    ],
)
def test_each_language_has_its_chain(lang: str, chain: tuple[str, ...]) -> None:
    assert chain_for(lang) == chain
