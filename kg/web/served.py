"""What all requests share: the store, its IRIs, and what one request may cost."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.requests import Request

from kg.graph import DEFAULT_BASE, Iris
from kg.store import Store

_LINKS = """SELECT ?graph {
  GRAPH ?graph { ?claim a <https://w3id.org/claim-kg#Claim> } } LIMIT 1"""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query of a stranger may take; both are said wherever they cut something off."""

    timeout_seconds: float = 30.0
    row_count: int = 10_000


@dataclass(frozen=True, slots=True)
class Served:
    """An open store, where it is, the IRIs that it minted, and the limits.

    `bounded` is the same store, for queries that a stranger has a say in: it keeps the limits.
    """

    store: Store
    bounded: Store
    location: str
    iris: Iris
    limits: Limits


def served(request: Request) -> Served:
    """What this request's server serves."""
    found = request.app.state.served
    assert isinstance(found, Served)
    return found


def base_of(store: Store) -> str:
    """What the store's IRIs begin with, told by the name of its graph of links."""
    for (graph,) in store.query(_LINKS):
        return str(graph).removesuffix("links")
    return DEFAULT_BASE
