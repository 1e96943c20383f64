"""One answer in the form that was asked for: the page, the same values as JSON, or the RDF."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, is_dataclass
from typing import Any
from urllib.parse import quote

from starlette.convertors import StringConvertor, register_url_convertor
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.values import PREFIXES, among
from kg.store import Result, Store
from kg.web.forms import GRAPHS, JSON, PAGE, TYPES, asked
from kg.web.paths import paths
from kg.web.rendering import page

_PREFIXES = {
    "kg": "https://w3id.org/claim-kg#",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
OWN = "CONSTRUCT { ?node ?p ?o } WHERE { %s ?node ?p ?o }"
Triples = Callable[[], Result]
Handler = Callable[[Request], Response]


class _Form(StringConvertor):
    regex = "|".join((JSON, *GRAPHS))


register_url_convertor("form", _Form())


def answer(
    request: Request,
    template: str,
    shown: dict[str, Any],
    triples: Triples,
    form: str | None = None,
    render: Callable[..., Response] = page,
    **rest: object,
) -> Response:
    """What a request is answered: `shown` as a page or as JSON, or the triples as RDF.

    The template sees `rest` as well; JSON does not have it.
    """
    form = form or asked(request)
    if form == PAGE:
        found = render(request, template, twins=twins(request), **shown, **rest)
    elif form == JSON:
        found = Response(as_json(shown), media_type=TYPES[JSON])
    else:
        found = Response(triples().write(form, _PREFIXES), media_type=TYPES[form])
    found.headers["Vary"] = "Accept"
    return found


def described(store: Store, nodes: Iterable[str]) -> Triples:
    """The triples of which the nodes, given by their IRIs, are the subjects."""
    return lambda: store.query(PREFIXES + OWN % among("node", nodes))


def as_json(value: object) -> str:
    """A value as JSON, records as objects."""
    written = json.dumps(value, default=_plain, ensure_ascii=False, indent=1)
    # Halves of characters, which a damaged article may hold, are no Unicode text.
    return written.encode("utf-8", "replace").decode() + "\n"


def twins(request: Request) -> tuple[tuple[str, str], ...]:
    """The other forms of this page by name, each with its path."""
    path = quote(request.url.path.removeprefix(paths(request).root).rstrip("/")) or "/index"
    query = f"?{request.url.query}" if request.url.query else ""
    root = paths(request).root
    return tuple((form, f"{root}{path}.{form}{query}") for form in (JSON, "ttl"))


def twinned(path: str, handler: Handler) -> tuple[Route, Route]:
    """The routes of a page and of its twins, whose suffix is the path parameter `form`."""
    twin = "/index" if path == "/" else path
    return Route(path, handler), Route(f"{twin}.{{form:form}}", handler)


def number(request: Request, name: str, default: int = 1, most: int = 1000) -> int:
    """A whole number, at least 1, of the request's parameters; else the answer is 400."""
    given = request.query_params.get(name, str(default))
    if not (given.isascii() and given.isdigit() and 1 <= int(given[:9]) <= most):
        raise HTTPException(400, f"{name} is a number from 1 to {most}, not {given[:40]!r}")
    return int(given)


def _plain(value: object) -> object:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    raise TypeError(f"{type(value).__name__} has no JSON")
