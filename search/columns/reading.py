"""Reading columns: the arrays of an index, and what became of entries up to one snapshot."""

import json
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.columns.bits import EIGHT, Bits, Numbers
from search.columns.shape import (
    BROKEN,
    CHANGES,
    FIELDS,
    FORMAT,
    HEAD,
    WORDS,
    State,
    Values,
    newest_folder,
    state_of,
)
from search.store import Reader

MOST_VIEWS: Final = 8
AT_ONCE: Final = 1_000
"""Entries whose values are gathered at a time."""
EMPTY: Final = 128
"""Bytes of a file with an array of nothing."""


class Base:
    """The arrays as they were written with the index; those on the disk are shared by processes."""

    def __init__(self, folder: Path) -> None:
        """Open the files; raises OSError, ValueError or KeyError where they cannot be used."""
        head = json.loads((folder / HEAD).read_text())
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        self.state: State = tuple(head["state"])
        self.pks, self.starts, self.values, self.keys, self.frequent = (
            _load(folder / f"{name}.npy")
            for name in ("pks", "starts", "values", "keys", "frequent")
        )
        self.bits: Bits = _load(folder / "bits.npy")
        if self.bits.shape != (-(-len(self.frequent) // EIGHT), len(self.pks)):
            raise ValueError(self.bits.shape)
        # Where the keys of each field are, in the order of fields: the first, and the one after.
        self.limits = {field: (head["firsts"][field], head["lasts"][field]) for field in FIELDS}
        self.words: dict[str, list[str]] = {field: head["words"][field] for field in WORDS}
        self.places = {
            field: {word: place for place, word in enumerate(words)}
            for field, words in self.words.items()
        }
        self.rows: Numbers = np.full(int(self.pks.max(initial=0)) + 2, -1, np.int32)
        """Where the values of an entry are, by its key; -1 of those that have none here."""
        self.rows[self.pks] = np.arange(len(self.pks), dtype=np.int32)

    def values_in(self, rows: Numbers) -> Iterator[Numbers]:
        """Pass on the places of the values of these entries, but for those that have bits.

        One entry after the other; the last of an entry is followed by as many places of nothing
        (`nothing`) as fill it up. Some entries at a time: what is reckoned for them, and they
        themselves, stay in the processor's own memory.
        """
        for at in range(0, len(rows), AT_ONCE):
            some = rows[at : at + AT_ONCE]
            begins = self.starts[some]
            lengths = self.starts[some + 1] - begins
            ends = np.cumsum(lengths)
            where = np.repeat(begins - ends + lengths, lengths)
            where += np.arange(len(where))
            yield self.values.take(where, axis=0, mode="clip").ravel().astype(np.intp)

    @property
    def nothing(self) -> int:
        """The place after all that are of a value."""
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class View:
    """The columns as they are in one snapshot of the index."""

    base: Base
    rows: Numbers
    """Those of the base, but -1 for what changed since; the last stands for all greater keys."""
    changed: Mapping[int, Values]
    """The values of what changed since; nothing of what is not in the index any more."""

    @property
    def everything(self) -> Numbers:
        """The keys of all entries of the snapshot, in no order that means anything."""
        kept = self.base.pks[self.rows[self.base.pks] >= 0]
        added = [pk for pk, values in self.changed.items() if values]
        return np.append(kept, np.array(added, np.int64))


class _Columns:
    """What a process knows of the columns of one index."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.base = Base(folder)
        self.lines: list[bytes] = []
        self.states: dict[State, int] = {self.base.state: 0}
        """How many lines lead to a state."""
        self.read = 0
        """Bytes of the lines."""
        self.views: OrderedDict[str, View | None] = OrderedDict()
        self.latest: tuple[int, dict[int, Values]] = (0, {})
        """What changed by so many lines."""

    def view(self, reader: Reader) -> View | None:
        """Return the columns in a snapshot; None if they do not hold it."""
        self._read_on()
        view = self.views[reader.generation] = self._view((reader.cursor, reader.later_cursor))
        while len(self.views) > MOST_VIEWS:
            self.views.popitem(last=False)
        return view

    def _read_on(self) -> None:
        """Read the lines that were added; all again where one was cut off after a crash."""
        with (self.folder / CHANGES).open("rb") as file:
            last = self.lines[-1] if self.lines else b""
            file.seek(self.read - len(last))
            if file.read(len(last)) != last:
                self.lines, self.read, self.latest = [], 0, (0, {})
                self.states = {self.base.state: 0}
                file.seek(0)
            for line in file:
                if not line.endswith(b"\n"):
                    break
                state = state_of(line)
                self.lines.append(line)
                self.read += len(line)
                self.states[state] = len(self.lines)

    def _view(self, state: State) -> View | None:
        upto = self.states.get(state)
        if upto is None:
            return None
        known, changed = self.latest
        known, changed = (known, dict(changed)) if known <= upto else (0, {})
        for line in self.lines[known:upto]:
            entries = json.loads(line)["entries"]
            changed.update({int(pk): values for pk, values in entries.items()})
        if upto >= self.latest[0]:
            self.latest = (upto, changed)
        rows = self.base.rows
        if changed:
            rows = rows.copy()
            among = np.fromiter(changed, np.int64, len(changed))
            rows[among[among < len(rows)]] = -1
        return View(self.base, rows, changed)


class _Open:
    """The columns that this process has open: those of the index in use."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.columns: _Columns | None = None
        self.useless: Path | None = None
        """Columns that cannot be read."""

    def forget(self) -> None:
        with self.guard:
            self.columns, self.useless = None, None

    def view(self, reader: Reader) -> View | None:
        with self.guard:
            if self.columns is not None and reader.generation in self.columns.views:
                return self.columns.views[reader.generation]
            folder = newest_folder(reader.folder)
            if folder is None or folder == self.useless:
                return None
            try:
                if self.columns is None or self.columns.folder != folder:
                    self.columns = _Columns(folder)
                return self.columns.view(reader)
            except BROKEN:
                self.columns, self.useless = None, folder
                return None


_open: Final = _Open()


def view_of(reader: Reader) -> View | None:
    """Return the columns as they are in a snapshot, None where there are none that fit it."""
    return _open.view(reader)


def forget_columns() -> None:
    """Close what this process has open."""
    _open.forget()


def _load(path: Path) -> Any:
    """Return an array, on the disk if it is not empty, which cannot be mapped."""
    loaded = np.load(path, mmap_mode="r" if path.stat().st_size > EMPTY else None)
    return np.asarray(loaded)  # the plain type: the other one is slow in small things
