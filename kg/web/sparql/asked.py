"""What a worker is asked, and what it may take to answer."""

from __future__ import annotations

from dataclasses import dataclass

from kg.errors import QueryError
from kg.store import Dataset


@dataclass(frozen=True, slots=True)
class Asked:
    """A query, and the formats for its answer; None where the asker takes none for that form."""

    sparql: str
    table: str | None
    graph: str | None
    dataset: Dataset | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What one worker does next: a query on the store in a folder or behind a URL."""

    asked: Asked
    place: str
    timeout_seconds: float
    row_count: int


class QueryTimeout(QueryError):
    """The query took longer than it may."""


class Unacceptable(QueryError):
    """The asker takes no format that the answer can be written in."""


class StoreGone(QueryError):
    """The store could not be read."""


class Busy(QueryError):
    """Too many queries are waiting."""


class GivenUp(QueryError):
    """Whoever asked has gone."""
