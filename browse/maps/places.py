"""The places of a result set, with how many of its entries belong to each."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from browse.maps.mercator import project
from entries.choices import Kind, Status
from places.models import Place
from search.facets import BY_CODE
from search.questions import Condition
from search.resultset import ResultSet, having, of_kind, valued

FEW: Final = 500
MOST: Final = 20_000
"""Places of one map."""


Point = tuple[float, float]


class Spot(NamedTuple):
    """A place on the map; `itself` if it is an entry of the result set."""

    pk: int
    x: float
    y: float
    entries: int
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


def find_places(found: ResultSet, year: int | None, most: int = MOST) -> Placed:
    """Return the places that entries of the set are connected with, the most frequent first.

    They are those of the facet “place”, and, without a year, places that are in the set
    themselves. With a year only what is dated in it counts. Of more than `most`
    places those that most entries have. One query.
    """
    field = field_of(year)
    counts = found.tally(field, most=most)
    entries = found.count(having(field)) if counts else 0
    themselves = set(found.keys(most, *_itself(year)))
    wanted = [*counts, *(pk for pk in sorted(themselves) if pk not in counts)][:most]
    where = _coordinates(wanted, found.reader.generation)
    spots, elsewhere = [], []
    for pk in wanted:
        point = where.get(pk)
        if point is None:
            if pk in where:
                elsewhere.append((pk, counts.get(pk, 0)))
            continue
        spots.append(Spot(pk, point[0], point[1], counts.get(pk, 0), pk in themselves))
    return Placed(spots, elsewhere, entries)


def at_place(year: int | None, place: int) -> Condition:
    """Return the condition of being connected with a place, in a year or at any time."""
    return valued(field_of(year), place)


def _itself(year: int | None) -> list[Condition]:
    """Return the conditions of being a place of which something is dated in the year."""
    conditions = [of_kind(Kind.PLACE)]
    return conditions if year is None else [*conditions, valued("year", year)]


def _coordinates(keys: Sequence[int], generation: str) -> Mapping[int, Point | None]:
    """Return where those of the places lie that are published; None for one that nobody placed.

    Few are asked for by key. Of many, more time would go into asking than into reading them all.
    """
    if len(keys) > FEW:
        return _all_places(generation)
    return _read(Place.objects.filter(pk__in=list(keys)))


@lru_cache(maxsize=1)
def _all_places(generation: str) -> Mapping[int, Point | None]:
    """Return where every published place lies, as long as the index is the same."""
    return _read(Place.objects.all())


def _read(places: QuerySet[Place]) -> dict[int, Point | None]:
    """Return where published places lie in the projection: one query.

    As plain numbers: a decimal for each of thousands takes longer than all else.
    """
    rows: QuerySet[Any, Any] = (
        places.filter(status=Status.PUBLISHED)
        .order_by()
        .values_list("pk", Cast("latitude", FloatField()), Cast("longitude", FloatField()))
    )
    return {
        pk: None if latitude is None or longitude is None else project(latitude, longitude)
        for pk, latitude, longitude in rows
    }
