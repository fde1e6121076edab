"""Holding the columns against the index."""

from typing import Any

from search.columns.counting import count_all
from search.columns.shape import FIELDS
from search.follower import fresh_reader
from search.questions import all_of
from search.ranking import TOLD
from search.store import Reader
from search.tallies import Asked


def differing_fields() -> list[str]:
    """Return the fields of which the engine counts otherwise over the whole archive.

    Of very many values those that most entries have are compared. Where there are no columns that
    fit the index, all fields differ.
    """
    reader = fresh_reader()
    counted = count_all(reader)
    return [field for field in FIELDS if _differs(reader, field, counted.get(field))]


def _differs(reader: Reader, field: str, counted: dict[Any, int] | None) -> bool:
    if counted is None:
        return True
    asked = Asked(field, TOLD)
    answer = reader.searcher.aggregate(all_of([]), {field: asked.aggregation()})
    told = asked.numbers(answer[field])
    same = all(counted.get(value) == number for value, number in told.items())
    return not same or min(len(counted), TOLD) != len(told)
