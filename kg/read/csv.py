"""CSV: one article a row, columns named by the first row, streamed."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Iterator

from kg.errors import ReadError
from kg.read.lines import Lines, line_limit
from kg.read.options import ReadOptions
from kg.read.record import draft
from kg.read.source import Draft, Source, said
from kg.records import Skipped


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The article of each row; a row that is none is skipped, with the line on which it ends.

    The separator is the comma, semicolon, tab or bar that the first row has most of.
    """
    limit = line_limit(options.max_chars)
    csv.field_size_limit(max(limit, csv.field_size_limit()))
    lines = Lines(source.stream, limit)
    header, separator = _header(lines)
    text = options.fields.get("text", "text")
    if text not in header:
        names = ", ".join(name[:40] for name in header[:20])
        raise ReadError(
            f"no column {text!r} among {names}; --map text=NAME tells which holds the text"
        )
    rows = csv.reader(_Decoded(lines), delimiter=separator, strict=True)
    while True:
        try:
            if row := next(rows):
                yield draft(_record(header, row), source, lines.number, options)
        except StopIteration:
            return
        except ReadError as error:
            yield Skipped(f"{source.place}:{lines.number}", str(error))
        except csv.Error as error:
            yield Skipped(f"{source.place}:{lines.number}", f"malformed row: {said(error)}")


class _Decoded(Iterator[str]):
    # Not a generator: one that has raised is over, and the rows behind a bad line would be lost.
    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    def __next__(self) -> str:
        try:
            return next(self._lines).decode("utf-8-sig" if self._lines.number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ReadError("not UTF-8") from error


def _header(lines: Lines) -> tuple[list[str], str]:
    first = next(lines, b"")
    if first.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ReadError("UTF-16; CSV must be UTF-8")
    try:
        line = first.decode("utf-8-sig")
        separator = max(",;\t|", key=line.count)
        names = next(csv.reader([line], delimiter=separator, strict=True), [])
    except (UnicodeDecodeError, csv.Error) as error:
        raise ReadError(f"malformed first row: {said(error)}") from error
    if not any(names):
        raise ReadError("empty: the first row names no columns")
    return [name.strip() for name in names], separator


def _record(header: list[str], row: list[str]) -> dict[str, object]:
    if len(row) != len(header):
        raise ReadError(f"{len(row)} cells under {len(header)} columns")
    return dict(zip(header, row, strict=True))
