"""From what the engine found to entries."""

from collections.abc import Iterable
from typing import Any

from tantivy import DocAddress, Searcher


def keys_of(searcher: Searcher, hits: Iterable[tuple[Any, DocAddress]]) -> list[int]:
    """Return the keys of the entries that were hit, in their order; what is no entry has none."""
    addresses = [address for _order, address in hits]
    keys = searcher.fast_field_values("pk", addresses) if addresses else []
    return [int(key) for key in keys if key is not None]
