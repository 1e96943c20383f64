"""Lines of a stream that may be larger than memory."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from kg.errors import ReadError
from kg.read.source import BROKEN, said


class Lines(Iterator[bytes]):
    """Iterates over lines of at most `limit` bytes; `number` is that of the last one, from 1.

    A longer line raises ReadError, after which the next one can be had. A stream that breaks
    raises ReadError and has ended.
    """

    def __init__(self, stream: BinaryIO, limit: int) -> None:
        self._stream, self._limit = stream, limit
        self.number = 0

    def __next__(self) -> bytes:
        try:
            line = self._stream.readline(self._limit + 1)
            if not line:
                raise StopIteration
            self.number += 1
            if len(line) <= self._limit:
                return line
            while line and not line.endswith(b"\n"):
                line = self._stream.readline(self._limit)
        except BROKEN as error:
            self._stream = BytesIO()
            raise ReadError(f"the rest cannot be read: {said(error)}") from error
        raise ReadError(f"too long: a line of more than {self._limit:,} bytes")


def line_limit(max_chars: int) -> int:
    """Bytes that a record of `max_chars` may take; JSON can spell a character in twelve."""
    return 12 * max_chars + 100_000
