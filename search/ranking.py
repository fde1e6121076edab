"""All entries that a question finds, the best first: looked up once for the parts of one page.

Who counts needs all of them, whoever shows a page the first few, and whoever names the best of each
kind some in between. For each of them to search again would take longer than to read the keys of
tens of thousands.
"""

import threading
from collections import OrderedDict
from collections.abc import Hashable, Sequence
from typing import Final

import numpy as np
from tantivy import Query

from search.columns.bits import Numbers
from search.questions import Condition, all_of
from search.store import Reader

MOST_FOUND: Final = 300_000
"""Entries of which the keys are read: of more it takes as long as to let the engine count them."""
TOLD: Final = 60_000
"""Values that the engine may be asked for: it refuses to tell more than 65,000 at a time."""
MOST_QUESTIONS: Final = 8
"""Questions of which the keys are remembered: those of the pages that are being made."""


class _Ranked:
    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.found: OrderedDict[Hashable, Numbers] = OrderedDict()


_ranked: Final = _Ranked()


def rank(reader: Reader, wanted: Sequence[Condition], most: int) -> Numbers | None:
    """Return the keys of all entries that a question finds, and remember them.

    If a text is asked for they stand by relevance, else in any order. None for more than `most`.
    """
    keys = ranked_before(reader, wanted)
    if keys is not None:
        return keys
    query = all_of(wanted)
    limit = min(reader.searcher.num_docs, most) + 1
    if any(one.code == "" for one in wanted):
        found = reader.searcher.search(query, limit, count=False, weight_by_field="weight")
    else:
        query = Query.const_score_query(query, 0.0)
        found = reader.searcher.search(query, limit, count=False)
    hits = found.hits
    if len(hits) > most:
        return None
    addresses = [address for _score, address in hits]
    pks = reader.searcher.fast_field_values("pk", addresses) if addresses else []
    keys = np.array(pks, np.int64)
    with _ranked.guard:
        _ranked.found[_place(reader, wanted)] = keys
        while len(_ranked.found) > MOST_QUESTIONS:
            _ranked.found.popitem(last=False)
    return keys


def ranked_before(reader: Reader, wanted: Sequence[Condition]) -> Numbers | None:
    """Return the same where it is remembered: of a question that was counted a moment ago."""
    with _ranked.guard:
        return _ranked.found.get(_place(reader, wanted))


def forget_ranked() -> None:
    """Forget all: for measuring how long it takes to find it."""
    with _ranked.guard:
        _ranked.found.clear()


def _place(reader: Reader, wanted: Sequence[Condition]) -> Hashable:
    return reader.generation, frozenset(one.key for one in wanted)
