"""What a browser sees when something fails: what, where and what to do, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from kg.errors import KgError, QueryError, StoreError, UnknownName, UsageError
from kg.web.forms import PAGE, accepted
from kg.web.guard import HEADERS
from kg.web.rendering import page
from kg.web.sparql.asked import Busy, QueryTimeout, StoreGone

_STATUSES: tuple[tuple[type[KgError], int], ...] = (
    (UnknownName, 404),
    (QueryTimeout, 504),
    (Busy, 503),
    (StoreGone, 503),
    (UsageError, 400),
    (QueryError, 400),
    (StoreError, 503),
)


def explained(request: Request, error: Exception) -> Response:
    """An error that a user can mend, or one of the protocol."""
    if isinstance(error, HTTPException):
        message = error.detail if error.detail != _phrase(error.status_code) else ""
        answer = _told(request, error.status_code, message)
        answer.headers.update(error.headers or {})
        return answer
    assert isinstance(error, KgError)
    nearest = error.nearest if isinstance(error, UnknownName) else ()
    return _told(request, status_of(error), str(error), nearest)


def status_of(error: KgError) -> int:
    """The status that tells a program what kind of error it is."""
    return next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)


def unexpected(request: Request, error: Exception) -> Response:
    """Anything else; what went wrong is told on the server's own terminal only."""
    answer = _told(request, 500, "")
    answer.headers.update(HEADERS)  # for Starlette sends it past the guard
    return answer


def _told(request: Request, status: int, message: str, nearest: tuple[str, ...] = ()) -> Response:
    if accepted(request.headers.get("accept", "")) != PAGE:
        told = {"status": status, "error": message or _phrase(status)}
        return JSONResponse(told, status)
    shown = {"phrase": _phrase(status), "message": message, "nearest": nearest}
    return page(request, "error.html", status, status=status, **shown)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


HANDLERS: Mapping[Any, Any] = {HTTPException: explained, KgError: explained, 500: unexpected}
