"""A long summary is cut between words where there are any."""

from browse.rows import SUMMARY_LENGTH, shorten
from browse.words import cut_short


def test_a_short_summary_stands_whole() -> None:
    assert shorten("Founded in Vienna in 1908.") == "Founded in Vienna in 1908."


def test_no_word_is_cut_in_two() -> None:
    text = "Expelled from the party and deported. " * 12
    cut = shorten(text)
    assert len(cut) <= SUMMARY_LENGTH + 1
    assert cut.endswith("…")
    assert set(cut[:-1].split()) <= set(text.split())


def test_no_sign_hangs_before_the_ellipsis() -> None:
    assert shorten("ab, " * 100).endswith("ab…")


def test_thai_without_blanks_is_cut_all_the_same() -> None:
    text = "การปฏิวัติ" * 60
    assert shorten(text) == text[:SUMMARY_LENGTH] + "…"


def test_a_thai_vowel_above_stays_with_its_consonant() -> None:
    assert cut_short("การปฏิวัติ", 9) == "การปฏิวั…"
