"""One writer at a time, where what is written is counted through."""

from typing import Final

from django.db import connection

KEY: Final = 0x510F0
"""The advisory lock under which PostgreSQL hands out numbers of logs and versions."""


def one_writer_at_a_time() -> None:
    """Wait until no other transaction is numbering changes; hold others up until this one ends.

    PostgreSQL hands out sequence numbers before the commits that use them, and commits may
    overtake one another: a follower would then skip a row, and two writers give out one number.
    Called inside a transaction, as often as wanted. SQLite has one writer anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KEY])
