"""Workbooks: texts stay texts, nothing is cut off or lost, and rows are sent as they are read."""

import io
import zipfile
from collections.abc import Iterable, Iterator

import openpyxl
import pytest

from exchange.tables import signs
from interop.taking import workbooks
from interop.taking.sheets import LONGEST_CELL
from interop.taking.tables import AT_ONCE, Row
from interop.taking.workbooks import GOES_ON, LONG_TEXTS, CellTooLong, write_xlsx

HEADING = ("pid", "a")


def sheets(parts: Iterable[bytes]) -> dict[str, list[tuple[object, ...]]]:
    """Return what a program reads in a workbook: the rows of each sheet."""
    book = openpyxl.load_workbook(io.BytesIO(b"".join(parts)))
    return {sheet.title: list(sheet.values) for sheet in book.worksheets}


def numbered(count: int) -> Iterator[Row]:
    return ((f"b{number:06}", number) for number in range(count))


def test_a_workbook_holds_texts_as_texts_and_numbers_as_numbers() -> None:
    rows: list[Row] = [
        ("=1+1", -33.9),
        ("#N/A", 1),
        ("2 < 3 & \x07bell", ""),
        ("ตรอตสกี", "1917-10-25"),
    ]

    book = openpyxl.load_workbook(io.BytesIO(b"".join(write_xlsx(HEADING, rows))))
    sheet = book.active

    cells = [[(one.value, one.data_type) for one in row] for row in sheet.iter_rows(min_row=2)]
    assert cells[0] == [("=1+1", "s"), (-33.9, "n")]
    assert cells[1] == [("#N/A", "s"), (1, "n")]
    assert cells[2][0] == ("2 < 3 & _x0007_bell", "s")
    assert cells[2][1][0] is None
    assert cells[3] == [("ตรอตสกี", "s"), ("1917-10-25", "s")]
    assert sheet.freeze_panes == "A2"


@pytest.mark.parametrize(
    "text",
    ["a\r\nb\rc", "_x000D_", "\x07bell\x1f", "\uffff", "__x005F_", "_x12", " a  b\n", "]]>&lt;\"'"],
)
def test_a_workbook_gives_back_every_sign(text: str) -> None:
    (_, (_, cell)) = sheets(write_xlsx(HEADING, [("b000001", text)]))["data"]

    assert signs.meant(str(cell)) == text


def test_a_workbook_is_sent_while_its_rows_are_read() -> None:
    read = []

    def rows() -> Iterator[Row]:
        for row in numbered(50_000):
            read.append(row)
            yield row

    parts = write_xlsx(HEADING, rows())
    assert not read
    next(parts)

    assert 0 < len(read) <= AT_ONCE


@pytest.mark.parametrize("count", [0, 1, 3, 4, 6, 7])
def test_rows_that_one_sheet_does_not_hold_stand_in_the_next_under_the_same_heading(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbooks, "MOST_LINES", 4)

    found = sheets(write_xlsx(HEADING, numbered(count)))

    assert list(found) == ["data", "data 2", "data 3"][: max(1, -(-count // 3))]
    assert {rows[0] for rows in found.values()} == {HEADING}
    assert [row for rows in found.values() for row in rows[1:]] == list(numbered(count))


def test_a_sheet_ends_before_it_would_have_to_be_packed_in_another_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(workbooks, "MOST_BYTES", 20_000)
    whole = b"".join(write_xlsx(HEADING, numbered(1_000)))

    found = sheets([whole])

    assert len(found) > 2
    assert [row for rows in found.values() for row in rows[1:]] == list(numbered(1_000))
    with zipfile.ZipFile(io.BytesIO(whole)) as archive:
        assert archive.testzip() is None
        assert max(part.extract_version for part in archive.infolist()) < zipfile.ZIP64_VERSION


def test_a_text_too_long_for_a_cell_stands_whole_in_a_sheet_of_its_own() -> None:
    fits, long = "ก" * LONGEST_CELL, "a" + "🙂" * 2 * LONGEST_CELL
    rows: list[Row] = [("b000001", fits), ("b000002", long), ("b000003", "short")]

    found = sheets(write_xlsx(HEADING, rows))

    cells = [str(row[1]) for row in found["data"][1:]]
    assert (cells[0], cells[2]) == (fits, "short")
    assert cells[1].endswith(GOES_ON)
    assert long.startswith(cells[1].removesuffix(GOES_ON))
    assert len(cells[1].encode("utf-16-le")) // 2 >= LONGEST_CELL - 1
    heading, *parts = found[LONG_TEXTS]
    assert heading == ("row", "column", "part", "text")
    assert [part[:3] for part in parts] == [("b000002", "a", number) for number in range(1, 6)]
    assert "".join(str(part[3]) for part in parts) == long


def test_a_text_too_long_for_a_cell_is_refused_where_it_must_be_read_in_again() -> None:
    rows: list[Row] = [("b00000b", "🙂" * (LONGEST_CELL // 2 + 1))]

    with pytest.raises(CellTooLong, match="“b00000b”: a is longer"):
        list(write_xlsx(HEADING, rows, strict=True))


def test_notes_have_a_sheet_of_their_own_whatever_their_width() -> None:
    found = sheets(write_xlsx(HEADING, [], [("Heading", "Meaning"), ("pid", "Identifier", "x")]))

    assert list(found) == ["data", "notes"]
    assert found["notes"][1] == ("pid", "Identifier", "x")


def test_a_workbook_that_broke_off_is_none() -> None:
    def rows() -> Iterator[Row]:
        yield from numbered(2_000)
        raise RuntimeError

    sent: list[bytes] = []
    with pytest.raises(RuntimeError):
        sent.extend(write_xlsx(HEADING, rows()))

    assert not zipfile.is_zipfile(io.BytesIO(b"".join(sent)))
