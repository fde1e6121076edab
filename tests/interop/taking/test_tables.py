"""Tables: nothing in them is a formula, and they are written as they are read."""

import csv
import io
from collections.abc import Iterator

import openpyxl
import pytest

from dates import HistoricalDate
from exchange.tables import signs
from interop.taking.cells import date_cells
from interop.taking.tables import (
    AT_ONCE,
    LONGEST_CELL,
    CellTooLong,
    Row,
    write_csv,
    write_xlsx,
)

FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_text_that_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    lines = "".join(write_csv(("a", "b"), [(text, -33.9)])).removeprefix("\ufeff")

    assert list(csv.reader(io.StringIO(lines, newline=""))) == [["a", "b"], ["'" + text, "-33.9"]]


def test_quotes_commas_and_line_breaks_are_written_as_the_standard_has_them() -> None:
    text = "".join(write_csv(("a",), [('say "no",\nsaid he',)]))

    assert text == '\ufeffa\r\n"say ""no"",\nsaid he"\r\n'


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    rows: list[Row] = [
        ("=1+1", -33.9),
        ("#N/A", 1),
        ("2 < 3 & \x07bell", ""),
        ("ตรอตสกี", "1917-10-25"),
    ]

    with write_xlsx(("a", "b"), rows) as file:
        sheet = openpyxl.load_workbook(file).active

    cells = [[(one.value, one.data_type) for one in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0] == [("=1+1", "s"), (-33.9, "n")]
    assert cells[1] == [("#N/A", "s"), (1, "n")]
    assert cells[2][0] == ("2 < 3 & _x0007_bell", "s")
    assert cells[3] == [("ตรอตสกี", "s"), ("1917-10-25", "s")]


@pytest.mark.parametrize(
    "text", ["a\r\nb\rc", "_x000D_", "\x07bell\x1f", "\uffff", "__x005F_", "_x12"]
)
def test_a_workbook_gives_back_every_sign(text: str) -> None:
    with write_xlsx(("a",), [(text,)]) as file:
        sheet = openpyxl.load_workbook(file).active

    assert signs.meant(str(sheet.cell(2, 1).value)) == text


def test_a_text_too_long_for_a_cell_is_refused_and_not_cut_off() -> None:
    with write_xlsx(("pid", "a"), [("b00000b", "ก" * LONGEST_CELL)]) as file:
        sheet = openpyxl.load_workbook(file).active
    assert len(str(sheet.cell(2, 2).value)) == LONGEST_CELL

    with pytest.raises(CellTooLong, match="“b00000b”: a is longer"):
        write_xlsx(("pid", "a"), [("b00000b", "🙂" * (LONGEST_CELL // 2 + 1))])


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
