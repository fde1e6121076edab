"""By which properties the entries of a result set are connected with one another.

The index has for each property a column of the entries to which one is joined by it (`links` in
`search.schema`), whether those were found or not. So both ends of a pair that was found name each
other, and whoever names one that was not found stands alone.
"""

from collections.abc import Iterable, Sequence
from typing import Any, Final

from search.questions import Condition, all_of
from search.ranking import TOLD
from search.resultset import ResultSet, having

MOST_ENTRIES: Final = 5_000
"""Entries of which the pairs are counted: to read all columns of more takes too long."""


def count_pairs(found: ResultSet, codes: Iterable[str], *more: Condition) -> dict[str, int] | None:
    """Return how many pairs of entries each of the properties joins, those that join any.

    None for a result set too large to count; `connected_by` says less of it, and always answers.
    """
    keys = set(found.keys(MOST_ENTRIES + 1, *more))
    if len(keys) > MOST_ENTRIES:
        return None
    links = _ask(found, more, {code: {"value_count": {"field": _field(code)}} for code in codes})
    sizes = {code: int(answer["value"]) for code, answer in links.items() if answer["value"]}
    if sum(sizes.values()) > TOLD:
        return None
    terms = {
        code: {"terms": {"field": _field(code), "size": size, "segment_size": size}}
        for code, size in sizes.items()
    }
    named = {
        code: sum(one["doc_count"] for one in answer["buckets"] if int(one["key"]) in keys)
        for code, answer in _ask(found, more, terms).items()
    }
    return {code: number // 2 for code, number in named.items() if number}


def connected_by(found: ResultSet, codes: Iterable[str], *more: Condition) -> set[str]:
    """Return those of the properties by which an entry is joined to another, found or not."""
    return {code for code in codes if found.count(*more, having(_field(code)))}


def _ask(found: ResultSet, more: Sequence[Condition], words: dict[str, Any]) -> dict[str, Any]:
    """Return what the engine counts in the result set."""
    if not words:
        return {}
    answer: dict[str, Any] = found.reader.searcher.aggregate(all_of([*found.wanted, *more]), words)
    return answer


def _field(code: str) -> str:
    return f"links.{code}"
