"""Writing the change log, inside the transaction of the change."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from functools import cache
from typing import Final, NamedTuple

from django.db import connection, transaction
from django.db.models import Max, Min

from entries.locking import one_writer_at_a_time
from entries.prepared import Prepared
from search.models import Change

AT_ONCE: Final = 100
"""So many entries that show a changed name are brought up to date before an editor's save is
answered; at some 3 milliseconds each. More of them wait for the thread in the background."""


NO_ENTRY: Final = 0
"""Stands in the log for what shows on pages of many entries and is in no document: a label."""


class State(NamedTuple):
    """A state of the archive: no two have the same number and moment, even in a restored one."""

    number: int
    at: datetime | None
    """When the last change was logged; None before the first."""


_last: Final[Prepared[tuple[int, datetime]]] = Prepared(
    lambda: Change.objects.order_by("-id").values_list("id", "at")[:1]
)


@cache
def _since(most: int) -> Prepared[tuple[int, datetime, int]]:
    """Return the question for the first rows of the log from a number on."""
    return Prepared(
        lambda numbers: (
            Change.objects.filter(pk__gte=numbers[0])
            .order_by("pk")
            .values_list("pk", "at", "entry_id")[:most]
        )
    )


_known: Final[ContextVar[State | None]] = ContextVar("known", default=None)


@contextmanager
def knowing(now: State) -> Iterator[None]:
    """Let this block take the archive to be in a state that was read before: no query for it.

    For requests that only read: a page has a dozen parts that each want to know.
    """
    token = _known.set(now)
    try:
        yield
    finally:
        _known.reset(token)


def known_state() -> State | None:
    """Return the state that is taken for granted, if any is."""
    return _known.get()


def log_changes(pks: Iterable[int], shown_by: Iterable[int] = ()) -> None:
    """Note that these entries may have changed, and bring the index up to date after commit.

    The entries `shown_by` did not change themselves, but they show the name of one that did. When
    there are very many, their changes may wait: the name of a movement's leader is in thousands of
    documents. Whatever must not be seen any more is among `pks`, however many they are.

    A lock held to the end of the transaction makes the order of numbers that of commits.
    """
    changed = set(pks)
    others = set(shown_by) - changed
    rows = [Change(entry_id=pk) for pk in sorted(changed)]
    rows += [Change(entry_id=pk, later=len(others) > AT_ONCE) for pk in sorted(others)]
    if not rows:
        return
    with transaction.atomic(savepoint=False):
        one_writer_at_a_time()
        Change.objects.bulk_create(rows)
        _catch_up_after_commit()


def is_uncommitted() -> bool:
    """Tell whether this very transaction has logged changes that it may still take back.

    The transaction that a test case wraps around everything does not count.
    """
    blocks = connection.atomic_blocks
    if not blocks or getattr(blocks[-1], "_from_testcase", False):
        return False
    from search.follower import follow

    return any(hook[1] == follow for hook in connection.run_on_commit)


def state() -> State:
    """Return the state of the archive that is committed: one query, unless it is known.

    Whoever asks for it before reading the archive reads this state or a newer one.
    """
    if (known := _known.get()) is not None:
        return known
    rows = _last()
    return State(*rows[0]) if rows else State(0, None)


def head() -> int:
    """Return the number of the last change, 0 when there is none: always one query.

    Whoever writes the index needs the true one, whatever state a page takes for granted.
    """
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def changed_between(after: int, upto: int, most: int) -> list[int] | None:
    """Return the entries named in the log beyond one number and up to another: one query.

    None if there are more than `most` rows, or if the log no longer goes back so far: the number
    that everything had been applied to must still be in it.
    """
    rows = Change.objects.filter(pk__gte=after, pk__lte=upto).order_by("pk")
    named = list(rows.values_list("pk", "entry_id")[: most + 2])
    if after and (not named or named[0][0] != after):
        return None
    changed = [entry for number, entry in named if number > after]
    return None if len(changed) > most else sorted(set(changed) - {NO_ENTRY})


def states_since(known: State, most: int) -> list[tuple[State, int]] | None:
    """Return a known state and those that followed it, with the entry that each names: one query.

    None if there are more than `most` new ones, or if the log does not hold the known one any more.
    """
    rows = _since(most + 2)([known.number])
    found = [(State(number, at), entry) for number, at, entry in rows]
    return None if not found or found[0][0] != known or len(found) > most + 1 else found


def tail() -> int:
    """Return the number of the oldest change that is still in the log, 0 when there is none."""
    return Change.objects.aggregate(first=Min("id"))["first"] or 0


def _catch_up_after_commit() -> None:
    """Ask once per transaction that the index follow when it has been committed."""
    from search.follower import follow

    waiting = {hook[1] for hook in connection.run_on_commit}
    if follow not in waiting:
        transaction.on_commit(follow, robust=True)
