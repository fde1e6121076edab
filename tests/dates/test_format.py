"""Dates in the words of three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dates import GREGORIAN, JULIAN, HistoricalDate, parse, readings
from dates.calendars import Calendar
from dates.format import LANGUAGES, Style
from dates.format.phrase import finer_than_year
from tests.dates.strategies import dates, days, plain_dates, portions

Said = tuple[str, str, str]
STYLES: tuple[Style, ...] = ("long", "short")
TAGS = [tag for lang in LANGUAGES for tag in (lang, f"{lang}-u-ca-buddhist")]


def say(edtf: str, calendar: Calendar = GREGORIAN, written: str = "") -> Said:
    date = HistoricalDate(edtf, calendar, written)
    return date.format("en"), date.format("th"), date.format("ru")


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1905-01-22", ("22 January 1905", "๒๒ มกราคม ค.ศ. ๑๙๐๕", "22 января 1905 г.")),
        ("1905-01", ("January 1905", "มกราคม ค.ศ. ๑๙๐๕", "январь 1905 г.")),
        ("1905", ("1905", "ค.ศ. ๑๙๐๕", "1905 г.")),
        ("0033", ("AD 33", "ค.ศ. ๓๓", "33 г. н. э.")),
        ("-0043", ("44 BC", "๔๔ ปีก่อนคริสตกาล", "44 г. до н. э.")),
        ("1902-22", ("summer 1902", "ฤดูร้อน ค.ศ. ๑๙๐๒", "лето 1902 г.")),
        (
            "1902-26",
            (
                "northern summer 1902",
                "ฤดูร้อนในซีกโลกเหนือ ค.ศ. ๑๙๐๒",
                "лето (северное полушарие) 1902 г.",
            ),
        ),
        (
            "1902-29",
            (
                "southern spring 1902",
                "ฤดูใบไม้ผลิในซีกโลกใต้ ค.ศ. ๑๙๐๒",
                "весна (южное полушарие) 1902 г.",
            ),
        ),
        ("1902-33", ("first quarter of 1902", "ไตรมาสที่ ๑ ค.ศ. ๑๙๐๒", "1-й квартал 1902 г.")),
        ("1902-39", ("third third of 1902", "ช่วงสี่เดือนที่ ๓ ค.ศ. ๑๙๐๒", "3-я треть 1902 г.")),
        ("1902-40", ("first half of 1902", "ครึ่งปีแรก ค.ศ. ๑๙๐๒", "1-я половина 1902 г.")),
        ("1902-36~", ("about fourth quarter of 1902", None, "около 4-го квартала 1902 г.")),
        ("1902-41~", (None, None, "около 2-й половины 1902 г.")),
        ("193X", ("1930s", "ทศวรรษ ๑๙๓๐", "1930-е годы")),
        ("190X", ("decade 1900–1909", "ทศวรรษ ๑๙๐๐–๑๙๐๙", "десятилетие 1900–1909 гг.")),
        ("18XX", ("19th century", "คริสต์ศตวรรษที่ ๑๙", "XIX век")),
        ("20XX", ("21st century", "คริสต์ศตวรรษที่ ๒๑", "XXI век")),
        ("10XX", ("11th century", "คริสต์ศตวรรษที่ ๑๑", "XI век")),
        ("13XX", ("14th century", "คริสต์ศตวรรษที่ ๑๔", "XIV век")),
        (
            "1XXX",
            ("between 1000 and 1999", "ระหว่าง ค.ศ. ๑๐๐๐ ถึง ค.ศ. ๑๙๙๙", "между 1000 г. и 1999 г."),
        ),
        ("1950S2", ("between 1900 and 1999", None, None)),
        ("1953S3", ("1950s", None, None)),
        ("-001X", ("between 20 BC and 11 BC", None, None)),
        ("193X-05", ("May, 1930s", None, None)),
        ("1905-XX", ("1905", "ค.ศ. ๑๙๐๕", "1905 г.")),
        ("1905-04-XX", ("April 1905", None, None)),
        (
            "XXXX-12-25",
            ("25 December, year unknown", "๒๕ ธันวาคม ไม่ทราบปี", "25 декабря, год неизвестен"),
        ),
        ("XXXX", ("date unknown", "ไม่ทราบวันเวลา", "дата неизвестна")),
        ("1905~", ("about 1905", "ราว ค.ศ. ๑๙๐๕", "около 1905 г.")),
        ("1905-01~", ("about January 1905", None, "около января 1905 г.")),
        ("193X~", ("about 1930s", None, "около 1930-х годов")),
        ("18XX~", ("about 19th century", None, "около XIX века")),
        ("1905?", ("1905 (?)", "ค.ศ. ๑๙๐๕ (?)", "1905 г. (?)")),
        ("1905%", ("about 1905 (?)", "ราว ค.ศ. ๑๙๐๕ (?)", "около 1905 г. (?)")),
        ("1907/1914", ("1907–1914", "ค.ศ. ๑๙๐๗–๑๙๑๔", "1907–1914 гг.")),
        ("0033/0040", ("AD 33–40", None, None)),
        ("-0043/-0039", ("44 BC – 40 BC", None, None)),
        ("1907~/1914~", ("about 1907–1914", "ราว ค.ศ. ๑๙๐๗–๑๙๑๔", "около 1907–1914 гг.")),
        ("1907~/1914", ("about 1907 – 1914", None, None)),
        ("190X/192X", ("decade 1900–1909 – 1920s", None, None)),
        ("1905-01/1905-05", ("January–May 1905", "มกราคม–พฤษภาคม ค.ศ. ๑๙๐๕", "январь–май 1905 г.")),
        (
            "1920-12/1921-02",
            (
                "December 1920 – February 1921",
                "ธันวาคม ค.ศ. ๑๙๒๐ – กุมภาพันธ์ ค.ศ. ๑๙๒๑",
                "декабрь 1920 г. – февраль 1921 г.",
            ),
        ),
        (
            "1915-09-05/1915-09-08",
            ("5–8 September 1915", "๕–๘ กันยายน ค.ศ. ๑๙๑๕", "5–8 сентября 1915 г."),
        ),
        (
            "1915-09-05/1915-10-08",
            ("5 September – 8 October 1915", None, "5 сентября – 8 октября 1915 г."),
        ),
        ("1915-09-05/1915-10", ("5 September 1915 – October 1915", None, None)),
        (
            "1904/1905-04",
            ("1904 – April 1905", "ค.ศ. ๑๙๐๔ – เมษายน ค.ศ. ๑๙๐๕", "1904 г. – апрель 1905 г."),
        ),
        ("1905-21/1905-22", ("spring 1905 – summer 1905", None, None)),
        ("1924/..", ("from 1924 on", "ตั้งแต่ ค.ศ. ๑๙๒๔", "с 1924 г.")),
        ("1924-05/..", ("from May 1924 on", None, "с мая 1924 г.")),
        ("../1905", ("until 1905", "จนถึง ค.ศ. ๑๙๐๕", "по 1905 г.")),
        ("1985/", ("1985 – ?", "ค.ศ. ๑๙๘๕ – ?", "1985 г. – ?")),
        ("/1985", ("? – 1985", None, None)),
        ("../", ("… – ?", None, None)),
        ("[1904,1905]", ("1904 or 1905", "ค.ศ. ๑๙๐๔ หรือ ค.ศ. ๑๙๐๕", "1904 г. или 1905 г.")),
        ("{1904,1906..1908,1912}", ("1904, 1906–1908 and 1912", None, None)),
        ("[1904]", ("1904", None, None)),
        ("[..1904]", ("until 1904", None, None)),
        ("Y170000", ("170000", None, None)),
    ],
)
def test_a_gregorian_date_is_said(edtf: str, said: tuple[str | None, ...]) -> None:
    for found, wanted in zip(say(edtf), said, strict=True):
        assert wanted is None or found == wanted


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        (
            "1905-01-09",
            (
                "9 January 1905 O.S. (22 January N.S.)",
                "๙ มกราคม ค.ศ. ๑๙๐๕ ปฏิทินเก่า (๒๒ มกราคม ปฏิทินใหม่)",
                "9 (22) января 1905 г.",
            ),
        ),
        (
            "1917-10-25",
            (
                "25 October 1917 O.S. (7 November N.S.)",
                "๒๕ ตุลาคม ค.ศ. ๑๙๑๗ ปฏิทินเก่า (๗ พฤศจิกายน ปฏิทินใหม่)",
                "25 октября (7 ноября) 1917 г.",
            ),
        ),
        (
            "1904-12-28",
            (
                "28 December 1904 O.S. (10 January 1905 N.S.)",
                "๒๘ ธันวาคม ค.ศ. ๑๙๐๔ ปฏิทินเก่า (๑๐ มกราคม ค.ศ. ๑๙๐๕ ปฏิทินใหม่)",
                "28 декабря 1904 г. (10 января 1905 г.)",
            ),
        ),
        (
            "1905-01-09~",
            ("about 9 January 1905 O.S. (22 January N.S.)", None, "около 9 (22) января 1905 г."),
        ),
        ("1905-01", ("January 1905 O.S.", "มกราคม ค.ศ. ๑๙๐๕ (ปฏิทินเก่า)", "январь 1905 г. ст. ст.")),
        ("1905-22", ("summer 1905 O.S.", None, None)),
        ("1905", ("1905", "ค.ศ. ๑๙๐๕", "1905 г.")),
        ("1905/1907", ("1905–1907", None, None)),
        ("{1905,1906-01}", ("1905 and January 1906 O.S.", None, None)),
        ("1917-10-25/..", ("from 25 October 1917 on O.S.", None, None)),
        (
            "1915-09-05/1915-09-08",
            (
                "5–8 September 1915 O.S. (18–21 September N.S.)",
                "๕–๘ กันยายน ค.ศ. ๑๙๑๕ ปฏิทินเก่า (๑๘–๒๑ กันยายน ปฏิทินใหม่)",
                "5–8 сентября 1915 г. ст. ст. (18–21 сентября н. ст.)",
            ),
        ),
        (
            "1904-12-15/1904-12-28",
            ("15–28 December 1904 O.S. (28 December 1904 – 10 January 1905 N.S.)", None, None),
        ),
        # Before October 1582 there was no Gregorian day to give.
        ("1547-01-16", ("16 January 1547 O.S.", None, None)),
    ],
)
def test_a_julian_day_shows_both_calendars(edtf: str, said: tuple[str | None, ...]) -> None:
    for found, wanted in zip(say(edtf, JULIAN), said, strict=True):
        assert wanted is None or found == wanted


@pytest.mark.parametrize(
    ("edtf", "written", "said"),
    [
        ("1900-01/1900-04", "ต้น ค.ศ. ๑๙๐๐", ("early 1900", "ต้น ค.ศ. ๑๙๐๐", "начало 1900 г.")),
        ("1899-05/1899-08", "mid-1899", ("mid-1899", "กลาง ค.ศ. ๑๘๙๙", "середина 1899 г.")),
        ("1936-09/1936-12", "конец 1936 г.", ("late 1936", "ปลาย ค.ศ. ๑๙๓๖", "конец 1936 г.")),
        (
            "1902-06-01/1902-06-10",
            "ต้นเดือนมิถุนายน ค.ศ. ๑๙๐๒",
            ("early June 1902", "ต้นเดือนมิถุนายน ค.ศ. ๑๙๐๒", "начало июня 1902 г."),
        ),
        ("1927/1929", "ปลายทศวรรษ ๑๙๒๐", ("late 1920s", "ปลายทศวรรษ ๑๙๒๐", "конец 1920-х годов")),
        ("1800/1833", "early 19th century", ("early 19th century", None, "начало XIX века")),
        (
            "1902-11",
            "late autumn 1902",
            ("late autumn 1902", "ปลายฤดูใบไม้ร่วง ค.ศ. ๑๙๐๒", "конец осени 1902 г."),
        ),
        ("1906-02", "конец зимы 1905 г.", ("late winter 1905", None, None)),
        (
            "1905-40",
            "first half of 1905",
            ("first half of 1905", "ครึ่งปีแรก ค.ศ. ๑๙๐๕", "1-я половина 1905 г."),
        ),
        ("1900-01~/1900-04~", "early 1900", ("about early 1900", None, None)),
        # The wording says no such thing, or of something else.
        ("1900-01/1900-04", "", ("January–April 1900", None, None)),
        ("1900-01/1900-04", "ตั้งแต่มกราคมเป็นต้นไป", ("January–April 1900", None, None)),
        ("1900-01/1900-05", "early 1900", ("January–May 1900", None, None)),
        ("1902-11", "late in November", ("November 1902", None, None)),
        ("-0043-01/-0043-04", "early 44 BC", ("January–April 44 BC", None, None)),
        ("193X/194X", "early", ("1930s – 1940s", None, None)),
        ("../1905-04", "until early 1905", ("until April 1905", None, None)),
        ("1924/..", "หลัง ค.ศ. ๑๙๒๔", ("after 1924", "หลัง ค.ศ. ๑๙๒๔", "после 1924 г.")),
        ("../1905", "before 1905", ("before 1905", "ก่อน ค.ศ. ๑๙๐๕", "до 1905 г.")),
    ],
)
def test_what_the_source_says_is_said_again(
    edtf: str, written: str, said: tuple[str | None, ...]
) -> None:
    for found, wanted in zip(say(edtf, written=written), said, strict=True):
        assert wanted is None or found == wanted


def test_early_june_old_style_is_not_converted() -> None:
    assert say("1902-06-01/1902-06-10", JULIAN, "ต้นเดือนมิถุนายน ค.ศ. ๑๙๐๒")[0] == (
        "early June 1902 O.S."
    )


@pytest.mark.parametrize(
    ("edtf", "calendar", "said"),
    [
        (
            "1905-01-09",
            JULIAN,
            ("9 Jan 1905 O.S.", "๙ ม.ค. ค.ศ. ๑๙๐๕ (ปฏิทินเก่า)", "9 янв. 1905 ст. ст."),
        ),
        ("1905-05", GREGORIAN, ("May 1905", "พ.ค. ค.ศ. ๑๙๐๕", "май 1905")),
        ("1905-05-01", GREGORIAN, ("1 May 1905", "๑ พ.ค. ค.ศ. ๑๙๐๕", "1 мая 1905")),
        ("1905~", GREGORIAN, ("c. 1905", "ราว ค.ศ. ๑๙๐๕", "ок. 1905")),
        ("1907/1914", GREGORIAN, ("1907–1914", "ค.ศ. ๑๙๐๗–๑๙๑๔", "1907–1914")),
        ("193X", GREGORIAN, ("1930s", "ทศวรรษ ๑๙๓๐", "1930-е гг.")),
        ("193X~", GREGORIAN, ("c. 1930s", "ราว ทศวรรษ ๑๙๓๐", "ок. 1930-х гг.")),
        ("18XX", GREGORIAN, ("19th century", "คริสต์ศตวรรษที่ ๑๙", "XIX в.")),
    ],
)
def test_the_short_style_fits_a_column(edtf: str, calendar: Calendar, said: Said) -> None:
    date = HistoricalDate(edtf, calendar)
    assert tuple(date.format(lang, "short") for lang in ("en", "th", "ru")) == said


def test_an_unknown_language_is_answered_in_english() -> None:
    date = HistoricalDate("1905-01-22")
    assert date.format("de") == date.format("en-GB") == "22 January 1905"
    assert date.format("TH-u-nu-thai") == "๒๒ มกราคม ค.ศ. ๑๙๐๕"


@given(days())
def test_a_day_said_in_any_language_is_understood_again(date: HistoricalDate) -> None:
    for lang in LANGUAGES:
        for found in (parse(date.format(lang)), parse(date.format(lang, "short"))):
            assert (found.edtf, found.calendar) == (date.edtf, date.calendar)


@given(days(first=-9000, last=0))
def test_a_day_before_christ_is_understood_again(date: HistoricalDate) -> None:
    for lang in LANGUAGES:
        found = parse(date.format(lang))
        assert (found.edtf, found.calendar) == (date.edtf, date.calendar)


@given(plain_dates(), st.sampled_from(TAGS), st.sampled_from(STYLES))
def test_whatever_is_said_in_any_language_style_and_era_is_understood_again(
    date: HistoricalDate, lang: str, style: Style
) -> None:
    said = date.format(lang, style)
    [found] = readings(said)
    assert found.edtf == date.edtf, said
    if finer_than_year(date.node):  # a year is said without its calendar
        assert found.calendar == date.calendar, said


@given(portions(), st.sampled_from(TAGS), st.sampled_from(STYLES))
def test_the_part_of_a_time_is_said_as_such_and_understood_again(
    date: HistoricalDate, lang: str, style: Style
) -> None:
    said = date.format(lang, style)
    assert [found.edtf for found in readings(said)] == [date.edtf], said


@given(days(first=1500, last=2100))
def test_the_year_of_the_buddhist_era_may_stand_beside_a_day(date: HistoricalDate) -> None:
    for lang in LANGUAGES:
        said = date.format(f"{lang}-u-ca-buddhist")
        assert parse(said).edtf == date.edtf


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("1905-03-31", "๓๑ มีนาคม ค.ศ. ๑๙๐๕ (พ.ศ. ๒๔๔๗)"),
        ("1905-04-01", "๑ เมษายน ค.ศ. ๑๙๐๕ (พ.ศ. ๒๔๔๘)"),
        ("1905", "ค.ศ. ๑๙๐๕ (พ.ศ. ๒๔๔๗–๒๔๔๘)"),
        ("1940", "ค.ศ. ๑๙๔๐ (พ.ศ. ๒๔๘๒–๒๔๘๓)"),
        ("1941", "ค.ศ. ๑๙๔๑ (พ.ศ. ๒๔๘๔)"),
        ("1941/..", "ตั้งแต่ ค.ศ. ๑๙๔๑ (พ.ศ. ๒๔๘๔)"),
        ("XXXX", "ไม่ทราบวันเวลา"),
        ("-0600", "๖๐๑ ปีก่อนคริสตกาล"),
    ],
)
def test_the_thai_year_beside_a_date_began_in_april_until_1940(edtf: str, said: str) -> None:
    assert HistoricalDate(edtf).format("th-u-ca-buddhist") == said


def test_the_buddhist_era_is_named_in_every_language() -> None:
    date = HistoricalDate("1905")
    assert date.format("en-u-ca-buddhist") == "1905 (2447–2448 BE)"
    assert date.format("ru-u-ca-buddhist") == "1905 г. (2447–2448 гг. буддийской эры)"
    assert HistoricalDate("1957-05").format("ru-u-ca-buddhist").endswith("(2500 г. буддийской эры)")


@given(dates())
def test_every_date_can_be_said(date: HistoricalDate) -> None:
    for lang in LANGUAGES:
        assert date.format(lang)
        assert date.format(lang, "short")
