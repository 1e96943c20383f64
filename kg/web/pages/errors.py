"""What a browser sees when something fails: what, where and what to do, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from kg.errors import KgError, QueryError, StoreError, UnknownName, UsageError
from kg.web.rendering import page

_STATUSES: tuple[tuple[type[KgError], int], ...] = (
    (UnknownName, 404),
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
    status = next((code for kind, code in _STATUSES if isinstance(error, kind)), 500)
    return _told(request, status, str(error))


def unexpected(request: Request, error: Exception) -> Response:
    """Anything else; what went wrong is told on the server's own terminal only."""
    return _told(request, 500, "")


def _told(request: Request, status: int, message: str) -> Response:
    return page(
        request, "error.html", status, status=status, phrase=_phrase(status), message=message
    )


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase


HANDLERS: Mapping[Any, Any] = {HTTPException: explained, KgError: explained, 500: unexpected}
