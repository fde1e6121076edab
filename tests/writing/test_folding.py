"""Folding: what readers type differently becomes one."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from writing import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Лунача́рский", "луначарский"),
        ("Хрущёв", "хрущев"),
        ("Ѳедоръ Вѣстникъ, Россія", "федор вестник россия"),
        ("Zinov'ev", "zinovev"),
        ("Zinovʹev", "zinovev"),
        ("Zinov’ev", "zinovev"),
        ("Съѣздъ", "сезд"),
        ("Krupskaïa", "krupskaia"),
        ("Łódź, Þór & Æsir", "lodz thor aesir"),
        ("TROTSKY", "trotsky"),
        ("Straße", "strasse"),
    ],
)
def test_case_diacritics_soft_signs_and_old_letters_vanish(text: str, folded: str) -> None:
    assert fold(text) == folded


def test_short_i_stays_a_letter_of_its_own_however_it_is_encoded() -> None:
    assert fold("Троцкий") == fold("Троцк\u0438\u0438\u0306") == "троцкий"
    assert fold("Троцкий") != fold("Троцкии")


def test_thai_vowels_and_tone_marks_stay() -> None:
    assert fold("น้ำท่วมที่ปลาย") == "น้ำท่วมที่ปลาย"
    assert fold("น้ำ") != fold("นำ")


def test_thai_am_typed_in_two_signs_and_double_e_are_repaired() -> None:
    assert fold("น\u0e4d\u0e49\u0e32") == fold("น้ำ")
    assert fold("เเถลงการณ์") == fold("แถลงการณ์")


def test_thai_digits_become_ascii() -> None:
    assert fold("ฉบับที่ ๑๒") == "ฉบับที่ 12"


def test_invisible_characters_vanish_and_odd_spaces_become_one() -> None:
    assert fold("การ\u200bปฏิวัติ") == "การปฏิวัติ"
    assert fold("\ufeffNashe\u00a0\u2003Slovo\t") == "nashe slovo"


def test_punctuation_parts_words() -> None:
    assert fold("«Правда» (Вена), № 3/4–5") == "правда вена no 3 4 5"


def test_nothing_folds_to_nothing() -> None:
    assert fold("") == fold("…!") == ""


@given(st.text())
@example("ß\u0307İ")
@example("ํา")
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(min_codepoint=0x0E00, max_codepoint=0x0E7F)))
def test_folding_thai_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
