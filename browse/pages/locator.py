"""The small map of a place: where it lies, on our own coastline, among its neighbours."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import FloatField, QuerySet
from django.db.models.functions import Cast

from browse.addresses import browse_url, entry_url
from browse.charts import per_cent
from browse.maps.labels import Label, breadth_of, choose_labels
from browse.maps.land import land_path, units_of
from browse.maps.mercator import HEIGHT, WIDTH, Window, project, unproject, window_at
from browse.pages.claims import End
from entries.choices import Status
from entries.languages import Shown
from places.models import Place

ZOOM: Final = 8
"""Some 1,600 kilometres across in the latitude of Paris: a coast is mostly in view."""
LOOKED_AT: Final = 60
"""Neighbours that are looked at; more have no room."""
MOST: Final = 8
LETTERS: Final = WIDTH / 400
"""How much larger letters are, beside the picture, in the margin of a page."""
_POINT: Final = (Cast("latitude", FloatField()), Cast("longitude", FloatField()))


@dataclass(frozen=True, slots=True)
class Spot:
    """A place on the map: its position, its name, and on which side that stands."""

    left: str
    top: str
    name: Shown
    url: str
    """Empty for the place itself."""
    side: str
    dx: int


@dataclass(frozen=True, slots=True)
class Locator:
    """All that the template is given."""

    land: str
    box: str
    spots: list[Spot]
    map_url: str


def locate(place: Any) -> Locator | None:
    """Return the map of a place (one query); None for one without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    x, y = project(float(place.latitude), float(place.longitude))
    window = window_at(x, y, ZOOM)
    own = End(place.pk, place.pid, place.kind, place.slug, place.labels)
    others = sorted(
        _neighbours(place.pk, window), key=lambda one: (one[1] - x) ** 2 + (one[2] - y) ** 2
    )
    return Locator(
        land=land_path(window),
        box=f"0 0 {WIDTH * units_of(window)} {HEIGHT * units_of(window)}",
        spots=_spots([(own, x, y), *others], window),
        map_url=browse_url(place=place.pid).replace("/browse/", "/browse/map/", 1),
    )


def _neighbours(pk: int, window: Window) -> list[tuple[End, float, float]]:
    """Return published places in view, with where they lie in the projection: one query.

    What other places are parts of is no spot: a country would be a dot in its middle.
    """
    north, west = unproject(window.left, window.top)
    south, east = unproject(window.left + window.width, window.top + window.height)
    rows: QuerySet[Any, Any] = (
        Place.objects.filter(
            status=Status.PUBLISHED,
            parts__isnull=True,
            latitude__range=(round(south, 5), round(north, 5)),
            longitude__range=(round(west, 5), round(east, 5)),
        )
        .exclude(pk=pk)
        .order_by("pk")
        .values_list("pk", "pid", "kind", "slug", "labels", *_POINT)[:LOOKED_AT]
    )
    return [(End._make(row[:5]), *project(*row[5:])) for row in rows]


def _spots(found: list[tuple[End, float, float]], window: Window) -> list[Spot]:
    """Return the place itself and those neighbours whose names have room, the nearest first."""
    points = [(end, *window.pixel(x, y)) for end, x, y in found]
    labels = [
        Label(left, top, 4.0, breadth_of(end.label.text) + 2)
        for end, left, top in points
        if end.label.text
    ]
    sides = choose_labels(labels, WIDTH, LETTERS)
    named = [one for one in points if one[0].label.text]
    spots = [
        Spot(
            left=per_cent(100 * left / WIDTH),
            top=per_cent(100 * top / HEIGHT),
            name=end.label,
            url=entry_url(end) if at else "",
            side=side or "start",
            dx=8 if side != "end" else -8,
        )
        for at, ((end, left, top), side) in enumerate(zip(named, sides, strict=True))
        if side or not at
    ]
    return spots[: MOST + 1]
