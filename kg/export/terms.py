"""N-Triples terms, shortened or taken apart for other notations of RDF."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from rdflib import OWL, RDF, RDFS, XSD
from rdflib.namespace import PROV

from kg.graph import Triple
from kg.graph.terms import OA
from kg.vocab import ACT, KG, KIND, MODE, STATUS

PREFIXES = {
    "act": str(ACT),
    "kg": str(KG),
    "kind": str(KIND),
    "mode": str(MODE),
    "oa": str(OA),
    "owl": str(OWL),
    "prov": str(PROV),
    "rdf": str(RDF),
    "rdfs": str(RDFS),
    "status": str(STATUS),
    "xsd": str(XSD),
}
_BY_SPACE = {space: prefix for prefix, space in PREFIXES.items()}
_NAMED = re.compile(r"(.*[#/])([A-Za-z_][A-Za-z0-9_]*)")
_LITERAL = re.compile(r'("(?:[^"\\]|\\.)*")(?:\^\^<([^>]*)>|@([A-Za-z0-9-]+))?', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))")
_ESCAPED = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


def terms(line: str) -> Triple:
    """The three terms of a line of N-Triples."""
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.removesuffix(" .")


def plain(triple: Triple) -> Triple:
    """The terms as plain strings: IRIs without brackets, a literal's lexical form."""
    subject, predicate, value = triple
    is_iri = value.startswith("<")
    return subject[1:-1], predicate[1:-1], value[1:-1] if is_iri else literal(value)[0]


def by_subject(triples: list[Triple]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Each subject of sorted triples, and its values by predicate."""
    for subject, found in groupby(triples, key=lambda triple: triple[0]):
        values: dict[str, list[str]] = {}
        for _, predicate, value in found:
            values.setdefault(predicate, []).append(value)
        yield subject, values


def named(iri: str) -> tuple[str, str] | None:
    """The prefix and local name of an IRI without brackets; None where it has none."""
    found = _NAMED.fullmatch(iri)
    prefix = _BY_SPACE.get(found[1]) if found else None
    return (prefix, found[2]) if found and prefix else None


def relative(iri: str, base: str) -> str:
    """The IRI as it may stand where `base` is the base; whole where it might be misread."""
    rest = iri.removeprefix(base)
    # A dot segment would be resolved away, and a colon would make a scheme or prefix.
    if rest == iri or not rest or rest[0] in "/#?" or ":" in rest or "/." in f"/{rest}":
        return iri
    return rest


def literal(term: str) -> tuple[str, str | None, str | None]:
    """A literal's text, datatype and language; the datatype of a plain string is None."""
    found = _LITERAL.fullmatch(term)
    if not found:
        raise ValueError(f"not a literal: {term!r}")
    return _ESCAPE.sub(_unescaped, found[1][1:-1]), found[2], found[3]


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(found[3], found[3])
