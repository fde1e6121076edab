"""Words of running text, and the pieces an index keeps of them."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from writing import index_tokens, query_tokens, segment


def found(query: str, text: str) -> bool:
    """Whether an index of the text answers the query."""
    return set(query_tokens(query, "th")) <= set(index_tokens(text, "th"))


def test_words_are_runs_of_letters_marks_and_numbers() -> None:
    text = "Лунача́рский («Правда», 1912) et l’été — No. 5"
    words = ["Лунача́рский", "Правда", "1912", "et", "l", "été", "No", "5"]
    assert segment(text, "ru") == words


def test_thai_is_cut_into_words_in_a_text_of_any_language() -> None:
    assert segment("การปฏิวัติรัสเซีย", "th") == ["การ", "ปฏิวัติ", "รัสเซีย"]
    assert segment("The word การปฏิวัติ", "en") == ["The", "word", "การ", "ปฏิวัติ"]


def test_thai_parts_from_letters_and_digits_that_touch_it() -> None:
    assert segment("พรรคLenin๑๙๐๕พรรค", "th") == ["พรรค", "Lenin๑๙๐๕", "พรรค"]


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("ปฏิวัติ", "การปฏิวัติรัสเซีย"),
        ("กรุงเทพ", "กรุงเทพมหานคร"),
        ("นคร", "กรุงเทพมหานคร"),
        ("หนังสือ", "หนังสือพิมพ์อิสกรา"),
        ("ตรอตสกี", "เลออนตรอตสกี"),
        ("เลนิน", "พันธสัญญาเลนินถูกปิดไว้"),
        ("บรอนชไตน์", "เดวิด เลออนตีวิชบรอนชไตน์"),
        ("นีนา", "บุตรี ๒ คน ชื่อซีไนดาและนีนาได้แต่งงาน"),
        ("โซโคลอฟ", "อะเล็กซานดรา โซโคลอฟสกายา"),
        ("๑๙๐๕", "การปฏิวัติ ค.ศ. 1905"),
        ("PRAVDA", "หนังสือพิมพ์ Pravda ของตรอตสกี"),
        ("ซาร์", "ระบอบซาร์ล่มสลาย"),
    ],
)
def test_a_part_of_a_compound_or_a_foreign_name_is_found(query: str, text: str) -> None:
    assert found(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [("ตรอตสกี", "เคเรนสกี"), ("เลนิน", "สตาลิน"), ("Pravda", "อิสกรา"), ("ยิว", "รัสเซีย")],
)
def test_another_name_is_not_found(query: str, text: str) -> None:
    assert not found(query, text)


def test_words_come_before_pieces_and_keep_their_number() -> None:
    assert index_tokens("Правда, Правда", "ru") == ["правда", "правда"]
    assert index_tokens("ปฏิวัติ", "th")[0] == "ปฏิวัติ"


def test_no_thai_word_begins_with_a_sign_of_the_letter_before_it() -> None:
    assert segment("สรระะกข", "th") == ["สรระะกข"]


def test_a_query_asks_for_each_token_once() -> None:
    assert query_tokens("Искра искра", "ru") == ["искра"]
    assert query_tokens("", "th") == []


def test_threads_do_not_disturb_each_other() -> None:
    text = "เลออน ตรอตสกี เป็นนักปฏิวัติรัสเซีย " * 50
    alone = segment(text, "th")
    with ThreadPoolExecutor(8) as pool:
        assert all(words == alone for words in pool.map(lambda _: segment(text, "th"), range(32)))


@given(st.text())
def test_cutting_loses_no_letter(text: str) -> None:
    kept = "".join(segment(text, "th"))
    assert [char for char in text if char.isalnum()] == [char for char in kept if char.isalnum()]


@given(st.text(alphabet="กขคงตนมรลวสหอะาิีึุูเแโไ์่้ abц1"))
def test_a_text_finds_itself(text: str) -> None:
    assert found(text, text)
