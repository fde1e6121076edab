"""Writing the change log, inside the transaction of the change."""

from collections.abc import Iterable
from typing import Final

from django.db import connection, transaction
from django.db.models import Max, Min

from search.models import Change

LOCK_KEY: Final = 0x510F0
"""The advisory lock under which PostgreSQL hands out numbers of the log."""


def log_changes(pks: Iterable[int]) -> None:
    """Note that these entries may have changed, and bring the index up to date after commit.

    PostgreSQL hands out sequence numbers before the commits that use them, and commits may
    overtake one another: a follower would then skip a row. A lock held to the end of the
    transaction makes the order of numbers that of commits. SQLite has one writer anyway.
    """
    rows = [Change(entry_id=pk) for pk in sorted(set(pks))]
    if not rows:
        return
    with transaction.atomic(savepoint=False):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK_KEY])
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


def head() -> int:
    """Return the number of the last change, 0 when there is none."""
    return Change.objects.aggregate(last=Max("id"))["last"] or 0


def tail() -> int:
    """Return the number of the oldest change that is still in the log, 0 when there is none."""
    return Change.objects.aggregate(first=Min("id"))["first"] or 0


def _catch_up_after_commit() -> None:
    """Ask once per transaction that the index follow when it has been committed."""
    from search.follower import follow

    waiting = {hook[1] for hook in connection.run_on_commit}
    if follow not in waiting:
        transaction.on_commit(follow, robust=True)
