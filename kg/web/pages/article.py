"""An article: its text with sources, cues, contents and evidence marked, and its statements."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.articles import Place, article, places, statements
from kg.ask.statements import described
from kg.ask.values import PREFIXES
from kg.store import iri
from kg.web.answers import answer
from kg.web.marking import paragraphs
from kg.web.nodes import node
from kg.web.served import served

_TRIPLES = """CONSTRUCT { ?node ?p ?o } WHERE { { BIND(?article AS ?node) ?node ?p ?o }
  UNION { ?node kg:article ?article ; ?p ?o } UNION { ?node kg:readingOf ?article ; ?p ?o } }"""


def show(request: Request) -> Response:
    """The marked text, and beside it the statements in the order of the text."""
    place, form = node(request, "article")
    store = served(request).store
    read, marks = article(store, place), places(store, place)
    order: dict[str, int] = {}
    for mark in marks:
        order.setdefault(mark.statement, mark.start)
    told = described(store, statements(store, place))
    shown = {
        "iri": place,
        "article": read,
        "places": marks,
        "statements": sorted(told, key=lambda one: (order.get(one.id, 0), one.id)),
    }
    query = PREFIXES + _TRIPLES
    return answer(
        request,
        "article.html",
        shown,
        lambda: store.query(query, {"article": iri(place)}),
        form,
        chosen=request.query_params.get("statement", ""),
        anchors=_anchors(marks),
        paragraphs=paragraphs(read.text, marks),
    )


def _anchors(marks: list[Place]) -> set[Place]:
    """Where each statement's content begins, or its first words if it has none in the text."""
    first: dict[str, Place] = {}
    for mark in sorted(marks, key=lambda one: (one.role != "content", one)):
        first.setdefault(mark.statement, mark)
    return set(first.values())


ROUTES = (Route("/article/{identifier:path}", show),)
