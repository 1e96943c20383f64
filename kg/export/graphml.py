"""GraphML, for Gephi, Cytoscape, igraph, yEd and networkx.

GraphML knows neither time nor, in Gephi, kinds of edges: Gephi merges parallel edges and sums their
weights. GEXF keeps both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, BinaryIO

from kg.export.network import draw
from kg.export.selection import Selection

if TYPE_CHECKING:
    import networkx as nx


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the network of the selection's view."""
    return save(draw(selection.told(), selection.view), out)


def save(graph: nx.MultiDiGraph[str], out: BinaryIO) -> dict[str, int]:
    """Write a network; edges keep their own ids, and what is for formats with time goes."""
    import networkx as nx

    for _, given in graph.nodes(data=True):
        del given["days"]
    for _, _, given in graph.edges(data=True):
        del given["days"]
    # The writer on lxml would give other bytes where lxml is installed.
    nx.write_graphml_xml(graph, out, named_key_ids=True, infer_numeric_types=True)
    return {"nodes": graph.number_of_nodes(), "edges": graph.number_of_edges()}
