"""What a query answers, read up to a limit, and written for other programs."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from kg.store import Result, Row, Value, write_answer, write_rdf, write_table
from kg.web.forms import GRAPHS, TYPES

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
SHORT = 13  # a day, an id
_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/sparql-results+json",
    **{form: TYPES[form] for form in GRAPHS},
}


@dataclass(frozen=True, slots=True)
class Table:
    """Some rows of an answer; those of a graph are its triples.

    `answer` is that of an ASK, else None.
    """

    variables: tuple[str, ...]
    rows: tuple[Row, ...]
    has_more: bool
    is_graph: bool
    answer: bool | None


def read(result: Result, limit: int) -> Table:
    """At most so many rows of an answer."""
    rows = tuple(islice(result, limit + 1))
    has_more = len(rows) > limit or result.is_cut
    return Table(result.variables, rows[:limit], has_more, result.form == "graph", result.answer)


def is_number(term: Value | None) -> bool:
    """Whether a cell holds a number, which stands on the right."""
    kind = term.datatype if term is not None else None
    return kind is not None and kind.rpartition("#")[2] in ("integer", "decimal", "double", "float")


def is_short(term: Value | None) -> bool:
    """Whether a cell is one short word, such as a day or an id, that is not to be broken."""
    return term is not None and len(term) <= SHORT and not any(map(str.isspace, term))


def as_graph(table: Table, form: str) -> bytes:
    """The triples of a graph; of a table, those that the W3C's result sets are described with."""
    out = io.BytesIO()
    lines = _triples(table) if table.is_graph else _result_set(table)
    write_rdf(lines, out, form, {"rs": RS, "kg": "https://w3id.org/claim-kg#"})
    return out.getvalue()


def write(table: Table, form: str) -> tuple[bytes, str]:
    """A table in a form, and the form's media type; raises KeyError for one that there is not.

    A graph is JSON and CSV as the table of its triples.
    """
    kind = _TYPES[form]
    if form in GRAPHS:
        return as_graph(table, form), kind
    out = io.BytesIO()
    if table.answer is None:
        write_table(form, table.variables, table.rows, out)
    else:
        write_answer(form, table.answer, out)
    return out.getvalue(), kind


def _written(term: Value) -> str:
    return f"_:{term}" if term.kind == "blank" else term.term()


def _triples(table: Table) -> Iterator[str]:
    for row in table.rows:
        yield f"{' '.join(_written(term) for term in row if term is not None)} ."


def _result_set(table: Table) -> Iterator[str]:
    kind = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    yield f"_:set {kind} <{RS}ResultSet> ."
    if table.answer is not None:
        truth = "http://www.w3.org/2001/XMLSchema#boolean"
        yield f'_:set <{RS}boolean> "{str(table.answer).lower()}"^^<{truth}> .'
    for name in table.variables:
        yield f'_:set <{RS}resultVariable> "{name}" .'
    for place, row in enumerate(table.rows):
        yield f"_:set <{RS}solution> _:row{place} ."
        for name, term in _bound(table, row):
            cell = f"_:row{place}x{name}"
            yield f"_:row{place} <{RS}binding> {cell} ."
            yield f'{cell} <{RS}variable> "{name}" .'
            yield f"{cell} <{RS}value> {_written(term)} ."


def _bound(table: Table, row: Row) -> Iterator[tuple[str, Value]]:
    pairs = zip(table.variables, row, strict=True)
    return ((name, term) for name, term in pairs if term is not None)
