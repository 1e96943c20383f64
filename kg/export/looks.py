"""Colours, sizes and labels of networks.

The colours are those of Okabe and Ito, which people with any kind of colour vision tell apart:

| what | colour |
| --- | --- |
| person | #0072B2 blue |
| organisation | #E69F00 orange |
| state | #009E73 green |
| group | #56B4E9 sky blue |
| statement | #F0E442 yellow |
| claim | #CC79A7 purple |
| article | #999999 grey |
| rebuts | #D55E00 vermilion |
| repeats | #009E73 green |
| relays | #56B4E9 sky blue |
| any other relation | #BBBBBB light grey |
"""

from __future__ import annotations

import math
import re

COLOURS = {
    "person": "#0072B2",
    "organisation": "#E69F00",
    "state": "#009E73",
    "group": "#56B4E9",
    "statement": "#F0E442",
    "claim": "#CC79A7",
    "article": "#999999",
    "rebuts": "#D55E00",
    "repeats": "#009E73",
    "relays": "#56B4E9",
}
OTHER_COLOUR = "#BBBBBB"
LABEL_LENGTH = 60  # code points; longer labels hide the network behind them

# What XML 1.0 cannot hold, not even escaped.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# Marks that turn the direction of what follows, or are not seen at all; but joiners have a use.
_UNSEEN = re.compile("[\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def size(count: int) -> float:
    """A node's diameter, so that its area grows with the count."""
    return round(8 * math.sqrt(1 + count), 2)


def colour(what: str) -> dict[str, str | int]:
    """The colour in both forms that are read: Gephi's numbers and Cytoscape's hex."""
    value = COLOURS.get(what, OTHER_COLOUR)
    red, green, blue = bytes.fromhex(value[1:])
    return {"color": value, "r": red, "g": green, "b": blue}


def in_xml(text: str, instead: str = "") -> str:
    """The text with each character that XML cannot hold replaced."""
    return _NOT_XML.sub(instead, text)


def one_line(text: str) -> str:
    """The text as XML can hold it, with single spaces for line ends and other white space."""
    return in_xml(" ".join(text.split()))


def seen(text: str) -> str:
    """The text as XML can hold it, without what would change how others are read beside it."""
    return _UNSEEN.sub("", in_xml(text))


def straight(text: str) -> str:
    """The same on one line."""
    return one_line(seen(text))


def short(text: str) -> str:
    """The text's beginning, as long as a label may be, ended at a word where there is one."""
    line = one_line(text)
    if len(line) <= LABEL_LENGTH:
        return line
    cut = line[: LABEL_LENGTH - 1]
    words = cut.rpartition(" ")[0]
    return f"{words if len(words) > LABEL_LENGTH // 2 else cut}…"
