"""The start page: what is in the store."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.ask.stats import stats
from kg.web.rendering import page
from kg.web.served import served


def start(request: Request) -> Response:
    """What the store holds, and ways into it."""
    return page(request, "start.html", stats=stats(served(request).store))


ROUTES = (Route("/", start),)
