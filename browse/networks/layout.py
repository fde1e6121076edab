"""Where the nodes of a picture stand: networkx lays each connected part out, and parts are packed.

The same network always looks the same: nothing is left to chance, or to the order of its edges.
"""

from functools import lru_cache
from math import ceil, sqrt
from typing import Final

import networkx as nx

MOST_ROUNDS: Final = 80
WORK: Final = 1_200_000
"""Pairs of nodes that may push one another in all rounds together: some sixty milliseconds."""
SEED: Final = 1903

Edge = tuple[int, int, int]
"""Two nodes, and how many statements join them."""
Spots = dict[int, tuple[float, float]]
"""Where each node stands: from 0 to 1 in breadth and height."""


@lru_cache(maxsize=64)
def lay_out(nodes: tuple[int, ...], edges: tuple[Edge, ...]) -> Spots:
    """Return the places of all nodes; the largest part of the network comes first and largest."""
    graph = nx.Graph()
    graph.add_nodes_from(sorted(nodes))
    for one, other, weight in sorted(edges):
        graph.add_edge(one, other, weight=1 + min(weight, 9) / 3)
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    joined = [part for part in parts if len(part) > 1]
    spots: Spots = {}
    for part, (left, top, width, height) in zip(joined, _boxes([*map(len, joined)]), strict=True):
        for node, (x, y) in _spread(graph, sorted(part)).items():
            spots[node] = left + x * width, top + y * height
    return spots


def _spread(graph: nx.Graph, part: list[int]) -> Spots:
    """Return the places of one connected part in a square of side 1, which it fills."""
    if len(part) == 2:
        return {part[0]: (0.25, 0.5), part[1]: (0.75, 0.5)}
    laid = nx.spring_layout(
        graph.subgraph(part),
        pos=nx.circular_layout(part),
        k=1.6 / sqrt(len(part)),
        iterations=min(MOST_ROUNDS, WORK // len(part) ** 2),
        seed=SEED,
    )
    xs = _even([float(x) for x, _y in laid.values()])
    ys = _even([float(y) for _x, y in laid.values()])
    return dict(zip(laid, zip(xs, ys, strict=True), strict=True))


def _even(values: list[float]) -> list[float]:
    """Stretch values to between 0 and 1, drawing the outermost in: a middle too full is unreadable.

    Each value goes half of the way to its rank.
    """
    low, high = min(values), max(values)
    order = sorted(range(len(values)), key=lambda at: (values[at], at))
    rank = {at: place / (len(values) - 1) for place, at in enumerate(order)}
    width = (high - low) or 1.0
    return [0.5 * (value - low) / width + 0.5 * rank[at] for at, value in enumerate(values)]


def _boxes(sizes: list[int]) -> list[tuple[float, float, float, float]]:
    """Return left, top, width and height for parts of these sizes, the largest first.

    The largest takes the left; the others fill rows to its right, or below when there are many.
    """
    if len(sizes) <= 1:
        return [(0.0, 0.0, 1.0, 1.0)] * len(sizes)
    rest = sum(sizes[1:])
    share = max(0.45, min(0.82, sizes[0] / (sizes[0] + 1.5 * rest)))
    columns = max(1, ceil(sqrt(len(sizes[1:]) * (1 - share) * 1.5)))
    rows = ceil(len(sizes[1:]) / columns)
    boxes = [(0.0, 0.0, share, 1.0)]
    width, height = (1 - share) / columns, 1 / rows
    for at in range(len(sizes) - 1):
        left = share + (at % columns) * width
        top = (at // columns) * height
        boxes.append((left + width * 0.15, top + height * 0.15, width * 0.7, height * 0.7))
    return boxes
