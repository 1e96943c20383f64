"""What a query answers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pyoxigraph as ox

from kg.errors import QueryError
from kg.store.formats import GRAPHS, TABLES, choose
from kg.store.value import Value

Row = tuple[Value | None, ...]
_Found = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Form = Literal["select", "ask", "graph"]


class Result:
    """An answer, read once: iterate over it, or `write` it.

    `form` is "select" (rows of values in the order of `variables`, None where unbound), "ask"
    (`answer`, no rows) or "graph" (rows are triples). Iterating raises QueryError if the
    query fails on the way. `is_cut` if a limit has kept rows from it.
    """

    def __init__(self, found: _Found, is_cut: bool = False) -> None:
        self._found, self.is_cut = found, is_cut
        self.form: Form
        self.variables: tuple[str, ...] = ()
        self.answer: bool | None = None
        if isinstance(found, ox.QueryBoolean):
            self.form, self.answer = "ask", bool(found)
        elif isinstance(found, ox.QuerySolutions):
            self.form, self.variables = "select", tuple(name.value for name in found.variables)
        else:
            self.form, self.variables = "graph", ("subject", "predicate", "object")

    @classmethod
    def of_json(cls, text: bytes, is_cut: bool = False) -> Result:
        """The rows, or the answer, given as SPARQL results in JSON."""
        return cls(ox.parse_query_results(text, ox.QueryResultsFormat.JSON), is_cut)

    @classmethod
    def of_triples(cls, text: bytes, is_cut: bool = False) -> Result:
        """The answer that is a graph, given as N-Triples."""
        memory = ox.Store()
        memory.extend(ox.parse(text, ox.RdfFormat.N_TRIPLES))
        found = memory.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        return cls(found, is_cut)

    def __iter__(self) -> Iterator[Row]:
        if isinstance(self._found, ox.QueryBoolean):
            return
        try:
            for row in self._found:
                yield tuple(map(value, row))
        except (OSError, RuntimeError, ValueError, SyntaxError) as error:
            raise QueryError(f"the query failed: {error}") from error

    def lines(self) -> Iterator[str]:
        """The triples of a graph as lines of N-Triples, without line ends."""
        if not isinstance(self._found, ox.QueryTriples):
            raise QueryError("only CONSTRUCT and DESCRIBE give triples")
        for triple in self._found:
            yield f"{triple} ."

    def write(self, form: str, prefixes: dict[str, str] | None = None) -> bytes:
        """The whole answer in a format: csv, tsv, json or xml; for a graph ttl, nt, rdf, ...

        Raises QueryError for a format that does not fit the form of the answer.
        """
        if isinstance(self._found, ox.QueryTriples):
            target = choose(GRAPHS, form, "a graph")
            return ox.serialize(self._found, format=target, prefixes=prefixes) or b""
        written = self._found.serialize(format=choose(TABLES, form, f"what {self.form} answers"))
        return written or b""


def value(term: object) -> Value | None:
    """A term of the engine as a string that knows what it is."""
    if term is None:
        return None
    if isinstance(term, ox.NamedNode):
        return Value(term.value, "iri")
    if isinstance(term, ox.Literal):
        return Value(term.value, "literal", term.datatype.value, term.language)
    return Value(str(term).removeprefix("_:"), "blank")
