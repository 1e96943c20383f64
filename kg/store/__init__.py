"""Where the graph is kept: a folder on disk (embedded Oxigraph) or a SPARQL 1.1 endpoint.

`open_store` opens either, `follow` for hours; `Store` is what both can do.
"""

from __future__ import annotations

from kg.store.base import Graphs, Store
from kg.store.binding import Bindings
from kg.store.dataset import Dataset
from kg.store.formats import write_rdf
from kg.store.results import Result, Row
from kg.store.tables import write_answer, write_table
from kg.store.update import Triple
from kg.store.value import Value, iri

__all__ = [
    "Bindings",
    "Dataset",
    "Graphs",
    "Result",
    "Row",
    "Store",
    "Triple",
    "Value",
    "follow",
    "iri",
    "open_store",
    "write_answer",
    "write_rdf",
    "write_table",
]


def open_store(location: str, write: bool = False) -> Store:
    """The store in a folder, or behind a URL that starts with http:// or https://.

    For reading it must exist, and nothing may write to it meanwhile; for writing it is made where
    it is missing, and nobody else may have it open. Raises StoreMissing, StoreLocked or StoreError.
    """
    if location.startswith(("http://", "https://")):
        from kg.store.remote import RemoteStore

        return RemoteStore(location)
    from kg.store.embedded import EmbeddedStore

    return EmbeddedStore(location, write)


def follow(location: str, linger_seconds: float) -> Store:
    """The store of that location, for reading while others build it.

    `linger_seconds` is the longest that one answer is read for; see FollowingStore.

    Raises StoreMissing, StoreLocked or StoreError.
    """
    if location.startswith(("http://", "https://")):
        return open_store(location)
    from kg.store.following import FollowingStore

    return FollowingStore(location, linger_seconds)
