"""The places of a result set, with how many of its entries belong to each."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from browse.maps.mercator import project
from entries.choices import Kind
from places.models import Place
from search.facets import BY_CODE
from search.follower import batched
from search.questions import Condition
from search.resultset import ResultSet, having, of_kind, valued

AT_ONCE: Final = 10_000
"""Keys in one query."""
MOST: Final = 20_000
"""Places of one map."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map; `itself` if it is an entry of the result set."""

    pk: int
    x: float
    y: float
    count: int
    itself: bool


class Placed(NamedTuple):
    """All places of a result set. `elsewhere` have no coordinates: key and number of entries."""

    spots: list[Spot]
    elsewhere: list[tuple[int, int]]
    entries: int
    """Entries that belong to any place, on the map or not."""


def field_of(year: int | None) -> str:
    """Return the field of the index with the places of an entry: all, or those of one year."""
    return BY_CODE["place"].field if year is None else f"there.{year}"


def find_places(found: ResultSet, year: int | None) -> Placed:
    """Return the places that entries of the set are connected with, the most frequent first.

    They are those of the facet “place”, and, without a year, places that are in the set
    themselves. With a year only what is dated in it counts. Costs a query for every ten thousand
    places.
    """
    field = field_of(year)
    counts = found.tally(field, most=MOST)
    entries = found.count(having(field)) if counts else 0
    themselves = set(found.keys(MOST, *_itself(year)))
    wanted = [*counts, *(pk for pk in sorted(themselves) if pk not in counts)][:MOST]
    where = _coordinates(wanted)
    spots, elsewhere = [], []
    for pk in wanted:
        if pk not in where:
            continue
        latitude, longitude = where[pk]
        if latitude is None or longitude is None:
            elsewhere.append((pk, counts.get(pk, 0)))
            continue
        x, y = project(latitude, longitude)
        spots.append(Spot(pk, x, y, counts.get(pk, 0), pk in themselves))
    return Placed(spots, elsewhere, entries)


def at_place(year: int | None, place: int) -> Condition:
    """Return the condition of being connected with a place, in a year or at any time."""
    return valued(field_of(year), place)


def _itself(year: int | None) -> list[Condition]:
    """Return the conditions of being a place of which something is dated in the year."""
    conditions = [of_kind(Kind.PLACE)]
    return conditions if year is None else [*conditions, valued("year", year)]


def _coordinates(keys: Sequence[int]) -> dict[int, tuple[float | None, float | None]]:
    """Return latitude and longitude of those places that are published.

    As plain numbers: a decimal for each of thousands takes longer than all else.
    """
    found: dict[int, tuple[float | None, float | None]] = {}
    for some in batched(keys, AT_ONCE):
        places: QuerySet[Any, Any] = Place.objects.published().filter(pk__in=some).order_by()
        rows = places.values_list(
            "pk", Cast("latitude", FloatField()), Cast("longitude", FloatField())
        )
        found |= {pk: (latitude, longitude) for pk, latitude, longitude in rows}
    return found
