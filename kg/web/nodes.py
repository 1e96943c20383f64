"""Nodes of the graph by their paths."""

from __future__ import annotations

from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request

from kg.ask.values import PREFIXES
from kg.store import iri
from kg.web.forms import asked, split
from kg.web.served import Served, served

_CLASSES = {"agent": "Agent", "claim": "Claim", "statement": "Statement", "article": "Article"}


def node(request: Request, kind: str) -> tuple[str, str]:
    """The IRI of the node that a request's path names, and the form in which it is wanted.

    An id may itself end like a twin's suffix, as that of an article may; then it is the id. Where
    there is no such node the answer is 404.
    """
    identifier = str(request.path_params["identifier"])
    found = served(request)
    if place := _known(found, kind, identifier):
        return place, asked(request)
    shorter, form = split(identifier)
    if form and (place := _known(found, kind, shorter)):
        return place, form
    raise HTTPException(404, f"there is no {kind} {identifier[:80]!r} in the store")


def _known(found: Served, kind: str, identifier: str) -> str | None:
    place = minted(found, kind, identifier)
    asks = f"{PREFIXES} ASK {{ {iri(place).term()} a kg:{_CLASSES[kind]} }}"
    return place if found.store.query(asks).answer else None


def minted(found: Served, kind: str, identifier: str) -> str:
    """The IRI that an id of a kind has in this store's graph."""
    if kind == "article":
        return found.iris.article(identifier)
    return found.iris.node(kind, quote(identifier, safe=""))
