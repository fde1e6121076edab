"""Cells that a spreadsheet would take for a formula: marked when written, unmarked when read."""

from typing import Final

UNSAFE: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings of texts that a spreadsheet would take for a formula."""
MARK: Final = "'"


def harmless(cell: str) -> str:
    """Return a text that is shown as it is and never reckoned: an apostrophe marks it as text.

    One that begins with apostrophes before such a sign gets one more, so that `bared` finds it.
    """
    return f"{MARK}{cell}" if cell.lstrip(MARK).startswith(UNSAFE) else cell


def bared(cell: str) -> str:
    """Return the text that `harmless` marked: its inverse."""
    if cell.startswith(MARK) and cell.lstrip(MARK).startswith(UNSAFE):
        return cell[len(MARK) :]
    return cell
