"""The result set of a query, looked at from several sides: by year, by place, by who with whom.

Everything is counted by the engine over the whole set, whatever its size, and kept (see
`search.tallies`), so that pictures of broad questions are counted once.
"""

from collections.abc import Sequence
from typing import Final

from tantivy import FieldType, Occur, Query

from search.engine import find_page
from search.facets import BY_CODE
from search.follower import fresh_reader
from search.found import keys_of
from search.query import SearchQuery
from search.questions import Condition, all_of, one_of
from search.schema import schema
from search.tallies import Asked, Numbers, tally

MOST_VALUES: Final = 200_000
"""Values that are told apart: places of an archive, or entries that have a connection."""

Counts = dict[int, int]
"""A value, and how many entries have it."""

DATED: Final = Condition(
    "dated", Query.range_query(schema(), "decade", FieldType.Integer, -100_000, 100_000), ()
)
"""Has something dated, not too vaguely to be counted by the year."""


def undated() -> Condition:
    """Return the condition of having nothing dated."""
    query = Query.boolean_query([(Occur.Must, all_of([])), (Occur.MustNot, DATED.query)])
    return Condition("undated", query, ())


def having(field: str) -> Condition:
    """Return the condition of having any value in a field of the index."""
    return Condition(f"has {field}", Query.exists_query(field), ())


def valued(field: str, value: int) -> Condition:
    """Return the condition of having this value in an integer field of the index."""
    query = Query.term_query(schema(), field, value)
    return Condition(field, Query.const_score_query(query, 0.0), (value,))


def years_between(first: int, last: int) -> Condition:
    """Return the condition of having something dated in these years, both included."""
    query = Query.range_query(schema(), "year", FieldType.Integer, first, last)
    return Condition("years besides", query, (first, last))


def weighed() -> Condition:
    """Return a condition that every entry meets: with it, relevance is how much is said of one."""
    everything = Query.range_query(schema(), "pk", FieldType.Integer, 0)
    return Condition("weighed", Query.const_score_query(everything, 1.0), ())


def of_kind(kind: str) -> Condition:
    """Return the condition of being of one kind."""
    query = Query.term_query(schema(), BY_CODE["kind"].field, kind)
    return Condition("kind", Query.const_score_query(query, 0.0), (kind,))


def not_of_kind(kind: str) -> Condition:
    """Return the condition of being of any kind but one."""
    query = Query.boolean_query([(Occur.Must, all_of([])), (Occur.MustNot, of_kind(kind).query)])
    return Condition("not of kind", query, (kind,))


class ResultSet:
    """What a query finds in one snapshot of the index.

    Conditions that are given to a method narrow the set for that answer alone.
    """

    def __init__(self, query: SearchQuery) -> None:
        """Find what `query` asks for (a query to the database for its entries, if it names any)."""
        self.reader = fresh_reader()
        self.query = query
        self.wanted, self.near = query.conditions_in(self.reader)

    def count(self, *more: Condition) -> int:
        """Return how many entries there are."""
        return find_page(self.reader, [*self.wanted, *more], "changed", 1, 1)[0]

    def page(self, *more: Condition, sort: str, number: int = 1, size: int) -> list[int]:
        """Return the keys of one page of entries."""
        return find_page(self.reader, [*self.wanted, *more], sort, number, size)[1]

    def keys(self, limit: int, *more: Condition) -> list[int]:
        """Return the keys of at most `limit` entries, in no order that means anything."""
        searcher = self.reader.searcher
        query = Query.const_score_query(all_of([*self.wanted, *more]), 0.0)
        hits = searcher.search(query, limit=limit, count=False).hits
        return keys_of(searcher, hits)

    def members(self, keys: Sequence[int], *more: Condition) -> set[int]:
        """Return those of `keys` that are in the set."""
        if not keys:
            return set()
        among = [*self.wanted, *more, one_of("pk", keys)]
        return set(find_page(self.reader, among, "changed", 1, len(keys))[1])

    def tally(self, field: str, *more: Condition, most: int = MOST_VALUES) -> Counts:
        """Return how many entries have each value of an integer field of the index.

        Of more than `most` values those that most entries have.
        """
        return self._counted(Asked(field, most), more)

    def tally_by_kind(self, field: str, *more: Condition) -> dict[str, Counts]:
        """Return the same for each kind of entry that occurs among them."""
        asked = Asked(field, MOST_VALUES, by=BY_CODE["kind"].field)
        tallies: dict[str, Counts] = {}
        for (kind, value), count in self._counted(asked, more).items():
            tallies.setdefault(str(kind), {})[value] = count
        return tallies

    def count_by_kind(self, *more: Condition) -> dict[str, int]:
        """Return how many entries of each kind there are."""
        return self._counted(Asked(BY_CODE["kind"].field, 100), more)

    def _counted(self, asked: Asked, more: Sequence[Condition]) -> Numbers:
        """Return the values of a field with their numbers, from what is kept if it is."""
        return dict(tally(self.reader, [*self.wanted, *more], {"asked": asked})["asked"])
