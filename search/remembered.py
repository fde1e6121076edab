"""What pages show of entries, remembered in the process until the change log names the entry.

An edit makes every finished page stale, for nobody knows which pages show what. Of single entries
it is known: the log names whatever changed. So the parts of a page that belong to one entry, such
as a label or a row of a list, outlive the edits of other entries.
"""

import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping
from typing import Any, Final, Generic, NamedTuple, TypeVar

from search.changelog import (
    NO_ENTRY,
    State,
    is_uncommitted,
    known_state,
    state,
    states_since,
)

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")

MOST_CHANGED: Final = 1_000
"""With more changes than these since the last look, all is forgotten."""


class Made(NamedTuple, Generic[V]):
    """Something that was made of an entry and of others."""

    value: V
    others: Collection[int] = ()
    """The keys of other entries that it was made of."""
    lasts: bool = True
    """False for what is only good for this one reader."""


Make = Callable[[list[K]], Mapping[K, Made[V]]]
"""Makes things, by key; to a key there may be none."""


class Remembered(Generic[K, V]):
    """One kind of thing, for the `most` keys that were asked for last.

    The key of an entry is its primary key. Things of other keys, such as the codes of properties,
    are forgotten when the log says that the look of pages changed.
    """

    def __init__(self, most: int) -> None:
        """Remember nothing yet."""
        self._most = most
        self._values: OrderedDict[Hashable, tuple[V | None, frozenset[Hashable]]] = OrderedDict()
        self._made_of: dict[Hashable, set[Hashable]] = {}
        with _log.guard:
            _log.shelves.append(self)

    def look_up(self, keys: Iterable[K], make: Make[K, V], variant: Hashable = "") -> dict[K, V]:
        """Return the thing of each key that has one, as the archive is now.

        What is not remembered comes from `make`, which is called once, with all keys that are
        missing, or not at all. `variant` says what else it depends on, such as a language. Costs
        one query to the change log, unless the state of the archive is known.
        """
        wanted = dict.fromkeys(keys)
        if not wanted:
            return {}
        if is_uncommitted():
            return {key: one.value for key, one in make(list(wanted)).items()}
        now = _log.catch_up()
        found, missing = self._find(wanted, variant)
        if missing:
            made = make(missing)
            found |= {key: one.value for key, one in made.items()}
            self._keep(missing, made, variant, now)
        return found

    def _find(self, wanted: Iterable[K], variant: Hashable) -> tuple[dict[K, V], list[K]]:
        """Return what is remembered, and the keys of which nothing is known."""
        found: dict[K, V] = {}
        missing: list[K] = []
        with _log.guard:
            for key in wanted:
                known = self._values.get((variant, key))
                if known is None:
                    missing.append(key)
                    continue
                self._values.move_to_end((variant, key))
                if known[0] is not None:
                    found[key] = known[0]
        return found, missing

    def _keep(
        self, missing: Iterable[K], made: Mapping[K, Made[V]], variant: Hashable, now: State
    ) -> None:
        """Remember what was made, and for which keys there is nothing."""
        with _log.guard:
            if not now.number or _log.state != now:
                return  # It may be older than what was forgotten in the meantime.
            for key in missing:
                one = made.get(key)
                if one is not None and not one.lasts:
                    continue
                place = (variant, key)
                self._drop(place)
                parts = frozenset({key, *one.others} if one is not None else {key})
                self._values[place] = (one.value if one is not None else None, parts)
                for part in parts:
                    self._made_of.setdefault(part, set()).add(place)
            while len(self._values) > self._most:
                self._drop(next(iter(self._values)))

    def forget(self, changed: Iterable[Hashable] | None = None) -> None:
        """Forget what was made of these entries, or everything; the log must be locked."""
        if changed is None:
            self._values.clear()
            self._made_of.clear()
            return
        for key in changed:
            for place in list(self._made_of.get(key, ())):
                self._drop(place)

    def _drop(self, place: Hashable) -> None:
        gone = self._values.pop(place, None)
        for part in gone[1] if gone is not None else ():
            places = self._made_of[part]
            places.discard(place)
            if not places:
                del self._made_of[part]


class _Log:
    """The change log as far as it was read, and all that is remembered."""

    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.state = State(0, None)
        self.shelves: list[Remembered[Any, Any]] = []

    def catch_up(self) -> State:
        """Forget what changed since the last look; return the state as it was read now."""
        while True:
            before = self.state
            if before == known_state():
                return before
            now, changed = _changes_since(before)
            if now == before:
                return now
            with self.guard:
                # What another thread read meanwhile may be less than this: then once more.
                if self.state == before:
                    self.state = now
                    for shelf in self.shelves:
                        shelf.forget(changed)
                    return now

    def forget(self) -> None:
        """Forget everything."""
        with self.guard:
            self.state = State(0, None)
            for shelf in self.shelves:
                shelf.forget()


def _changes_since(known: State) -> tuple[State, set[int] | None]:
    """Return the state now, and which entries changed since; None if any may have."""
    rows = states_since(known, MOST_CHANGED) if known.number else None
    if rows is None:
        return state(), None
    changed = {entry for _state, entry in rows[1:]}
    return rows[-1][0], None if NO_ENTRY in changed else changed


_log: Final = _Log()


def forget_remembered() -> None:
    """Forget everything: for measuring how long it takes to make it."""
    _log.forget()
