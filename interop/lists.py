"""Going through any number of entries in a given order, so that memory does not grow with them."""

from collections.abc import Iterator, Sequence
from typing import Final

from entries.models import Entry

BATCH: Final = 200
"""Entries that are fetched, and dressed, together."""


def in_batches(keys: Sequence[int]) -> Iterator[list[Entry]]:
    """Yield the published ones of the entries with these keys, in their order: a query a batch.

    What was withdrawn since the keys were found is left out.
    """
    for start in range(0, len(keys), BATCH):
        some = keys[start : start + BATCH]
        found = Entry.objects.published().in_bulk(list(some))
        yield [found[key] for key in some if key in found]
