"""The XML of a workbook (ISO/IEC 29500-1): rows are written here, all around them by openpyxl."""

import io
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final
from xml.sax.saxutils import escape

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from exchange.tables import harmless as marks
from exchange.tables import signs
from interop.taking.tables import Row

LONGEST_CELL: Final = 32_767
"""Signs that a cell holds, in units of UTF-16."""
_NO_ROWS: Final = "<sheetData></sheetData>"


def line_of(number: int, row: Row) -> str:
    """Return a row as it stands in a sheet; an empty text is no cell."""
    cells = []
    for column, cell in enumerate(row, start=1):
        place = f"{get_column_letter(column)}{number}"
        if not isinstance(cell, str):
            cells.append(f'<c r="{place}"><v>{cell!r}</v></c>')
        elif cell:
            cells.append(f'<c r="{place}" t="inlineStr"><is>{_text(cell)}</is></c>')
    return f'<row r="{number}">{"".join(cells)}</row>'


def _text(text: str) -> str:
    """Return a text as one: never a formula or an error."""
    # A text that has the mark of tables itself gets one more, since readers take one away.
    if text.startswith(marks.MARK):
        text = marks.harmless(text)
    kept = ' xml:space="preserve"' if "\n" in text or text != text.strip() else ""
    return f"<t{kept}>{escape(signs.written(text))}</t>"


def is_long(text: str) -> bool:
    """Tell whether no cell holds the text."""
    if len(text) * 2 <= LONGEST_CELL:
        return False
    return len(text.encode("utf-16-le")) // 2 > LONGEST_CELL


def in_parts(text: str, most: int = LONGEST_CELL) -> Iterator[str]:
    """Yield a text in parts of at most so many units of UTF-16; no sign is cut in two."""
    raw = text.encode("utf-16-le")
    at = 0
    while at < len(raw):
        part = raw[at : at + 2 * most].decode("utf-16-le", "ignore")
        at += len(part.encode("utf-16-le"))
        yield part


def name_of_sheet(number: int) -> str:
    """Return the name of the part of the workbook that is its sheet with this number."""
    return f"xl/worksheets/sheet{number}.xml"


def around_rows(*, heading: bool) -> tuple[bytes, bytes]:
    """Return what stands in a sheet before its rows and after them; a heading stays in sight."""
    book = Workbook(write_only=True)
    book.create_sheet("data").freeze_panes = "A2" if heading else None
    sheet = _parts(book)[name_of_sheet(1)].decode()
    before, rows, after = sheet.partition(_NO_ROWS)
    if not rows:
        raise ValueError(sheet)
    return f"{before}<sheetData>".encode(), f"</sheetData>{after}".encode()


def around_sheets(titles: Sequence[str]) -> dict[str, bytes]:
    """Return the content of each part of a workbook with these sheets that is none of them."""
    book = Workbook(write_only=True)
    book.properties.creator = None
    book.properties.created = book.properties.modified = datetime.now(UTC).replace(tzinfo=None)
    for title in titles:
        book.create_sheet(title)
    sheets = {name_of_sheet(number) for number in range(1, len(titles) + 1)}
    return {name: content for name, content in _parts(book).items() if name not in sheets}


def _parts(book: Workbook) -> dict[str, bytes]:
    file = io.BytesIO()
    book.save(file)
    with zipfile.ZipFile(file) as archive:
        return {name: archive.read(name) for name in archive.namelist()}
