"""The page about dates says what the library does."""

import re
from pathlib import Path

import pytest

from dates import DateError, HistoricalDate, find, parse

PAGE = (Path(__file__).parents[2] / "docs" / "dates.md").read_text(encoding="utf-8")


def rows(heading: str) -> list[list[str]]:
    """Return the cells of the table under a heading."""
    section = PAGE.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")][2:]
    return [[cell.strip() for cell in line.strip("| ").split(" | ")] for line in lines]


@pytest.mark.parametrize(("text", "answer"), rows("Words in"))
def test_words_are_read_as_the_page_says(text: str, answer: str) -> None:
    words, edtf = text.strip("`"), re.match("`([^`]+)`", answer)
    if edtf:
        assert parse(words).edtf == edtf[1]
        return
    with pytest.raises(DateError) as refused:
        parse(words)
    assert (refused.value.code == "ambiguous") == answer.startswith("ambiguous")


@pytest.mark.parametrize("cell", [row[0] for row in rows("EDTF")])
def test_every_form_of_the_table_is_a_date(cell: str) -> None:
    for form in re.findall("`([^`]+)`", cell):
        if form != "{…}":
            assert HistoricalDate(form).edtf == form


def test_the_first_example_holds() -> None:
    date = parse("9 января 1905 г. ст. ст.")
    shown = [date.edtf, date.calendar, date.earliest, date.latest, date.format("en")]
    found = [
        one.date.edtf for one in find("He was seized on 3 December 1905 and tried in February.")
    ]

    for value in [*shown, found]:
        assert repr(value) in PAGE or f"{value}" in PAGE
