"""Holding the columns against the index."""

from search.columns.counting import count
from search.columns.reading import view_of
from search.columns.shape import FIELDS
from search.follower import fresh_reader
from search.questions import all_of
from search.tallies import Asked

EVERYTHING = 5_000_000
"""Values of a field: more than there are."""


def differing_fields() -> list[str]:
    """Return the fields of which the engine counts otherwise over the whole archive.

    All of them where there are no columns that fit the index.
    """
    reader = fresh_reader()
    if view_of(reader) is None:
        return [*FIELDS]
    asked = {field: Asked(field, EVERYTHING) for field in FIELDS}
    counted = count(reader, [], asked)
    words = {field: one.aggregation() for field, one in asked.items()}
    answer = reader.searcher.aggregate(all_of([]), words)
    return [field for field in FIELDS if counted.get(field) != asked[field].numbers(answer[field])]
