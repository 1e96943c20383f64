"""RDF/XML: all graphs as one, for programs that read nothing newer.

XML cannot hold most control characters: each becomes U+FFFD, so that offsets into a text still
count right. Every other RDF format keeps them.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr

from kg.export.looks import in_xml
from kg.export.selection import Selection
from kg.export.terms import PREFIXES, by_subject, literal, named
from kg.graph import Triple

_LINE_END = {"\r": "&#13;"}  # raw, a parser would read it as a line feed, or drop it


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write graph by graph; only one is held in memory."""
    spaces = "".join(f'\n    xmlns:{prefix}="{PREFIXES[prefix]}"' for prefix in sorted(PREFIXES))
    out.write(f'<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF{spaces}>\n'.encode())
    count = 0
    for _, triples in selection.graphs():
        out.writelines(line.encode() for line in _lines(triples))
        count += len(triples)
    out.write(b"</rdf:RDF>\n")
    return {"triples": count}


def _lines(triples: list[Triple]) -> Iterator[str]:
    for subject, values in by_subject(triples):
        yield f"  <rdf:Description rdf:about={quoteattr(subject[1:-1])}>\n"
        for predicate, found in values.items():
            yield from (_property(predicate[1:-1], value) for value in found)
        yield "  </rdf:Description>\n"


def _property(predicate: str, value: str) -> str:
    known = named(predicate)
    if known is None:
        raise ValueError(f"no prefix for {predicate}")
    tag = ":".join(known)
    if value.startswith("<"):
        return f"    <{tag} rdf:resource={quoteattr(value[1:-1])}/>\n"
    text, datatype, language = literal(value)
    about = f" rdf:datatype={quoteattr(datatype)}" if datatype else ""
    about += f' xml:lang="{language}"' if language else ""
    return f"    <{tag}{about}>{escape(in_xml(text, chr(0xFFFD)), _LINE_END)}</{tag}>\n"
