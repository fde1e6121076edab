"""Tables: nothing in them is a formula, and they are written as they are read."""

import csv
import io
from collections.abc import Iterator

import pytest

from dates import HistoricalDate
from interop.taking.cells import date_cells
from interop.taking.tables import AT_ONCE, write_csv

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    lines = "".join(write_csv(("a", "b"), [(text, -33.9)])).removeprefix("\ufeff")

    assert list(csv.reader(io.StringIO(lines, newline=""))) == [["a", "b"], ["'" + text, "-33.9"]]


def test_quotes_commas_and_line_breaks_are_written_as_the_standard_has_them() -> None:
    text = "".join(write_csv(("a",), [('say "no",\nsaid he',)]))

    assert text == '\ufeffa\r\n"say ""no"",\nsaid he"\r\n'


def test_a_table_is_written_while_its_rows_are_read() -> None:
    read = []

    def rows() -> Iterator[tuple[str]]:
        for number in range(100_000):
            read.append(number)
            yield (str(number),)

    parts = write_csv(("a",), rows())
    assert not read
    next(parts)

    assert 0 < len(read) <= AT_ONCE


def test_dates_are_given_as_written_and_by_their_gregorian_days() -> None:
    julian = HistoricalDate("1917-10-25", "julian")

    assert date_cells(julian) == ("1917-10-25", "julian", "1917-11-07", "1917-11-07")
    assert date_cells(HistoricalDate("1917/..")) == ("1917/..", "gregorian", "1917-01-01", "")
    assert date_cells(HistoricalDate("-0043"))[2] == "-0043-01-01"
    assert date_cells(None) == ("", "", "", "")
