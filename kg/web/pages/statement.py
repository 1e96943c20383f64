"""A statement: its words in their sentence, its evidence and scores, what it denies and repeats."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.links import earlier
from kg.ask.show import passages
from kg.ask.values import PREFIXES
from kg.store import iri
from kg.web.answers import answer
from kg.web.nodes import node
from kg.web.served import served

_PARTS = "kg:cue|kg:content|kg:sentence|kg:utteredWords|kg:source|kg:relay|kg:target|kg:evidence"
_TRIPLES = f"""CONSTRUCT {{ ?node ?p ?o }} WHERE {{
  {{ BIND(?said AS ?node) ?node ?p ?o }} UNION {{ ?said {_PARTS} ?node . ?node ?p ?o }}
  UNION {{ ?said {_PARTS} ?part . ?part kg:mention|kg:words ?node . ?node ?p ?o }}
  UNION {{ ?node kg:statement ?said ; ?p ?o }} UNION {{ ?node kg:earlier ?said ; ?p ?o }} }}"""


def show(request: Request) -> Response:
    """One statement with all that is known of it."""
    place, form = node(request, "statement")
    store = served(request).store
    (passage,) = passages(store, [place])
    shown = {"iri": place, "passage": passage, "earlier": earlier(store, [place])[place]}
    query = PREFIXES + _TRIPLES
    return answer(
        request,
        "statement.html",
        shown,
        lambda: store.query(query, {"said": iri(place)}),
        form,
    )


ROUTES = (Route("/statement/{identifier}", show),)
