"""Rows as SPARQL results in JSON, XML, CSV and TSV, written as they come.

The engine writes these formats too, but all rows or none.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Mapping
from typing import IO

from kg.store.formats import TABLES, choose
from kg.store.results import Row
from kg.store.value import Value

# xml.sax.saxutils has these too, but brings urllib and so ssl, which doubles a lookup's start.
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\r": "&#13;"})
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_XML = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<sparql xmlns="http://www.w3.org/2005/sparql-results#"><head>'
)


def write_table(form: str, variables: tuple[str, ...], rows: Iterable[Row], out: IO[bytes]) -> None:
    """Write rows in a format of `TABLES`; raises QueryError for any other."""
    choose(TABLES, form, "a table")
    text = io.TextIOWrapper(out, "utf-8", newline="", write_through=True)
    _WRITERS[form](variables, rows, text)
    text.flush()
    text.detach()


def write_answer(form: str, answer: bool, out: IO[bytes]) -> None:
    """Write what an ASK answers."""
    word = str(answer).lower()
    out.write(
        {
            "json": f'{{"head": {{}}, "boolean": {word}}}',
            "xml": f"{_XML}</head><boolean>{word}</boolean></sparql>",
        }.get(form, word).encode()
    )


def _json(variables: tuple[str, ...], rows: Iterable[Row], out: IO[str]) -> None:
    out.write(f'{{"head": {{"vars": {json.dumps(variables)}}}, "results": {{"bindings": [')
    keys = [f"{json.dumps(name)}: " for name in variables]
    comma = "\n"
    for row in rows:
        cells = (k + _json_term(v) for k, v in zip(keys, row, strict=True) if v is not None)
        out.write(f"{comma}{{{', '.join(cells)}}}")
        comma = ",\n"
    out.write("\n]}}")


def _json_term(value: Value) -> str:
    kind = {"iri": "uri", "blank": "bnode"}.get(value.kind, value.kind)
    term = {"type": kind, "value": str(value)}
    if value.language:
        term["xml:lang"] = value.language
    elif value.datatype:
        term["datatype"] = value.datatype
    return json.dumps(term, ensure_ascii=False)


def _xml(variables: tuple[str, ...], rows: Iterable[Row], out: IO[str]) -> None:
    names = "".join(f"<variable name={_quoted(name)}/>" for name in variables)
    out.write(f"{_XML}{names}</head><results>\n")
    opening = [f"<binding name={_quoted(name)}>" for name in variables]
    for row in rows:
        cells = (
            f"{start}{_xml_term(value)}</binding>"
            for start, value in zip(opening, row, strict=True)
            if value is not None
        )
        out.write(f"<result>{''.join(cells)}</result>\n")
    out.write("</results></sparql>")


def _quoted(value: str) -> str:
    return f'"{value.translate(_ESCAPES)}"'


def _xml_term(value: Value) -> str:
    # XML has no way to write most control characters.
    text = _NOT_IN_XML.sub("\ufffd", value).translate(_ESCAPES)
    if value.kind != "literal":
        name = "uri" if value.is_iri else "bnode"
        return f"<{name}>{text}</{name}>"
    if value.language:
        return f"<literal xml:lang={_quoted(value.language)}>{text}</literal>"
    kind = f" datatype={_quoted(value.datatype)}" if value.datatype else ""
    return f"<literal{kind}>{text}</literal>"


def _csv(variables: tuple[str, ...], rows: Iterable[Row], out: IO[str]) -> None:
    table = csv.writer(out)
    table.writerow(variables)
    for row in rows:
        table.writerow("" if v is None else f"_:{v}" if v.kind == "blank" else v for v in row)


def _tsv(variables: tuple[str, ...], rows: Iterable[Row], out: IO[str]) -> None:
    out.write("\t".join(f"?{name}" for name in variables) + "\n")
    for row in rows:
        out.write("\t".join(map(_tsv_term, row)) + "\n")


def _tsv_term(value: Value | None) -> str:
    if value is None:
        return ""
    if value.kind == "blank":
        return f"_:{value}"
    return value.term().replace("\t", "\\t")


_WRITERS: Mapping[str, Callable[[tuple[str, ...], Iterable[Row], IO[str]], None]] = {
    "json": _json,
    "xml": _xml,
    "csv": _csv,
    "tsv": _tsv,
}
