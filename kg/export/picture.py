"""A network of agents drawn as SVG: the strongest relations, with names that can be read.

Kinds of agents differ by shape and relations by line, so that nothing hangs on colour. Colours are
written as attributes, over which a page's style sheet prevails; its hooks are the classes `node`,
`edge` and those of kinds and relations.
"""

from __future__ import annotations

import math
import textwrap
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, SubElement

from kg.export import looks
from kg.export.arrangement import Point, arranged

if TYPE_CHECKING:
    import networkx as nx

INK, QUIET, PAPER = "#1c1d1f", "#5a5d63", "#ffffff"
TEXT = 13.0  # size of labels, in pixels
LINE = 16.0
LETTER = 0.56  # mean width of a letter, of the size
LABEL = 22  # letters a line of a label
MARGIN = 28.0
FONTS = "Inter, 'Helvetica Neue', Arial, 'Liberation Sans', 'Noto Sans', 'DejaVu Sans', sans-serif"
# How a line looks, and in what words the legend tells of it.
RELATIONS = {
    "rebuts": ("#C24A00", "", "rebuts"),
    "relays": ("#2F7FB5", "7 4", "relays"),
    "speaks_of": ("#8A8D93", "", "speaks of"),
}
KINDS = ("person", "organisation", "state", "group")

End = tuple[float, Point]  # a node's radius and its box


@dataclass(frozen=True, slots=True)
class Drawn:
    """The picture without title and legend, its size, and how many relations it leaves out."""

    element: Element
    size: Point
    kinds: tuple[str, ...]
    relations: tuple[str, ...]
    shown_count: int
    all_count: int

    @property
    def counts(self) -> dict[str, int]:
        """The relations that are drawn, and those that are not, if there are any."""
        rest = self.all_count - self.shown_count
        return {"relations": self.shown_count, **({"left out": rest} if rest else {})}


def strongest(graph: nx.MultiDiGraph[str], count: int) -> list[tuple[str, str, dict[str, Any]]]:
    """The edges of most weight, strongest first, without those from a node to itself."""
    edges = [edge for edge in graph.edges(keys=True, data=True) if edge[0] != edge[1]]
    edges.sort(key=lambda edge: (-edge[3]["weight"], edge[2]))
    return [(source, target, given) for source, target, _, given in edges[:count]]


def picture(graph: nx.MultiDiGraph[str], count: int) -> Drawn:
    """The strongest relations of a network of agents, and the agents that they join."""
    import networkx as nx

    edges = strongest(graph, count)
    joined: nx.Graph[str] = nx.Graph()
    joined.add_edges_from((source, target) for source, target, _ in edges)
    labels = {node: _lines(graph.nodes[node]["name"]) for node in joined}
    radii = {node: 4 + graph.nodes[node]["size"] / 5 for node in joined}
    boxes = {node: _box(radii[node], labels[node]) for node in joined}
    middles, size = arranged(joined, boxes)
    # A box holds the node above its label.
    places = {node: (x, y - boxes[node][1] / 2 + radii[node]) for node, (x, y) in middles.items()}
    body = Element("g")
    for (source, target, given), bend in zip(edges, _bends(edges), strict=True):
        key = {"data-source": source, "data-relation": given["interaction"], "data-target": target}
        ends = (
            (places[source], places[target]),
            ((radii[source], boxes[source]), (radii[target], boxes[target])),
        )
        body.append(_edge(key, given["weight"], *ends, bend))
    for node in sorted(joined):
        body.append(_node(node, graph.nodes[node], places[node], radii[node], labels[node]))
    kinds = {graph.nodes[node]["type"] for node in joined}
    relations = {given["interaction"] for *_, given in edges}
    return Drawn(
        body,
        size,
        tuple(kind for kind in KINDS if kind in kinds),
        tuple(name for name in RELATIONS if name in relations),
        len(edges),
        sum(source != target for source, target in graph.edges()),
    )


def mark(kind: str, x: float, y: float, radius: float) -> Element:
    """The shape of a kind: a disc for a person, a square for an organisation, ..."""
    colour = {"fill": looks.COLOURS[kind], "stroke": INK, "stroke-width": "1"}
    if kind == "person":
        return Element("circle", {"cx": _n(x), "cy": _n(y), "r": _n(radius), **colour})
    corners, turn, reach = {
        "organisation": (4, 0.5, 1.2),
        "state": (4, 0.0, 1.3),
        "group": (6, 0.0, 1.1),
    }[kind]
    angles = [2 * math.pi * (corner + turn) / corners for corner in range(corners)]
    points = " ".join(
        f"{_n(x + reach * radius * math.cos(a))},{_n(y + reach * radius * math.sin(a))}"
        for a in angles
    )
    return Element("polygon", {"points": points, "stroke-linejoin": "round", **colour})


