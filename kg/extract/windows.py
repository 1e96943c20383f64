"""Windows over a text's wordpieces: cores that tile it, and context on both sides of each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from kg.extract.pieces import Ints, Pieces


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces `start` to `end`, of which those from `core_start` to `core_end` are its to judge."""

    start: int
    core_start: int
    core_end: int
    end: int


def windows(pieces: Pieces, size: int, context: int) -> Iterator[Window]:
    """Windows of at most `size` pieces; their cores cover each piece exactly once.

    A core ends with a paragraph if that fills three quarters of it, else with a sentence, else
    where it is full.
    """
    paragraph_ends = cuts(pieces.paragraphs)
    sentence_ends = cuts(pieces.sentences)
    room = size - 2 * context
    start = 0
    while start < len(pieces):
        end = len(pieces)
        if end - start > room:
            most = start + room
            paragraph = last(paragraph_ends, start + room * 3 // 4, most)
            end = paragraph or last(sentence_ends, start + room // 2, most) or most
        yield Window(max(0, start - context), start, end, min(len(pieces), end + context))
        start = end


def cuts(numbers: Ints) -> Ints:
    """The places where a running number rises."""
    return np.flatnonzero(np.diff(numbers)) + 1


def last(places: Ints, least: int, most: int) -> int | None:
    """The last of the ascending places that lies from `least` to `most`."""
    at = int(np.searchsorted(places, most, side="right")) - 1
    return int(places[at]) if at >= 0 and places[at] >= least else None
