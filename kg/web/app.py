"""The explorer as one ASGI application, assembled from small modules of routes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

from anyio.to_thread import current_default_thread_limiter
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.graph import Iris
from kg.store import follow
from kg.web.guard import Guard
from kg.web.pages import (
    agent,
    article,
    claim,
    comparison,
    editor,
    errors,
    graph,
    lists,
    queries,
    resource,
    start,
    statement,
)
from kg.web.served import Limits, Served, base_of
from kg.web.sparql.pool import Pool
from kg.web.sparql.routes import Endpoint
from kg.web.sparql.store import BoundedStore

ROUTES: tuple[BaseRoute, ...] = (
    *start.ROUTES,
    *lists.ROUTES,
    *agent.ROUTES,
    *claim.ROUTES,
    *comparison.ROUTES,
    *statement.ROUTES,
    *article.ROUTES,
    *queries.ROUTES,
    *graph.ROUTES,
    *editor.ROUTES,
    *resource.ROUTES,
    Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static"),
)
EDITOR = "/editor"
THREAD_COUNT = 8  # pages at a time; more would end no sooner, and take more memory
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
    pool = Pool(store, limits)

    @asynccontextmanager
    async def lifespan(_: Starlette) -> AsyncIterator[None]:
        current_default_thread_limiter().total_tokens = THREAD_COUNT
        yield
        pool.close()
        store.close()

    iris = Iris(base_of(store))
    routes = (*ROUTES, Route("/sparql", Endpoint(pool, limits, hosts, EDITOR)))
    # IRIs that begin with a path resolve as well, whether a proxy takes that path off or not.
    below = urlsplit(iris.base).path.rstrip("/")
    application = Starlette(
        routes=(Mount(below, routes=routes), *routes) if below else routes,
        middleware=[Middleware(Guard, hosts=hosts)],
        exception_handlers=errors.HANDLERS,
        lifespan=lifespan,
    )
    bounded = BoundedStore(store, pool)
    application.state.served = Served(store, bounded, location, iris, limits)
    return application
