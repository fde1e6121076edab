"""Storing versions and revisions as the archive changes, inside the transaction of the change.

An entry's version holds the statements from both of their ends, so a statement that changes makes
a version of every public entry that it is about. A revision holds what is edited with the entry.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final

from django.db import transaction
from django.utils import timezone

from entries.locking import one_writer_at_a_time
from entries.models import Entry
from history.deeds import RESTORE, UNDELETE
from history.versions import beside
from history.versions.delta import delta
from history.versions.documents import Read, Rows, find_pieces
from history.versions.revisions import adopt
from history.versions.store import DESK, PUBLIC, Deed, Writer
from history.versions.touched import forget, touch, touched

if TYPE_CHECKING:
    from django.contrib.auth.models import User

BATCH: Final = 100
"""Entries whose records are in memory at once."""
REMEMBERED: Final = 20_000
"""Statements, at some 1 KB each, that are not read a second time for their other ends."""
ALONGSIDE: Final = "statement"
"""The action of a version that came about because another entry changed."""
BEGIN: Final = "begin"
DELETE: Final = "delete"
MEND: Final = "mend"
"""The action of a state that should have been stored earlier, and was not."""
UNSEEN: Final = frozenset(
    {
        *("change", "create", BEGIN, MEND, "submit", "send_back", DELETE, RESTORE, UNDELETE),
        *("approve", "assign", "comment", "schedule", "unschedule"),
        *("keep_apart", "propose_again"),
    }
)
"""Actions that do not change whether an entry is public."""
MOVING: Final = frozenset({"merge", "unmerge"})
"""Actions that write in the records of other entries: what led to one entry leads to another."""

_gathering: ContextVar[set[int] | None] = ContextVar("gathering", default=None)


@dataclass
class _Kept:
    """What one change has touched so far."""

    deed: Deed
    done: set[int] = field(default_factory=set)
    uids: set[str] = field(default_factory=set)
    """Statements that changed, or of which it changed whether they are public."""
    statements: set[int] = field(default_factory=set)
    read: Read = field(default_factory=dict)
    """Public statements that have been read, while they are not too many to remember."""


def keep(
    pks: Iterable[int],
    *,
    user: "User | None" = None,
    action: str = "change",
    note: str = "",
    whole: bool = True,
) -> None:
    """Store a new state of each of these entries whose record is not that of its last one.

    What is not public gets a revision and no version; what stopped being public leaves the
    versions of its neighbours. Without `whole`, only the statements are read that `touched` knows
    of. Within `together` nothing is stored until its end.
    """
    gathered = _gathering.get()
    if gathered is not None:
        gathered.update(pks)
        return
    with transaction.atomic(savepoint=False):
        one_writer_at_a_time()
        _keep(pks, Deed(user, action, note, timezone.now()), whole)


@contextmanager
def together(*, user: "User | None" = None, action: str, note: str = "") -> Iterator[None]:
    """Store one state of each entry for all that happens inside, when it has gone well."""
    if _gathering.get() is not None:
        yield
        return
    pks: set[int] = set()
    token = _gathering.set(pks)
    try:
        yield
    finally:
        _gathering.reset(token)
    keep(pks, user=user, action=action, note=note)


@contextmanager
def unkept() -> Iterator[None]:
    """Store nothing of what happens inside: it is a trial, and will be taken back."""
    token = _gathering.set(set())
    try:
        yield
    finally:
        _gathering.reset(token)


def begin() -> int:
    """Store the first states of all entries that have none; return how many there were.

    For an archive that was filled before it kept any.
    """
    deed = Deed(None, BEGIN, "", timezone.now())
    published = Entry.objects.published().filter(versions=None)
    without = published.values("pk").union(Entry.objects.filter(revisions=None).values("pk"))
    keys = sorted({row["pk"] for row in without})
    with transaction.atomic():
        one_writer_at_a_time()
        for batch in _batches(keys):
            _keep_batch(batch, _Kept(deed), None)
    return len(keys)


def _keep(pks: Iterable[int], deed: Deed, whole: bool) -> None:
    """Keep the entries, then whoever else shows what changed of them."""
    kept = _Kept(deed)
    keys = sorted(set(pks))
    reuse = None if whole else touched()
    for batch in _batches(keys):
        _keep_batch(batch, kept, reuse)
    alongside = replace(deed, action=ALONGSIDE, note="")
    if deed.action in MOVING:
        _keep_moved(keys, _Kept(alongside))
    if deed.action not in UNSEEN:
        others: set[int] = set()
        for batch in _batches(keys):
            citing, statements = beside.citing(batch)
            kept.uids.update(statements.values())
            touch(statements)
            others |= citing | beside.shown_in_columns(batch)
        rest = _Kept(alongside, kept.done, kept.uids, kept.statements, kept.read)
        for batch in _batches(sorted(others - kept.done)):
            _keep_public(batch, rest, touched())
    beside.keep_ends(kept.uids, kept.done, alongside, kept.read)
    forget(kept.statements)


def _keep_moved(keys: Sequence[int], kept: _Kept) -> None:
    """Store revisions of the entries whose statements, evidence or columns name these entries.

    They may be drafts, or name what is not public: versions do not tell. Only the statements that
    do so are read.
    """
    named: set[int] = set()
    subjects: set[int] = set()
    for batch in _batches(keys):
        citing, cited = beside.citing(batch)
        about = beside.naming(batch) | beside.subjects_of(cited)
        named.update(about)
        subjects |= citing | beside.shown_in_columns(batch) | set(about.values())
    known = touched()
    reuse = None if known is None else known | named
    for batch in _batches(sorted(subjects.difference(keys))):
        _keep_desk(batch, kept, reuse, {})


def _batches(keys: Sequence[int]) -> Iterator[Sequence[int]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def _keep_batch(pks: Sequence[int], kept: _Kept, reuse: Collection[int] | None) -> None:
    """Store the revisions and the versions of some entries."""
    rows: Rows = {}
    _keep_desk(pks, kept, reuse, rows)
    seen = kept.deed.action in UNSEEN
    _keep_public(pks, kept, reuse if seen else None, rows)


def _keep_desk(pks: Sequence[int], kept: _Kept, reuse: Collection[int] | None, rows: Rows) -> None:
    """Store revisions: a fixed number of queries for each kind among the entries."""
    entries = list(Entry.objects.filter(pk__in=pks).values_list("pk", "kind"))
    numbers = DESK.numbers(pks)
    returned = adopt([pk for pk, _kind in entries if pk not in numbers])
    if returned:
        numbers = DESK.numbers(pks)
    alive = DESK.alive(pks)
    found = find_pieces(entries, DESK.scope, alive, reuse, rows)
    writer = Writer(DESK, numbers)
    for pk, pieces in found.pieces.items():
        before = alive.get(pk, {})
        closed, fresh = delta(before, pieces)
        if closed or fresh or pk in returned or kept.deed.action == DELETE:
            parts = [before[key] for key in closed]
            writer.add(pk, kept.deed, parts, fresh, found.identity[pk])
    writer.write()
    kept.statements |= found.statements


def _keep_public(
    pks: Sequence[int], kept: _Kept, reuse: Collection[int] | None, rows: Rows | None = None
) -> None:
    """Store versions of those that are public, and note which statements changed."""
    kept.done |= set(pks)
    public = Entry.objects.published().filter(pk__in=pks)
    alive = PUBLIC.alive(pks)
    entries = list(public.values_list("pk", "kind"))
    found = find_pieces(entries, PUBLIC.scope, alive, reuse, rows)
    writer = Writer(PUBLIC, PUBLIC.numbers(pks))
    for pk in pks:
        before = alive.get(pk, {})
        pieces = found.pieces.get(pk)
        if pieces is None:
            kept.uids |= beside.statement_uids(before)
            continue
        closed, fresh = delta(before, pieces)
        changed = [*closed, *(piece.key for piece, _position in fresh)]
        if kept.deed.action not in UNSEEN | {ALONGSIDE}:
            changed = [*before, *(piece.key for piece in pieces)]
        kept.uids |= beside.statement_uids(changed)
        if closed or fresh:
            writer.add(pk, kept.deed, [before[key] for key in closed], fresh, {})
    writer.write()
    kept.statements |= found.statements
    kept.read.update(found.read)
    if len(kept.read) > REMEMBERED:
        kept.read.clear()
