"""Reading tables that people made: CSV in several encodings, and workbooks. Row by row."""

import csv
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final, NamedTuple

from django.utils.translation import gettext as _

from exchange.errors import FileError
from exchange.tables.encodings import guess_encoding, guess_separator
from exchange.tables.harmless import bared
from exchange.tables.workbooks import (
    WORKBOOK,
    open_workbook,
    rows_of_sheet,
    say_no_table,
    sheet_names,
)

MOST_BYTES: Final = 50 * 1024 * 1024
MOST_ROWS: Final = 100_000
MOST_COLUMNS: Final = 300
LONGEST_CELL: Final = 2**20
"""Signs of a cell: an article may be long."""
NO_TABLES: Final = (b"%PDF", b"{\\rtf", b"<!DOCTYPE", b"<html", b"<?xml")
"""Beginnings of what may be read as a text, and is no table."""
NOTE: Final = "#"
"""A row whose first cell begins so is for people."""


@dataclass(frozen=True, slots=True)
class Form:
    """How a file is to be read."""

    type: str
    """`csv` or `xlsx`."""
    encoding: str = ""
    separator: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    def as_plain(self) -> dict[str, Any]:
        """Return it as it is kept."""
        return asdict(self)

    @classmethod
    def from_plain(cls, plain: dict[str, Any]) -> "Form":
        """Return what was kept."""
        return cls(**{**plain, "sheets": tuple(plain.get("sheets", ()))})


class Line(NamedTuple):
    """A row of a file, and the line on which it begins, counted as an editor of texts does."""

    line: int
    cells: list[str]
    faulty: tuple[int, ...] = ()
    """The places of cells that hold a formula or an error."""


def recognise(path: Path) -> Form:
    """Return how a file should be read; raises FileError if it is no table at all."""
    with path.open("rb") as file:
        head = file.read(16)
    if head.startswith(WORKBOOK):
        names = sheet_names(path)
        return Form("xlsx", sheet=names[0], sheets=tuple(names))
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError(
            _("This is an old or a locked workbook: save it as .xlsx, without a password.")
        )
    if not head:
        raise FileError(_("The file is empty."))
    if head.startswith(NO_TABLES):
        raise FileError(say_no_table())
    encoding = guess_encoding(path)
    with _open(path, encoding) as text:
        first = _first_line(text)
    return Form("csv", encoding, guess_separator(first))


def read(path: Path, form: Form) -> Iterator[Line]:
    """Yield the rows of a file, the headings first; empty rows and notes are passed over.

    Raises FileError: what is no text in its encoding, a quotation mark that is not closed, too
    many rows or columns, a cell that is too long, merged cells, a sheet that is not there.
    """
    rows = _read_workbook(path, form) if form.type == "xlsx" else _read_text(path, form)
    count = 0
    for row in rows:
        if not any(cell.strip() for cell in row.cells) and not row.faulty:
            continue
        if count and row.cells[0].startswith(NOTE):
            continue
        if len(row.cells) > MOST_COLUMNS:
            raise FileError(
                _("Line %(line)d has more than %(most)d cells.")
                % {"line": row.line, "most": MOST_COLUMNS}
            )
        if count > MOST_ROWS:
            raise FileError(_("There are more than %(most)d rows.") % {"most": MOST_ROWS})
        count += 1
        yield row
    if not count:
        raise FileError(_("There is nothing in it."))


def _open(path: Path, encoding: str) -> Any:
    """Open a text so that line breaks stay as they are; a lookup of no known codec is an error."""
    try:
        return path.open(encoding=encoding, newline="")
    except LookupError as error:
        raise FileError(_("This encoding is not known.")) from error


def _first_line(text: Any) -> str:
    try:
        line: str = text.readline(64 * 1024)
    except UnicodeError as error:
        raise FileError(_("The file is no text.")) from error
    if "\x00" in line:
        raise FileError(_("The file is no text."))
    return line


def _read_text(path: Path, form: Form) -> Iterator[Line]:
    csv.field_size_limit(LONGEST_CELL)
    with _open(path, form.encoding) as text:
        rows = csv.reader(text, delimiter=form.separator, strict=True)
        before = 0
        while True:
            try:
                cells = next(rows, None)
            except csv.Error as error:
                raise FileError(_say_unread(before + 1, str(error))) from error
            except UnicodeError as error:
                message = _("The file is not in %(encoding)s: choose another encoding.")
                raise FileError(message % {"encoding": form.encoding}) from error
            if cells is None:
                return
            if any("\x00" in cell for cell in cells):
                raise FileError(_("The file is no text."))
            yield Line(before + 1, [bared(cell) for cell in cells])
            before = rows.line_num


def _say_unread(line: int, why: str) -> str:
    """Return why a row that begins on this line cannot be read: the reader knows English only."""
    told = {"line": line, "why": why}
    if "unexpected end" in why:
        return _("A quotation mark that opens a cell on line %(line)d is never closed.") % told
    if "expected after" in why:
        return _("On line %(line)d a quotation mark closes a cell, and the cell goes on.") % told
    if "field larger" in why:
        return _("Line %(line)d has a cell that is too long.") % told
    return _("Line %(line)d cannot be read: %(why)s.") % told


def _read_workbook(path: Path, form: Form) -> Iterator[Line]:
    with open_workbook(path) as book:
        for line, cells, faulty in rows_of_sheet(book, path, form.sheet):
            if any(len(cell) > LONGEST_CELL for cell in cells):
                raise FileError(_("Line %(line)d has a cell that is too long.") % {"line": line})
            yield Line(line, [bared(cell) for cell in cells], faulty)
