"""The coastline: Natural Earth's land (public domain) as one path of the part that is shown."""

import json
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Final

from browse.maps.mercator import HEIGHT, WIDTH, Window, project

FILE: Final = Path(__file__).with_name("land.geojson")
MARGIN: Final = 0.25
"""How much more than the picture is drawn on each side, for whoever drags it."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Ring:
    """A closed line in the projection, with the box around it."""

    points: list[Point]
    left: float
    top: float
    right: float
    bottom: float


@cache
def _rings() -> list[Ring]:
    """Return all land and, as rings of their own, the seas within it."""
    polygons = json.loads(FILE.read_text())["coordinates"]
    return [_ring([project(lat, lon) for lon, lat in one]) for one in chain(*polygons)]


def _ring(points: list[Point]) -> Ring:
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    return Ring(points, min(xs), min(ys), max(xs), max(ys))


def units_of(window: Window) -> int:
    """Return how many units of the path make a pixel: the whole world has points enough."""
    return 1 if window.zoom < 3 else 2


@lru_cache(maxsize=128)
def land_path(window: Window) -> str:
    """Return the `d` of the path of all land in view. Fill it by even and odd."""
    left, top = window.left - MARGIN * window.width, window.top - MARGIN * window.height
    right = window.left + (1 + MARGIN) * window.width
    bottom = window.top + (1 + MARGIN) * window.height
    parts = []
    for ring in _rings():
        if ring.right < left or ring.left > right or ring.bottom < top or ring.top > bottom:
            continue
        points = ring.points
        if ring.left < left or ring.right > right or ring.top < top or ring.bottom > bottom:
            points = clip(points, (left, top, right, bottom))
        parts.append(_line(points, window))
    return "".join(parts)


def _line(points: list[Point], window: Window) -> str:
    """Return the ring in whole units, each step relative to the last; none for a mere dot."""
    kx = units_of(window) * WIDTH / window.width
    ky = units_of(window) * HEIGHT / window.height
    left, top = window.left, window.top
    at: tuple[int, int] | None = None
    steps = []
    for x, y in points:
        here = round((x - left) * kx), round((y - top) * ky)
        if here == at:
            continue
        if at is None:
            steps.append(f"M{here[0]} {here[1]}l")
        else:
            steps.append(f"{here[0] - at[0]} {here[1] - at[1]} ")
        at = here
    return "".join(steps).rstrip() + "z" if len(steps) > 3 else ""


def clip(points: list[Point], box: tuple[float, float, float, float]) -> list[Point]:
    """Return what of a ring lies in the box, one side after the other (Sutherland and Hodgman)."""
    left, top, right, bottom = box
    for axis, limit, sign in ((0, left, 1), (0, right, -1), (1, top, 1), (1, bottom, -1)):
        if not points:
            return []
        points = _clip_side(points, axis, limit, sign)
    return points


def _clip_side(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    """Return the ring without what lies beyond one side of the box."""
    kept: list[Point] = []
    last = points[-1]
    was_in = (last[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            part = (limit - last[axis]) / (point[axis] - last[axis])
            kept.append(
                (last[0] + part * (point[0] - last[0]), last[1] + part * (point[1] - last[1]))
            )
        if is_in:
            kept.append(point)
        last, was_in = point, is_in
    return kept
