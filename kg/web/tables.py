"""What a query answers, read up to a limit, and written for other programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from kg.store import Result, Row, Value, write_rdf
from kg.web.forms import GRAPHS, TYPES

RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
SHORT = 13  # a day, an id
CSV_TYPE, JSON_TYPE = "text/csv; charset=utf-8", "application/sparql-results+json"


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


def as_csv(table: Table) -> str:
    """SPARQL 1.1 CSV: terms without their types."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.variables)
    writer.writerows(["" if term is None else str(term) for term in row] for row in table.rows)
    return out.getvalue()


def as_json(table: Table) -> str:
    """SPARQL 1.1 JSON; a graph as the table of its triples."""
    if table.answer is not None:
        return json.dumps({"head": {}, "boolean": table.answer})
    bindings = [
        {
            name: _term(term)
            for name, term in zip(table.variables, row, strict=True)
            if term is not None
        }
        for row in table.rows
    ]
    head = {"vars": list(table.variables)}
    return json.dumps({"head": head, "results": {"bindings": bindings}}, ensure_ascii=False)


def as_graph(table: Table, form: str) -> bytes:
    """The triples of a graph; of a table, those that the W3C's result sets are described with."""
    out = io.BytesIO()
    lines = _triples(table) if table.is_graph else _result_set(table)
    write_rdf(lines, out, form, {"rs": RS, "kg": "https://w3id.org/claim-kg#"})
    return out.getvalue()


def write(table: Table, form: str) -> tuple[bytes, str]:
    """A table in a form, and the form's media type; raises KeyError for one that there is not."""
    if form in GRAPHS:
        return as_graph(table, form), TYPES[form]
    writer, kind = _WRITERS[form]
    return writer(table).encode("utf-8", "replace"), kind


_WRITERS: dict[str, tuple[Callable[[Table], str], str]] = {
    "csv": (as_csv, CSV_TYPE),
    "json": (as_json, JSON_TYPE),
}


def _term(term: Value) -> dict[str, str]:
    found = {"type": {"iri": "uri", "blank": "bnode"}.get(term.kind, "literal"), "value": str(term)}
    if term.language:
        found["xml:lang"] = term.language
    elif term.datatype:
        found["datatype"] = term.datatype
    return found


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
