"""Dates in English words, in figures, and in two calendars."""

import pytest

from dates import GREGORIAN, JULIAN, DateError, parse, readings


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("9 January 1905", "1905-01-09"),
        ("January 9, 1905", "1905-01-09"),
        ("Sunday, 9th of January 1905", "1905-01-09"),
        ("on 9 Jan. 1905", "1905-01-09"),
        ("January 1905", "1905-01"),
        ("in 1905", "1905"),
        ("May 1905", "1905-05"),
        ("early 1905", "1905-01/1905-04"),
        ("mid-1899", "1899-05/1899-08"),
        ("the end of 1936", "1936-09/1936-12"),
        ("early June 1902", "1902-06-01/1902-06-10"),
        ("middle of October 1905", "1905-10-11/1905-10-20"),
        ("late February 1940", "1940-02-21/1940-02-29"),
        ("early in 1905", "1905-01/1905-04"),
        ("late in the summer of 1912", "1912-08"),
        ("at the end of the 1920s", "1927/1929"),
        ("1920s-30s", "192X/193X"),
        ("[May 1905]", "1905-05"),
        ("first half of 1905", "1905-40"),
        ("the first quarter of 1905", "1905-33"),
        ("Q4 1905", "1905-36"),
        ("4th quarter of 1905", "1905-36"),
        ("H2 1905", "1905-41"),
        ("2nd half of the 19th century", "1850/1899"),
        ("last third of 1905", "1905-39"),
        ("last quarter of the 19th century", "1875/1899"),
        ("first third of the 19th c.", "1800/1833"),
        ("winter 1904/1905", "1904-24"),
        ("by 1905", "../1905"),
        ("not later than May 1905", "../1905-05"),
        ("on or before 5 May 1905", "../1905-05-05"),
        ("no earlier than 1905", "1905/.."),
        ("after May 1905 and before June 1906", "1905-05/1906-06"),
        ("5, 7 and 9 September 1915", "{1915-09-05,1915-09-07,1915-09-09}"),
        ("5, 7 or 9 September 1915", "[1915-09-05,1915-09-07,1915-09-09]"),
        ("May 9–12, 1905", "1905-05-09/1905-05-12"),
        ("night of 24–25 October 1917", "1917-10-24/1917-10-25"),
        ("5.1905", "1905-05"),
        ("IX.1905", "1905-09"),
        ("19--", "19XX"),
        ("190-", "190X"),
        ("19??", "19XX"),
        ("1905 –", "1905/.."),
        ("– 1905", "../1905"),
        ("“1905”", "1905"),
        ("1905 [?]", "1905?"),
        ("second half of May 1905", "1905-05-16/1905-05-31"),
        ("first half of the 1930s", "1930/1934"),
        ("the 1930s", "193X"),
        ("mid-1930s", "1934/1936"),
        ("late 1920s", "1927/1929"),
        ("19th century", "18XX"),
        ("the twentieth century", "19XX"),
        ("5th century BC", "-04XX"),
        ("early 19th century", "1800/1833"),
        ("summer 1902", "1902-22"),
        ("fall of 1917", "1917-23"),
        ("late autumn 1902", "1902-11"),
        ("late winter 1905", "1906-02"),
        ("winter 1904–5", "1904-24"),
        ("winter 1904–1905", "1904-24"),
        ("winter of 1904/05", "1904-24"),
        ("circa 1905", "1905~"),
        ("c.1905", "1905~"),
        ("about 9 January 1905", "1905-01-09~"),
        ("c. early 1905", "1905-01~/1905-04~"),
        ("c. late autumn 1902", "1902-11~"),
        ("c. 1930s", "193X~"),
        ("1905 (?)", "1905?"),
        ("probably January 1905", "1905-01?"),
        ("possibly about 1905", "1905%"),
        ("~ May 1905", "1905-05~"),
        ("after 1924", "1924/.."),
        ("since May 1905", "1905-05/.."),
        ("from 1924 on", "1924/.."),
        ("1924 onwards", "1924/.."),
        ("before 1905", "../1905"),
        ("until early 1905", "../1905-04"),
        ("1985 – ?", "1985/"),
        ("? – 1985", "/1985"),
        ("5–8 September 1915", "1915-09-05/1915-09-08"),
        ("between 5 and 8 September 1915", "1915-09-05/1915-09-08"),
        ("from 5 September to 8 October 1915", "1915-09-05/1915-10-08"),
        ("5 September 1915 – 8 October", "1915-09-05/1915-10-08"),
        ("5 September 1914–8 October 1915", "1914-09-05/1915-10-08"),
        ("about 5–8 September 1915", "1915-09-05~/1915-09-08~"),
        ("c. 1904–1906", "1904~/1906~"),
        ("c. 1904 – 1906", "1904~/1906"),
        ("1904–1906 (?)", "1904?/1906?"),
        ("decade 1900–1909", "190X"),
        ("southern summer 1905", "1905-30"),
        ("1905, 1906 or 1907", "[1905,1906,1907]"),
        ("May 9, 1905 and June 1, 1906", "{1905-05-09,1906-06-01}"),
        ("20 August 1940 (2483 BE)", "1940-08-20"),
        ("c. 1904–6", "1904~/1906~"),
        ("1907–1914", "1907/1914"),
        ("1904-5", "1904/1905"),
        ("1914–18", "1914/1918"),
        ("January–May 1905", "1905-01/1905-05"),
        ("early–mid June 1905", "1905-06-01/1905-06-20"),
        ("December 1920 – February 1921", "1920-12/1921-02"),
        ("1904 to early 1905", "1904/1905-04"),
        ("1920s–1930s", "192X/193X"),
        ("18th–19th century", "17XX/18XX"),
        ("1904 or 1905", "[1904,1905]"),
        ("1904 and 1906–7", "{1904,1906..1907}"),
        ("15 March 44 BC", "-0043-03-15"),
        ("44–40 B.C.", "-0043/-0039"),
        ("AD 33", "0033"),
        ("1905 CE", "1905"),
        ("9.1.1905", "1905-01-09"),
        ("09.01.1905", "1905-01-09"),
        ("9.I.1905", "1905-01-09"),
        ("1905/1/9", "1905-01-09"),
        ("22/1/1905", "1905-01-22"),
        ("1/22/1905", "1905-01-22"),
        ("9/9/1905", "1905-09-09"),
        ("1905-01-09 to 1905-02-01", "1905-01-09/1905-02-01"),
        ("193x", "193X"),
    ],
)
def test_english_words_are_understood(text: str, edtf: str) -> None:
    date = parse(text)
    assert (date.edtf, date.calendar) == (edtf, GREGORIAN)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("9 January 1905 O.S.", "1905-01-09"),
        ("9 January 1905 (Old Style)", "1905-01-09"),
        ("1905-01-09 Julian", "1905-01-09"),
        ("29 February 1900 O.S.", "1900-02-29"),
        ("late February 1900 O.S.", "1900-02-21/1900-02-29"),
        ("25 October (7 November) 1917", "1917-10-25"),
        ("25 October 1917 (7 November 1917)", "1917-10-25"),
        ("25 Oct./7 Nov. 1917", "1917-10-25"),
        ("7 November (25 October) 1917", "1917-10-25"),
        ("7 November 1917 N.S. (25 October O.S.)", "1917-10-25"),
        ("9 (22) January 1905", "1905-01-09"),
        ("9/22 January 1905", "1905-01-09"),
        ("28 December 1904 (10 January 1905)", "1904-12-28"),
        ("28 December 1904 (10 January)", "1904-12-28"),
        ("28 December/10 January 1905", "1904-12-28"),
        ("about 9 (22) January 1905", "1905-01-09~"),
        ("5–8 (18–21) September 1915", "1915-09-05/1915-09-08"),
        ("5–8 September 1915 O.S.", "1915-09-05/1915-09-08"),
        ("29 February (13 March) 1900", "1900-02-29"),
    ],
)
def test_old_style_is_understood(text: str, edtf: str) -> None:
    date = parse(text)
    assert (date.edtf, date.calendar, date.written) == (edtf, JULIAN, text)


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("", "empty", ""),
        ("   ", "empty", ""),
        ("x" * 300, "too-long", "x" * 20 + "…"),
        ("the Bund 1905", "not-understood", "Bund"),
        ("9 January", "incomplete", "9 January"),
        ("9", "incomplete", "9"),
        ("9 1905", "incomplete", "9 1905"),
        ("January", "incomplete", "January"),
        ("9 January 05", "not-understood", "05"),
        ("9 January 10 1905", "not-understood", "10"),
        ("January May 1905", "not-understood", "May"),
        ("1905 1906", "not-understood", "1906"),
        ("19055", "not-understood", "19055"),
        ("9 January 19055", "not-understood", "19055"),
        ("30 February 1905", "impossible", "30 February 1905"),
        ("1905-02-30", "impossible", "1905-02-30"),
        ("1905-13-01", "impossible", "13"),
        ("31.02.1905", "impossible", "31.02.1905"),
        ("31.13.1905", "impossible", "31.13.1905"),
        ("13/13/1905", "impossible", "13/13/1905"),
        ("29 February 1900", "impossible", "29 February 1900"),
        ("BC 0", "impossible", "0"),
        ("0 May 1905", "impossible", "0"),
        ("5, 42 and 9 May 1905", "impossible", "5, 42"),
        ("5, 7 to 9 May 1905", "not-understood", "7"),
        ("early 1905 or", "not-understood", "or"),
        ("8–5 September 1915", "reversed", "8–5 September 1915"),
        ("1905/1904", "reversed", "1905/1904"),
        ("1914–13", "incomplete", "1914–13"),
        ("9 (23) January 1905", "disagree", "9 (23) January 1905"),
        ("9/10 January 1905", "disagree", "9/10 January 1905"),
        ("9 (22) January 1905 N.S.", "disagree", "9 (22) January 1905 N.S."),
        ("30 February (13 March) 1900", "disagree", "30 February (13 March) 1900"),
        ("9 January (22 January)", "incomplete", "9 January (22 January)"),
        ("January (February) 1905", "not-understood", "January (February) 1905"),
        ("early 9 January (22 January) 1905", "not-understood", None),
        ("5–8 (18) September 1915", "not-understood", "18"),
        ("after 1905 (1906)", "not-understood", "1906"),
        ("9 (22 January 1905", "not-understood", "("),
        ("9) (22 January 1905", "not-understood", "("),
        ("9 (22) (23) January 1905", "not-understood", "("),
        ("9 January O.S. N.S. 1905", "not-understood", "N.S."),
        ("5 January O.S. – 8 January N.S. 1905", "calendar", None),
        ("between 1905", "incomplete", "between"),
        ("from", "incomplete", "from"),
        (" after ", "incomplete", "after"),
        ("( )", "incomplete", "( )"),
        ("the day after 5 May 1917", "not-understood", "after"),
        ("the day before", "not-understood", "before"),
        ("the year after 1917", "not-understood", "after"),
        ("from before 1905", "not-understood", "before"),
        ("1904–1905–1906", "not-understood", None),
        ("summer May 1905", "not-understood", "summer May 1905"),
        ("summer 1904–5", "not-understood", "summer 1904–5"),
        ("9 January 1904–5", "not-understood", None),
        ("May 1930s", "not-understood", "May 1930s"),
        ("summer 1930s", "not-understood", "summer 1930s"),
        ("May 19th century", "not-understood", "May 19th century"),
        ("0th century", "not-understood", "0th century"),
        ("early 9 January 1905", "not-understood", "early 9 January 1905"),
        ("first half of summer 1905", "not-understood", None),
        ("early 1904–5", "not-understood", "early 1904–5"),
        ("1900s " * 8, "not-understood", None),
        ("1900s, " + "1904/05, " * 12, "not-understood", None),
    ],
)
def test_what_is_not_understood_is_named(text: str, code: str, part: str | None) -> None:
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.code == code
    assert part is None or caught.value.part == part


