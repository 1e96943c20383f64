"""Requests as the SPARQL 1.1 Protocol has them, and what they ask."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.requests import ClientDisconnect, Request

from kg.errors import QueryError
from kg.store import Dataset
from kg.web.negotiation import best
from kg.web.sparql.asked import Asked

BODY_BYTES = 1_000_000
BODY_SECONDS = 20.0
FORM, QUERY = "application/x-www-form-urlencoded", "application/sparql-query"
# By media type, in the order that decides where all are liked the same.
TABLES: Mapping[str, str] = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
GRAPHS: Mapping[str, str] = {
    "text/turtle": "ttl",
    "application/n-triples": "nt",
    "application/ld+json": "jsonld",
    "application/rdf+xml": "rdf",
    "application/x-turtle": "ttl",
}


class Refused(Exception):
    """A request that is not answered, with the status and what to do about it."""

    def __init__(self, status: int, message: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(message)
        self.status, self.headers = status, headers or {}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What is asked, and the media types of the answer as a table and as a graph, if any."""

    asked: Asked
    table: str | None
    graph: str | None


async def parse(request: Request) -> Parsed | None:
    """What a request asks; None if it asks nothing, but what the endpoint is.

    Raises Refused.
    """
    if request.method in ("GET", "HEAD"):
        given = _parameters(request.scope["query_string"])
        if not given:
            return None
    else:
        given = await _posted(request)
    for verb in ("update", "using-graph-uri", "using-named-graph-uri"):
        if verb in given:
            raise Refused(400, "this endpoint only reads; it takes no updates")
    queries = given.get("query", [])
    if len(queries) != 1 or not queries[0].strip():
        raise Refused(400, f"one parameter `query` is needed; there are {len(queries)}")
    accept = ", ".join(request.headers.getlist("accept"))
    table, graph = best(accept, TABLES), best(accept, GRAPHS)
    if not (table or graph):
        raise Refused(406, unacceptable())
    return Parsed(
        Asked(queries[0], TABLES.get(table or ""), GRAPHS.get(graph or ""), _dataset(given)),
        table,
        graph,
    )


def unacceptable() -> str:
    """What can be accepted, in words."""
    return f"answers are tables ({', '.join(TABLES)}) or graphs ({', '.join(GRAPHS)})"


async def _posted(request: Request) -> dict[str, list[str]]:
    kind, _, rest = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    charset = rest.partition("charset=")[2].strip(' "').lower()
    if kind not in (FORM, QUERY) or charset not in ("", "utf-8", "utf8"):
        raise Refused(
            415,
            "this endpoint only reads; it takes no updates"
            if kind == "application/sparql-update"
            else f"a query is posted as {FORM} or {QUERY}, in UTF-8",
            {"Accept-Post": f"{FORM}, {QUERY}"},
        )
    body = await _body(request)
    if kind == FORM:
        return _parameters(body)
    given = _parameters(request.scope["query_string"])
    if "query" in given:
        raise Refused(400, "the query is in the body; leave out the parameter `query`")
    return given | {"query": [_text(body)]}


async def _body(request: Request) -> bytes:
    """The body, unless it is too long or too slow."""
    too_long = Refused(413, f"a query has at most {BODY_BYTES} bytes")
    length = request.headers.get("content-length", "0")
    if length.isascii() and length.isdigit() and int(length[:20]) > BODY_BYTES:
        raise too_long
    body = bytearray()
    try:
        async with asyncio.timeout(BODY_SECONDS):
            async for piece in request.stream():
                body += piece
                if len(body) > BODY_BYTES:
                    raise too_long
    except TimeoutError as error:
        raise Refused(408, f"the query did not come within {BODY_SECONDS:g} seconds") from error
    except ClientDisconnect as error:
        raise Refused(400, "the query did not come to its end") from error
    return bytes(body)


def _parameters(encoded: bytes) -> dict[str, list[str]]:
    try:
        pairs = parse_qsl(
            _text(encoded), keep_blank_values=True, errors="strict", max_num_fields=1000
        )
    except ValueError as error:
        raise Refused(400, "these parameters are not URL-encoded UTF-8") from error
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        given.setdefault(name, []).append(value)
    return given


def _text(given: bytes) -> str:
    try:
        return given.decode()
    except UnicodeDecodeError as error:
        raise Refused(400, f"not UTF-8 at byte {error.start}") from error


def _dataset(given: Mapping[str, list[str]]) -> Dataset | None:
    default, named = (tuple(given.get(f"{kind}-graph-uri", ())) for kind in ("default", "named"))
    try:
        return Dataset(default, named) if default or named else None
    except QueryError as error:
        raise Refused(400, f"the dataset is {error}") from error
