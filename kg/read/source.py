"""What passes between finding, opening and reading an input."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from kg.errors import ReadError
from kg.records import Article

# What a broken disk, connection or gzip stream raises in the midst of reading.
BROKEN = (OSError, EOFError, zlib.error)


class Draft(NamedTuple):
    """An article as its format gives it, not yet admitted; `published` is as the input has it.

    `part` is what follows the input's name in the id; None if the article has an id of its own.
    """

    place: str
    article: Article
    part: str | None = ""


@dataclass(frozen=True, slots=True)
class Source:
    """An opened input. `id` names it among all inputs, `charset` is what its sender declared.

    `path` is that of a file, None for anything else.
    """

    place: str
    id: str
    format: str
    stream: BufferedReader
    charset: str | None = None
    url: str | None = None
    path: Path | None = None

    def content(self, limit: int) -> bytes:
        """All bytes. Raises ReadError if there are more than `limit` or the stream breaks."""
        try:
            content = self.stream.read(limit + 1)
        except BROKEN as error:
            raise ReadError(f"cannot be read: {said(error)}") from error
        if len(content) > limit:
            raise ReadError(f"too long: more than {limit:,} bytes")
        return content


@dataclass(frozen=True, slots=True)
class Input:
    """Something to read, not opened yet; entering `open()` raises ReadError or one of BROKEN."""

    place: str
    open: Callable[[], AbstractContextManager[Source]]


class Lent(RawIOBase):
    """A stream that stays open when its reader is closed."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        """Fills `buffer` from the stream; 0 at its end."""
        chunk = self._stream.read(len(buffer))
        buffer[: len(chunk)] = chunk
        return len(chunk)


def unzipped(stream: BufferedReader) -> BufferedReader:
    """The stream itself, or what it holds if it is gzip; nothing is read beyond the first bytes."""
    if not stream.peek(2).startswith(b"\x1f\x8b"):
        return stream
    return BufferedReader(cast(RawIOBase, gzip.GzipFile(fileobj=stream)), 65536)


def said(error: BaseException) -> str:
    """What an error says, on one line; its type's name if it says nothing."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return " ".join(text.split())[:200] or type(error).__name__