@pytest.mark.parametrize(
    ("text", "edtfs"),
    [
        ("1/3/1899", ["1899-03-01", "1899-01-03"]),
        ("1900s", ["190X", "19XX"]),
        ("1904/05", ["1904/1905", "1904-05"]),
        ("1904-05 O.S.", ["1904/1905", "1904-05"]),
    ],
)
def test_several_readings_are_listed_and_none_is_chosen(text: str, edtfs: list[str]) -> None:
    assert [date.edtf for date in readings(text)] == edtfs
    with pytest.raises(DateError) as caught:
        parse(text)
    assert caught.value.code == "ambiguous"
    assert list(caught.value.readings) == edtfs
    assert all(edtf in str(caught.value) for edtf in edtfs)


def test_a_thai_or_russian_reader_puts_the_day_first() -> None:
    assert parse("1/3/1899", "th").edtf == "1899-03-01"
    assert parse("1/3/1899", "ru-RU").edtf == "1899-03-01"
    assert len(readings("1/3/1899", "en")) == 2
    assert len(readings("1900s", "ru")) == 2


def test_the_caller_may_name_the_calendar_but_not_against_the_text() -> None:
    assert parse("9 January 1905", calendar=JULIAN).calendar == JULIAN
    assert parse("1905-01-09", calendar=JULIAN).calendar == JULIAN
    assert parse("9 (22) January 1905", calendar=JULIAN).edtf == "1905-01-09"
    for text in ("9 January 1905 O.S.", "9 (22) January 1905"):
        with pytest.raises(DateError) as caught:
            parse(text, calendar=GREGORIAN)
        assert caught.value.code == "calendar"


def test_a_lone_edtf_is_taken_as_it_is() -> None:
    assert parse("1904-05").edtf == "1904-05"
    assert parse(" 1905-01-09 ").written == ""
    assert parse("[1904,1905]").edtf == "[1904,1905]"


def test_a_double_date_too_long_to_keep_is_refused() -> None:
    with pytest.raises(DateError, match="too long"):
        parse("9 (22) January 1905" + " " * 10 + "," * 250)
