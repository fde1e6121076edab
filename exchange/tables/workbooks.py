"""Reading workbooks (ISO/IEC 29500), whose insides nobody vouches for."""

import datetime as dt
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from exchange.errors import FileError
from exchange.tables.signs import meant

WORKBOOK: Final = b"PK\x03\x04"
MOST_UNPACKED: Final = 300 * 1024 * 1024
"""Bytes of all parts of a workbook together."""
MOST_TEXTS: Final = 100 * 1024 * 1024
"""Bytes of the part that is held in memory: the texts that cells share."""
MOST_PARTS: Final = 2_000
_PIECE: Final = 1024 * 1024
_MERGED: Final = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z0-9:]{1,30})"')
_FORMULA, _ERROR = "f", "e"


@contextmanager
def open_workbook(path: Path) -> Iterator[Any]:
    """Lend a workbook that is open; raises FileError."""
    _check_size(path)
    with path.open("rb") as file:
        book = _load(file)
        try:
            yield book
        finally:
            book.close()


def _load(file: IO[bytes]) -> Any:
    try:
        # Formulas are read as such, so that nobody takes a result that may be out of date.
        return load_workbook(file, read_only=True, data_only=False, keep_links=False)
    except (InvalidFileException, KeyError, ValueError, zipfile.BadZipFile, SyntaxError) as error:
        raise FileError(_("The workbook is damaged.")) from error


def _check_size(path: Path) -> None:
    """Refuse a workbook whose parts are too large, before one is opened; raises FileError."""
    try:
        with zipfile.ZipFile(path) as parts:
            sizes = {part.filename: part.file_size for part in parts.infolist()}
    except (zipfile.BadZipFile, OSError) as error:
        raise FileError(_("The workbook is damaged.")) from error
    if "mimetype" in sizes:  # OpenDocument, or a book
        raise FileError(say_no_table())
    if "[Content_Types].xml" not in sizes:
        raise FileError(_("This is an archive of files and no workbook."))
    texts = sizes.get("xl/sharedStrings.xml", 0)
    if len(sizes) > MOST_PARTS or sum(sizes.values()) > MOST_UNPACKED or texts > MOST_TEXTS:
        raise FileError(_("The workbook is far too large inside."))


def say_no_table() -> str:
    """Return what is wrong with a file of another sort, and what to do."""
    return _("This kind of file is not read: save the table as CSV or XLSX.")


def sheet_names(path: Path) -> list[str]:
    """Return the names of the sheets that have cells; raises FileError if there are none."""
    with open_workbook(path) as book:
        names = [sheet.title for sheet in book.worksheets]
    if not names:
        raise FileError(_("The workbook has no sheet with cells."))
    return names


def rows_of_sheet(
    book: Any, path: Path, name: str
) -> Iterator[tuple[int, list[str], tuple[int, ...]]]:
    """Yield the number of each row, its cells as texts, and the places of formulas and errors."""
    sheets = {sheet.title: sheet for sheet in book.worksheets}
    if name not in sheets:
        raise FileError(_("There is no sheet “%(name)s”.") % {"name": name})
    sheet = sheets[name]
    merged = _merged(path, sheet)
    if merged:
        message = _("Cells are merged (%(cells)s): part them first, so that every row is whole.")
        raise FileError(message % {"cells": ", ".join(merged)})
    sheet.reset_dimensions()
    try:
        for at, row in enumerate(sheet.iter_rows(), start=1):
            faulty = tuple(
                place for place, cell in enumerate(row) if cell.data_type in {_FORMULA, _ERROR}
            )
            cells = [_text(cell.value) for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            yield at, cells or [""], faulty
    except (ValueError, KeyError, IndexError, SyntaxError, zipfile.BadZipFile) as error:
        raise FileError(_("The workbook is damaged.")) from error


def _merged(path: Path, sheet: Any) -> list[str]:
    """Return some of the merged cells, which openpyxl does not tell when it reads row by row."""
    part = sheet._worksheet_path  # noqa: SLF001 - there is no other way to know
    found: list[str] = []
    with zipfile.ZipFile(path) as parts, parts.open(part.lstrip("/")) as file:
        rest = b""
        while piece := file.read(_PIECE):
            text = rest + piece
            found += [match.decode() for match in _MERGED.findall(text)]
            rest = text[-100:]
            if len(found) > 3:
                break
    return list(dict.fromkeys(found))[:3]


def _text(value: object) -> str:
    """Return the content of a cell as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dt.datetime):
        plain = value.time() == dt.time()
        return value.date().isoformat() if plain else value.isoformat(sep=" ")
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    return meant(value) if isinstance(value, str) else str(value)
