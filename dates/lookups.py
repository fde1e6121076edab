"""Asking the database about historical dates."""

from django.db.models import Q


def overlaps(name: str, earliest: int | None, latest: int | None) -> Q:
    """Rows whose date `name` may lie, in part, between two days (Julian Day Numbers, included).

    None for a side leaves it open. `name` may reach through relations (`event__date`). An end that
    is open reaches any day on its side; an end that is unknown reaches none, so that the date
    counts for the day of its known end alone. Rows without a date are left out.
    """
    query = Q(**{f"{name}__isnull": False})
    if latest is not None:
        query &= _side(name, "earliest", "latest", "lte", latest)
    if earliest is not None:
        query &= _side(name, "latest", "earliest", "gte", earliest)
    return query


def _side(name: str, bound: str, other: str, compare: str, day: int) -> Q:
    """The bound lies on the right side of the day, or is open, or is unknown and the other does."""
    has_bound = Q(**{f"{name}_{bound}__{compare}": day})
    no_bound = Q(**{f"{name}_{bound}__isnull": True})
    return has_bound | no_bound & (_is_open(name, bound) | Q(**{f"{name}_{other}__{compare}": day}))


def _is_open(name: str, bound: str) -> Q:
    """An interval or set is open at this side: `../1905`, `[..1905]`, `1905/..`, `{1905..}`."""
    query = Q()
    if bound == "earliest":
        for beginning in ("..", "[..", "{.."):
            query |= Q(**{f"{name}__startswith": beginning})
    else:
        for ending in ("..", "..]", "..}"):
            query |= Q(**{f"{name}__endswith": ending})
    return query
