"""Thai spelling in spoken order."""

import pytest

from writing.thai import romanise_word


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("เลนิน", "lenin"),
        ("ตรอตสกี", "trotski"),
        ("เลออนตรอตสกี", "leontrotski"),
        ("สตาลิน", "stalin"),
        ("ซีโนเวียฟ", "sinowiaf"),
        ("เปลฮานอฟ", "plehanof"),
        ("อดอล์ฟ", "adolf"),
        ("องค์การ", "ongkhkar"),
        ("ลวอฟ", "lwof"),
        ("โอเดสซา", "odessa"),
        ("ไตน์", "tain"),
        ("ไทย", "thai"),
        ("เซียร์เกย์", "siarkey"),
        ("เบอร์ลิน", "boerlin"),
        ("เยอะ", "yoe"),
        ("เลย", "loei"),
        ("เคาท์สกี", "khaothski"),
        ("เพราะ", "phro"),
        ("และ", "lae"),
        ("เดือน", "duean"),
        ("เปลี่ยน", "plian"),
        ("เหล็ก", "lek"),
        ("หลวง", "luang"),
        ("หมู่", "mu"),
        ("น้ำ", "nam"),
        ("ตัว", "tua"),
        ("สวน", "suan"),
        ("คือ", "khue"),
        ("หนึ่ง", "nueng"),
        ("พรรค", "phakh"),
        ("บรรณ", "ban"),
        ("กรร", "kan"),
        ("กรรไกร", "kankrai"),
    ],
)
def test_vowels_stand_after_their_consonants(thai: str, latin: str) -> None:
    assert romanise_word(thai) == latin


@pytest.mark.parametrize(
    ("thai", "latin"),
    [
        ("คน", "khon"),
        ("ถนน", "thanon"),
        ("ประชาชน", "prachachon"),
        ("สังคม", "sangkhom"),
        ("มิตร", "mitr"),
        ("การ", "kar"),
        ("ณ", "n"),
    ],
)
def test_vowels_that_are_not_written_are_put_in_at_the_end(thai: str, latin: str) -> None:
    assert romanise_word(thai) == latin


def test_silenced_indian_letters_are_dropped_and_foreign_ones_kept() -> None:
    assert romanise_word("แถลงการณ์") == "thaelngkar"
    assert romanise_word("คาร์ล") == "kharl"
    assert romanise_word("ฤทธิ์") == "rueth"


def test_what_is_not_a_thai_letter_is_passed_over() -> None:
    assert romanise_word("เลนินๆ") == "lenin"
    assert romanise_word("์ะ") == ""
    assert romanise_word("ฦๅ") == "lue"
