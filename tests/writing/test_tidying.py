"""Tidying what was typed: what cannot be seen goes, what can be seen stays."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing import fold, tidy, tidy_lines


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  Leon   Trotsky ", "Leon Trotsky"),
        ("Leon\u00a0Trotsky\tBronstein\n", "Leon Trotsky Bronstein"),
        ("Тро\u00adцкий", "Троцкий"),  # a soft hyphen
        ("\ufeffТроц\u200bкий\u200e", "Троцкий"),
        ("Будённый".replace("ё", "е\u0308"), "Будённый"),
        ("Jaure\u0300s", "Jaurès"),
        ("เเลนิน", "แลนิน"),  # two SARA E for one SARA AE
        ("คํา", "คำ"),  # NIKHAHIT and SARA AA
        ("ท่ี", "ที่"),  # the tone before the vowel
        ("Tрoцкий", "Tрoцкий"),  # look-alikes stay: that is for an editor to mend
        ("می\u200cخواهم", "می\u200cخواهم"),  # a joiner that Persian needs
        ("Leon\u200c Trotsky", "Leon Trotsky"),
        ("Trotsky\x00", "Trotsky"),
        ("Trotsky\ud800", "Trotsky"),
        ("", ""),
    ],
)
def test_a_name_is_kept_as_it_looks(typed: str, kept: str) -> None:
    assert tidy(typed) == kept


def test_a_text_keeps_its_lines_and_spaces() -> None:
    typed = "\r\nOne\u200b line  \r\n\n    code\u00a0here\rเเลนิน\x07\t|\n\n"

    assert tidy_lines(typed) == "One line  \n\n    code\u00a0here\nแลนิน\t|"


@given(st.text())
def test_tidying_twice_is_tidying_once_and_changes_no_search(text: str) -> None:
    once = tidy(text)
    assert tidy(once) == once
    assert unicodedata.is_normalized("NFC", once) or "\u0e33" in once
    assert tidy_lines(tidy_lines(text)) == tidy_lines(text)
    assert fold(once).replace(" ", "") == fold(text).replace(" ", "") or not text.isprintable()
