"""JSON lines: one article a line, streamed."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterator

from kg.errors import ReadError
from kg.read.lines import Lines, line_limit
from kg.read.options import ReadOptions
from kg.read.record import draft
from kg.read.source import Draft, Source, said
from kg.records import Skipped


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The article of each line; a line that is none is skipped, blank ones are passed over."""
    if source.stream.peek(2).startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError("UTF-16; JSON lines must be UTF-8")
    lines = Lines(source.stream, line_limit(options.max_chars))
    while True:
        try:
            if line := next(lines).strip():
                yield draft(_record(line, lines.number), source, lines.number, options)
        except StopIteration:
            return
        except ReadError as error:
            yield Skipped(f"{source.place}:{lines.number}", str(error))


def _record(line: bytes, number: int) -> dict[str, object]:
    try:
        record = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise ReadError("not UTF-8") from error
    except (ValueError, RecursionError) as error:
        raise ReadError(f"not JSON: {said(error)}") from error
    if not isinstance(record, dict):
        raise ReadError("not a JSON object")
    return record
