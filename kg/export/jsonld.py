"""JSON-LD 1.1, with the context that ontology/context.jsonld publishes.

`@graph` holds one object for each named graph, and in it one for each node.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any, BinaryIO

from kg.export.selection import Selection
from kg.export.terms import by_subject, literal, relative
from kg.graph import Triple
from kg.graph.terms import P


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write graph by graph; only one is held in memory."""
    base = selection.iris.base
    start = json.dumps({"@base": base, **context()}, ensure_ascii=False, indent=1)
    out.write(f'{{"@context": {start},\n"@graph": ['.encode())
    count, separator = 0, "\n"
    for name, triples in selection.graphs():
        nodes = [json.dumps(node, ensure_ascii=False) for node in _nodes(triples, base)]
        inside = ",\n  ".join(nodes)
        graph = json.dumps(relative(name, base))
        out.write(f'{separator}{{"@id": {graph}, "@graph": [\n  {inside}]}}'.encode())
        count, separator = count + len(triples), ",\n"
    out.write(b"\n]}\n")
    return {"quads": count}


@cache
def context() -> dict[str, Any]:
    """The published context, without its base."""
    text = files("kg.ontology").joinpath("context.jsonld").read_text("utf-8")
    found: dict[str, Any] = json.loads(text)["@context"]
    return found


@cache
def _terms() -> dict[str, tuple[str, str | None]]:
    """Each IRI of the context with its term and the type that the term gives its values."""
    terms = {}
    for term, given in context().items():
        found = given if isinstance(given, dict) else {"@id": given}
        prefix, _, name = str(found["@id"]).partition(":")
        iri = f"{context()[prefix]}{name}" if prefix in context() else f"{prefix}:{name}"
        terms[iri] = term, found.get("@type")
    return terms


def _nodes(triples: list[Triple], base: str) -> Iterator[dict[str, Any]]:
    for subject, values in by_subject(triples):
        node: dict[str, Any] = {"@id": relative(subject[1:-1], base)}
        for predicate, found in values.items():
            if predicate == P.type:
                term, items = "@type", [_known(value[1:-1]) for value in found]
            else:
                term, type_ = _terms().get(predicate[1:-1], (predicate[1:-1], None))
                items = [_value(value, type_, base) for value in found]
            node[term] = items if len(items) > 1 else items[0]
        yield node


def _known(iri: str) -> str:
    return _terms().get(iri, (iri, None))[0]


def _value(term: str, type_: str | None, base: str) -> Any:
    """A value, plain where the term's type says the rest."""
    if term.startswith("<"):
        iri = term[1:-1]
        if type_ == "@vocab":
            return _known(iri)
        return relative(iri, base) if type_ == "@id" else {"@id": relative(iri, base)}
    text, datatype, language = literal(term)
    if language:
        return {"@value": text, "@language": language}
    expected = f"{context()['xsd']}{type_.removeprefix('xsd:')}" if type_ else None
    if datatype == expected:
        return text
    return {"@value": text, "@type": datatype} if datatype else {"@value": text}
