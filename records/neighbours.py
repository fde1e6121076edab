"""Which other entries show an entry, and so change their public face when it does."""

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final

from django.db import connection

from entries.models import Statement
from records.columns import MODELS

CHUNK: Final = 1_000
"""Keys in a query: databases limit how much is handed over at a time."""


def neighbours(pk: int) -> set[int]:
    """Return the keys of the entries that share a statement with this one or refer to it.

    Costs two queries.
    """
    rows = Statement.objects.about(pk).values_list(
        "subject_id", "object_id", "place_id", "event_id"
    )
    return set(filter(None, chain.from_iterable(rows))) | referring([pk])


def referring(pks: Sequence[int]) -> set[int]:
    """Return the keys of the entries that have one of these in a column of their kind.

    Costs one query for each thousand. It is written out, for every edit asks this several times,
    and to build it of querysets takes forty times as long as to answer it.
    """
    found: set[int] = set()
    for start in range(0, len(pks), CHUNK):
        some = pks[start : start + CHUNK]
        marks = ", ".join(["%s"] * len(some))
        parts = [f"{select} IN ({marks})" for select in _references()]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ".join(parts), [*some] * len(parts))
            found.update(key for (key,) in cursor.fetchall())
    return found


@cache
def _references() -> list[str]:
    """Return the beginning of a query for each column that leads from one entry to another."""
    kinds, quote = set(MODELS.values()), connection.ops.quote_name
    return [
        f"SELECT {quote(str(model._meta.pk.column))}"  # noqa: S608 - of names of our own
        f" FROM {quote(model._meta.db_table)} WHERE {quote(str(field.column))}"
        for model in MODELS.values()
        for field in model._meta.local_fields
        if field.related_model in kinds
    ]
