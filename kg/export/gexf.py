"""GEXF 1.3, for Gephi: kinds of edges, and days on which an element exists for the timeline.

networkx writes GEXF too, but neither kinds nor timestamps, and stamps the file with today's date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kg import __version__
from kg.export.formats import View
from kg.export.network import draw
from kg.export.selection import Selection

if TYPE_CHECKING:
    import networkx as nx

NAMESPACES = {
    "xmlns": "http://gexf.net/1.3",
    "xmlns:viz": "http://gexf.net/1.3/viz",
}
TITLES: dict[View, str] = {
    "agents": "Who speaks of, relays and rebuts whom",
    "claims": "Agents, statements, claims and articles",
}
# What GEXF has elements and attributes of its own for.
_ELSEWHERE = {"label", "weight", "size", "color", "r", "g", "b", "days"}
_TYPES = {int: "integer", float: "double", str: "string"}


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the network of the selection's view."""
    return save(draw(selection.told(), selection.view), TITLES[selection.view], out)


def save(graph: nx.MultiDiGraph[str], title: str, out: BinaryIO) -> dict[str, int]:
    """Write a network."""
    root = document(graph, title)
    ElementTree.indent(root)
    ElementTree.ElementTree(root).write(out, encoding="utf-8", xml_declaration=True)
    out.write(b"\n")
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}


def document(graph: nx.MultiDiGraph[str], title: str) -> Element:
    """The network as a `gexf` element."""
    root = Element("gexf", {**NAMESPACES, "version": "1.3"})
    meta = SubElement(root, "meta")
    SubElement(meta, "creator").text = f"kg {__version__}"
    SubElement(meta, "description").text = title
    body = SubElement(
        root,
        "graph",
        defaultedgetype="directed",
        mode="dynamic",
        timeformat="date",
        timerepresentation="timestamp",
    )
    nodes = list(graph.nodes(data=True))
    edges = list(graph.edges(keys=True, data=True))
    _declare(body, "node", (given for _, given in nodes))
    _declare(body, "edge", (given for *_, given in edges))
    parent = SubElement(body, "nodes", count=str(len(nodes)))
    for name, given in nodes:
        element = SubElement(parent, "node", id=name, label=given["label"])
        _describe(element, given)
        SubElement(element, "viz:size", value=str(given["size"]))
        _colour(element, given)
    parent = SubElement(body, "edges", count=str(len(edges)))
    for source, target, name, given in edges:
        element = SubElement(
            parent,
            "edge",
            id=name,
            source=source,
            target=target,
            type="directed",
            kind=given["interaction"],
            label=given["label"],
            weight=str(given["weight"]),
        )
        _describe(element, given)
        _colour(element, given)
    return root


def _declare(body: Element, kind: str, every: Iterable[dict[str, Any]]) -> None:
    types = {name: _TYPES[type(value)] for given in every for name, value in _own(given)}
    if types:
        parent = SubElement(body, "attributes", {"class": kind, "mode": "static"})
        for name, of_type in sorted(types.items()):
            SubElement(parent, "attribute", id=name, title=name, type=of_type)


def _describe(element: Element, given: dict[str, Any]) -> None:
    parent = SubElement(element, "attvalues")
    for name, value in _own(given):
        SubElement(parent, "attvalue", {"for": name, "value": str(value)})
    if given["days"]:
        spells = SubElement(element, "spells")
        for day in given["days"]:
            SubElement(spells, "spell", timestamp=day)


def _colour(element: Element, given: dict[str, Any]) -> None:
    SubElement(element, "viz:color", {part: str(given[part]) for part in "rgb"})


def _own(given: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    return ((name, value) for name, value in given.items() if name not in _ELSEWHERE)
