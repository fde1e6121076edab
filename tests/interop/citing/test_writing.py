"""What citeproc-js cannot judge: other languages, Julian days, the Thai form, hostile text."""

from typing import Any

import pytest

from interop.citing.items import Item
from interop.citing.marks import finish, shortened
from interop.citing.names import split_name
from interop.citing.styles import BY_CODE, STYLES, write
from tests.interop.citing.cases import CASES, TROTSKY, TROTSKY_RU, day, make

BY_ID = {item["id"]: item for item in CASES}
JULIAN = make(
    "julian",
    "pamphlet",
    "October Manifesto",
    author=[{"literal": "Nicholas II"}],
    issued=day(1905, 10, 17),
    custom={"issued": {"edtf": "1905-10-17", "calendar": "julian"}},
)


def plain(item: Item, code: str, language: str = "en") -> str:
    return write(item, BY_CODE[code], language).plain


@pytest.mark.parametrize("language", ["en", "ru", "th"])
@pytest.mark.parametrize("style", STYLES)
def test_every_thing_is_written_in_every_style_and_language(style: Any, language: str) -> None:
    for item in [*CASES, JULIAN, make("bare", "document", "Minutes")]:
        written = write(item, style, language)

        assert item["title"].casefold().split()[0] in written.plain.casefold()
        for wrong in ("None", "  ", "..", ",,", " ,", "()", "[]", "{", "\ue000", "\ue001"):
            assert wrong not in written.plain.replace("et al..", ""), written.plain
        assert written.html.count("<i>") == written.html.count("</i>")


@pytest.mark.parametrize(
    ("code", "language", "text"),
    [
        ("chicago-note", "ru", "Лев Давидович Троцкий, «О Думе», Заря 2, № 3 (1901): 1–9."),
        ("mla", "ru", "Троцкий, Лев Давидович. «О Думе». Заря, т. 2, № 3, 1901, с. 1–9."),
        ("apa", "ru", "Троцкий, Л. Д. (1901). О Думе. Заря, 2(3), 1–9."),
        ("gost", "ru", "Троцкий Л. Д. О Думе // Заря. 1901. Т. 2. № 3. С. 1–9."),
        ("thai", "th", "Лев Давидович Троцкий. “О Думе.” Заря ปีที่ 2, ฉบับที่ 3 (1901): 1–9."),
    ],
)
def test_an_article_in_russian(code: str, language: str, text: str) -> None:
    assert plain(BY_ID["journal-in-russian"], code, language) == text


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("chicago-note", "Nicholas II, October Manifesto (1905)."),
        ("mla", "Nicholas II. October Manifesto. 17 Oct. 1905 O.S. (30 Oct. N.S.)."),
        ("apa", "Nicholas II. (1905, October 17 O.S. [October 30 N.S.]). October Manifesto."),
        ("gost", "Nicholas II. October Manifesto. 1905."),
    ],
)
def test_a_julian_day_is_given_in_both_calendars(code: str, text: str) -> None:
    assert plain(JULIAN, code) == text


def test_a_julian_day_that_crosses_the_year_names_both() -> None:
    item = make(
        "moscow",
        "article-newspaper",
        "Moscow",
        container="Izvestia",
        issued=day(1905, 12, 25),
        custom={"issued": {"edtf": "1905-12-25", "calendar": "julian"}},
    )

    assert "December 25, 1905 O.S. (January 7, 1906 N.S.)" in plain(item, "chicago-note")


def test_the_two_kinds_of_doubt_are_told_apart() -> None:
    about = make(
        "about",
        "book",
        "My Life",
        author=[TROTSKY],
        issued={**day(1930), "circa": True},
        custom={"issued": {"edtf": "1930~", "calendar": "gregorian"}},
    )

    assert plain(about, "mla") == "Trotsky, Leon. My Life. [ca. 1930]."
    assert plain(BY_ID["book-perhaps"], "mla").endswith("Granit, [1930?].")


def test_what_is_thai_is_dated_by_the_buddhist_era() -> None:
    thai = plain(BY_ID["book-in-thai"], "thai", "th")
    april = make("a", "book", "ราชกิจจานุเบกษา", issued=day(1930), language="th")

    assert thai == "เลออน ตรอตสกี. ชีวิตของข้าพเจ้า. กรุงเทพฯ: สำนักพิมพ์, 2533."
    assert plain(april, "thai", "th").endswith("2472–2473.") or "2472/2473" in plain(
        april, "thai", "th"
    )
    assert "1930" in plain(BY_ID["book"], "thai", "th")


def test_the_citation_says_that_nobody_has_reviewed_it() -> None:
    item = {**BY_ID["entry-version"], "status": "not reviewed"}

    for style in STYLES:
        assert "not reviewed" in write(item, style, "en").plain.casefold()  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Leon Trotsky", ("Trotsky", "Leon")),
        ("Лев Давидович Троцкий", ("Троцкий", "Лев Давидович")),
        ("Троцкий, Лев", ("Троцкий", "Лев")),
        ("Georgy Khrustalev-Nosar", ("Khrustalev-Nosar", "Georgy")),
        ("Ludwig van Beethoven", ("van Beethoven", "Ludwig")),
        ("Ramón Mercader", ("Mercader", "Ramón")),
    ],
)
def test_family_names_are_found(text: str, parts: tuple[str, str]) -> None:
    assert split_name(text) == {"family": parts[0], "given": parts[1]}


@pytest.mark.parametrize("text", ["Lenin", "Nicholas II", "Николай II", "เลออน ตรอตสกี", "นิโคลัสที่ ๒"])
def test_a_name_without_a_family_name_stays_whole(text: str) -> None:
    assert split_name(text) == {"literal": text}


def test_html_is_shown_and_not_obeyed() -> None:
    item = make("evil", "book", "<script>alert(1)</script> \ue000 & more", author=[TROTSKY_RU])

    html = write(item, BY_CODE["mla"], "en").html

    assert "<script" not in html.lower()
    assert html.count("<i>") == html.count("</i>") == 1
    assert finish("a & b").plain == "a & b"


@pytest.mark.parametrize(
    ("pages", "chicago", "mla"),
    [
        ("3–10", "3–10", "3–10"),
        ("71–72", "71–72", "71–72"),
        ("100–104", "100–104", "100–04"),
        ("101–108", "101–8", "101–08"),
        ("187–194", "187–94", "187–94"),
        ("321–328", "321–28", "321–28"),
        ("1496–1504", "1496–504", "1496–504"),
        ("xi–xii", "xi–xii", "xi–xii"),
    ],
)
def test_ranges_of_pages_are_shortened_as_each_manual_has_it(
    pages: str, chicago: str, mla: str
) -> None:
    assert shortened(pages, chicago=True) == chicago
    assert shortened(pages, chicago=False) == mla
