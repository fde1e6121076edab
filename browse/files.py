"""Files that can be taken away: each with its address and about how large it will be."""

from dataclasses import dataclass
from typing import Final

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

BYTES_A_ROW: Final = {"csv": 240, "xlsx": 150, "json": 3_700, "bib": 250, "ris": 200}
"""Averages of the first corpus: enough to know a minute from an hour."""
BYTES_A_STATEMENT: Final = {"csv": 180, "xlsx": 110, "json": 590}
"""The same of the statements of one entry; its record has those alone that are its own."""
LINE_A_ROW: Final = ("csv", "json")
"""Formats of which a line is an entry, so that what has arrived can be counted."""
LARGE: Final = 300_000
"""Bytes from which on a file is worth a word about its size."""


@dataclass(frozen=True, slots=True)
class File:
    """One file. `bytes` is about what it has if that is much, and 0 if not or if nobody knows."""

    label: str
    url: str
    bytes: int = 0
    rows: int = 0
    """Lines that are entries, of formats and sizes where counting them is worth while."""

    @property
    def size(self) -> str:
        """The size in words; empty for a small one."""
        if not self.bytes:
            return ""
        return _("about %(size)s") % {"size": filesizeformat(self.bytes)}


def file_of(label: str, url: str, suffix: str, rows: int) -> File:
    """Return the file of a list in a format, with so many entries."""
    return _file(label, url, BYTES_A_ROW.get(suffix, 0) * rows, rows, suffix in LINE_A_ROW)


def statements_file(label: str, url: str, suffix: str, rows: int) -> File:
    """Return the file of an entry in a format, with so many statements."""
    return _file(label, url, BYTES_A_STATEMENT.get(suffix, 0) * rows, rows, suffix == "csv")


def _file(label: str, url: str, size: int, rows: int, are_lines: bool) -> File:
    if size < LARGE:
        return File(label, url)
    return File(label, url, size, rows=rows if are_lines else 0)
