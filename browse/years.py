"""The years above a list: all with the range that was chosen, and that range year by year."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from browse.charts import Histogram, draw_each_year, draw_years
from search.query import SearchQuery
from search.results import YearBar

MOST_NEAR: Final = 60
"""Years that are shown one by one."""


@dataclass(frozen=True, slots=True)
class Years:
    """The picture of the years, and the ends of what was chosen of them."""

    whole: Histogram
    near: Histogram | None
    low: int
    """The first year that was chosen, within the picture; without a choice that of the picture."""
    high: int
    least_high: int
    """The least value of the handle for the last year: the year before the picture begins."""
    last: int
    """The last year of the picture."""


def make_years(
    bars: Sequence[YearBar], query: SearchQuery, address: Callable[[int, int], str]
) -> Years | None:
    """Return the years of a list, each stretch linked by `address(first, last)`; None without any.

    A choice of few years is drawn once more, a bar a year; one year among its ten.
    """
    whole = draw_years(bars, address)
    if whole is None:
        return None
    first, last = whole.start, whole.end - 1
    first_year, last_year = query.stretch.years
    asked_first = first if first_year is None else first_year
    asked_last = last if last_year is None else last_year
    low = min(max(asked_first, first), last)
    high = min(max(asked_last, first), last)
    seen = asked_first <= last and asked_last >= first
    near = None
    if seen and (low, high) != (first, last) and high - low < MOST_NEAR:
        one = low if low == high else None
        begin, end = (low, high) if one is None else (one // 10 * 10, one // 10 * 10 + 9)
        near = draw_each_year(bars, begin, end, address, one)
    return Years(whole, near, low, high, first - 1, last)
