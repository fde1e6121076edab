"""Asking the database about historical dates.

Every date field has these lookups; what they are given is a `HistoricalDate`, a text that `parse`
reads, or two days as Julian Day Numbers, None for a side that is open:

| lookup | keeps rows whose date |
|---|---|
| `date__overlaps` | may lie, in part, within it |
| `date__within` | lies wholly within it |
| `date__before` | ends before it begins |
| `date__after` | begins after it ends |
| `date__on_this_day=(month, day)` | is that day of any year |
| `date__on_this_day=(month, day, "julian")` | the same in the Julian calendar |

A date with an open or unknown end is within nothing that ends on that side, and neither before nor
after anything there. `overlaps` as a
function does the same as the lookup, for conditions that are put together.
"""

from abc import abstractmethod
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, cast

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import F, Lookup, Q
from django.db.models.expressions import Col, OrderBy
from django.db.models.sql.compiler import SQLCompiler

from dates.calendars import CALENDARS, GREGORIAN, Calendar, month_length, to_jdn
from dates.errors import DateError
from dates.historical import HistoricalDate
from dates.words import parse

if TYPE_CHECKING:
    _Lookup = Lookup[Any]
else:
    _Lookup = Lookup

Days = tuple[int | None, int | None]

ANNIVERSARIES: Final = range(1000, 2101)
"""The years of which an anniversary is looked for."""


def in_order(name: str, *, newest_first: bool = False) -> tuple[OrderBy, OrderBy]:
    """For `order_by`: by the first day a date can reach, then the last; undated rows last."""
    first, last = F(f"{name}_earliest"), F(f"{name}_latest")
    if newest_first:
        return first.desc(nulls_last=True), last.desc(nulls_last=True)
    return first.asc(nulls_last=True), last.asc(nulls_last=True)


def anniversaries(month: int, day: int, calendar: Calendar = GREGORIAN) -> list[int]:
    """That day of every year as Julian Day Numbers; of 29 February the leap years.

    Raises `DateError` for a day that no year has.
    """
    found = [
        to_jdn(year, month, day, calendar)
        for year in ANNIVERSARIES
        if 1 <= month <= 12 and 1 <= day <= month_length(year, month, calendar)
    ]
    if not found:
        raise DateError("impossible", f"{month}-{day}")
    return found


def _days(value: object) -> Days:
    """The first and last day of what a lookup is given."""
    if isinstance(value, str):
        value = parse(value)
    if isinstance(value, HistoricalDate):
        return value.earliest, value.latest
    if isinstance(value, tuple) and len(value) == 2:
        return value
    raise TypeError(f"give a historical date, text or two days, not {value!r}")


class _DateLookup(_Lookup):
    """A lookup that asks the columns of the bounds, which stand beside that of the date."""

    prepare_rhs = False

    def get_prep_lookup(self) -> Any:
        """What is asked, as days."""
        return _days(self.rhs)

    @abstractmethod
    def condition(self, name: str) -> Q:
        """The condition on the columns of the date `name`."""

    def as_sql(
        self, compiler: SQLCompiler, connection: BaseDatabaseWrapper
    ) -> tuple[str, tuple[Any, ...]]:
        """The condition as SQL, whichever table and alias the date is read from."""
        lhs: Any = self.lhs
        model, alias = lhs.target.model, lhs.alias
        parts = self.condition(lhs.target.name)
        sql, params = compiler.compile(_resolved(parts, model, alias))
        return sql, tuple(params)


def _resolved(condition: Q, model: Any, alias: str) -> Any:
    """A condition of plain comparisons on columns of one table, ready to be compiled."""
    from django.db.models.sql.where import WhereNode

    node = WhereNode(connector=condition.connector, negated=condition.negated)
    for child in condition.children:
        if isinstance(child, Q):
            node.add(_resolved(child, model, alias), condition.connector)
            continue
        path, value = cast(tuple[str, Any], child)
        name, _, kind = str(path).rpartition("__")
        field = model._meta.get_field(name)
        lookup = field.get_lookup(kind)
        node.add(lookup(Col(alias, field), value), condition.connector)
    return node


class Overlaps(_DateLookup):
    """May lie, in part, between two days."""

    lookup_name = "overlaps"

    def condition(self, name: str) -> Q:
        return overlaps(name, *self.rhs)


class Within(_DateLookup):
    """Lies wholly between two days."""

    lookup_name = "within"

    def condition(self, name: str) -> Q:
        earliest, latest = self.rhs
        query = Q(**{f"{name}__isnull": False})
        if earliest is not None:
            query &= Q(**{f"{name}_earliest__gte": earliest})
        if latest is not None:
            query &= Q(**{f"{name}_latest__lte": latest})
        return query


class Before(_DateLookup):
    """Ends before the first of two days; before nothing if that is open."""

    lookup_name = "before"

    def condition(self, name: str) -> Q:
        return _never(name) if self.rhs[0] is None else Q(**{f"{name}_latest__lt": self.rhs[0]})


class After(_DateLookup):
    """Begins after the last of two days; after nothing if that is open."""

    lookup_name = "after"

    def condition(self, name: str) -> Q:
        return _never(name) if self.rhs[1] is None else Q(**{f"{name}_earliest__gt": self.rhs[1]})


class OnThisDay(_DateLookup):
    """Is one day, and that of a month in a calendar."""

    lookup_name = "on_this_day"

    def get_prep_lookup(self) -> list[int]:
        """The day of every year."""
        month, day, *rest = self.rhs
        calendar = rest[0] if rest else GREGORIAN
        if calendar not in CALENDARS:
            raise DateError("calendar", str(calendar))
        return anniversaries(month, day, calendar)

    def condition(self, name: str) -> Q:
        days: Iterable[int] = self.rhs
        return (
            Q(**{f"{name}_earliest__in": days})
            & Q(**{f"{name}_latest__in": days})
            & Q(**{f"{name}__regex": _ONE_DAY})
        )


_ONE_DAY: Final = r"^[?~%]?-?[0-9]{4}-[?~%]?[0-9][0-9]-[?~%]?[0-9][0-9][?~%]?$"


def _never(name: str) -> Q:
    """What holds for no row that has a date."""
    return Q(**{f"{name}__isnull": True}) & Q(**{f"{name}__isnull": False})


LOOKUPS: Final = (Overlaps, Within, Before, After, OnThisDay)


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
