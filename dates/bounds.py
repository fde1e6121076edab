"""From which day to which day a date reaches, in its own calendar."""

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import product

from dates import calendars
from dates.calendars import Calendar
from dates.edtf import Choice, Edge, End, Interval, Node, Single, matches
from dates.errors import DateError

Bounds = tuple[int | None, int | None]

# First month and number of months of each sub-year grouping (ISO 8601-2, 4.8). A season that
# begins in December belongs to the year of that December.
_GROUPINGS: dict[int, tuple[int, int]] = {
    21: (3, 3),
    22: (6, 3),
    23: (9, 3),
    24: (12, 3),  # place unknown: northern
    25: (3, 3),
    26: (6, 3),
    27: (9, 3),
    28: (12, 3),  # northern
    29: (9, 3),
    30: (12, 3),
    31: (3, 3),
    32: (6, 3),  # southern
    33: (1, 3),
    34: (4, 3),
    35: (7, 3),
    36: (10, 3),  # quarters
    37: (1, 4),
    38: (5, 4),
    39: (9, 4),  # thirds
    40: (1, 6),
    41: (7, 6),  # halves
}


def grouping_months(season: int) -> tuple[int, ...]:
    """The months of a season or other sub-year grouping, 13 and 14 being of the next year."""
    first, count = _GROUPINGS[season]
    return tuple(range(first, first + count))


@lru_cache(maxsize=4096)
def bounds(node: Node, calendar: Calendar) -> Bounds:
    """The first and last day as Julian Day Numbers; None for an end that is open or unknown.

    Raises `DateError` for a day that does not exist in the calendar, and for an interval that ends
    before it begins.
    """
    if isinstance(node, Choice):
        parts = [bounds(member, calendar) for member in node.members]
        earliest = [first for first, _ in parts]
        latest = [last for _, last in parts]
        return _least(earliest), _greatest(latest)
    if isinstance(node, Interval):
        return _interval_bounds(node, calendar)
    if node.season is not None:
        return _season_bounds(node, node.season, calendar)
    first = _find(node, calendar, last=False)
    last = _find(node, calendar, last=True)
    return calendars.to_jdn(*first, calendar), calendars.to_jdn(*last, calendar)


def _least(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return min(known) if len(known) == len(values) else None


def _greatest(values: Sequence[int | None]) -> int | None:
    known = [value for value in values if value is not None]
    return max(known) if len(known) == len(values) else None


def _interval_bounds(node: Interval, calendar: Calendar) -> Bounds:
    earliest = _end_bounds(node.start, calendar)[0]
    latest = _end_bounds(node.end, calendar)[1]
    if earliest is not None and latest is not None and latest < earliest:
        raise DateError("reversed", node.text)
    return earliest, latest


def _end_bounds(end: End, calendar: Calendar) -> Bounds:
    return (None, None) if isinstance(end, Edge) else bounds(end, calendar)


def _season_bounds(node: Single, season: int, calendar: Calendar) -> Bounds:
    months = grouping_months(season)
    first_year, last_year = year_span(node)
    last_year, last_month = last_year + (months[-1] - 1) // 12, (months[-1] - 1) % 12 + 1
    last_day = calendars.month_length(last_year, last_month, calendar)
    return (
        calendars.to_jdn(first_year, months[0], 1, calendar),
        calendars.to_jdn(last_year, last_month, last_day, calendar),
    )


def year_span(node: Single) -> tuple[int, int]:
    """The first and last astronomical year that the digits of the year allow."""
    size = 1
    if node.significant is not None:
        size = 10 ** max(len(node.year) - node.significant, 0)
    if "X" in node.year:
        small, great = int(node.year.replace("X", "0")), int(node.year.replace("X", "9"))
    else:
        small = int(node.year) // size * size
        great = small + size - 1
    return (-great, -small) if node.negative else (small, great)


def _years(node: Single, *, last: bool) -> Iterable[int]:
    """Every year the mask allows: from the first on, or from the last back."""
    if "X" not in node.year:
        return year_span(node)[-1:] if last else year_span(node)[:1]
    digits = "9876543210" if last != node.negative else "0123456789"
    choices = [digits if digit == "X" else digit for digit in node.year]
    sign = -1 if node.negative else 1
    return (sign * int("".join(number)) for number in product(*choices))


@cache
def _fitting(mask: str, highest: int) -> tuple[int, ...]:
    """The months or days that a mask of two characters allows, in order."""
    return tuple(number for number in range(1, highest + 1) if matches(mask, number))


def _find(node: Single, calendar: Calendar, *, last: bool) -> calendars.Day:
    """The first or last day that fits what is known of it."""
    months, days = _fitting(node.month or "XX", 12), _fitting(node.day or "XX", 31)
    if last:
        months, days = months[::-1], days[::-1]
    for year in _years(node, last=last):
        for month, day in product(months, days):
            if day <= calendars.month_length(year, month, calendar):
                return year, month, day
    raise DateError("impossible", node.text)
