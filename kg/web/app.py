"""The explorer as one ASGI application, assembled from small modules of routes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from kg.graph import Iris
from kg.store import follow
from kg.web.guard import Guard
from kg.web.pages import errors, start
from kg.web.served import Limits, Served, base_of

ROUTES: tuple[BaseRoute, ...] = (
    *start.ROUTES,
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
)
SPARE_SECONDS = 60.0  # for a page that reads more than one answer


def make(
    location: str, limits: Limits | None = None, hosts: Sequence[str] | None = None
) -> Starlette:
    """An application that serves the store at a location, which it opens now, for reading
    while others may build it.

    `hosts` are the names by which it may be called; None for any. Raises StoreError if the store
    cannot be opened. The store is closed when the server ends.
    """
    limits = limits or Limits()
    store = follow(location, limits.timeout_seconds + SPARE_SECONDS)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        yield
        store.close()

    application = Starlette(
        routes=ROUTES,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers=errors.HANDLERS,
        lifespan=lifespan,
    )
    application.state.served = Served(store, location, Iris(base_of(store)), limits)
    return application
