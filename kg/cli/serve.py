"""The command that shows a store in a browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import STORE, StoreOption
from kg.cli.output import note
from kg.errors import UsageError

if TYPE_CHECKING:
    import socket

GOODBYE_SECONDS = 3  # for answers under way when the server is told to end
LOOPBACK = ("localhost", "127.0.0.1", "::1")


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = 8000,
    is_opened: Annotated[bool, typer.Option("--open", help="Open a browser there.")] = False,
    timeout: Annotated[
        float, typer.Option(min=0.1, metavar="SECONDS", help="What one query may take.")
    ] = 30.0,
    max_rows: Annotated[
        int, typer.Option("--max-rows", min=1, help="Rows of one query that are answered.")
    ] = 10_000,
    store: StoreOption = STORE,
) -> None:
    """Show the store in a browser: pages, and a SPARQL endpoint at /sparql. It only reads.

    IRIs of the graph lead to its pages if `kg build --base` named this server, which
    http://localhost:8000/ does by default.

    \b
    Examples:
      kg serve --open
      kg serve --store news.kg --port 8080 --timeout 5 --max-rows 1000
    """
    import uvicorn

    from kg.web.app import make
    from kg.web.served import Limits

    known = names(host)
    application = make(store, Limits(timeout, max_rows), known)
    with _listening(host, port) as heard:
        name = f"[{host}]" if ":" in host else host
        url = f"http://{name}:{heard.getsockname()[1]}/"
        note(f"{url} shows {store}; Ctrl-C ends it")
        if known is None:
            note("whoever can reach this machine can read the store")
        if is_opened:
            import webbrowser

            webbrowser.open(url)
        config = uvicorn.Config(
            application,
            log_level="warning",
            server_header=False,
            timeout_graceful_shutdown=GOODBYE_SECONDS,
        )
        uvicorn.Server(config).run([heard])


def names(host: str) -> tuple[str, ...] | None:
    """The names by which a server that listens on a host may be called; None for any.

    Where only this machine can reach it, that is by this machine's names for itself.
    """
    if host in LOOPBACK:
        return LOOPBACK
    import ipaddress

    try:
        return (*LOOPBACK, host) if ipaddress.ip_address(host).is_loopback else None
    except ValueError:
        return None


def _listening(host: str, port: int) -> socket.socket:
    import socket

    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, port), family=family)
    except OSError as error:
        reason = error.strerror or error
        raise UsageError(f"cannot listen on {host}, port {port}: {reason}") from error


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(serve)
