"""Which pages of other sites may ask the endpoint, as browsers tell by their headers.

A server that only this machine can reach may serve what nobody else should read. Pages of other
sites run in this machine's browser, so they are refused; those of this machine, on any port, are
not. A server that is open to others is open to their pages too.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlsplit

from starlette.datastructures import Headers

SHOWN = "Kg-Timeout-Seconds, Kg-Row-Limit, Kg-Row-Count, Kg-Cut"


def is_refused(headers: Headers, hosts: Sequence[str] | None) -> bool:
    """Whether a browser asks on behalf of a page that may not; `hosts` None allows all pages."""
    if hosts is None:
        return False
    if (origin := headers.get("origin")) is not None:
        return _name(origin) not in hosts
    # A picture, a script or a form of another site comes without Origin, if by GET.
    is_foreign = headers.get("sec-fetch-site") == "cross-site"
    return is_foreign and headers.get("sec-fetch-mode") != "navigate"


def allowance(headers: Headers, hosts: Sequence[str] | None) -> dict[str, str]:
    """The headers that let a page read the answer."""
    if hosts is None:
        allowed = "*"
    elif _name(origin := headers.get("origin", "")) in hosts:
        allowed = origin
    else:
        return {"Vary": "Accept, Origin"}
    return {
        "Vary": "Accept, Origin",
        "Access-Control-Allow-Origin": allowed,
        "Access-Control-Expose-Headers": SHOWN,
        "Cross-Origin-Resource-Policy": "cross-origin",
    }


def _name(origin: str) -> str:
    try:
        return urlsplit(origin).hostname or ""
    except ValueError:
        return ""
