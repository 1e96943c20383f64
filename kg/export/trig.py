"""TriG: Turtle in which each article's graph, and that of links, keeps its name."""

from __future__ import annotations

from typing import BinaryIO

from kg.export import turtle
from kg.export.selection import Selection


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write graph by graph; only one is held in memory."""
    base = selection.iris.base
    out.write(turtle.header(base).encode())
    count = 0
    for name, triples in selection.graphs():
        out.write(f"\n{turtle.short(f'<{name}>', base)} {{\n".encode())
        out.writelines(f"{block}\n".encode() for block in turtle.blocks(triples, base, "    "))
        out.write(b"}\n")
        count += len(triples)
    return {"quads": count}
