"""An agent: what it claimed, what others claimed about it, who rebuts it, over time; its names."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask import Filters, kept
from kg.ask.agents import known
from kg.ask.contested import rebutted, rebutters
from kg.ask.namings import namings
from kg.ask.periods import days, others_on
from kg.ask.rebuttals import rebuttals
from kg.ask.statements import described
from kg.ask.values import PREFIXES
from kg.store import iri
from kg.web.answers import answer
from kg.web.nodes import node
from kg.web.served import served
from kg.web.timeline import picture

SHOWN = 8  # statements in each list; the link below it leads to all
NAMINGS = 40
OPPONENTS = 12
REBUTTALS = 4

_TRIPLES = """CONSTRUCT { ?node ?p ?o } WHERE { { BIND(?agent AS ?node) ?node ?p ?o }
  UNION { ?node kg:agent ?agent ; ?p ?o } UNION { ?node kg:speaker ?agent BIND(kg:speaker AS ?p)
    BIND(?agent AS ?o) } UNION { ?node kg:about ?agent BIND(kg:about AS ?p) BIND(?agent AS ?o) }
} LIMIT %d"""


def agent(request: Request) -> Response:
    """All of an agent on one page; the long lists are cut, with links to the rest."""
    place, form = node(request, "agent")
    found = served(request)
    store = found.store
    by = Filters(by=place)
    told = list(described(store, kept(store, by, SHOWN)))
    of_it = list(described(store, others_on(store, place, SHOWN)))
    periods = days(store, place)
    shown = {
        "iri": place,
        "agent": known(store, place),
        "said": told,
        "said_of_it": of_it,
        "rebuttals": rebuttals(store, by, limit=REBUTTALS),
        "rebutters": rebutters(store, place, OPPONENTS),
        "rebutted": rebutted(store, place, OPPONENTS),
        "namings": namings(store, place, NAMINGS),
        "days": periods,
    }
    query = PREFIXES + _TRIPLES % found.limits.row_count
    return answer(
        request,
        "agent.html",
        shown,
        lambda: store.query(query, {"agent": iri(place)}),
        form,
        picture=picture(periods),
    )


ROUTES = (Route("/agent/{identifier}", agent),)
