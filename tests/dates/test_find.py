"""Finding dates in running text, in sentences as encyclopaedias and memoirs have them."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates import find
from dates.calendars import JULIAN

Expected = list[tuple[str, str]]


def told(text: str, lang: str | None = None) -> Expected:
    return [(text[one.start : one.end], one.date.edtf) for one in find(text, lang)]


FOUND = [
    # Thai
    ("เขาเกิดเมื่อวันที่ ๒๖ ตุลาคม ค.ศ. ๑๘๗๙ ที่ยานอฟกา", [("วันที่ ๒๖ ตุลาคม ค.ศ. ๑๘๗๙", "1879-10-26")]),
    ("เกิดเมื่อวันที่๒๑เมษายนค.ศ.๑๘๗๐ณซิมบีร์สค์", [("วันที่๒๑เมษายนค.ศ.๑๘๗๐", "1870-04-21")]),
    ("ประชุมกันระหว่างวันที่ ๕–๘ กันยายน ค.ศ. ๑๙๑๕ มีผู้แทน ๓๘ คน",
     [("วันที่ ๕–๘ กันยายน ค.ศ. ๑๙๑๕", "1915-09-05/1915-09-08")]),
    ("ใน ค.ศ. ๑๙๑๒ และ ค.ศ. ๑๙๑๓ เขาเป็นผู้สื่อข่าว", [("ค.ศ. ๑๙๑๒", "1912"), ("ค.ศ. ๑๙๑๓", "1913")]),
    ("ระหว่าง ค.ศ. ๑๙๐๗ และ ค.ศ. ๑๙๑๔ เขาอยู่ที่เวียนนา", [("ค.ศ. ๑๙๐๗ และ ค.ศ. ๑๙๑๔", "1907/1914")]),
    ("ตั้งแต่ปลาย ค.ศ. ๑๙๒๓ ถึงต้น ค.ศ. ๑๙๒๔ พรรคแตกแยก",
     [("ปลาย ค.ศ. ๑๙๒๓ ถึงต้น ค.ศ. ๑๙๒๔", "1923-09/1924-04")]),
    ("หลัง ค.ศ. ๑๙๒๗ เขาถูกขับออก", [("หลัง ค.ศ. ๑๙๒๗", "1927/..")]),
    ("กลางทศวรรษ ๑๙๓๐ มีการพิจารณาคดี", [("กลางทศวรรษ ๑๙๓๐", "1934/1936")]),
    ("คณะกรรมการกลาง ค.ศ. ๑๙๑๗ มีสมาชิก ๒๑ คน", [("ค.ศ. ๑๙๑๗", "1917")]),
    ("ใน พ.ศ. ๒๔๘๔ สงครามมาถึง", [("พ.ศ. ๒๔๘๔", "1941")]),
    # English
    ("He was born on 26 October (7 November) 1879 in Yanovka.",
     [("26 October (7 November) 1879", "1879-10-26")]),
    ("On Sunday, 9 January 1905 the crowd walked to the palace.",
     [("Sunday, 9 January 1905", "1905-01-09")]),
    ("He died on August 21, 1940, in Coyoacán.", [("August 21, 1940", "1940-08-21")]),
    ("From 1907 to 1914 he lived in Vienna, between 1922 and 1924 in Moscow.",
     [("1907 to 1914", "1907/1914"), ("1922 and 1924", "1922/1924")]),
    ("The late 1920s and the early twentieth century.",
     [("late 1920s", "1927/1929"), ("early twentieth century", "1900/1933")]),
    ("Leon Trotsky (1879–1940) wrote it.", [("1879–1940", "1879/1940")]),
    ("Revised c. 1890 or about 1895.", [("c. 1890 or about 1895", "[1890~,1895~]")]),
    ("In the spring of 1905, before 1917 and after 1924.",
     [("spring of 1905", "1905-21"), ("before 1917", "../1917"), ("after 1924", "1924/..")]),
    ("The paper (1908–12) moved.", [("1908–12", "1908/1912")]),
    ("It was over by 9 January 1905.", [("9 January 1905", "1905-01-09")]),
    ("He died in 1940 (2483 BE).", [("1940 (2483 BE)", "1940")]),
    # Russian
    ("Конференция шла с 5 по 8 сентября 1915 г. в деревне.",
     [("5 по 8 сентября 1915 г.", "1915-09-05/1915-09-08")]),
    ("Родился 26 октября (7 ноября) 1879 г.", [("26 октября (7 ноября) 1879 г.", "1879-10-26")]),
    ("В начале 1905 года, весной 1917-го и зимой 1904/05 г.",
     [("начале 1905 года", "1905-01/1905-04"), ("весной 1917-го", "1917-21"),
      ("зимой 1904/05 г.", "1904-24")]),
    ("В 1920-е годы и в XIX веке.", [("1920-е годы", "192X"), ("XIX веке", "18XX")]),
    ("Между 1907 и 1914 гг. жил в Вене; газета выходила в 1908—1912 гг.",
     [("1907 и 1914 гг.", "1907/1914"), ("1908—1912 гг.", "1908/1912")]),
    ("Подписано 25.10.1917.", [("25.10.1917", "1917-10-25")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_dates_are_found_with_their_words_and_without_prepositions(
    text: str, expected: Expected
) -> None:
    assert told(text) == expected
    assert not any(one.inferred for one in find(text))


NOT_DATES = [
    "ครั้งที่ ๒ มีผู้แทน ๑๙๐๕ คน", "ฉบับที่ ๑๙๑๗ หน้า ๑๙๐๕", "เขาอายุ ๙ ปี",
    "พระเจ้าซาร์นิโคลัสที่ ๒",
    "การปฏิวัติ (Russian Revolution of 1905)", "นางกันยาและนางเมษา", "ในฤดูร้อนอากาศดี", "๓ เดือนต่อมา",
    "เกือบ ๓ เดือน", "ราคา ๑,๙๑๗ รูเบิล", "You may go now.", "They march on.",
    "See p. 1917 and No. 1905.",
    "It cost 1,917 roubles.", "Some 1905 workers signed.", "The 2 sisters were 19 and 20.",
    "May Day songs were sung.", "April Ivanova wrote.", "He would be 1917 metres high.", "§ 1905/7",
    "It was 1905 km away.", "Vol. 1905 of the set", "10:30, room 1905.5", "the second congress",
    "In 2500 they were gone.", "Dated 9.1/1905.", "No. 1904/59.1/1905 of the file",
    "A summer school and a winter coat.",
    "зимнее лето",
    "It happened two years later.", "1905 человек", "№ 1917, стр. 1905", "В 5 томах", "Николай II",
    "через два месяца", "ему было 25 лет", "1905 рублей", "глава X", "(тел. 19-05-77)", "v. 1.19.5",
]  # fmt: skip


@pytest.mark.parametrize("text", NOT_DATES)
def test_other_numbers_and_words_are_no_dates(text: str) -> None:
    assert told(text) == []


SENTENCES = [
    line.split("\t")
    for line in (Path(__file__).parent / "sentences.tsv").read_text("utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.parametrize("row", SENTENCES, ids=lambda row: row[1])
def test_sentences_as_newspapers_and_encyclopaedias_have_them(row: list[str]) -> None:
    """Dates beside numbers of issues, pages, prices, units, articles, rooms and people."""
    year, text, *expected = row
    found = find(text, year=int(year) if year else None)
    assert [f"{text[one.start : one.end]} = {one.date.edtf}" for one in found] == expected


INFERRED = [
    # The year of the text, and the next one when the months show that time went on.
    ("In 1905 he returned. On 9 January they marched, and in October they struck.",
     [("9 January", "1905-01-09"), ("October", "1905-10")]),
    ("He was seized on 3 December 1905 and tried in February.", [("February", "1906-02")]),
    ("เมื่อวันที่ ๒๖ พฤศจิกายน ค.ศ. ๑๙๐๕ เขาถูกเลือก ต่อมาในวันที่ ๓ ธันวาคม ถูกจับ",
     [("วันที่ ๓ ธันวาคม", "1905-12-03")]),
    ("Выступал 4 мая 1917 года, а 3 июля вышел на площадь.", [("3 июля", "1917-07-03")]),
    # The last such month before the date that comes next.
    ("Written after 1905. In November he was sentenced; in January 1907 he set out.",
     [("November", "1906-11")]),
    # A day of another paragraph does not settle the year; the first one told does.
    ("Called on 9 January.\n\nOn 5 May 1904 they met.", [("9 January", "1904-01-09")]),
    ("Вернулся в мае 1917 года, а в октябре уехал.", [("октябре", "1917-10")]),
    # Words that lean on the date before.
    ("On 24 October 1917 they rose. The next day it was over; that same year he signed.",
     [("next day", "1917-10-25"), ("that same year", "1917")]),
    ("เมื่อวันที่ ๒๔ ตุลาคม ค.ศ. ๑๙๑๗ เริ่มขึ้น คืนวันเดียวกันก็ยึดได้ ปลายปีต่อมาเขาไปมอสโก",
     [("คืนวันเดียวกัน", "1917-10-24"), ("ปลายปีต่อมา", "1918-09/1918-12")]),
    ("เดือนมีนาคม ค.ศ. ๑๙๑๗ เขาออกเดินทาง วันที่ ๒๗ เดือนเดียวกัน ลงเรือ",
     [("วันที่ ๒๗ เดือนเดียวกัน", "1917-03-27")]),
    ("Арестован 3 декабря 1905 г. На следующий день вышел номер; в следующем году был суд.",
     [("следующий день", "1905-12-04"), ("следующем году", "1906")]),
    ("В 1905 году вернулся. Летом того же года жил в Финляндии.",
     [("Летом того же года", "1905-22")]),
    ("In May 1924 it met; on the 23rd it opened, at the end of the month it closed.",
     [("23rd", "1924-05-23"), ("end of the month", "1924-05-21/1924-05-31")]),
    ("เดือนมกราคม ค.ศ. ๑๙๒๘ เขาถูกเนรเทศ เดือนต่อมาถึงอัลมาอะตา", [("เดือนต่อมา", "1928-02")]),
    ("In 1905 he returned. That summer he hid, in the autumn he spoke.",
     [("summer", "1905-22"), ("autumn", "1905-23")]),
    ("В 1905 году вернулся. Летом скрывался.", [("Летом", "1905-22")]),
    ("Изгнан в 1929 году; в 30-х годах жил в Норвегии.", [("30-х годах", "193X")]),
    ("In 1906, in May of the following year and in May of the previous year.",
     [("May of the following year", "1907-05"), ("May of the previous year", "1906-05")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), INFERRED)
def test_what_is_missing_is_taken_from_the_dates_around(text: str, expected: Expected) -> None:
    inferred = [one for one in find(text) if one.inferred]
    assert [(text[one.start : one.end], one.date.edtf) for one in inferred] == expected


def test_a_wording_is_what_stands_in_the_text() -> None:
    text = "In 1905 he returned; on 9 January they marched."
    assert [one.date.written for one in find(text)] == ["", "9 January"]


def test_without_any_year_a_day_is_left_out_unless_the_caller_knows_the_year() -> None:
    assert find("On 9 January they marched. The next day they struck.") == []
    [day, next_day] = find("On 9 January they marched. The next day they struck.", year=1905)
    assert (day.date.edtf, next_day.date.edtf) == ("1905-01-09", "1905-01-10")
    assert day.inferred


def test_what_the_dates_around_do_not_settle_is_left_out() -> None:
    assert told("In 1905 they met on 29 February.") == [("1905", "1905")]
    assert told("In June 1924 they met; on the 31st they left.") == [("June 1924", "1924-06")]
    assert told("In October 1917 they rose. The next day they won.") == [
        ("October 1917", "1917-10")
    ]
    text = "From May to July 1917 they met; at the end of the month they left."
    assert told(text) == [("May to July 1917", "1917-05/1917-07")]
    assert told("ใน ค.ศ. ๑๙๒๕ และทศวรรษ ๓๕") == [("ค.ศ. ๑๙๒๕", "1925")]
    assert find("In May of the following year it ended.") == []
    [found] = find("In May of the following year it ended.", year=1905)
    assert found.date.edtf == "1906-05"


def test_a_later_year_is_better_than_none() -> None:
    assert told("On 9 January they marched; the book came out in 1909.")[0] == (
        "9 January", "1909-01-09",
    )  # fmt: skip


def test_an_aside_does_not_move_the_story() -> None:
    text = "In October 1905 they met like the Commune of 1871. In November they parted."
    assert told(text)[-1] == ("November", "1905-11")
    text = "In 1905 Lev Sedov (1906–1938) was not born. In November they met."
    assert told(text)[-1] == ("November", "1905-11")


def test_a_month_leans_on_its_own_paragraph_first() -> None:
    text = "It ended on 2 December 1905.\nIn November he was sentenced, in January 1907 he left."
    assert told(text)[1] == ("November", "1906-11")


def test_days_have_the_calendar_that_the_caller_knows() -> None:
    [old, new] = find("On 9 January 1905 O.S. and 22 January 1905 N.S.", "en")
    assert (old.date.calendar, new.date.calendar) == ("julian", "gregorian")
    [day, next_day] = find("9 January 1905. The next day it spread.", calendar=JULIAN)
    assert (next_day.date.edtf, next_day.date.calendar) == ("1905-01-10", "julian")
    assert day.date.calendar == "julian"


def test_a_language_settles_what_figures_mean() -> None:
    assert told("Dated 9/1/1905.", "ru") == [("9/1/1905", "1905-01-09")]


def test_a_life_in_brackets_is_found_in_a_thai_text() -> None:
    text = "เลออน ตรอตสกี (1879–1940) เป็นนักปฏิวัติ (Russo-Japanese War 1904–1905) 1905"
    assert told(text) == [("1879–1940", "1879/1940")]


def test_long_lists_of_numbers_and_endless_words_take_no_longer_than_their_length() -> None:
    assert told("1, 2, 3, " * 3000) == []
    assert len(told("9 January 1905 " * 300)) == 300


@given(st.text(alphabet="0123456789 –-/.,()?~абмаяMayค.ศ๑๙ตุลาคมинof\n", max_size=60))
def test_no_text_breaks_it_and_spans_never_overlap(text: str) -> None:
    end = 0
    for one in find(text, year=1917):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end].strip() == text[one.start : one.end]
        end = one.end
