"""The graph page: what is around an agent or a claim, or the newest statements, as a network.

A browser draws it from a block of JSON in the page; without JavaScript there is a table.
"""

from __future__ import annotations

import io
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import UnknownName
from kg.export import gexf, graphml
from kg.export.sketch import RELATIONS, Sketch
from kg.web.around import MOST_STATEMENTS, Drawn, drawn, wanted
from kg.web.interactive import is_built, json_block
from kg.web.paths import paths
from kg.web.rendering import page
from kg.web.served import served

ROWS = 100  # relations in the table
TYPES = {"graphml": "application/graphml+xml", "gexf": "application/gexf+xml"}


def show(request: Request) -> Response:
    """The page."""
    found = _drawn(request)
    shown = found.filtered
    ranked = sorted(shown.edges, key=lambda edge: (-edge.weight, edge.source, edge.target))
    root = paths(request).root
    return page(
        request,
        "graph.html",
        wanted=found.wanted,
        nearby=found.nearby,
        focus=next(iter(found.focus), None),
        relations=RELATIONS[found.wanted.view],
        most=MOST_STATEMENTS,
        is_built=is_built("graph"),
        network=json_block(_plain(found.sketch, found.focus, root)),
        nodes={node.id: node for node in shown.nodes},
        statement_count=len(found.sketch.statements),
        rows=ranked[:ROWS],
        row_count=len(ranked),
        query=request.url.query,
    )


def network(request: Request) -> Response:
    """The same as JSON; `told` are first and last day and score of each telling."""
    found = _drawn(request)
    told = {
        "title": found.nearby.title,
        "view": found.wanted.view,
        "statement_count": len(found.sketch.statements),
        "all_count": found.nearby.count,
        **_plain(found.filtered, found.focus, paths(request).root),
    }
    return Response(json.dumps(told, ensure_ascii=True), media_type="application/json")


def download(request: Request) -> Response:
    """What is shown, for network programs."""
    form = str(request.path_params["form"])
    if form not in TYPES:
        raise UnknownName("format", form[:40], tuple(TYPES))
    found = _drawn(request)
    graph, out = found.network(served(request).store), io.BytesIO()
    if form == "gexf":
        gexf.save(graph, gexf.TITLES[found.wanted.view], out)
    else:
        graphml.save(graph, out)
    headers = {"Content-Disposition": f'attachment; filename="network.{form}"'}
    return Response(out.getvalue(), media_type=TYPES[form], headers=headers)


def _drawn(request: Request) -> Drawn:
    site = served(request)
    return drawn(site.store, wanted(request.query_params), site.iris.base)


def _plain(shown: Sketch, focus: tuple[str, ...], root: str) -> dict[str, Any]:
    return {
        "focus": [node.id for node in shown.nodes if node.id in focus],
        "nodes": [
            {
                "id": node.id,
                "label": node.label,
                "type": node.type,
                "size": node.size,
                "href": f"{root}/{node.id}",
            }
            for node in shown.nodes
        ],
        "edges": [
            {
                "source": edge.source,
                "relation": edge.relation,
                "target": edge.target,
                "told": edge.told,
            }
            for edge in shown.edges
        ],
    }


ROUTES = (
    Route("/graph", show),
    Route("/graph.json", network),
    Route("/graph.{form}", download),
)
