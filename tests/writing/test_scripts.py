"""Scripts, and words that mix them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing import detect_script, fits_language, mixed_script_words, propose_language


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Trotsky, 1905", "Latn"),
        ("Троцкий", "Cyrl"),
        ("ตรอตสกี ๑", "Thai"),
        ("Τρότσκι", "Grek"),
        ("1905 — ?", "Zyyy"),
        ("Троцкий (Trotsky)", "mixed"),
        ("ᚠᚢᚦ", "Zzzz"),
        ("Ｌｅｎｉｎ", "Latn"),
        ("ʼ", "Zyyy"),
        ("", "Zyyy"),
    ],
)
def test_a_text_names_its_script(text: str, code: str) -> None:
    assert detect_script(text) == code


def test_a_cyrillic_letter_in_a_latin_word_is_reported() -> None:
    assert mixed_script_words("Trotsky, Trоtsky и Tроцкий") == ["Trоtsky", "Tроцкий"]


def test_thai_beside_latin_and_clean_words_are_no_mistake() -> None:
    assert mixed_script_words("ลัทธิมากซ์Marxism, Правда и Iskra 1905г") == []


@given(st.text())
def test_no_text_is_too_odd_to_look_at(text: str) -> None:
    assert detect_script(text)
    assert all(word in text for word in mixed_script_words(text))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("เลออน ตรอตสกี", "th"),
        ("Лев Троцкий", "ru"),
        ("Михайло Грушевський, їх", "uk"),
        ("Янка Купала, ў", "be"),
        ("Leon Trotsky", "en"),
        ("Λέων Τρότσκι", "el"),
        ("ლეონ ტროცკი", "ka"),
        ("לעון טראָצקי", None),  # Hebrew or Yiddish
        ("Троцкий Trotsky", None),
        ("1905", None),
        ("", None),
    ],
)
def test_the_script_proposes_a_language(text: str, language: str | None) -> None:
    assert propose_language(text) == language


@pytest.mark.parametrize(
    ("text", "tag", "fits"),
    [
        ("เลออน ตรอตสกี", "th", True),
        ("Trotsky", "th", False),
        ("Trotsky", "th-Latn", True),
        ("เลออน", "th-Latn", False),
        ("Trotskii", "ru-Latn", True),
        ("Trotskii", "ru", False),
        ("Троцкий", "ru", True),
        ("Троцкий", "en-GB", False),
        ("Trotzki", "de", True),
        ("1905", "ru", True),
        ("Троцкий", "xx", True),
        ("ตรอตสกี (Trotsky)", "th", True),
    ],
)
def test_a_text_fits_its_language_by_its_script(text: str, tag: str, fits: bool) -> None:
    assert fits_language(text, tag) is fits
