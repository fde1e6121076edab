"""Places that lie close together on the screen are one symbol, so that all can be read.

The grid belongs to the world at a zoom and not to the window: what is together stays together
while one moves about. Nothing depends on the order of the places.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final

from browse.maps.mercator import WIDTH, Window
from browse.maps.places import Spot

CELL: Final = 44
"""Pixels: two neighbours can both be hit with a finger."""
CLOSEST: Final = 26.0
"""Pixels between the middles of two symbols."""
SMALLEST: Final = 4.0
LARGEST: Final = 20.0
MARGIN: Final = 12
"""Pixels that a symbol may stand from the edge and still be drawn."""


@dataclass(slots=True)
class Cluster:
    """One symbol: its places, the most frequent first, and where it stands in the picture."""

    spots: list[Spot]
    left: float
    top: float

    @property
    def count(self) -> int:
        """Connections of entries with its places: one with two of them is counted twice."""
        return sum(spot.entries for spot in self.spots)

    @property
    def main(self) -> Spot:
        """The place with most entries."""
        return self.spots[0]

    def merge(self, other: "Cluster") -> None:
        """Take the places of another symbol, and stand in the middle of all, by weight."""
        mine, theirs = self.count + len(self.spots), other.count + len(other.spots)
        share = theirs / (mine + theirs)
        self.left += (other.left - self.left) * share
        self.top += (other.top - self.top) * share
        self.spots = sorted([*self.spots, *other.spots], key=_rank)


def _rank(spot: Spot) -> tuple[int, int]:
    return -spot.entries, spot.pk


def make_clusters(spots: Iterable[Spot], window: Window) -> list[Cluster]:
    """Return the symbols of a window, the largest first; there are never more than some 400."""
    cells: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    scale = WIDTH / window.width
    edge = MARGIN / scale
    left, right = window.left - edge, window.left + window.width + edge
    top, bottom = window.top - edge, window.top + window.height + edge
    grid = scale / CELL
    for spot in sorted(spots, key=_rank):
        _pk, x, y, _entries, _itself = spot
        if left <= x <= right and top <= y <= bottom:
            cells[int(x * grid), int(y * grid)].append(spot)
    return _part({cell: _cluster(together, window) for cell, together in cells.items()})


def _cluster(spots: list[Spot], window: Window) -> Cluster:
    """Return one symbol for places, in the middle of them by weight."""
    weight = sum(spot.entries + 1 for spot in spots)
    x = sum(spot.x * (spot.entries + 1) for spot in spots) / weight
    y = sum(spot.y * (spot.entries + 1) for spot in spots) / weight
    return Cluster(spots, *window.pixel(x, y))


def _part(cells: dict[tuple[int, int], Cluster]) -> list[Cluster]:
    """Merge symbols that touch across the border of two cells into the larger of them."""
    most = max((one.count for one in cells.values()), default=0)
    order = sorted(cells, key=lambda cell: (-cells[cell].count, cells[cell].main.pk))
    for cell in order:
        one = cells.get(cell)
        if one is None:
            continue
        for near in _around(cell):
            other = cells.get(near)
            if other is not None and _touch(one, other, most):
                one.merge(cells.pop(near))
    return sorted(cells.values(), key=lambda one: (-one.count, one.main.pk))


def _around(cell: tuple[int, int]) -> list[tuple[int, int]]:
    steps = (-1, 0, 1)
    return [(cell[0] + dx, cell[1] + dy) for dx in steps for dy in steps if dx or dy]


def _touch(one: Cluster, other: Cluster, most: int) -> bool:
    away = hypot(one.left - other.left, one.top - other.top)
    return away < max(CLOSEST, radius_of(one.count, most) + radius_of(other.count, most))


def radius_of(count: int, most: int) -> float:
    """Return the radius of a symbol in pixels: its area grows with the number of entries."""
    return SMALLEST + (LARGEST - SMALLEST) * sqrt(count / most if most else 0)
