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
from kg.store import open_store
from kg.web.guard import Guard
from kg.web.pages import errors, start
from kg.web.served import Limits, Served, base_of

ROUTES: tuple[BaseRoute, ...] = (
    *start.ROUTES,
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
)


def make(
    location: str, limits: Limits | None = None, hosts: Sequence[str] | None = None
) -> Starlette:
    """An application that serves the store at a location, which it opens now, for reading.

    `hosts` are the names by which it may be called; None for any. Raises StoreError if the store
    cannot be opened. The store is closed when the server ends.
    """
    store = open_store(location)

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
    application.state.served = Served(store, location, Iris(base_of(store)), limits or Limits())
    return application
