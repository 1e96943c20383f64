"""URLs given by name: http and https, within a time and a size."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request as request
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message
from io import BufferedReader, BytesIO
from pathlib import PurePosixPath
from urllib.parse import quote, urlsplit, urlunsplit

from kg import __version__
from kg.errors import ReadError
from kg.read.formats import MEDIA_TYPES, SUFFIXES, sniff, suffix
from kg.read.options import ReadOptions
from kg.read.source import Lent, Source, said, unzipped


@contextmanager
def fetch(url: str, options: ReadOptions) -> Iterator[Source]:
    """What is found at `url`, whose own spelling is the article's id.

    The format is told by media type, else by the path's suffix, else by the first bytes. Raises
    ReadError if the scheme is another, the server refuses, or time or size run out.
    """
    try:
        body, headers = _answer(url, options)
    except urllib.error.HTTPError as error:
        raise ReadError(f"the server answered {error.code} {error.reason}") from error
    except urllib.error.URLError as error:
        why = said(error.reason) if isinstance(error.reason, BaseException) else error.reason
        raise ReadError(f"cannot be fetched: {why}") from error
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ReadError(f"cannot be fetched: {said(error)}") from error
    stream = unzipped(BufferedReader(Lent(BytesIO(body)), 65536))
    path = PurePosixPath(urlsplit(url).path)
    known = MEDIA_TYPES.get(headers.get_content_type()) or SUFFIXES.get(suffix(path))
    form = known or sniff(stream.peek(65536))
    yield Source(url, url, form, stream, headers.get_content_charset(), url)


def _answer(url: str, options: ReadOptions) -> tuple[bytes, Message]:
    deadline = time.monotonic() + options.url_timeout_seconds
    asked = request.Request(_ascii(url), headers={"User-Agent": f"claim-kg/{__version__}"})
    with _opener().open(asked, timeout=options.url_timeout_seconds) as response:
        body = bytearray()
        # The socket's time-out starts anew with each packet, so a slow server needs a deadline.
        while chunk := response.read1(65536):
            body += chunk
            if len(body) > options.url_max_bytes:
                raise ReadError(f"too long: more than {options.url_max_bytes:,} bytes")
            if time.monotonic() > deadline:
                raise TimeoutError("timed out")
        return bytes(body), response.headers


def _opener() -> request.OpenerDirector:
    # Not build_opener: that also opens file: and ftp: URLs, to which a server might redirect.
    opener = request.OpenerDirector()
    for handler in (
        _Redirects(),
        request.ProxyHandler(),
        request.HTTPHandler(),
        request.HTTPSHandler(),
        request.HTTPDefaultErrorHandler(),
        request.HTTPErrorProcessor(),
        request.UnknownHandler(),
    ):
        opener.add_handler(handler)
    return opener


class _Redirects(request.HTTPRedirectHandler):
    max_redirections = 5


def _ascii(url: str) -> str:
    """The URL as it is sent: without fragment, host in IDNA, other characters percent-encoded."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        raise ReadError("only http and https URLs are read")
    path, query = (quote(part, safe="/%:=&?~+!$,;'@()*[]") for part in (parts.path, parts.query))
    return urlunsplit((parts.scheme, parts.netloc.encode("idna").decode(), path, query, ""))
