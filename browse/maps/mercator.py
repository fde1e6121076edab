"""Mercator's projection, and the window through which a map is seen.

The world is a square of side 1: `x` grows eastwards from 180° west, `y` southwards from the top.
Angles are true everywhere, so that a town's surroundings have their shape at every zoom; areas in
the far north look larger than they are.
"""

from dataclasses import dataclass
from math import atan, cos, degrees, log, pi, radians, sin, sinh
from typing import Final

WIDTH: Final = 960
HEIGHT: Final = 640
"""Pixels of the picture at its full size; it keeps its shape when it is smaller."""
CLOSEST: Final = 14
"""Each step of zoom shows the world larger by the root of two."""
CLOSEST_AT_FIRST: Final = 7
"""Some two thousand kilometres in the middle of Europe: there is a coast to know one's way by."""
ALONE: Final = 5
"""What one place alone is shown with: a continent, for it has no other beside it."""
ROUNDING: Final = 1e-9
"""Breadths of the world, some centimetres, by which a sum of such numbers may be wrong."""
FARTHEST_NORTH: Final = 84.0
FARTHEST_SOUTH: Final = -60.0
EQUATOR: Final = 40_075
"""Kilometres."""


def project(latitude: float, longitude: float) -> tuple[float, float]:
    """Return the place of a point given in degrees; the poles are cut off."""
    bounded = min(max(latitude, -FARTHEST_NORTH), FARTHEST_NORTH)
    sine = sin(radians(bounded))
    return (longitude + 180) / 360, 0.5 - log((1 + sine) / (1 - sine)) / (4 * pi)


def unproject(x: float, y: float) -> tuple[float, float]:
    """Return latitude and longitude, in degrees, of a point of the square."""
    return degrees(atan(sinh(pi * (1 - 2 * y)))), x * 360 - 180


@dataclass(frozen=True, slots=True)
class Window:
    """The part of the world that is shown: its middle, and a zoom from 0 (all) to `CLOSEST`."""

    x: float
    y: float
    zoom: int

    @property
    def width(self) -> float:
        """How much of the world's breadth is shown."""
        return float(2 ** (-self.zoom / 2))

    @property
    def height(self) -> float:
        """How much of the world's height is shown."""
        return self.width * HEIGHT / WIDTH

    @property
    def left(self) -> float:
        """The western edge."""
        return self.x - self.width / 2

    @property
    def top(self) -> float:
        """The northern edge."""
        return self.y - self.height / 2

    @property
    def latitude(self) -> float:
        """The latitude of the middle."""
        return round(unproject(self.x, self.y)[0], 2)

    @property
    def longitude(self) -> float:
        """The longitude of the middle."""
        return round(unproject(self.x, self.y)[1], 2)

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies in the picture, in pixels from its top left corner."""
        return (x - self.left) / self.width * WIDTH, (y - self.top) / self.height * HEIGHT

    def shows(self, x: float, y: float) -> bool:
        """Tell whether a point lies in the picture, or on its edge, as the world's own end may."""
        right, down = x - self.left, y - self.top
        return (
            -ROUNDING <= right <= self.width + ROUNDING
            and -ROUNDING <= down <= self.height + ROUNDING
        )

    def zoomed(self, steps: int, x: float | None = None, y: float | None = None) -> "Window":
        """Return the window nearer by some steps, with the same or another middle."""
        zoom = min(max(self.zoom + steps, 0), CLOSEST)
        return window_at(self.x if x is None else x, self.y if y is None else y, zoom)

    def moved(self, right: float, down: float) -> "Window":
        """Return the window moved by parts of its own breadth and height."""
        return window_at(self.x + right * self.width, self.y + down * self.height, self.zoom)


def window_at(x: float, y: float, zoom: int) -> Window:
    """Return the window nearest to the one asked for that does not look beyond the world."""
    asked = Window(x, y, min(max(zoom, 0), CLOSEST))
    half_width, half_height = asked.width / 2, asked.height / 2
    top, bottom = project(FARTHEST_NORTH, 0)[1], project(FARTHEST_SOUTH, 0)[1]
    return Window(
        min(max(x, half_width), 1 - half_width),
        min(max(y, top + half_height), max(bottom - half_height, top + half_height)),
        asked.zoom,
    )


def window_around(points: list[tuple[float, float]]) -> Window:
    """Return the closest window that shows all points, with room to know where on earth they are.

    No closer than `CLOSEST_AT_FIRST`, for a coastline has no names; one may look nearer.
    """
    if not points:
        return window_at(0.55, 0.33, 2)
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    breadth, height = max(xs) - min(xs), max(ys) - min(ys)
    for zoom in range(CLOSEST_AT_FIRST if breadth or height else ALONE, -1, -1):
        window = Window(*middle, zoom)
        if breadth <= window.width * 0.88 and height <= window.height * 0.86:
            return window_at(*middle, zoom)
    return window_at(*middle, 0)


def kilometres_of(window: Window) -> float:
    """Return how wide the picture is at its middle, in kilometres."""
    return window.width * EQUATOR * cos(radians(unproject(window.x, window.y)[0]))
