"""What ends and what begins between two states, with as few parts written as can be."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final, NamedTuple

from history.versions.parts import Piece

CLOSEST: Final = 1e-9
"""Positions nearer than this are not halved again: the list is numbered anew."""

Placed = tuple[Piece, float]


class Held(NamedTuple):
    """A part that lasts, as far as is needed to compare it: thousands of rows, and no models."""

    pk: int
    key: str
    position: float
    body: str


def delta(before: Mapping[str, Held], pieces: Sequence[Piece]) -> tuple[list[str], list[Placed]]:
    """Return the keys of the parts that end, and the pieces that begin with their positions.

    A part that says the same and stands in the same order stays. Of a list that was put into
    another order the fewest are written again that will do.
    """
    fresh: list[Placed] = []
    kept: set[str] = set()
    for _sort, run in groupby(pieces, key=lambda piece: piece.key.partition(":")[0]):
        listed = list(run)
        stays = _in_order(before, listed)
        if len(stays) == len(listed):
            kept |= stays
            continue
        placed = list(_placed(before, listed, stays))
        if any(nearest < CLOSEST for nearest in _gaps(before, listed, stays, placed)):
            stays, placed = set(), [(piece, float(at)) for at, piece in enumerate(listed, 1)]
        kept |= stays
        fresh += placed
    return [key for key in before if key not in kept], fresh


def _in_order(before: Mapping[str, Held], pieces: Sequence[Piece]) -> set[str]:
    """Return the keys that can stay: the longest run of positions that still rise."""
    ends: list[float] = []
    at: list[str] = []
    behind: dict[str, str | None] = {}
    for piece in pieces:
        part = before.get(piece.key)
        if part is None or part.body != piece.body:
            continue
        place = bisect_left(ends, part.position)
        behind[piece.key] = at[place - 1] if place else None
        ends[place : place + 1] = [part.position]
        at[place : place + 1] = [piece.key]
    found: set[str] = set()
    key = at[-1] if at else None
    while key is not None:
        found.add(key)
        key = behind[key]
    return found


def between(keys: Sequence[str], held: Mapping[str, float]) -> Iterator[tuple[str, float]]:
    """Yield the keys that are not held with positions evenly between those that are."""
    waiting: list[str] = []
    last = 0.0
    for key in keys:
        if key not in held:
            waiting.append(key)
            continue
        step = (held[key] - last) / (len(waiting) + 1)
        for count, one in enumerate(waiting, 1):
            yield one, last + step * count
        waiting, last = [], held[key]
    for count, one in enumerate(waiting, 1):
        yield one, last + count


def _placed(
    before: Mapping[str, Held], pieces: Sequence[Piece], stays: set[str]
) -> Iterator[Placed]:
    """Yield the pieces that do not stay with their positions."""
    by_key = {piece.key: piece for piece in pieces}
    held = {key: before[key].position for key in stays}
    for key, position in between(list(by_key), held):
        yield by_key[key], position


def _gaps(
    before: Mapping[str, Held],
    pieces: Sequence[Piece],
    stays: set[str],
    placed: Sequence[Placed],
) -> Iterator[float]:
    """Yield how far each piece stands behind the one before it."""
    fresh = {piece.key: position for piece, position in placed}
    last = 0.0
    for piece in pieces:
        here = before[piece.key].position if piece.key in stays else fresh[piece.key]
        yield here - last
        last = here
