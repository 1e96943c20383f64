"""The endpoint's description of itself, after SPARQL 1.1 Service Description."""

from __future__ import annotations

import io
from collections.abc import Iterator

from kg.store import Value, iri, write_rdf
from kg.web.served import Limits

SD = "http://www.w3.org/ns/sparql-service-description#"
FORMATS = "http://www.w3.org/ns/formats/"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
_WRITTEN = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
    "JSON-LD",
    "RDF_XML",
)


def describe(url: str, limits: Limits, form: str) -> bytes:
    """The endpoint at a URL, in an RDF format; raises QueryError if the URL is none."""
    out = io.BytesIO()
    write_rdf(_lines(iri(url).term(), limits), out, form, {"sd": SD, "rdfs": RDFS})
    return out.getvalue()


def in_words(limits: Limits) -> str:
    """The limits as a sentence."""
    return (
        f"For reading only: no updates, no SERVICE. A query ends after {limits.timeout_seconds:g}"
        f" seconds with status 504; an answer ends after {limits.row_count} rows or triples with"
        " the header Kg-Cut: true."
    )


def _lines(endpoint: str, limits: Limits) -> Iterator[str]:
    service = "_:service"
    yield f"{service} {_TYPE} <{SD}Service> ."
    yield f"{service} <{SD}endpoint> {endpoint} ."
    yield f"{service} <{SD}supportedLanguage> <{SD}SPARQL11Query> ."
    yield f"{service} <{SD}feature> <{SD}UnionDefaultGraph> ."
    for name in _WRITTEN:
        yield f"{service} <{SD}resultFormat> <{FORMATS}{name}> ."
    yield f"{service} <{RDFS}comment> {Value(in_words(limits), language='en').term()} ."
    yield f"{service} <{SD}defaultDataset> _:dataset ."
    yield f"_:dataset {_TYPE} <{SD}Dataset> ."
    yield f"_:dataset <{SD}defaultGraph> _:graph ."
    yield f"_:graph {_TYPE} <{SD}Graph> ."
