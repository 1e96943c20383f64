"""The formats that graphs and tables are written in, by their usual suffixes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import IO, TypeVar

import pyoxigraph as ox

from kg.errors import QueryError

TABLES = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
GRAPHS = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
_LINES = 10_000  # parsed at a time
_Format = TypeVar("_Format")


def choose(formats: dict[str, _Format], wanted: str, written: str) -> _Format:
    """The format of that name; raises QueryError with the names there are."""
    if wanted not in formats:
        raise QueryError(f"{written} is written as {', '.join(formats)}; not as {wanted}")
    return formats[wanted]


def write_rdf(
    lines: Iterable[str], output: IO[bytes], form: str, prefixes: dict[str, str] | None = None
) -> None:
    """Write lines of N-Triples or N-Quads in a format of `GRAPHS`, in their order, as they come.

    Formats without named graphs (ttl, nt, rdf) get the triples alone, each as often as it comes.
    """
    target = choose(GRAPHS, form, "a graph")
    quads = _parsed(lines)
    if target.supports_datasets:
        ox.serialize(quads, output, target, prefixes=prefixes)
    else:
        ox.serialize((quad.triple for quad in quads), output, target, prefixes=prefixes)


def _parsed(lines: Iterable[str]) -> Iterator[ox.Quad]:
    rows = iter(lines)
    while chunk := "\n".join(islice(rows, _LINES)):
        yield from ox.parse(chunk, ox.RdfFormat.N_QUADS)
