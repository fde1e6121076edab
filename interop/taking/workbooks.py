"""Writing workbooks (ISO/IEC 29500) of any size, sent while their rows are read."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, repeat
from typing import IO, TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from interop.taking.sheets import (
    LONGEST_CELL,
    around_rows,
    around_sheets,
    in_parts,
    is_long,
    line_of,
    name_of_sheet,
)
from interop.taking.tables import AT_ONCE, Cell, Row

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MOST_LINES: Final = 1_048_576
"""Lines that the usual programs show of a sheet, its heading among them."""
MOST_BYTES: Final = 2_000_000_000
"""Bytes of a sheet before it is packed, give or take some lines: from 2³¹ on it would have to be
packed in another way (ZIP64), which the usual programs take for damage."""
LONG_TEXTS: Final = "long texts"
"""The sheet of texts that no cell holds, each in as many parts as it needs."""
LONG_COLUMNS: Final = ("row", "column", "part", "text")
GOES_ON: Final = f" … [{LONG_TEXTS}]"
"""What a cell ends with whose text stands there whole."""
IN_MEMORY: Final = 1_000_000


class CellTooLong(ValueError):
    """A text does not fit into a cell of a workbook; the message says which, and what to do."""


def write_xlsx(
    columns: Sequence[str], rows: Iterable[Row], notes: Sequence[Row] = (), *, strict: bool = False
) -> Iterator[bytes]:
    """Yield a workbook piece by piece; memory does not grow with its rows.

    It has a sheet `data`, then `data 2` and so on where one does not hold all, each with the
    heading; one for `notes` if there are any; and `LONG_TEXTS`, by the first cell of the row, for
    texts that no cell holds: if `strict`, these raise CellTooLong. Every text is stored as text,
    whatever it looks like.
    """
    with tempfile.SpooledTemporaryFile(IN_MEMORY, "w+", encoding="utf-8", newline="") as long_texts:
        book = _Book(None if strict else long_texts)
        with book.archive:
            left = iter(rows)
            yield from book.add_sheet("data", columns, left)
            for number, row in enumerate(left, start=2):
                yield from book.add_sheet(f"data {number}", columns, chain([row], left))
            if notes:
                yield from book.add_sheet("notes", notes[0], iter(notes[1:]), heading=False)
            if long_texts.tell():
                long_texts.seek(0)
                texts = map(json.loads, long_texts)
                yield from book.add_sheet(LONG_TEXTS, LONG_COLUMNS, texts)
            for name, content in around_sheets(book.titles).items():
                book.archive.writestr(name, content)
        yield book.sent.take()


class _Sent(io.RawIOBase):
    """A file that can only be written to, and hands on what it was given."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[bytes] = []

    def write(self, piece: "ReadableBuffer", /) -> int:
        """Keep what comes until it is taken."""
        given = bytes(piece)
        self._waiting.append(given)
        return len(given)

    def take(self) -> bytes:
        """Return what has come since the last time."""
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


class _Book:
    """A workbook that is being sent, and the titles of the sheets it has so far."""

    def __init__(self, long_texts: IO[str] | None) -> None:
        """Take the file for texts too long for a cell; None refuses them."""
        self.sent = _Sent()
        self.archive = zipfile.ZipFile(self.sent, "w", zipfile.ZIP_DEFLATED)
        self.titles: list[str] = []
        self._long_texts = long_texts

    def add_sheet(
        self, title: str, first: Row, rows: Iterator[Row], *, heading: bool = True
    ) -> Iterator[bytes]:
        """Yield a sheet of a first line and as many rows as it holds; the others are left."""
        self.titles.append(title)
        before, after = around_rows(heading=heading)
        with self.archive.open(name_of_sheet(len(self.titles)), "w") as part:
            part.write(before)
            lines: list[str] = []
            size = 0
            for number, row in enumerate(chain([first], rows), start=1):
                lines.append(line_of(number, self._fitting(first, row)))
                if number % AT_ONCE == 0:
                    size += part.write("".join(lines).encode())
                    lines.clear()
                    if sent := self.sent.take():
                        yield sent
                if number == MOST_LINES or size > MOST_BYTES:
                    break
            part.write("".join(lines).encode() + after)

    def _fitting(self, columns: Row, row: Row) -> Row:
        """Return a row whose texts fit into cells; may raise CellTooLong."""
        if any(isinstance(cell, str) and is_long(cell) for cell in row):
            named = zip(chain(columns, repeat("")), row, strict=False)
            return [self._fit(row, column, cell) for column, cell in named]
        return row

    def _fit(self, row: Row, column: Cell, cell: Cell) -> Cell:
        if not isinstance(cell, str) or not is_long(cell):
            return cell
        if self._long_texts is None:
            told = {"row": str(row[0])[:40], "column": column, "most": LONGEST_CELL}
            message = _(
                "“%(row)s”: %(column)s is longer than the %(most)s signs that a cell of a workbook "
                "holds. Take the CSV instead."
            )
            raise CellTooLong(message % told)
        for number, part in enumerate(in_parts(cell), start=1):
            self._long_texts.write(json.dumps([row[0], column, number, part]) + "\n")
        return next(in_parts(cell, LONGEST_CELL - len(GOES_ON))) + GOES_ON
