"""A store behind a SPARQL 1.1 endpoint.

The location is the query endpoint; the update endpoint is `KG_UPDATE_URL`, else the same URL with
`query` at its end replaced by `update`. A URL without a path, as of `oxigraph serve`, gets `/query`
and `/update`. `KG_USER` and `KG_PASSWORD`, or `KG_TOKEN`, are sent to these two and nowhere else.

Plain queries must see all named graphs: Oxigraph is asked to by a parameter of the request, other
engines need their own setting (Fuseki: `tdb2:unionDefaultGraph true`; GraphDB, RDF4J, Virtuoso and
Blazegraph do so anyway).
"""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NoReturn, cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit, urlunsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from kg.errors import KgError, QueryError, StoreError
from kg.store.base import Graphs, Store
from kg.store.binding import Bindings, bind, has_dataset
from kg.store.dataset import Dataset
from kg.store.results import Result
from kg.store.update import Triple, changes, replacement
from kg.store.value import Value, iri_term

TIMEOUT_SECONDS = 300.0
REQUEST_BYTES = 4_000_000
REQUEST_TRIPLES = 20_000  # of one graph that is revised; as many bytes, roughly
_ACCEPTED = "application/sparql-results+json, application/n-triples;q=0.9"
_HIDDEN = "ASK { { SELECT * { GRAPH ?g { ?s ?p ?o } } LIMIT 1 } FILTER NOT EXISTS { ?s ?p ?o } }"


class _NoRedirect(HTTPRedirectHandler):
    # A redirected POST becomes a GET: the update would be lost without a word.
    def redirect_request(self, *_: object, **__: object) -> None:
        return None


class RemoteStore(Store):
    """One endpoint for queries and one for updates; the server looks after locks."""

    def __init__(self, location: str) -> None:
        self.location = location
        self._query_url, self._update_url = endpoints(location)
        self._open = build_opener(_NoRedirect).open
        if self.query(_HIDDEN).answer:
            raise StoreError(
                f"{location}: its default graph hides named graphs; set it to their union"
                " (oxigraph serve --union-default-graph)"
            )

    def query(
        self, sparql: str, bindings: Bindings | None = None, dataset: Dataset | None = None
    ) -> Result:
        bound = bind(sparql, bindings or {})
        parameters = "" if has_dataset(sparql) else "union-default-graph=true"
        if dataset is not None:
            parameters = dataset.parameters()
        try:
            kind, found = self._post(self._query_url, bound, "query", parameters)
        except HTTPError as error:
            if error.code in (400, 422):
                raise QueryError(f"not SPARQL: {_said(error)}") from error
            self._fail(error)
        try:
            if "json" in kind:
                return Result.of_json(found)
            return Result.of_triples(found)
        except (SyntaxError, ValueError) as error:
            raise QueryError(f"{self.location}: an answer of {kind}, not of SPARQL") from error

    def put(self, graphs: Graphs) -> int:
        count, requests, size = 0, list[str](), 0
        for name, rows in graphs.items():
            triples = list(rows)
            requests.append(replacement(name, triples))
            count, size = count + len(triples), size + len(requests[-1])
            if size > REQUEST_BYTES:
                self._update("".join(requests))
                requests, size = [], 0
        self._update("".join(requests))
        return count

    def drop(self, graphs: Iterable[str]) -> None:
        self._update("".join(f"DROP SILENT GRAPH {iri_term(name)};\n" for name in graphs))

    def change(
        self, graph: str, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()
    ) -> None:
        for gone in _parts(removed):
            self._update(changes(graph, (), gone))
        for new in _parts(added):
            self._update(changes(graph, new, ()))

    def graphs(self) -> list[str]:
        found = self.query("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
        return sorted(str(name) for (name,) in found)

    def lines(self, graph: str) -> list[str]:
        return sorted(set(self._graph(graph).lines()))

    def triples(self, graph: str) -> Iterator[tuple[Value, Value, Value]]:
        return cast(Iterator[tuple[Value, Value, Value]], iter(self._graph(graph)))

    def _graph(self, name: str) -> Result:
        term = iri_term(name)
        return self.query(f"CONSTRUCT {{ ?s ?p ?o }} WHERE {{ GRAPH {term} {{ ?s ?p ?o }} }}")

    def close(self) -> None:
        """Nothing is kept open between requests."""

    def _update(self, sparql: str) -> None:
        if not sparql:
            return
        try:
            self._post(self._update_url, sparql, "update", "")
        except HTTPError as error:
            self._fail(error)

    def _post(self, url: str, sparql: str, kind: str, parameters: str) -> tuple[str, bytes]:
        if parameters:
            url += f"{'&' if '?' in url else '?'}{parameters}"
        request = Request(url, sparql.encode(), {"Accept": _ACCEPTED})
        request.add_header("Content-Type", f"application/sparql-{kind}; charset=utf-8")
        for name, credentials in _credentials().items():
            request.add_unredirected_header(name, credentials)
        try:
            with self._open(request, timeout=TIMEOUT_SECONDS) as answer:
                return answer.headers.get_content_type(), answer.read()
        except HTTPError:
            raise
        except (URLError, OSError) as error:
            reason = getattr(error, "reason", error)
            raise StoreError(f"{self.location}: cannot be reached: {reason}") from error

    def _fail(self, error: HTTPError) -> NoReturn:
        advice = {
            401: "set KG_USER and KG_PASSWORD, or KG_TOKEN",
            403: "these credentials may not do that",
            404: "no endpoint there; give the URL of the query endpoint, and KG_UPDATE_URL",
            405: "no endpoint there; give the URL of the query endpoint, and KG_UPDATE_URL",
        }.get(error.code, _said(error))
        if 300 <= error.code < 400:
            advice = f"it has moved to {error.headers.get('Location')}"
        failure: KgError = StoreError(f"{self.location}: status {error.code}: {advice}")
        raise failure from error


def endpoints(location: str) -> tuple[str, str]:
    """The URLs for queries and for updates."""
    parts = urlsplit(location)
    path = parts.path.rstrip("/")
    query = urlunsplit(parts._replace(path=path or "/query"))
    path = path or "/query"
    head, found, _ = path.rpartition("query")
    is_pair = found and path.endswith("query")
    update = urlunsplit(parts._replace(path=f"{head}update" if is_pair else path))
    return query, os.environ.get("KG_UPDATE_URL") or update


def _parts(triples: Iterable[Triple]) -> Iterator[list[Triple]]:
    rows = iter(triples)
    while part := list(islice(rows, REQUEST_TRIPLES)):
        yield part


def _credentials() -> dict[str, str]:
    if token := os.environ.get("KG_TOKEN"):
        return {"Authorization": f"Bearer {token}"}
    if user := os.environ.get("KG_USER"):
        pair = f"{user}:{os.environ.get('KG_PASSWORD', '')}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}
    return {}


def _said(error: HTTPError) -> str:
    text = error.read(500).decode(errors="replace").strip()
    return text.splitlines()[0] if text else str(error.reason)
