"""Counting the values of facets, and the years."""

from collections.abc import Sequence
from typing import Any, Final

from search.facets import BY_CODE
from search.questions import YEARS, Condition
from search.store import Reader
from search.tallies import Asked, tally

LISTED: Final = 20
"""Values of a facet that a page lists."""
COUNTED: Final = 200
"""Values of a facet that are told apart: a page shows fewer, and says how many more there are."""
COUNTED_YEARS: Final = 6_000

Counts = list[tuple[Any, int]]
"""Values with the number of entries that have each."""


def count_values(
    reader: Reader, wanted: Sequence[Condition], codes: Sequence[str]
) -> dict[str, Counts]:
    """Return value and count of each of several facets, the most frequent first.

    Ties are in the order of values, so that pages do not change without cause.
    """
    counted = tally(reader, wanted, {code: _asked(code) for code in codes})
    return {
        code: sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
        for code, numbers in counted.items()
    }


def _asked(code: str) -> Asked:
    """Return what to count for one facet or for the years."""
    if code == YEARS:
        return Asked("year", COUNTED_YEARS)
    return Asked(BY_CODE[code].field, COUNTED, needed=LISTED)
