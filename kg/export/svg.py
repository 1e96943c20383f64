"""SVG: a picture for a report, with the strongest relations between agents and a legend."""

from __future__ import annotations

from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from kg.export.network import draw
from kg.export.picture import (
    FONTS,
    INK,
    MARGIN,
    PAPER,
    QUIET,
    RELATIONS,
    Drawn,
    line,
    mark,
    picture,
    width_of,
    write_text,
)
from kg.export.selection import Selection

TITLE = "Who speaks of, relays and rebuts whom"
LEAST_WIDTH = 640.0  # for the words
HEAD, FOOT = 64.0, 78.0


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the picture."""
    root, drawn = document(selection)
    out.write(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
    return drawn.counts


def document(selection: Selection) -> tuple[Element, Drawn]:
    """The whole picture as an `svg` element."""
    told = list(selection.told())
    drawn = picture(draw(told, "agents"), selection.strongest)
    width = max(drawn.size[0], LEAST_WIDTH) + 2 * MARGIN
    height = drawn.size[1] + HEAD + FOOT + 2 * MARGIN
    root = frame(width, height)
    SubElement(root, "title").text = TITLE
    SubElement(root, "rect", {"width": "100%", "height": "100%", "fill": PAPER})
    top = MARGIN + 16
    write_text(root, TITLE, MARGIN, top, font_size="19", font_weight="600", fill=INK)
    days = sorted(one.date for one in told if one.date)
    period = f", {days[0]} to {days[-1]}" if days else ""
    words = f"{extent(drawn)} in {len(told)} statements{period}"
    write_text(root, words, MARGIN, top + 22, font_size="13", fill=QUIET)
    left = MARGIN + (width - 2 * MARGIN - drawn.size[0]) / 2
    drawn.element.set("transform", f"translate({left:.1f} {MARGIN + HEAD:.1f})")
    root.append(drawn.element)
    root.append(legend(drawn, MARGIN, height - MARGIN - FOOT / 2))
    return root, drawn


def frame(width: float, height: float) -> Element:
    """An empty picture of that size."""
    size = {"width": f"{width:.0f}", "height": f"{height:.0f}"}
    box = f"0 0 {width:.0f} {height:.0f}"
    space = "http://www.w3.org/2000/svg"
    return Element(
        "svg", {"xmlns": space, "viewBox": box, "font-family": FONTS, "role": "img", **size}
    )


def extent(drawn: Drawn) -> str:
    """How much of the network is there to be seen, in words."""
    if drawn.shown_count < drawn.all_count:
        return f"The {drawn.shown_count} strongest of {drawn.all_count} relations"
    return f"{drawn.all_count} relations"


def legend(drawn: Drawn, left: float, top: float) -> Element:
    """What shapes and lines mean, as far as they are there."""
    group = Element("g", {"class": "legend"})
    at = left
    for kind in drawn.kinds:
        group.append(mark(kind, at + 7, top - 4, 6))
        write_text(group, kind, at + 20, top, font_size="13", fill=QUIET)
        at += 40 + width_of(kind)
    at, top = left, top + 26
    for relation in drawn.relations:
        words = RELATIONS[relation][2]
        path = f"M{at:.1f},{top - 4:.1f} h26"
        SubElement(group, "path", {"d": path, **line(relation, 2)})
        head = f"{at + 34:.1f},{top - 4:.1f} {at + 25:.1f},{top - 8:.1f} {at + 25:.1f},{top:.1f}"
        SubElement(group, "polygon", {"points": head, "fill": RELATIONS[relation][0]})
        write_text(group, words, at + 40, top, font_size="13", fill=QUIET)
        at += 64 + width_of(words)
    if drawn.relations:
        words = "the wider, the more often and surely told"
        write_text(group, words, at, top, font_size="13", fill=QUIET)
    return group
