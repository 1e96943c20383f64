"""Where the nodes of a small picture stand, so that their boxes (node and label) do not overlap.

Each connected part is laid out by forces, its boxes are pushed apart, and the parts are set side
by side like words on lines. The same network gives the same picture.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import networkx as nx

    Points = np.ndarray[Any, np.dtype[np.float64]]

Point = tuple[float, float]
APART = 120.0  # between neighbours, before boxes are pushed apart
GAP = 18.0  # between boxes
ROUNDS = 300
SHAPE = 1.5  # of the whole, width to height


def arranged(graph: nx.Graph[str], boxes: Mapping[str, Point]) -> tuple[dict[str, Point], Point]:
    """The middles of the nodes' boxes, given as width and height, and the size of the whole."""
    import networkx as nx

    parts = []
    for part in sorted(nx.connected_components(graph), key=lambda one: (-len(one), min(one))):
        names = sorted(part)
        sizes = np.array([boxes[name] for name in names])
        places = _pushed_apart(_by_forces(graph.subgraph(names), names), sizes)
        low, high = (places - sizes / 2).min(0), (places + sizes / 2).max(0)
        parts.append((names, places - low, high - low))
    return _side_by_side(parts)


def _by_forces(graph: nx.Graph[str], names: list[str]) -> Points:
    import networkx as nx

    if len(names) < 3:
        return np.array([[APART * place, 0.0] for place in range(len(names))])
    ordered = nx.Graph()  # a subgraph's order is that of a set
    ordered.add_nodes_from(names)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.edges()))
    # `method`: the one for large graphs wants SciPy.
    found = nx.spring_layout(ordered, seed=1, iterations=ROUNDS, weight=None, method="force")
    places: Points = np.array([found[name] for name in names])
    ends = np.array([[names.index(a), names.index(b)] for a, b in ordered.edges() if a != b])
    lengths = np.linalg.norm(places[ends[:, 0]] - places[ends[:, 1]], axis=1)
    scaled: Points = places * (APART / max(float(np.median(lengths)), 1e-9))
    # Lines of text are wide: so is the picture.
    return scaled if np.ptp(scaled[:, 0]) >= np.ptp(scaled[:, 1]) else scaled[:, ::-1]


def _pushed_apart(places: Points, sizes: Points) -> Points:
    """Moves boxes that overlap along the shorter way out, half each, until none do."""
    least = (sizes[:, None] + sizes[None]) / 2 + GAP
    # Of two at the same place, the later goes right and down.
    sides = np.where(np.arange(len(places))[:, None] > np.arange(len(places)), 1.0, -1.0)
    for _ in range(ROUNDS):
        away = places[:, None] - places[None]
        overlap = least - np.abs(away)
        np.einsum("iij->ij", overlap)[:] = 0
        overlap[(overlap <= 0).any(-1)] = 0
        if not overlap.any():
            break
        is_shorter = overlap == overlap.min(-1, keepdims=True)
        signs = np.where(away == 0, sides[..., None], np.sign(away))
        steps = np.where(is_shorter, overlap * signs, 0).sum(1)
        places = places + np.clip(steps / 2, -APART / 4, APART / 4)
    return places


def _side_by_side(
    parts: list[tuple[list[str], Points, Points]],
) -> tuple[dict[str, Point], Point]:
    area = sum((size[0] + GAP) * (size[1] + GAP) for *_, size in parts)
    line = max([(area * SHAPE) ** 0.5, *(size[0] for *_, size in parts)])
    found: dict[str, Point] = {}
    left = top = height = width = 0.0
    for names, places, size in parts:
        if left and left + size[0] > line:
            left, top, height = 0.0, top + height + 2 * GAP, 0.0
        for name, (x, y) in zip(names, places, strict=True):
            found[name] = (float(x) + left, float(y) + top)
        left, height = left + float(size[0]) + 2 * GAP, max(height, float(size[1]))
        width = max(width, left - 2 * GAP)
    return found, (width, top + height)
