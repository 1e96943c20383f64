"""Which form of an answer is wanted: a page, or its twin as JSON or RDF.

A suffix decides (`/agent/k3v9.ttl`), else the Accept header; in doubt a page is sent.
"""

from __future__ import annotations

import re

from starlette.requests import Request

from kg.web.negotiation import best

PAGE = "html"
JSON = "json"
GRAPHS = {
    "ttl": "text/turtle",
    "nt": "application/n-triples",
    "jsonld": "application/ld+json",
    "rdf": "application/rdf+xml",
}
TYPES = {PAGE: "text/html", JSON: "application/json", **GRAPHS}
_OFFERED = {kind: form for form, kind in TYPES.items()}  # the order decides between equals
SUFFIX = re.compile(rf"(.+)\.({'|'.join((JSON, *GRAPHS))})")


def asked(request: Request) -> str:
    """The form that the path's suffix, found by the router, or else the Accept header names."""
    suffix = request.path_params.get("form")
    return str(suffix) if suffix else accepted(request.headers.get("accept", ""))


def split(identifier: str) -> tuple[str, str | None]:
    """An id and the form that a suffix of it names; None without such a suffix."""
    found = SUFFIX.fullmatch(identifier)
    return (found[1], found[2]) if found else (identifier, None)


def accepted(header: str) -> str:
    """The form that an Accept header likes best; a page if it likes none."""
    return _OFFERED[best(header, _OFFERED) or TYPES[PAGE]]
