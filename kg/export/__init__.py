"""One file a format: what the store holds, for other programs.

    from kg.export import export
    export(store, "claims.gexf", view="agents", filters=Filters(by="Ana Ruiz"))

`FORMATS` lists the formats. Each is a module of this package with a function `write(selection,
out)`, which writes bytes and returns what it wrote, counted; it is imported when first used.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.export.files import replaced
from kg.export.formats import FORMATS, VIEWS, Format, View, choose

if TYPE_CHECKING:
    from kg.ask import Filters
    from kg.store import Store

__all__ = ["FORMATS", "VIEWS", "ExportReport", "Format", "View", "export"]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written where; `counts` are of what the format is made of, by its plural."""

    path: str
    format: str
    counts: dict[str, int]


def export(
    store: Store,
    path: str | Path,
    format: str | None = None,
    view: View = "claims",
    filters: Filters | None = None,
    limit: int | None = None,
    strongest: int | None = None,
) -> ExportReport:
    """Write the statements that the filters keep, by default all, with all that belongs to them.

    With a limit, these are the newest; pictures draw their `strongest` relations. `path` may be `-`
    for standard output. The format is that of its suffix, unless named. The file is written anew
    or, on any error, stays as it was. Raises UsageError for an unknown format, view or name, and
    ExportError if the file cannot be written.
    """
    from kg.export.selection import select  # brings rdflib, which no lookup waits for

    chosen = choose(Path(path), format, view, strongest)
    selection = select(store, view, filters, limit)
    selection.strongest = strongest or chosen.strongest or 0
    with replaced(Path(path)) as out:
        counts = chosen.write(selection, out)
    return ExportReport(str(path), chosen.name, counts)
