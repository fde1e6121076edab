"""Latin letters and slugs."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing import romanise, slugify


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Nashe Slovo (Paris)", "nashe-slovo-paris"),
        ("Наше слово", "nashe-slovo"),
        ("Зиновьев", "zinovev"),
        ("เลออน ตรอตสกี", "leon-trotski"),
        ("อิสกรา เล่ม ๑", "iskra-lem-1"),
        ("Łódź № 5", "lodz-no-5"),
        ("…", ""),
    ],
)
def test_a_slug_is_read_off_a_name_in_any_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


def test_a_slug_is_cut_between_words() -> None:
    slug = slugify(
        "The Balance and the Prospects: The Moving Force of the Revolution, second edition"
    )
    assert slug == "the-balance-and-the-prospects-the-moving-force-of-the-revolution-second-edition"
    assert slugify(slug + " revised").endswith("second-edition")


def test_a_slug_of_one_endless_word_is_cut_inside_it() -> None:
    assert slugify("x" * 100) == "x" * 80


def test_running_thai_is_romanised_word_by_word_if_it_is_said_to_be_thai() -> None:
    assert romanise("การปฏิวัติรัสเซีย", "th-TH") == "kar ptiwati rassia"
    assert romanise("การปฏิวัติรัสเซีย") == "karptiwatirassia"


def test_a_foreign_name_in_running_thai_stays_in_one_piece() -> None:
    assert romanise("เลออนตรอตสกี", "th") == "leontrotski"


def test_cyrillic_is_romanised_with_its_signs() -> None:
    assert romanise("Троцкий, Лев") == "Trotskiy, Lev"


@given(st.text(), st.sampled_from([None, "th", "ru"]))
def test_every_text_becomes_ascii(text: str, lang: str | None) -> None:
    assert romanise(text, lang).isascii()


@given(st.text())
def test_every_slug_fits_an_address(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert len(slug) <= 80
