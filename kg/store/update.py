"""SPARQL updates as text, and triples in the one form that a store gives back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

import pyoxigraph as ox

from kg.store.binding import codepoint_safe
from kg.store.value import iri_term

Triple = tuple[str, str, str]
CHUNK = 50_000  # triples that are held twice at a time


def changes(graph: str, added: Iterable[Triple], removed: Iterable[Triple]) -> str:
    """The update that removes, then adds, triples of one graph; empty if there are none."""
    name, gone, new = iri_term(graph), _rows(removed), _rows(added)
    return "".join(
        f"{verb} DATA {{ GRAPH {name} {{\n{rows}}} }};\n"
        for verb, rows in (("DELETE", gone), ("INSERT", new))
        if rows
    )


def replacement(graph: str, triples: Iterable[Triple]) -> str:
    """The update after which a graph holds these triples alone."""
    return f"DROP SILENT GRAPH {iri_term(graph)};\n{changes(graph, triples, ())}"


def canonical(triples: Iterable[Triple]) -> Iterator[str]:
    """The triples as lines of canonical N-Triples, without line ends and in no order.

    Numbers come in their shortest form ("1.0" as "1"), which is how Oxigraph keeps them.
    """
    rows = iter(triples)
    while chunk := list(islice(rows, CHUNK)):
        memory = ox.Store()
        memory.extend(ox.parse(lines(chunk), ox.RdfFormat.N_TRIPLES))
        found = memory.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=ox.DefaultGraph()) or b""
        yield from found.decode().split("\n")[:-1]


def lines(triples: Iterable[Triple]) -> str:
    """The triples as N-Triples."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)


def split(line: str) -> Triple:
    """A line of N-Triples as its three terms; only the last may hold spaces."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.removesuffix(" .")


def _rows(triples: Iterable[Triple]) -> str:
    return codepoint_safe(lines(triples))
