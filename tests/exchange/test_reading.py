"""Files as people make them: encodings, separators, line breaks in cells, workbooks."""

import csv
import io
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from exchange.errors import FileError
from exchange.tables import reading
from exchange.tables.harmless import bared, harmless
from exchange.tables.lines import read_lines, write_line
from exchange.tables.reading import Form, Line, read, recognise

RUSSIAN = "name_ru;note\nЛев Троцкий;родился в Яновке, писал в «Правде»\n"
THAI = "name_th;note\nเลออน ตรอตสกี;เกิดที่ยานอฟกา\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "table"


def rows(file: Path, content: bytes, **other: Any) -> list[Line]:
    file.write_bytes(content)
    form = recognise(file)
    return list(read(file, Form(**{**form.as_plain(), **other})))


@pytest.mark.parametrize(
    ("text", "encoding", "guessed"),
    [
        (RUSSIAN, "utf-8", "utf-8-sig"),
        (THAI, "utf-8-sig", "utf-8-sig"),
        (RUSSIAN, "utf-16", "utf-16"),
        (THAI, "utf-16", "utf-16"),
        ("name_en;note\nLeon Trotsky;born in Yanovka\n", "utf-16-le", "utf-16-le"),
        ("name_en;note\nLeon Trotsky;born in Yanovka\n", "utf-16-be", "utf-16-be"),
        (RUSSIAN, "cp1251", "cp1251"),
        (THAI, "cp874", "cp874"),
    ],
)
def test_encodings_are_told_by_their_bytes(
    file: Path, text: str, encoding: str, guessed: str
) -> None:
    found = rows(file, text.encode(encoding))

    assert recognise(file).encoding == guessed
    assert [row.cells for row in found] == [line.split(";") for line in text.splitlines()]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_separators_are_told_by_the_first_line(file: Path, separator: str) -> None:
    line = separator.join(['"a,;\t"', "b", "c"])

    (found,) = rows(file, line.encode())

    assert found.cells == ["a,;\t", "b", "c"]


def test_lines_are_counted_as_an_editor_of_texts_counts_them(file: Path) -> None:
    text = 'a,b\r\n1,"two\r\nlines\nand a third"\r\n\r\n# a note,\r\n2,"x\ny"\r\n3,z\r\n'

    assert [(row.line, row.cells[0]) for row in rows(file, text.encode())] == [
        (1, "a"),
        (2, "1"),
        (7, "2"),
        (9, "3"),
    ]


def test_the_marks_of_harmless_cells_are_taken_off(file: Path) -> None:
    texts = ["=1+1", "'=1+1", "''=x", "'tis", "-0043", "plain", "'", "@", "\tx"]
    out = io.StringIO(newline="")
    csv.writer(out).writerow([harmless(text) for text in texts])

    (found,) = rows(file, out.getvalue().encode())

    assert found.cells == texts
    assert all(bared(harmless(text)) == text for text in texts)
    assert all(not harmless(text).startswith(("=", "+", "-", "@", "\t")) for text in texts)


@pytest.mark.parametrize(
    "text", ["a | b", "back\\slash", "two\nlines", " blanks ", "n\\n", "", "a=b"]
)
def test_a_part_of_a_line_comes_back_as_it_was(text: str) -> None:
    line = write_line(["first", text, "last"], [("note.en", text), ("where", "p. 1")])

    (found,) = read_lines(line, 3)

    assert found.parts == ["first", text, "last"]
    assert dict(found.named).get("note.en", "") == text


def workbook(*lines: list[Any], merged: str = "", name: str = "people") -> bytes:
    book = openpyxl.Workbook()
    sheet: Any = book.active
    sheet.title = name
    for line in lines:
        sheet.append(line)
    if merged:
        sheet.merge_cells(merged)
    book.create_sheet("second").append(["other", "sheet"])
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def test_a_workbook_gives_numbers_days_and_texts_as_one_would_type_them(file: Path) -> None:
    import datetime as dt

    content = workbook(["a", "b", "c", "d"], [1905, 47.69, dt.date(1917, 11, 7), True], [None, "x"])

    assert [row.cells for row in rows(file, content)[1:]] == [
        ["1905", "47.69", "1917-11-07", "yes"],
        ["", "x"],
    ]
    assert [row.cells for row in rows(file, content, sheet="second")] == [["other", "sheet"]]


def test_formulas_are_pointed_at_and_not_believed(file: Path) -> None:
    found = rows(file, workbook(["a", "b"], ["x", "=1+1"], ["y", "z"]))

    assert [row.faulty for row in found] == [(), (1,), ()]


def test_merged_cells_and_a_wrong_sheet_are_refused(file: Path) -> None:
    with pytest.raises(FileError, match="A2:B2"):
        rows(file, workbook(["a", "b"], ["x", None], merged="A2:B2"))
    with pytest.raises(FileError, match="no sheet"):
        rows(file, workbook(["a"]), sheet="third")


def test_a_workbook_that_is_far_larger_inside_is_not_opened(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("[Content_Types].xml", "x")
        parts.writestr("xl/worksheets/sheet1.xml", b"0" * 2_000_000)
    monkeypatch.setattr("exchange.tables.workbooks.MOST_UNPACKED", 1_000_000)

    with pytest.raises(FileError, match="far too large"):
        recognise(file)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('a,b\n1,"two\n3,4\n', "opens a cell on line 2 is never closed"),
        ('a,b\n1,2\n"x"y,z\n', "On line 3 a quotation mark closes"),
        (f"a,b\n{'x' * (reading.LONGEST_CELL + 1)},2\n", "Line 2 has a cell that is too long"),
    ],
)
def test_what_cannot_be_read_is_said_in_words_with_its_line(
    file: Path, text: str, said: str
) -> None:
    with pytest.raises(FileError, match=said):
        rows(file, text.encode())


@pytest.mark.parametrize("head", [b"%PDF-1.7\n%x", b"{\\rtf1 x", b"<html><table>"])
def test_documents_that_are_no_tables_are_named_as_such(file: Path, head: bytes) -> None:
    with pytest.raises(FileError, match="CSV or XLSX"):
        rows(file, head)


def test_open_documents_are_told_to_be_saved_as_something_else(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")

    with pytest.raises(FileError, match="CSV or XLSX"):
        recognise(file)


def test_other_archives_of_files_are_no_workbooks(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as parts:
        parts.writestr("letter.txt", "x")

    with pytest.raises(FileError, match="no workbook"):
        recognise(file)


def test_too_many_rows_or_cells_are_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MOST_ROWS", 2)
    assert len(rows(file, b"a\n1\n2\n")) == 3
    with pytest.raises(FileError, match="more than 2 rows"):
        rows(file, b"a\n1\n2\n3\n")
    monkeypatch.setattr(reading, "MOST_COLUMNS", 2)
    with pytest.raises(FileError, match="more than 2 cells"):
        rows(file, b"a,b\n1,2,3\n")
