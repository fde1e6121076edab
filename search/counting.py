"""Counting values: what the engine counted is kept until the index changes."""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Final

from search.facets import BY_CODE
from search.questions import YEARS, Condition, all_of
from search.store import Reader

EXACT: Final = 5_000_000
"""Terms a segment may pass on: fewer than there are would make counts approximate."""
COUNTED: Final = 200
"""Values of a facet that are told apart: a page shows fewer, and says how many more there are."""
COUNTED_YEARS: Final = 6_000

Counts = list[tuple[Any, int]]
"""Values with the number of entries that have each."""

_MANY: Final = 8
"""From so many facets on, a second thread pays."""
_KEPT: Final = 64
_cache: "OrderedDict[Hashable, dict[str, Counts]]" = OrderedDict()
"""Answers by generation and question: broad questions are dear and are asked again and again."""
_guard: Final = threading.Lock()


def count_values(
    reader: Reader, wanted: Sequence[Condition], codes: Sequence[str]
) -> dict[str, Counts]:
    """Return value and count of each of several facets, the most frequent first.

    Ties are in the order of values, so that pages do not change without cause.
    """
    question = frozenset(condition.key for condition in wanted)
    key = (reader.generation, question, tuple(codes))
    with _guard:
        if key in _cache:
            _cache.move_to_end(key)
            return dict(_cache[key])
    counted = _count(reader, wanted, codes)
    with _guard:
        _cache[key] = counted
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return dict(counted)


def forget_counts() -> None:
    """Forget what was counted: for measuring how long counting takes."""
    with _guard:
        _cache.clear()


def _count(reader: Reader, wanted: Sequence[Condition], codes: Sequence[str]) -> dict[str, Counts]:
    """Let the engine count: many facets at once on two cores, for it lets other threads run."""
    if len(codes) < _MANY:
        return _count_in_one_pass(reader, wanted, codes)
    with ThreadPoolExecutor(1) as helper:
        half = helper.submit(_count_in_one_pass, reader, wanted, codes[::2])
        return _count_in_one_pass(reader, wanted, codes[1::2]) | half.result()


def _count_in_one_pass(
    reader: Reader, wanted: Sequence[Condition], codes: Sequence[str]
) -> dict[str, Counts]:
    """Let the engine count all values of some facets."""
    if not codes:
        return {}
    asked = {code: {"terms": _terms(code)} for code in codes}
    answer = reader.searcher.aggregate(all_of(wanted), asked)
    return {
        code: sorted(
            ((bucket["key"], bucket["doc_count"]) for bucket in answer[code]["buckets"]),
            key=lambda pair: (-pair[1], pair[0]),
        )
        for code in codes
    }


def _terms(code: str) -> dict[str, Any]:
    """Return the aggregation of one facet or of the years."""
    if code == YEARS:
        return {"field": "year", "size": COUNTED_YEARS, "segment_size": EXACT}
    return {"field": BY_CODE[code].field, "size": COUNTED, "segment_size": EXACT}
