"""Rows on standard output: a table for eyes, or what other programs read.

A table is drawn on a terminal, wrapped and never cut. In a pipe the same rows come one a line,
cells parted by tabs, unless a format is asked for.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeVar

if TYPE_CHECKING:
    from rich.console import Console

Format = Literal["table", "tsv", "json", "jsonl", "csv"]
Cells = Mapping[str, object]
Row = TypeVar("Row")

TABLE_LIMIT = 50  # rows of a table where no limit is given
UNBROKEN = 13  # letters up to which a column is not wrapped: a day, an id
WIDTH = 120  # of a table that is asked for in a pipe and COLUMNS does not say
# What could move a terminal's cursor, recolour it or turn the direction of its text.
_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class PipeClosed(Exception):
    """Whoever read the output has gone."""


def write(text: str) -> None:
    """Write to standard output; raises PipeClosed if nobody reads it any more."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise PipeClosed from error


def note(text: str) -> None:
    """Tell the user something that is not part of the output."""
    print("kg:", text, file=sys.stderr)


def visible(value: object) -> str:
    """A value on one line, with nothing that a terminal would obey; empty for None."""
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:g}"
    return _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", " ".join(str(value).split()))


def chosen(form: Format | None) -> Format:
    """The format asked for; else a table on a terminal, and tabs in a pipe."""
    return form or ("table" if sys.stdout.isatty() else "tsv")


def bounded(form: Format | None, limit: int | None) -> int | None:
    """How many rows to ask for: tables are short unless a limit is given; 0 is all."""
    if limit is None:
        return TABLE_LIMIT if chosen(form) in ("table", "tsv") else None
    return limit or None


def show(
    rows: Sequence[Row],
    form: Format | None,
    cells: Callable[[Row], Cells],
    flat: Callable[[Row], Cells] | None = None,
) -> None:
    """Print rows: `cells` are a table's columns, `flat` a CSV file's, JSON has all there is."""
    match chosen(form):
        case "table":
            table([cells(row) for row in rows])
        case "tsv":
            tabs([cells(row) for row in rows])
        case "csv":
            commas([(flat or cells)(row) for row in rows])
        case "json":
            write(f"{as_json([plain(row) for row in rows], indent=2)}\n")
        case "jsonl":
            write("".join(f"{as_json(plain(row))}\n" for row in rows))


def more(shown: int, limit: int | None, count: Callable[[], int]) -> None:
    """Say how many rows a limit left out, if it did."""
    if limit is not None and shown >= limit and (total := count()) > shown:
        note(f"{shown} of {total}; --limit 0 shows all")


def table(rows: Sequence[Cells]) -> None:
    """Draw a table as wide as the terminal, in which long cells wrap; on a narrow one, cards."""
    from rich.console import Console

    if not rows:
        note("nothing found")
        return
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or WIDTH)
    console = Console(width=width, highlight=False)
    texts = [{name: visible(value) for name, value in row.items()} for row in rows]
    widest = {name: max(len(text[name]) for text in texts) for name in rows[0]}
    # Narrower columns break words, and rich drops those for which no place is left.
    needed = sum(min(max(widest[name], len(name)), UNBROKEN) + 2 for name in widest)
    with console.capture() as captured:
        if needed > console.width:
            _cards(console, texts)
        else:
            _draw(console, texts, {name: widest[name] <= UNBROKEN for name in widest})
    write("\n".join(line.rstrip() for line in captured.get().splitlines()) + "\n")


def _draw(
    console: Console, texts: Sequence[Mapping[str, str]], unbroken: Mapping[str, bool]
) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=SIMPLE_HEAD, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    for name, is_unbroken in unbroken.items():
        drawn.add_column(name.replace("_", " "), overflow="fold", no_wrap=is_unbroken)
    for text in texts:
        drawn.add_row(*map(Text, text.values()))
    console.print(drawn)


def _cards(console: Console, texts: Sequence[Mapping[str, str]]) -> None:
    """Each row as lines of name and value, without the empty ones."""
    from rich.table import Table
    from rich.text import Text

    for number, text in enumerate(texts):
        card = Table.grid(padding=(0, 1))
        card.add_column(overflow="fold")
        card.add_column(overflow="fold")
        for name, value in text.items():
            if value:
                card.add_row(Text(name.replace("_", " "), style="bold"), Text(value))
        console.print(*([""] if number else []), card, sep="\n")


def tabs(rows: Sequence[Cells]) -> None:
    """One row a line under a line of names, cells parted by tabs; nothing without rows."""
    lines = [rows[0].keys()] if rows else []
    values = ([visible(value) for value in row.values()] for row in rows)
    write("".join("\t".join(line) + "\n" for line in (*lines, *values)))


def commas(rows: Iterable[Cells]) -> None:
    """The rows as CSV, under a line of names."""
    import csv
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for number, row in enumerate(rows):
        if not number:
            writer.writerow(row.keys())
        writer.writerow("" if value is None else value for value in row.values())
    write(out.getvalue())


def plain(row: object) -> Any:
    """A record as a dictionary; what is none stays as it is."""
    return asdict(row) if is_dataclass(row) and not isinstance(row, type) else row


def as_json(value: object, indent: int | None = None) -> str:
    """JSON with letters as they are."""
    return json.dumps(value, ensure_ascii=False, indent=indent)
