"""A claim: all statements of it by date and outlet, side by side with what rebuts them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.claim import claim, evidence_of, members
from kg.ask.links import earlier
from kg.ask.show import passages
from kg.ask.values import PREFIXES
from kg.store import iri
from kg.web.answers import answer, number
from kg.web.nodes import node
from kg.web.served import served

SHOWN = 20  # statements a page

_TRIPLES = """CONSTRUCT { ?node ?p ?o } WHERE { { BIND(?claim AS ?node) ?node ?p ?o }
  UNION { ?node kg:claim ?claim ; ?p ?o }
  UNION { ?said kg:claim ?claim . ?node kg:earlier ?said ; ?p ?o } } LIMIT %d"""


def show(request: Request) -> Response:
    """The claim, what texts say of its evidence, and its statements, oldest first."""
    place, form = node(request, "claim")
    found = served(request)
    store, page = found.store, number(request, "page")
    of_it = members(store, place, SHOWN, (page - 1) * SHOWN)
    shown = {
        "iri": place,
        "claim": claim(store, place),
        "evidence": evidence_of(store, place),
        "page": page,
        "passages": passages(store, of_it),
        "earlier": [found.get(one, []) for found in [earlier(store, of_it)] for one in of_it],
    }
    query = PREFIXES + _TRIPLES % found.limits.row_count
    return answer(
        request,
        "claim.html",
        shown,
        lambda: store.query(query, {"claim": iri(place)}),
        form,
        size=SHOWN,
    )


ROUTES = (Route("/claim/{identifier}", show),)
