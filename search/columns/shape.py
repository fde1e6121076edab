"""What is in the columns, and where it lies."""

import json
from pathlib import Path
from typing import Final

from search.documents.shape import SearchDocument
from search.facets import FACETS

FORMAT: Final = 2
"""Changes with what the files hold; files of another format are not read."""
HEAD: Final = "head.json"
CHANGES: Final = "changes.jsonl"
YEAR: Final = "year"
FIELDS: Final = (*(facet.field for facet in FACETS), YEAR)
"""The fields of the index that have columns."""
WORDS: Final = frozenset(facet.field for facet in FACETS if not facet.is_integer)
"""Those of them whose values are words."""
FOUR: Final = 4
"""Values of an entry that stand in a row."""

BROKEN: Final = (OSError, ValueError, KeyError, TypeError)
"""What comes of files that are not there, torn, or of something else."""

State = tuple[int, int]
"""How far the log had been applied, of changes that may not wait and of those that may."""
Value = str | int
Values = dict[str, list[Value]]
"""The values of one entry, by field."""


def values_of(document: SearchDocument) -> Values:
    """Return what the columns hold of an entry."""
    values: Values = {f"f_{code}": [*some] for code, some in document.facets.items() if some}
    if document.years:
        values[YEAR] = [*document.years]
    return values


def folders_of(index: str | Path) -> list[Path]:
    """Return the folders of columns beside an index, the one that counts last."""
    found = [one for one in Path(index).glob("columns-*") if one.name[8:].isdigit()]
    return sorted(found, key=lambda one: int(one.name[8:]))


def newest_folder(index: str | Path) -> Path | None:
    """Return the folder that counts; None if there is none."""
    folders = folders_of(index)
    return folders[-1] if folders else None


def next_folder(index: str | Path) -> Path:
    """Return where new columns belong."""
    newest = newest_folder(index)
    return Path(index) / f"columns-{int(newest.name[8:]) + 1 if newest is not None else 1}"


def state_of(line: bytes) -> State:
    """Return of which state of the log a line of the changes is."""
    position, later = json.loads(line)["state"]
    return position, later
