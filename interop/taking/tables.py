"""Writing tables: CSV (RFC 4180) as it is read, and workbooks (ISO/IEC 29500) of bounded length."""

import csv
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from typing import IO, Final

from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell

from exchange.tables import harmless as marks
from exchange.tables import signs

Cell = str | float
Row = Sequence[Cell]

CSV: Final = "text/csv; charset=utf-8; header=present"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM: Final = "\ufeff"
"""Without it, the usual programs take Thai and Russian in a CSV file for something else."""
MOST_ROWS: Final = 50_000
"""Rows of a workbook, which is not sent before it is whole: other files have no limit."""
LONGEST_CELL: Final = 32_767
"""Signs that a cell of a workbook holds, in units of UTF-16."""
AT_ONCE: Final = 100
"""Lines that are sent together: each piece costs."""


class CellTooLong(ValueError):
    """A text does not fit into a cell of a workbook; the message says which, and what to do."""


class _Line:
    """Where a CSV writer leaves each line."""

    def write(self, line: str) -> str:
        """Return the line itself."""
        return line


def write_csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield a table with its heading, some lines at a time; no text in it is a formula."""
    writer = csv.writer(_Line())
    waiting: list[str] = [BOM, str(writer.writerow(columns))]
    for row in rows:
        waiting.append(str(writer.writerow([harmless(cell) for cell in row])))
        if len(waiting) >= AT_ONCE:
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting)


def harmless(cell: Cell) -> Cell:
    """Return a cell that is shown as it is and never reckoned: an apostrophe marks it as text."""
    return marks.harmless(cell) if isinstance(cell, str) else cell


def write_xlsx(columns: Sequence[str], rows: Iterable[Row], notes: Iterable[Row] = ()) -> IO[bytes]:
    """Return an open file with a workbook; it is deleted when it is closed.

    It has one sheet, and one more for `notes` if there are any. Rows go to the disk as they come,
    so that memory does not grow with them. Every text is stored as text, whatever it looks like.
    Raises CellTooLong.
    """
    book = Workbook(write_only=True)
    book.properties.created = book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    sheet = book.create_sheet("data")
    sheet.freeze_panes = "A2"
    sheet.append(columns)
    try:
        for row in rows:
            _refuse_long(columns, row)
            sheet.append([_inert(sheet, cell) for cell in row])
    except CellTooLong:
        with tempfile.TemporaryFile() as gone:  # the only way to have its own files removed
            book.save(gone)
        raise
    for at, row in enumerate(notes):
        if not at:
            sheet = book.create_sheet("notes")
        sheet.append([_inert(sheet, cell) for cell in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115  closed by whoever sends it
    book.save(file)
    file.seek(0)
    return file


def _refuse_long(columns: Sequence[str], row: Row) -> None:
    """Raise CellTooLong for a text that the writer would cut off without a word."""
    for column, cell in zip(columns, row, strict=False):
        if isinstance(cell, str) and _units(cell) > LONGEST_CELL:
            told = {"row": str(row[0])[:40], "column": column, "most": LONGEST_CELL}
            message = _(
                "“%(row)s”: %(column)s is longer than the %(most)s signs that a cell of a workbook "
                "holds. Take the CSV instead."
            )
            raise CellTooLong(message % told)


def _units(text: str) -> int:
    """Return the length of a text in UTF-16, exactly where it may matter."""
    if len(text) * 2 <= LONGEST_CELL:
        return len(text)
    return len(text.encode("utf-16-le")) // 2


def _inert(sheet: object, cell: Cell) -> object:
    """Return a cell that holds a number or a text, never a formula or an error."""
    if not isinstance(cell, str):
        return cell
    # A text that has the mark of tables itself gets one more, since readers take one away.
    text = marks.harmless(cell) if cell.startswith(marks.MARK) else cell
    made = WriteOnlyCell(sheet, signs.written(text))
    made.data_type = "s"
    return made
