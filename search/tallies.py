"""How many entries have each value of a field: counted by the engine, kept, and kept up to date.

Counting a broad question is dear, and every edit makes a new state of the index. So an answer is
kept together with the snapshot it was counted in. When the question comes again after an edit,
only what the change log names since then is counted, once as it was and once as it is: the
difference, added to what is kept, is the answer now. An entry that is named without having changed
counts the same on both sides.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from search.changelog import changed_between
from search.columns.counting import count
from search.questions import Condition, all_of, one_of
from search.ranking import TOLD, forget_ranked
from search.store import Reader

EXACT: Final = 5_000_000
"""Terms a segment may pass on: fewer than there are would make counts approximate."""
MOST_KEPT: Final = 300_000
"""Numbers that are kept: some thirty megabytes."""
SNAPSHOTS: Final = 8
"""Snapshots of the index that are held for the sake of what was counted in them: each holds the
files of its own time on the disk."""
MOST_CHANGED: Final = 1_000
"""With more changes than these, all is counted anew."""
INNER: Final = "inner"
KINDS: Final = 12
"""Values of the field by which another is counted: the kinds of entries, of which there are nine.
The engine tells only so many values of both together."""

Numbers = dict[Any, int]
"""A value, or a pair of an outer and an inner value, and how many entries have it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What to count: the values of `field`, at most `most` of them, those that most entries have.

    With `by`, the values for each value of that field, as pairs. Of the values only the first
    `needed` have to be right after an edit (None: all).
    """

    field: str
    most: int
    by: str = ""
    needed: int | None = None

    def aggregation(self) -> dict[str, Any]:
        """Return it in the words of the engine."""
        most = min(self.most, TOLD if not self.by else TOLD // KINDS)
        terms = {"field": self.field, "size": most, "segment_size": EXACT}
        if not self.by:
            return {"terms": terms}
        outer = {"field": self.by, "size": KINDS}
        return {"terms": outer, "aggs": {INNER: {"terms": terms}}}

    def numbers(self, answer: Any) -> Numbers:
        """Return what the engine answers; integers come from it as floating numbers."""
        if not self.by:
            return {_value(one["key"]): one["doc_count"] for one in answer["buckets"]}
        return {
            (_value(outer["key"]), _value(one["key"])): one["doc_count"]
            for outer in answer["buckets"]
            for one in outer[INNER]["buckets"]
        }


@dataclass(frozen=True, slots=True)
class Tally:
    """Numbers as they were in one snapshot; no value beside them has more than `hidden`."""

    reader: Reader
    numbers: Numbers
    hidden: int


def tally(
    reader: Reader, wanted: Sequence[Condition], asked: Mapping[str, Asked]
) -> dict[str, Numbers]:
    """Return the numbers of each thing asked, under its name; callers may not change them."""
    question = frozenset(condition.key for condition in wanted)
    found: dict[str, Tally] = {}
    stale: dict[str, Tally] = {}
    for name, one in asked.items():
        known = _kept.get((question, one))
        if known is not None and known.reader.generation == reader.generation:
            found[name] = known
        elif known is not None:
            stale[name] = known
    fresh = _brought_up_to_date(reader, wanted, asked, stale)
    missing = [name for name in asked if name not in found and name not in fresh]
    fresh |= _counted(reader, wanted, {name: asked[name] for name in missing})
    for name, one_tally in fresh.items():
        _kept.put((question, asked[name]), one_tally)
    return {name: (found | fresh)[name].numbers for name in asked}


def forget_tallies() -> None:
    """Forget what was counted: for measuring how long counting takes."""
    _kept.forget()
    forget_ranked()


# --- Counting ----------------------------------------------------------------------------------


def _counted(
    reader: Reader, wanted: Sequence[Condition], asked: Mapping[str, Asked]
) -> dict[str, Tally]:
    """Count everything."""
    numbers = _ask(reader, wanted, asked)
    return {
        name: Tally(reader, numbers[name], _floor(one, numbers[name]))
        for name, one in asked.items()
    }


def _ask(
    reader: Reader, wanted: Sequence[Condition], asked: Mapping[str, Asked]
) -> dict[str, Numbers]:
    """Read the numbers off the columns, and let the engine count what is not in them."""
    numbers = count(reader, wanted, asked)
    words = {name: one.aggregation() for name, one in asked.items() if name not in numbers}
    if words:
        answer = reader.searcher.aggregate(all_of(wanted), words)
        numbers |= {name: asked[name].numbers(answer[name]) for name in words}
    return numbers


def _floor(asked: Asked, numbers: Numbers) -> int:
    """Return how many entries a value may have that was cut off."""
    is_cut = not asked.by and len(numbers) >= min(asked.most, TOLD)
    return min(numbers.values()) if is_cut else 0


# --- Bringing up to date -----------------------------------------------------------------------


def _brought_up_to_date(
    reader: Reader,
    wanted: Sequence[Condition],
    asked: Mapping[str, Asked],
    stale: Mapping[str, Tally],
) -> dict[str, Tally]:
    """Return those of the stale numbers that could be corrected by what changed since."""
    by_snapshot: dict[str, list[str]] = {}
    for name, one in stale.items():
        by_snapshot.setdefault(one.reader.generation, []).append(name)
    fresh: dict[str, Tally] = {}
    for names in by_snapshot.values():
        old = stale[names[0]].reader
        changed = _changed(old, reader)
        if changed is None:
            continue
        among = [*wanted, one_of("pk", changed)]
        some = {name: asked[name] for name in names}
        before, after = _ask(old, among, some), _ask(reader, among, some)
        for name in names:
            corrected = _correct(stale[name], before[name], after[name], reader)
            if _is_sure(corrected, asked[name]):
                fresh[name] = corrected
    return fresh


def _changed(old: Reader, new: Reader) -> list[int] | None:
    """Return the entries that may differ between two snapshots; None if that is not to be known."""
    if old.folder != new.folder or old.later_cursor > new.cursor:
        return None
    return _kept.changes(
        (old.generation, new.generation),
        lambda: changed_between(old.later_cursor, new.cursor, MOST_CHANGED),
    )


def _correct(old: Tally, before: Numbers, after: Numbers, reader: Reader) -> Tally:
    """Return the numbers with what is gone taken away and what is new added."""
    numbers, hidden = dict(old.numbers), old.hidden
    for value in before.keys() | after.keys():
        change = after.get(value, 0) - before.get(value, 0)
        if value in numbers or not old.hidden:
            numbers[value] = numbers.get(value, 0) + change
            if not numbers[value]:
                del numbers[value]
        else:
            hidden = max(hidden, old.hidden + change)
    return Tally(reader, numbers, hidden)


def _is_sure(tally: Tally, asked: Asked) -> bool:
    """Tell whether no value that was cut off can belong among those that are needed."""
    if not tally.hidden:
        return len(tally.numbers) <= asked.most
    if asked.needed is None or len(tally.numbers) < asked.needed:
        return False
    return sorted(tally.numbers.values(), reverse=True)[asked.needed - 1] > tally.hidden


def _value(key: Any) -> Any:
    return key if isinstance(key, str) else int(key)


# --- Keeping -----------------------------------------------------------------------------------


class _Kept:
    """What was counted last: at most `MOST_KEPT` numbers, from the last `SNAPSHOTS` snapshots."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.tallies: OrderedDict[Hashable, Tally] = OrderedDict()
        self.snapshots: list[str] = []
        self.changed: dict[tuple[str, str], list[int] | None] = {}
        """What changed between two snapshots: every question of a page wants to know."""
        self.size = 0

    def get(self, key: Hashable) -> Tally | None:
        """Return what was counted last for this question."""
        with self.guard:
            if key in self.tallies:
                self.tallies.move_to_end(key)
            return self.tallies.get(key)

    def changes(
        self, span: tuple[str, str], find: Callable[[], list[int] | None]
    ) -> list[int] | None:
        """Return what changed between two snapshots, looked up at the first time."""
        with self.guard:
            if span in self.changed:
                return self.changed[span]
        changed = find()
        with self.guard:
            self.changed[span] = changed
            while len(self.changed) > SNAPSHOTS:
                del self.changed[next(iter(self.changed))]
        return changed

    def put(self, key: Hashable, tally: Tally) -> None:
        """Keep this, and let go of what was not asked for longest."""
        with self.guard:
            self._drop(key)
            self.tallies[key] = tally
            self.size += len(tally.numbers) + 1
            while self.size > MOST_KEPT:
                self._drop(next(iter(self.tallies)))
            if tally.reader.generation not in self.snapshots:
                self.snapshots.append(tally.reader.generation)
                self._drop_old()

    def _drop(self, key: Hashable) -> None:
        gone = self.tallies.pop(key, None)
        if gone is not None:
            self.size -= len(gone.numbers) + 1

    def _drop_old(self) -> None:
        del self.snapshots[:-SNAPSHOTS]
        for key, one in list(self.tallies.items()):
            if one.reader.generation not in self.snapshots:
                self._drop(key)

    def forget(self) -> None:
        """Forget everything."""
        with self.guard:
            self.tallies.clear()
            self.snapshots.clear()
            self.changed.clear()
            self.size = 0


_kept: Final = _Kept()
