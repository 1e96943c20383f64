"""The SPARQL editor on the store's own endpoint, with the named queries to start from."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.named import question, questions
from kg.ask.values import NAMESPACE
from kg.web.guard import POLICY
from kg.web.interactive import is_built, json_block
from kg.web.paths import paths
from kg.web.rendering import still

# YASGUI's table writes one style sheet of its own, always the same; nothing else may.
STYLE = "sha256-zCK2EVMoPc04mRF/g5CotUvxbJPWS+8V0b+s9ptqQIk="
HEADERS = {"Content-Security-Policy": f"{POLICY}; style-src 'self' '{STYLE}'"}
PREFIXES = {
    "kg": f"{NAMESPACE}#",
    "act": f"{NAMESPACE}/act#",
    "status": f"{NAMESPACE}/status#",
    "kind": f"{NAMESPACE}/kind#",
    "mode": f"{NAMESPACE}/mode#",
    "oa": "http://www.w3.org/ns/oa#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def show(request: Request) -> Response:
    """The page; `query` is SPARQL, or `name` a named query, that it opens with."""
    known, asked = questions(), request.query_params.get("query")
    if name := request.query_params.get("name"):
        asked = question(name).sparql
    given = _given(paths(request)("/sparql"), asked or None)
    built = is_built("editor")
    answer = still(request, "editor.html", queries=known, given=given, is_built=built)
    answer.headers.update(HEADERS)
    return answer


@lru_cache(maxsize=16)
def _given(endpoint: str, asked: str | None) -> Markup:
    """What the editor's script is told."""
    queries = {one.name: one.sparql for one in questions()}
    given = {"endpoint": endpoint, "prefixes": PREFIXES, "queries": queries, "asked": asked}
    return json_block(given)


ROUTES = (Route("/editor", show),)
