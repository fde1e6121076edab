"""Writing columns: all of them with a new index, and a line for each commit after it.

A line is written before the index is committed, and says of which state of the log it is. A crash
in between leaves a line of a state that never was: whoever writes next cuts it off.
"""

import json
import logging
import os
import shutil
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np

from search.columns.bits import Numbers, frequent, having, make_bits, sizes_of
from search.columns.reading import View
from search.columns.shape import (
    BROKEN,
    CHANGES,
    FIELDS,
    FORMAT,
    FOUR,
    HEAD,
    WORDS,
    State,
    Value,
    Values,
    folders_of,
    newest_folder,
    next_folder,
    state_of,
    values_of,
)
from search.documents.shape import SearchDocument

logger = logging.getLogger(__name__)

FIELD_BITS: Final = 44
"""Above these bits of a number stands its field, below them the value."""
ZERO: Final = 1 << (FIELD_BITS - 1)
"""What is added to a value: years may be negative."""


NOTHING: Final = np.zeros(0, np.int64)


class Collected:
    """Collects the values of a new index, some twenty bytes for each while it is being made."""

    def __init__(self) -> None:
        """Hold nothing yet."""
        self._pks = array("q")
        self._lengths = array("q")
        self._numbers = array("q")
        self._words: dict[str, dict[Value, int]] = {field: {} for field in WORDS}

    def add(self, document: SearchDocument) -> None:
        """Take the values of one entry."""
        self._add(document.pk, values_of(document))

    def _add(self, pk: int, values: Values) -> None:
        before = len(self._numbers)
        for at, field in enumerate(FIELDS):
            words = self._words.get(field)
            above = (at << FIELD_BITS) + ZERO
            for value in values.get(field, ()):
                number = int(value) if words is None else words.setdefault(value, len(words))
                self._numbers.append(above + number)
        self._pks.append(pk)
        self._lengths.append(len(self._numbers) - before)

    @classmethod
    def of(cls, view: View) -> "Collected":
        """Return what the columns hold in a snapshot, to be written anew."""
        base, made = view.base, cls()
        fields = np.repeat(
            np.arange(len(FIELDS)), [last - first for first, last in base.limits.values()]
        )
        numbers = (fields << FIELD_BITS) + base.keys + ZERO
        rows = np.flatnonzero(view.rows[base.pks] >= 0)
        listed = np.concatenate([NOTHING, *base.values_in(rows)])
        fours = base.starts[rows + 1] - base.starts[rows]
        of = np.repeat(np.arange(len(rows)), fours * FOUR)[listed != base.nothing]
        listed = listed[listed != base.nothing]
        sizes = np.bincount(of, minlength=len(rows))
        lengths = sizes + sizes_of(base.bits)[rows]
        free = np.cumsum(lengths) - lengths
        found = np.empty(int(lengths.sum()), np.int64)
        found[free[of] + _within(of, sizes)] = numbers[listed]
        free += sizes
        for at, place in enumerate(base.frequent):
            some = np.flatnonzero(having(base.bits, at)[rows])
            found[free[some]] = numbers[place]
            free[some] += 1
        made._pks = array("q", base.pks[rows].tobytes())
        made._lengths = array("q", lengths.tobytes())
        made._numbers = array("q", found.tobytes())
        made._words = {
            field: {word: place for place, word in enumerate(words)}
            for field, words in base.words.items()
        }
        for pk, values in view.changed.items():
            if values:
                made._add(pk, values)
        return made

    def write(self, index: str | Path, state: State) -> None:
        """Write the files beside the index, and remove those that were there."""
        old, final = folders_of(index), next_folder(index)
        folder = final.with_name(f"new-{final.name}")
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        keys, values = np.unique(_numbers(self._numbers), return_inverse=True)
        firsts = np.searchsorted(keys, [at << FIELD_BITS for at in range(len(FIELDS) + 1)])
        made_of = {
            "pks": _numbers(self._pks),
            "keys": (keys & ((1 << FIELD_BITS) - 1)) - ZERO,
            **_laid_out(values.astype(np.int32), _numbers(self._lengths), int(firsts[1])),
        }
        for name, made in made_of.items():
            with (folder / f"{name}.npy").open("wb") as file:
                np.save(file, made)
                os.fsync(file.fileno())
        head = {
            "format": FORMAT,
            "state": state,
            "firsts": dict(zip(FIELDS, firsts[:-1].tolist(), strict=True)),
            "lasts": dict(zip(FIELDS, firsts[1:].tolist(), strict=True)),
            "words": {field: [*words] for field, words in self._words.items()},
        }
        (folder / HEAD).write_text(json.dumps(head, ensure_ascii=False))
        (folder / CHANGES).touch()
        folder.rename(final)
        for one in old:
            shutil.rmtree(one, ignore_errors=True)


def _laid_out(values: Numbers, lengths: Numbers, kinds: int) -> dict[str, Any]:
    """Return the arrays of values: those that many entries have as bits, the others in a list.

    Of this, four stand in a row, which are read at once; what an entry leaves of its last row is
    filled up with the place after all others. The first places are those of kinds, which stay in
    the list: there they are looked for.
    """
    counts = np.bincount(values)
    often = frequent(counts[kinds:], len(lengths)) + kinds
    bit_of = np.full(len(counts), -1, np.int16)
    bit_of[often] = np.arange(len(often))
    bits, rows = bit_of[values], np.repeat(np.arange(len(lengths)), lengths)
    is_listed = bits < 0
    listed, of = values[is_listed], rows[is_listed]
    sizes = np.bincount(of, minlength=len(lengths))
    starts = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(-(-sizes // FOUR), out=starts[1:])
    fours = np.full((int(starts[-1]), FOUR), len(counts), np.int32)
    fours.reshape(-1)[starts[of] * FOUR + _within(of, sizes)] = listed
    marked = bits[~is_listed].astype(np.int64)
    return {
        "starts": starts,
        "values": fours,
        "frequent": often,
        "bits": make_bits(marked, rows[~is_listed], len(often), len(lengths)),
    }


def _within(of: Numbers, sizes: Numbers) -> Numbers:
    """Return the place of each value among those of its entry, from nought.

    `of` says of which entry each is, one entry after the other, and `sizes` how many each has.
    """
    places: Numbers = np.arange(len(of)) - (np.cumsum(sizes) - sizes)[of]
    return places


def note_changes(
    index: str | Path, before: State, now: State, changed: Mapping[int, SearchDocument | None]
) -> None:
    """Write down the values of entries in a state of the log that follows on another.

    `changed` has their documents by key: None of what is not in the index any more. Where the
    columns do not hold the state before, none can follow: they are of no use any more.
    """
    folder = newest_folder(index)
    if folder is None:
        return
    try:
        first = tuple(json.loads((folder / HEAD).read_text())["state"])
        with (folder / CHANGES).open("r+b") as file:
            lines = file.read().splitlines(keepends=True)
            while lines and not (lines[-1].endswith(b"\n") and state_of(lines[-1]) <= before):
                lines.pop()
            fits = (state_of(lines[-1]) if lines else first) == before
            if fits:
                file.seek(sum(map(len, lines)))
                file.truncate()
                entries = {pk: values_of(one) if one else {} for pk, one in changed.items()}
                file.write(json.dumps({"state": now, "entries": entries}).encode() + b"\n")
    except BROKEN:
        fits = False
    if not fits:
        logger.warning("The columns of the index do not fit it: until `search rebuild` it counts.")
        (folder / HEAD).unlink(missing_ok=True)


def _numbers(some: "array[int]") -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.frombuffer(some, np.int64) if some else np.zeros(0, np.int64)
