"""Makes an archive of many copies of a made one: in minutes what would take hours to make anew.

Each copy has entries, names, statements and evidence of its own and knows nothing of the others,
as if as many archives had been put together. Entries stand in the order in which an archive of
that size is made, so that the same ones are asked for.
"""

import shutil
import sqlite3
import time
from pathlib import Path
from typing import Any, Final

from bench.generate import pid_of
from bench.world import World
from entries.pid import ALPHABET

STEP: Final = 10_000_000
"""Between the keys of the rows of two copies, of all tables but those of entries."""
LETTERS: Final = ALPHABET[10:]
COPIED: Final = (
    "entries_entry",
    "people_person",
    "people_organisation",
    "places_place",
    "topics_topic",
    "sources_source",
    "works_publication",
    "works_issue",
    "works_work",
    "events_event",
    "people_person_occupations",
    "entries_name",
    "entries_text",
    "entries_statement",
    "sources_citation",
)
ENTRIES: Final = frozenset(COPIED[:10])
"""Tables whose key is that of the entry."""


def multiply(size: int, times: int, folder: Path, target: Path, say: Any = print) -> None:
    """Write to `target` an archive of `times` copies of that of `size` entries in `folder`.

    Both are folders with a database in SQLite. Raises FileExistsError for an archive in `target`.
    """
    started = time.perf_counter()
    target.mkdir(parents=True, exist_ok=True)
    to = target / "slovo.sqlite3"
    if to.exists():
        raise FileExistsError(to)
    shutil.copyfile(folder / "slovo.sqlite3", to)
    database = sqlite3.connect(to, isolation_level=None)
    for pragma in ("journal_mode=OFF", "synchronous=OFF", "foreign_keys=OFF"):
        database.execute(f"PRAGMA {pragma}")
    database.execute("ATTACH ? AS original", (str(folder / "slovo.sqlite3"),))
    moves = _Moves(World(size), World(size * times))
    database.create_function("moved", 2, moves.key, deterministic=True)
    database.create_function("own_pid", 2, moves.pid, deterministic=True)
    database.create_function("own_uid", 2, moves.uid, deterministic=True)
    indexes = _drop_indexes(database)
    for table in reversed(COPIED):
        database.execute(f"DELETE FROM {table}")
    for table in COPIED:
        for copy in range(times):
            _copy(database, table, copy)
        say(f"{table}: {time.perf_counter() - started:.0f} s")
    database.execute("DELETE FROM search_change")
    # The first change after this is number 1, as in a new archive: with a gap before it, the index
    # would be made anew.
    database.execute("DELETE FROM sqlite_sequence WHERE name = 'search_change'")
    for statement in indexes:
        database.execute(statement)
    database.execute("ANALYZE")
    database.close()
    say(f"{size * times} entries made in {time.perf_counter() - started:.0f} s")


class _Moves:
    """Where the rows of a copy are."""

    def __init__(self, small: World, large: World) -> None:
        self.small = [(kind, numbers) for kind, numbers in small.ranges.items()]
        self.large = large.ranges

    def key(self, number: int | None, copy: int) -> int | None:
        """Return the key of an entry in a copy."""
        if number is None:
            return None
        for kind, numbers in self.small:
            if number in numbers:
                return self.large[kind].start + copy * len(numbers) + number - numbers.start
        raise ValueError(f"There is no entry {number}.")

    def pid(self, number: int, copy: int) -> str:
        """Return the identifier of an entry in a copy."""
        return pid_of(self.key(number, copy) or 0)

    def uid(self, uid: str, copy: int) -> str:
        """Return the identifier of a statement in a copy: its first letter tells which.

        Its check character is that of the original: no page reads it.
        """
        return LETTERS[copy] + uid[1:]


def _drop_indexes(database: sqlite3.Connection) -> list[str]:
    """Drop the indexes that can be made again at the end; return how."""
    rows = database.execute(
        "SELECT name, sql, tbl_name FROM main.sqlite_master WHERE type = 'index' AND sql NOT NULL"
    ).fetchall()
    mine = [(name, sql) for name, sql, table in rows if table in COPIED]
    for name, _sql in mine:
        database.execute(f'DROP INDEX main."{name}"')
    return [sql for _name, sql in mine]


def _copy(database: sqlite3.Connection, table: str, copy: int) -> None:
    """Write a copy of all rows of a table."""
    columns = [row[1] for row in database.execute(f"PRAGMA main.table_info({table})")]
    keys = database.execute(f"PRAGMA main.foreign_key_list({table})").fetchall()
    refers = {row[3]: row[2] for row in keys}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(_value(table, name, refers.get(name, ""), copy) for name in columns)
    database.execute(
        f"INSERT INTO main.{table} ({names}) SELECT {values} FROM original.{table} ORDER BY 1"
    )


def _value(table: str, column: str, refers: str, copy: int) -> str:
    """Return what stands in a column of a copy."""
    if refers in ENTRIES or (table, column) == ("entries_entry", "id"):
        return f'moved("{column}", {copy})'
    if column == "id" or refers in COPIED:
        return f'"{column}" + {copy * STEP}'
    if column in ("pid", "uid"):
        key = "id" if column == "pid" else "uid"
        return f'own_{column}("{key}", {copy})'
    return f'"{column}"'
