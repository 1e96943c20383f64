"""The endpoint `/sparql` (SPARQL 1.1 Protocol, queries only)."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence

from anyio import CapacityLimiter, to_thread
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from kg.errors import QueryError
from kg.web.negotiation import best
from kg.web.served import Limits
from kg.web.sparql import description
from kg.web.sparql.asked import Asked, Busy, GivenUp, QueryTimeout, StoreGone, Unacceptable
from kg.web.sparql.origins import allowance, is_refused
from kg.web.sparql.pool import WAITING_COUNT, Answer, Call, Pool
from kg.web.sparql.protocol import GRAPHS, Parsed, Refused, parse, unacceptable

METHODS = "GET, HEAD, POST, OPTIONS"
_PAGE = "text/html"
_PIECE_BYTES = 1 << 16
_STATUSES: Mapping[type[QueryError], int] = {
    QueryTimeout: 504,
    Busy: 503,
    StoreGone: 503,
    Unacceptable: 406,
    GivenUp: 499,
}


class Endpoint:
    """One store's endpoint, an ASGI application; `hosts` as for `kg.web.app.make`.

    A browser that asks nothing is sent to `page`.
    """

    def __init__(self, pool: Pool, limits: Limits, hosts: Sequence[str] | None, page: str) -> None:
        self._pool, self._limits, self._hosts, self._page = pool, limits, hosts, page
        # Whoever waits for a worker waits in a thread; pages have threads of their own.
        self._threads = CapacityLimiter(2 * WAITING_COUNT)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        request = Request(scope, receive)
        try:
            response = await self._response(request, receive)
        except Refused as refused:
            response = PlainTextResponse(f"{refused}\n", refused.status, dict(refused.headers))
        except QueryError as error:
            status = _STATUSES.get(type(error), 400)
            told = unacceptable() if status == 406 else str(error)
            response = PlainTextResponse(f"{told}\n", status)
            if status == 503:
                response.headers["Retry-After"] = "5"
        response.headers.update(allowance(request.headers, self._hosts))
        response.headers["Kg-Timeout-Seconds"] = f"{self._limits.timeout_seconds:g}"
        response.headers["Kg-Row-Limit"] = str(self._limits.row_count)
        await response(scope, receive, send)

    async def _response(self, request: Request, receive: Receive) -> Response:
        if is_refused(request.headers, self._hosts):
            raise Refused(403, "pages of other sites may not ask this server")
        if request.method == "OPTIONS":
            return Response(status_code=204, headers=_options())
        if request.method not in METHODS.split(", "):
            raise Refused(405, "queries are sent by GET or POST", {"Allow": METHODS})
        if (parsed := await parse(request)) is None:
            return self._described(request)
        answer = await self._answer(parsed.asked, receive)
        return _written(parsed, answer, request.method == "HEAD")

    def _described(self, request: Request) -> Response:
        accept = ", ".join(request.headers.getlist("accept"))
        kind = best(accept, (*GRAPHS, _PAGE))
        if kind is None:
            raise Refused(406, f"one parameter `query` is needed; {unacceptable()}")
        if kind == _PAGE:
            return RedirectResponse(self._page, 303)
        url = str(request.url.replace(query="", fragment=""))
        found = description.describe(url, self._limits, GRAPHS[kind])
        return Response(found, headers={"Content-Type": _typed(kind)})

    async def _answer(self, asked: Asked, receive: Receive) -> Answer:
        """What a worker answers; whoever hangs up frees it."""
        call = Call()
        watching = asyncio.create_task(_give_up_with(receive, call))
        try:
            return await to_thread.run_sync(
                self._pool.answer, asked, call, limiter=self._threads, abandon_on_cancel=True
            )
        finally:
            call.give_up()
            watching.cancel()


async def _give_up_with(receive: Receive, call: Call) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    call.give_up()


def _written(parsed: Parsed, answer: Answer, is_head: bool) -> Response:
    kind = (parsed.graph if answer.form == "graph" else parsed.table) or ""
    headers = {
        "Content-Type": _typed(kind),
        "Content-Length": str(answer.byte_count),
        "Kg-Row-Count": str(answer.row_count),
        "Kg-Cut": str(answer.is_cut).lower(),
    }
    if is_head:
        answer.body.close()
        return Response(headers=headers)
    return StreamingResponse(_pieces(answer), headers=headers)


async def _pieces(answer: Answer) -> AsyncIterator[bytes]:
    with answer.body as body:
        while piece := body.read(_PIECE_BYTES):
            yield piece


def _typed(kind: str) -> str:
    """The media type with its encoding, where it does not go without saying."""
    return f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


def _options() -> dict[str, str]:
    return {
        "Allow": METHODS,
        "Access-Control-Allow-Methods": METHODS,
        "Access-Control-Allow-Headers": "Accept, Content-Type",
        "Access-Control-Max-Age": "600",
    }
