"""What a store holds around a few statements, looked up without reading the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from kg.ask.values import PREFIXES, among
from kg.store import Store

BATCH = 500  # statements a query: their IRIs stand in it, and servers bound its length

_GRAPHS = "SELECT DISTINCT ?graph { %s GRAPH ?graph { ?said a kg:Statement } }"
_MEANT = "?said kg:source|kg:relay|kg:target ?place . ?place kg:actor ?actor ."
# Each leads from statements to nodes ?node of the graph of links.
_WAYS = (
    "BIND(?said AS ?node)",
    "?said kg:speaker|kg:via|kg:about|kg:claim ?node .",
    "?node kg:statement ?said .",
    f"{_MEANT} BIND(?actor AS ?node)",
    f"{_MEANT} ?node kg:actor ?actor ; a kg:Identification .",
)
_LINES = """CONSTRUCT { ?node ?p ?o } WHERE {
  { SELECT DISTINCT ?node { %s %s } } GRAPH <%s> { ?node ?p ?o } }"""


def graphs(store: Store, statements: Collection[str]) -> list[str]:
    """The names of the graphs that hold the statements, by their IRIs, sorted."""
    rows = (row for said in _among(statements) for row in store.query(PREFIXES + _GRAPHS % said))
    return sorted({str(row[0]) for row in rows})


def links(store: Store, statements: Collection[str], graph: str) -> list[str]:
    """What their graph says of statements, and of their actors, agents, claims and links to others.

    As sorted lines of N-Triples.
    """
    return sorted(
        {
            line
            for said in _among(statements)
            for way in _WAYS
            for line in store.query(PREFIXES + _LINES % (said, way, graph)).lines()
        }
    )


def _among(statements: Iterable[str]) -> Iterator[str]:
    wanted = sorted(statements)
    starts = range(0, len(wanted), BATCH)
    return (among("said", wanted[start : start + BATCH]) for start in starts)