def line(relation: str, width: float) -> dict[str, str]:
    """How a relation's line is stroked."""
    colour, dashes, _ = RELATIONS[relation]
    dashed = {"stroke-dasharray": dashes} if dashes else {}
    return {"fill": "none", "stroke": colour, "stroke-width": _n(width), **dashed}


def write_text(parent: Element, text: str, x: float, y: float, **attributes: str) -> Element:
    """Add a line of text, in which nothing can turn the direction of what follows."""
    given = {name.replace("_", "-"): value for name, value in attributes.items()}
    element = SubElement(parent, "text", {"x": _n(x), "y": _n(y), **given})
    element.text = looks.straight(text)
    return element


def width_of(text: str, size: float = TEXT) -> float:
    """About how wide a text is; no font is asked."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return size * (LETTER * (len(text) - wide) + wide)


# --- parts -----------------------------------------------------------------------------------


def _lines(name: str) -> list[str]:
    """A name on two lines at most."""
    found = textwrap.wrap(looks.straight(name), LABEL) or ["?"]
    if len(found) > 2:
        found = [found[0], f"{found[1][: LABEL - 1].rstrip()}…"]
    return found


def _box(radius: float, label: list[str]) -> Point:
    width = max(2.6 * radius, *map(width_of, label))
    return width, 2 * radius + 4 + LINE * len(label)


def _bends(edges: Iterable[tuple[str, str, dict[str, Any]]]) -> Iterator[float]:
    """How far each edge bends to its right, of its length: more for each further of one pair."""
    seen: dict[tuple[str, str], int] = {}
    for source, target, _ in edges:
        before = seen.get((source, target), 0)
        seen[source, target] = before + 1
        yield 0.12 + 0.14 * before


def _edge(
    key: dict[str, str],
    weight: float,
    places: tuple[Point, Point],
    ends: tuple[End, End],
    bend: float,
) -> Element:
    """A bent arrow from the rim of one node, or its label, to that of the other."""
    relation = key["data-relation"]
    (x, y), (u, v) = start, end = places
    middle = ((x + u) / 2 - (v - y) * bend, (y + v) / 2 + (u - x) * bend)
    width = min(1.2 + math.log2(1 + weight) / 1.5, 5.0)
    head = 5.0 + 1.6 * width
    begin, tip = _outside(start, ends[0], middle), _outside(end, ends[1], middle)
    neck = _towards(tip, middle, head)
    left = ((neck[1] - tip[1]) * 0.45, (tip[0] - neck[0]) * 0.45)
    group = Element("g", {"class": f"edge {relation}", **key})
    path = f"M{_p(begin)} Q{_p(middle)} {_p(neck)}"
    SubElement(group, "path", {"d": path, "stroke-linecap": "butt", **line(relation, width)})
    sides = [(neck[0] + left[0], neck[1] + left[1]), (neck[0] - left[0], neck[1] - left[1])]
    SubElement(
        group,
        "polygon",
        {"points": " ".join(map(_p, (tip, *sides))), "fill": RELATIONS[relation][0]},
    )
    return group


def _node(
    node: str, given: dict[str, Any], place: Point, radius: float, label: list[str]
) -> Element:
    x, y = place
    group = Element("g", {"class": f"node {given['type']}", "data-node": node})
    SubElement(group, "title").text = looks.straight(given["name"])
    group.append(mark(given["type"], x, y, radius))
    for row, words in enumerate(label):
        below = y + radius + 4 + LINE * (row + 0.78)
        # A rim of the paper's colour, so that lines behind do not strike the name through.
        rim = {"stroke": PAPER, "stroke_width": "4", "paint_order": "stroke"}
        middle = {"text_anchor": "middle", "stroke_linejoin": "round"}
        write_text(group, words, x, below, font_size=_n(TEXT), fill=INK, **middle, **rim)
    return group


def _outside(start: Point, end: End, towards: Point) -> Point:
    """Where the way from a node's middle to a point leaves the node and its label."""
    radius, (width, height) = end
    away = 1.25 * radius + 2
    while away < width:
        x, y = _towards(start, towards, away)
        if abs(x - start[0]) > width / 2 or not radius < y - start[1] < height - radius:
            break
        away += 2
    return _towards(start, towards, away)


def _towards(start: Point, end: Point, distance: float) -> Point:
    (x, y), (u, v) = start, end
    length = math.hypot(u - x, v - y) or 1.0
    return x + (u - x) * distance / length, y + (v - y) * distance / length


def _n(value: float) -> str:
    """A number as short as a picture needs it."""
    return f"{value:.1f}".removesuffix(".0")


def _p(point: Point) -> str:
    return f"{_n(point[0])},{_n(point[1])}"
