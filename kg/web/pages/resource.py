"""Nodes of the graph without a page of their own, each as the table of its triples.

Actors, links, identifications, extractions and decisions, and the graphs themselves.
"""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.store import Row, Value, iri
from kg.web.answers import Handler, answer, twinned
from kg.web.forms import asked, split
from kg.web.nodes import minted
from kg.web.served import Served, served

SHOWN = 200  # triples in the table
NODES = ("actor", "link", "identification", "extraction", "decision")
GRAPHS = ("reading", "links", "decisions")


def _page(kind: str) -> Handler:
    def resource(request: Request) -> Response:
        found = served(request)
        name = str(request.path_params.get("identifier", ""))
        for identifier, form in ((name, asked(request)), split(name)):
            place = _place(found, kind, identifier)
            rows = list(found.store.query(*_query("SELECT ?node ?p ?o", kind, place, SHOWN + 1)))
            if rows and form is not None:
                return _answer(request, kind, place, form, rows)
        raise HTTPException(404, f"there is no {kind} {name[:80]!r} in the store")

    return resource


def _answer(request: Request, kind: str, place: str, form: str, rows: list[Row]) -> Response:
    found, most = served(request), served(request).limits.row_count
    shown = {"iri": place, "triples": [[str(term) for term in row] for row in rows[:SHOWN]]}
    return answer(
        request,
        "resource.html",
        shown,
        lambda: found.store.query(*_query("CONSTRUCT { ?node ?p ?o } WHERE", kind, place, most)),
        form,
        kind=kind,
        is_graph=kind in GRAPHS,
        most=most,
        has_more=len(rows) > SHOWN,
        rows=rows[:SHOWN],
        base=found.iris.base,
    )


def _query(verb: str, kind: str, place: str, limit: int) -> tuple[str, dict[str, Value]]:
    """The triples of a node, or those that a graph holds."""
    if kind in GRAPHS:
        return f"{verb} {{ GRAPH ?graph {{ ?node ?p ?o }} }} LIMIT {limit}", {"graph": iri(place)}
    return f"{verb} {{ ?node ?p ?o }} ORDER BY ?p ?o LIMIT {limit}", {"node": iri(place)}


def _place(found: Served, kind: str, identifier: str) -> str:
    match kind:
        case "links":
            return found.iris.links_graph
        case "decisions":
            return found.iris.decisions_graph
        case "reading":
            return found.iris.reading(identifier)
    return minted(found, kind, identifier)


ROUTES = (
    *(Route(f"/{kind}/{{identifier}}", _page(kind)) for kind in NODES),
    Route("/reading/{identifier:path}", _page("reading")),
    *twinned("/links", _page("links")),
    *twinned("/decisions", _page("decisions")),
)
