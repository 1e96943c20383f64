"""Turtle: all graphs as one. TriG keeps them apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from kg.export.selection import Selection
from kg.export.terms import PREFIXES, by_subject, named, relative
from kg.graph import Triple
from kg.graph.terms import P


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write graph by graph; a triple that stands in several is written, but counted, as often."""
    base = selection.iris.base
    out.write(header(base).encode())
    count = 0
    for _, triples in selection.graphs():
        out.writelines(f"\n{block}\n".encode() for block in blocks(triples, base))
        count += len(triples)
    return {"triples": count}


def header(base: str) -> str:
    """The base and prefixes, sorted."""
    lines = [f"@prefix {prefix}: <{space}> .\n" for prefix, space in sorted(PREFIXES.items())]
    return "".join([f"@base <{base}> .\n", *lines])


def blocks(triples: list[Triple], base: str, indent: str = "") -> Iterator[str]:
    """The sorted triples, a block a subject."""
    for subject, values in by_subject(triples):
        rows = []
        for predicate, found in values.items():
            verb = "a" if predicate == P.type else short(predicate, base)
            rows.append(f"{verb} {', '.join(short(value, base) for value in found)}")
        yield f"{indent}{short(subject, base)} {f' ;{chr(10)}{indent}    '.join(rows)} ."


def short(term: str, base: str) -> str:
    """A term with its IRI, or its datatype's, as short as the header allows."""
    if not term.endswith(">"):
        return term
    before, _, iri = term[:-1].rpartition("<")
    known = named(iri)
    return before + (":".join(known) if known else f"<{relative(iri, base)}>")
