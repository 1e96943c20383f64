"""N-Quads: sorted lines, so that the same statements give the same bytes."""

from __future__ import annotations

from typing import BinaryIO

from kg.export.selection import Selection


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write graph by graph; only one is held in memory."""
    count = 0
    for name, triples in selection.graphs():
        out.writelines(f"{' '.join(triple)} <{name}> .\n".encode() for triple in triples)
        count += len(triples)
    return {"quads": count}
