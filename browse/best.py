"""The best hits of a text, one of each kind, above a list of all kinds."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise

from browse.addresses import entry_url
from browse.kinds import HEADINGS
from entries.languages import Shown
from entries.models import Entry
from search.hits import find_published
from search.query import SearchQuery
from search.results import Results

LEAST: Final = 6
"""Entries from which on a list is too long to be seen at once."""


@dataclass(frozen=True, slots=True)
class Best:
    """The best hit of one kind, and the way to all of that kind."""

    heading: str | Promise
    label: Shown
    url: str
    total: int
    all_url: str


def build_best(query: SearchQuery, results: Results, address: Callable[..., str]) -> list[Best]:
    """Return the best hit of each kind, the kinds in the order of the model.

    Nothing unless a text was asked for, of several kinds, by relevance, and this is the first
    page. A query to the database, and a small search for each kind that is not on the page.
    """
    counts = _counts(results)
    asked = query.text and query.effective_sort == "relevance" and "kind" not in query.selected
    if not asked or results.number > 1 or results.total < LEAST or len(counts) < 2:
        return []
    best: dict[str, Entry] = {}
    for hit in results.hits:
        best.setdefault(hit.entry.kind, hit.entry)
    best |= _best_beyond(query, counts.keys() - best.keys(), near=results.near)
    return [
        Best(heading, best[kind].label, entry_url(best[kind]), counts[kind], address(kind=kind))
        for kind, heading in HEADINGS.items()
        if kind in best and kind in counts
    ]


def _counts(results: Results) -> dict[str, int]:
    """Return how many entries of each kind there are."""
    return {
        value.param: value.count
        for facet in results.facets
        if facet.facet.code == "kind"
        for value in facet.values
        if value.count
    }


def _best_beyond(query: SearchQuery, kinds: Collection[str], *, near: bool) -> dict[str, Entry]:
    """Return the best entry of kinds that are not on the first page."""
    if not kinds:
        return {}
    keys = query.best_of(kinds, near=near)
    return {entry.kind: entry for entry in find_published(keys)}
