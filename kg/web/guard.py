"""What holds for every answer, whichever module gives it: who may ask, and what a browser may do.

Articles and names are hostile input. Templates escape them; should one slip through, the policy
below lets no script, style or picture run that is not a file of this server.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
    " form-action 'self'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Guard:
    """Refuses calls by a foreign name, and adds `HEADERS` where an answer has none of its own.

    A page elsewhere can point its own name at this machine (DNS rebinding) and then read what is
    served here as its own; the Host header gives it away. `hosts` None allows every name.
    """

    def __init__(self, app: ASGIApp, hosts: Sequence[str] | None = None) -> None:
        self.app, self.hosts = app, None if hosts is None else frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or have it answered."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        is_begun = False

        async def guarded(message: Message) -> None:
            nonlocal is_begun
            if message["type"] == "http.response.start":
                is_begun = True
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        answer = self.app
        if self.hosts is not None and host(Headers(scope=scope)) not in self.hosts:
            answer = PlainTextResponse("this server has another name", 421)
        try:
            await answer(scope, receive, guarded)
        except asyncio.CancelledError:  # The server was told to end, and has waited long enough.
            if not is_begun:
                ending = PlainTextResponse("this server is ending", 503)
                await ending(scope, receive, guarded)


def host(headers: Headers) -> str:
    """The name by which a request calls the server, without its port; empty if it gives none."""
    given = headers.get("host", "").lower()
    if given.startswith("["):  # an IPv6 address
        return given[1:].partition("]")[0]
    return given.partition(":")[0]
