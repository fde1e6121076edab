"""Writing tables: CSV (RFC 4180), sent while its rows are read."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from exchange.tables import harmless as marks

Cell = str | float
Row = Sequence[Cell]

CSV: Final = "text/csv; charset=utf-8; header=present"
BOM: Final = "\ufeff"
"""Without it, the usual programs take Thai and Russian in a CSV file for something else."""
AT_ONCE: Final = 100
"""Lines that are sent together: each piece costs."""


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
