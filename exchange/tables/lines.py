"""Several things in one cell: a line for each, its parts between bars.

    Peter Petroff | en | pen | date=1915 | source=bcd1234 | where=p. 12

The first parts stand in a fixed order, the others are named. A bar, a line break or a backslash
that belongs to a text has a backslash before it; so have blanks at its ends.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

_BETWEEN: Final = " | "
_BREAKS: Final = re.compile(r"\r\n|\r|\n")
_SIGNS: Final = {"\\": "\\\\", "|": "\\|", "\n": "\\n", "\r": "\\r"}
_MEANT: Final = {"n": "\n", "r": "\r", "s": " "}
_PART: Final = re.compile(r"(?:\\.|[^\\|])*\\?")
_NAMED: Final = re.compile(r"([a-z_]+(?:\.[A-Za-z-]+)?)=(.*)", re.DOTALL)


class Line(NamedTuple):
    """One line of a cell."""

    parts: list[str]
    """Those without a name, in order."""
    named: list[tuple[str, str]]
    """The others, in order; a name may come again."""


def write_line(parts: Sequence[str], named: Iterable[tuple[str, str]] = ()) -> str:
    """Return a line; what is named and empty is left out, and so are empty parts at the end."""
    shown = [_unnamed(_escaped(part)) for part in parts]
    while shown and not shown[-1]:
        shown.pop()
    shown += [f"{name}={_escaped(value)}" for name, value in named if value]
    return _BETWEEN.join(shown)


def read_lines(cell: str, unnamed: int) -> list[Line]:
    """Return the lines of a cell, of which each has at most so many parts without a name.

    Raises ValueError with the part at fault if a further part has no name.
    """
    return [_read(line, unnamed) for line in _BREAKS.split(cell) if line.strip()]


def _read(line: str, unnamed: int) -> Line:
    found = Line([], [])
    for at, raw in enumerate(_split(line)):
        part = raw.strip()
        named = _NAMED.fullmatch(part)
        if named is not None and (at > 0 or unnamed == 0):
            found.named.append((named[1], _meant(named[2])))
        elif at < unnamed:
            found.parts.append(_meant(part))
        elif part:
            raise ValueError(part)
    return found


def _split(line: str) -> list[str]:
    parts, at = [], 0
    while True:
        match = _PART.match(line, at)
        end = match.end() if match else len(line)
        parts.append(line[at:end])
        if end >= len(line):
            return parts
        at = end + 1


def _unnamed(part: str) -> str:
    """Return a part without a name so that it is not taken for one that has one."""
    return part.replace("=", "\\=", 1) if _NAMED.fullmatch(part) else part


def _escaped(text: str) -> str:
    shown = "".join(_SIGNS.get(sign, sign) for sign in text)
    if shown.startswith(" "):
        shown = f"\\s{shown[1:]}"
    if shown.endswith(" "):
        shown = f"{shown[:-1]}\\s"
    return shown


def _meant(text: str) -> str:
    return re.sub(r"\\(.)", lambda match: _MEANT.get(match[1], match[1]), text, flags=re.DOTALL)
