"""Which symbols of the map can bear their name without covering another."""

from collections.abc import Sequence
from operator import itemgetter
from typing import Final, NamedTuple

LETTER: Final = 7.2
"""Breadth of a letter at the size of the labels, in pixels; Thai marks above take none."""
LINE: Final = 17.0
SURE: Final = 3
"""How many names stand there even where they cover symbols."""
NARROW: Final = 960 / 343
"""How much larger letters are, beside the picture, on a phone."""
MIDDLE: Final = 960 / 608
"""The same where the picture is smallest before it counts as a phone's; paper has a little more."""


class Label(NamedTuple):
    """A name that wants to stand beside its symbol, in pixels of the picture."""

    left: float
    top: float
    radius: float
    letters: int


class Box(NamedTuple):
    """What is taken."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def choose_labels(
    wanted: Sequence[Label],
    width: int,
    scale: float = 1.0,
    given: Sequence[str] = (),
    *,
    sure: int = SURE,
) -> list[str]:
    """Return for each label, in order, on which side it stands: start, end, or nothing.

    The first ones come first: give the most important at the beginning. So many as `sure` says may
    cover symbols, for a crowd stands around what matters, but as few as they can. `scale` says how
    much larger than usual letters and symbols are beside the picture; every name stays within the
    picture at any size between that and `MIDDLE`. `given` are sides that were chosen for another
    scale: a name stands there or nowhere.
    """
    symbols = [_symbol(one, scale) for one in wanted]
    labels: list[Box] = []
    sides = []
    for at, one in enumerate(wanted):
        others = [*symbols[:at], *symbols[at + 1 :]]
        free: list[tuple[int, str, Box]] = []
        for side in (given[at],) if given and given[at] else ("start", "end"):
            box = _beside(one, side, scale)
            largest = _beside(one, side, max(scale, MIDDLE))
            if largest.left < 0 or largest.right > width or any(map(box.meets, labels)):
                continue
            if at < sure:
                free.append((sum(map(box.meets, others)), side, box))
            elif not any(map(box.meets, others)):
                free.append((0, side, box))
                break
        if free:
            _covered, side, box = min(free, key=itemgetter(0))
            labels.append(box)
        sides.append(side if free else "")
    return sides


def _symbol(one: Label, scale: float) -> Box:
    radius = one.radius * scale
    return Box(one.left - radius, one.top - radius, one.left + radius, one.top + radius)


def _beside(one: Label, side: str, scale: float) -> Box:
    gap, breadth = (one.radius + 4) * scale, one.letters * LETTER * scale
    half = LINE / 2 * scale
    if side == "start":
        return Box(one.left + gap, one.top - half, one.left + gap + breadth, one.top + half)
    return Box(one.left - gap - breadth, one.top - half, one.left - gap, one.top + half)


def breadth_of(text: str) -> int:
    """Return how many letters a name is broad: Thai marks above and below take no room."""
    return sum(1 for sign in text if not ("\u0e31" <= sign <= "\u0e3a" or sign >= "\u0e47"))
