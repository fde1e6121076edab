"""The picture of a network: a shape for each kind, and a line for each pair of entries."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log2, sqrt
from typing import Final

from browse.addresses import entry_url
from browse.charts import per_cent
from browse.maps.labels import NARROW, Label, breadth_of, choose_labels
from browse.maps.mercator import HEIGHT, WIDTH
from browse.networks.layout import Spots, lay_out
from browse.pages.claims import Claim, End
from entries.choices import Kind
from entries.languages import Shown

EDGE: Final = 5.0
"""Per cent of the picture that stay free on each side."""
SMALLEST: Final = 4.5
LARGEST: Final = 13.0

SHAPES: Final[dict[str, str]] = {
    Kind.PERSON: "M-1 0a1 1 0 1 1 2 0a1 1 0 1 1 -2 0z",
    Kind.ORGANISATION: "M-.9-.9h1.8v1.8h-1.8z",
    Kind.PUBLICATION: "M-1.2-.8h2.4v1.6h-2.4z",
    Kind.ISSUE: "M-1.2-.8h2.4v1.6h-2.4zM-1.2-.1h2.4v.2h-2.4z",
    Kind.WORK: "M-.8-1.1h1l.6.6v1.6h-1.6z",
    Kind.EVENT: "M0-1.2L1.2 0L0 1.2L-1.2 0z",
    Kind.PLACE: "M0 1.2L-1.1-.8h2.2z",
    Kind.TOPIC: "M-1.1 0L-.55-.95h1.1L1.1 0L.55.95h-1.1z",
    Kind.SOURCE: "M-.9-1.1h.5v2.2h-.5zM-.25-1.1h.5v2.2h-.5zM.4-1.1h.5v2.2h-.5z",
}
"""What a node of each kind looks like, in units of its size."""

Pairs = Mapping[tuple[int, int], Sequence[Claim]]
"""Two nodes, the lower key first, with the statements that join them."""


@dataclass(frozen=True, slots=True)
class Node:
    """One entry in the picture."""

    pid: str
    kind: str
    kind_label: str
    name: Shown
    url: str
    degree: int
    left: str
    top: str
    shape: str
    size: float
    side: str
    side_narrow: str
    dx: float


@dataclass(frozen=True, slots=True)
class Line:
    """Two entries that are joined; `title` says how."""

    one: str
    other: str
    x1: str
    y1: str
    x2: str
    y2: str
    breadth: float
    title: str
    doubtful: bool


def place_nodes(nodes: Mapping[int, int], pairs: Pairs) -> Spots:
    """Return where each node stands, in per cent; those without a line are left out."""
    weighted = tuple((one, other, len(rows)) for (one, other), rows in sorted(pairs.items()))
    spots = lay_out(tuple(sorted(nodes)), weighted)
    span = 100 - 2 * EDGE
    return {pk: (EDGE + x * span, EDGE + y * span) for pk, (x, y) in spots.items()}


def draw_nodes(nodes: Mapping[int, int], ends: Mapping[int, End], spots: Spots) -> list[Node]:
    """Return the nodes, those with most connections first; `nodes` says how many each has."""
    order = sorted((pk for pk in spots if pk in ends), key=lambda pk: (-nodes[pk], pk))
    most = max((nodes[pk] for pk in order), default=1)
    sizes = {pk: SMALLEST + (LARGEST - SMALLEST) * sqrt(nodes[pk] / most) for pk in order}
    names = {pk: _name(ends[pk]) for pk in order}
    labels = [
        Label(
            spots[pk][0] * WIDTH / 100,
            spots[pk][1] * HEIGHT / 100,
            sizes[pk],
            breadth_of(names[pk].text),
        )
        for pk in order
    ]
    wide = choose_labels(labels, WIDTH)
    narrow = choose_labels(labels, WIDTH, NARROW, wide)
    return [
        Node(
            pid=ends[pk].pid,
            kind=ends[pk].kind,
            kind_label=str(Kind(ends[pk].kind).label),
            name=names[pk],
            url=entry_url(ends[pk]),
            degree=nodes[pk],
            left=per_cent(spots[pk][0]),
            top=per_cent(spots[pk][1]),
            shape=SHAPES[ends[pk].kind],
            size=round(sizes[pk], 1),
            side=side,
            side_narrow=side_narrow,
            dx=round((sizes[pk] + 4) * (1 if (side or side_narrow) == "start" else -1), 1),
        )
        for pk, side, side_narrow in zip(order, wide, narrow, strict=True)
    ]


def draw_line(
    pair: tuple[Node, Node],
    spots: tuple[tuple[float, float], tuple[float, float]],
    title: str,
    statements: int,
    doubtful: bool,
) -> Line:
    """Return the line between two nodes: the more statements, the broader."""
    (x1, y1), (x2, y2) = spots
    return Line(
        pair[0].pid,
        pair[1].pid,
        per_cent(x1),
        per_cent(y1),
        per_cent(x2),
        per_cent(y2),
        round(1 + 0.6 * log2(statements), 1),
        title,
        doubtful,
    )


def _name(end: End) -> Shown:
    label = end.label
    return label if label.text else Shown(end.pid, "", False)
