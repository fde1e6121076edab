"""What rooms above keep beside entries, for the package of a whole archive.

    beside/<name>.jsonl                a row a line; the rooms say which there are, and read them

Comments, plans and the like are the desk's, which this room does not know: it registers a shelf for
each. They are in the editors' package alone; nothing of them is for readers.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from django.contrib.auth.models import User
from pydantic import TypeAdapter

from exchange.errors import PackageError
from exchange.history.dump import Naming
from exchange.history.lines import line_of
from exchange.history.load import read_lines
from records.parts import Document


@dataclass(frozen=True, slots=True)
class Arrival:
    """What rows come into."""

    known: Collection[str]
    """The identifiers of entries that were there before the package was read."""
    left: Collection[str]
    """Those that are to stay as they are."""
    people: Mapping[str, int]
    """The keys of all users, by name."""

    def user(self, name: str) -> int:
        """Return the key of somebody without whom a row means nothing; raises LookupError."""
        if name not in self.people:
            raise LookupError(f"user {name}")
        return self.people[name]


@dataclass(frozen=True, slots=True)
class Shelf:
    """One sort of rows that a room keeps beside entries."""

    name: str
    """Of its file, and of nothing else."""
    line: TypeAdapter[Any]
    write: Callable[[], Iterable[Document]]
    """Yields all rows, in an order that a restored archive has as well."""
    read: Callable[[Iterable[Any], Arrival], None]
    """Stores the rows that are not there; raises LookupError for what they name and is not."""
    naming: tuple[Naming, ...] = ()
    """The columns that name users."""


_shelves: Final[dict[str, Shelf]] = {}


def register(shelf: Shelf) -> None:
    """Let these rows go with every package."""
    _shelves[shelf.name] = shelf


def naming() -> list[Naming]:
    """Return every column of all shelves that names a user."""
    return [one for shelf in _shelves.values() for one in shelf.naming]


def dump_beside(folder: Path) -> None:
    """Write all shelves below `folder`, one row in memory at a time where their rooms do so."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, shelf in _shelves.items():
        with (folder / f"{name}.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(map(line_of, shelf.write()))


def load_beside(folder: Path, known: Collection[str], left: Collection[str]) -> None:
    """Read all shelves below `folder`, which may be missing. Raises PackageError.

    The entries and their histories have been read, so users have accounts.
    """
    if not folder.is_dir():
        return
    arrival = Arrival(known, left, dict(User.objects.values_list("username", "pk")))
    for path in sorted(folder.glob("*.jsonl")):
        shelf = _shelves.get(path.stem)
        if shelf is None:
            raise PackageError(f"{path}: it is not known what this is")
        try:
            shelf.read(read_lines(path, shelf.line), arrival)
        except LookupError as error:
            raise PackageError(f"{path}: there is no {error}") from error
