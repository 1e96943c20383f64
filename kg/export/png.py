"""PNG: the picture of `kg.export.svg` in pixels, two for each of its own."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree import ElementTree

from kg.errors import ExportError
from kg.export.selection import Selection
from kg.export.svg import document

ZOOM = 2  # sharp on screens with small pixels, and at 150 dpi a page wide


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the picture; raises ExportError where the library that draws it is missing."""
    try:
        from resvg_py import svg_to_bytes
    except ImportError as error:
        raise ExportError(
            "no library draws PNG here; install one with pip install 'claim-kg[png]', or export"
            " .svg"
        ) from error
    root, drawn = document(selection)
    out.write(svg_to_bytes(svg_string=ElementTree.tostring(root, encoding="unicode"), zoom=ZOOM))
    return drawn.counts
