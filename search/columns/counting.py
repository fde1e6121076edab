"""How many of the entries that a question finds have each value."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from heapq import nsmallest
from itertools import chain
from typing import Any, Final, Protocol

import numpy as np

from search.columns.bits import Numbers, count_bits
from search.columns.reading import Base, View, view_of
from search.columns.shape import FIELDS, Value
from search.questions import Condition
from search.ranking import MOST_FOUND, TOLD, rank
from search.store import Reader

KIND: Final = FIELDS[0]
EVERYTHING: Final = 2**40
"""Values: more than there are."""
ONE: Final = np.int32(1)
"""Of the type of what it is added to: any other would be converted each time."""


class Asked(Protocol):
    """What is to be counted (see `search.tallies`)."""

    @property
    def field(self) -> str:
        """The field of the index."""

    @property
    def most(self) -> int:
        """How many values at most: those that most entries have."""

    @property
    def by(self) -> str:
        """The field for each of whose values it is to be counted, if any."""


def count(
    reader: Reader, wanted: Sequence[Condition], asked: Mapping[str, Asked]
) -> dict[str, dict[Any, int]]:
    """Return the numbers of those things asked that the columns can count; perhaps of none."""
    own = {name: one for name, one in asked.items() if not one.by}
    view = view_of(reader) if own else None
    if view is None:
        return {}
    own = {name: one for name, one in own.items() if one.field in view.base.limits}
    if not own:
        return {}
    # So many values the engine would not tell.
    is_much = any(one.most > TOLD for one in own.values())
    most = reader.searcher.num_docs if is_much else MOST_FOUND
    keys = rank(reader, wanted, most) if wanted else _everything(reader, view)
    counted = _Counted(view, keys) if keys is not None else None
    if counted is None or counted.is_strange:
        return {}
    return {name: counted.numbers(one.field, one.most) for name, one in own.items()}


def count_all(reader: Reader) -> dict[str, dict[Any, int]]:
    """Return of each field all values in the archive with their numbers; nothing without columns.

    For whoever holds them against the index.
    """
    view = view_of(reader)
    if view is None:
        return {}
    counted = _Counted(view, view.everything)
    return {field: counted.numbers(field, EVERYTHING) for field in FIELDS}


def _everything(reader: Reader, view: View) -> Numbers | None:
    """Return the keys of all entries, which need not be looked for; None if that is not sure."""
    keys = view.everything
    # Beside the entries the index holds how far the log was applied.
    return keys if len(keys) == reader.searcher.num_docs - 1 else None


def first_of_kinds(reader: Reader, keys: Numbers) -> dict[str, int]:
    """Return the first of the entries of each kind that is among them; none without columns."""
    view = view_of(reader)
    if view is None:
        return {}
    places = dict(view.base.places[KIND])
    rows = view.rows[np.minimum(keys, len(view.rows) - 1)]
    # The kind is the first value of every entry, has no bits, and its words are the first keys.
    kinds = np.full(len(keys), -1, np.int64)
    kinds[rows >= 0] = view.base.values[view.base.starts[rows[rows >= 0]], 0]
    for at in np.flatnonzero(rows < 0).tolist():
        kind = next(iter(view.changed.get(int(keys[at]), {}).get(KIND, ())), "")
        kinds[at] = places.setdefault(str(kind), len(places))
    found = {word: np.flatnonzero(kinds == place) for word, place in places.items() if word}
    return {word: int(keys[some[0]]) for word, some in found.items() if len(some)}


class _Tables(threading.local):
    """A number for each place, of each thread: to have new ones made takes as long as to count."""

    def __init__(self) -> None:
        self.numbers: Numbers = np.zeros(0, np.int32)

    def empty(self, size: int) -> Numbers:
        """Return so many zeros, which are good until the next are asked for."""
        if len(self.numbers) < size:
            self.numbers = np.zeros(size, np.int32)
        made = self.numbers[:size]
        made.fill(0)
        return made


_tables: Final = _Tables()


class _Counted:
    """The values of some entries, counted: those in the arrays and those that changed since.

    They stand in the table of the thread, and so until others are counted.
    """

    def __init__(self, view: View, pks: Numbers) -> None:
        self._base = view.base
        rows = view.rows[np.minimum(pks, len(view.rows) - 1)]
        self._among_changed = [view.changed.get(pk) for pk in pks[rows < 0].tolist()]
        self._counts = _count_places(view.base, rows[rows >= 0])

    @property
    def is_strange(self) -> bool:
        """Whether an entry was found that the columns do not know."""
        return None in self._among_changed

    def numbers(self, field: str, most: int) -> dict[Any, int]:
        """Return at most so many values with their counts; of equal ones the first values."""
        first, last = self._base.limits[field]
        counts = self._counts[first:last]
        more = {
            value: number + self._number(field, value)
            for value, number in self._changed(field).items()
        }
        kept = _most_frequent(counts, most + len(more))
        values = self._base.keys[first:last][kept].tolist()
        words = self._base.words.get(field)
        named = [words[value] for value in values] if words is not None else values
        numbers = {**dict(zip(named, counts[kept].tolist(), strict=True)), **more}
        if len(numbers) <= most:
            return numbers
        return dict(nsmallest(most, numbers.items(), key=lambda pair: (-pair[1], pair[0])))

    def _changed(self, field: str) -> Counter[Value]:
        """Count the values of entries that changed since the arrays were written."""
        some: Iterable[Any] = (one.get(field, ()) for one in self._among_changed if one)
        return Counter(chain.from_iterable(some))

    def _number(self, field: str, value: Value) -> int:
        """Return how many entries in the arrays have a value."""
        first, last = self._base.limits[field]
        number = self._base.places[field].get(str(value)) if field in self._base.places else value
        if number is None:
            return 0
        at = first + int(np.searchsorted(self._base.keys[first:last], number))
        return int(self._counts[at]) if at < last and self._base.keys[at] == number else 0


def _count_places(base: Base, rows: Numbers) -> Numbers:
    """Return how many of these rows have the value of each place."""
    rows = np.sort(rows)  # what stands together on the disk is read together
    counts = _tables.empty(base.nothing + 1)
    for values in base.values_in(rows):
        np.add.at(counts, values, ONE)
    counts[base.frequent] = count_bits(base.bits, rows)[: len(base.frequent)]
    return counts


def _most_frequent(counts: Numbers, most: int) -> Numbers:
    """Return where the greatest counts above zero are, at most so many; of equal ones the first."""
    places = np.flatnonzero(counts != 0)  # truths are looked through in a third of the time
    if len(places) <= most:
        return places
    counts = counts[places]
    # Most values have the same few counts, which sorting by parts takes ten times as long over.
    at_least = np.cumsum(np.bincount(counts)[::-1])
    least = len(at_least) - 1 - int(np.searchsorted(at_least, most))
    above = np.flatnonzero(counts > least)
    equal = np.flatnonzero(counts == least)[: most - len(above)]
    kept: Numbers = places[np.sort(np.concatenate([above, equal]))]
    return kept
