"""The band of pieces around a cue in which its source and content are looked for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.extract.pieces import Ints

# Of 19,832 attributions of PolNeAR's train split, 4 begin more than 96 pieces before their cue
# and 28 end more than 160 after it.
BEFORE, AFTER = 96, 160
WIDTH = BEFORE + AFTER

# How the place of a piece relative to the cue is told: its distance in pieces (exact to 8, then
# in steps that double), the paragraphs and the sentences between, each with its sign.
STEPS = np.array([0, 1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 16, 20, 24, 32, 40, 48, 64, 80, 96, 128])
DISTANCES = 2 * len(STEPS) + 1
PARAGRAPHS, SENTENCES = 5, 7
RELATIONS = DISTANCES * PARAGRAPHS * SENTENCES

# What a piece is to a cue; B begins a span, I goes on with it.
LABELS = ("O", "B-source", "I-source", "B-content", "I-content")


def allowed() -> NDArray[np.bool_]:
    """Which label (column) may follow which (row): a span goes on only after its beginning."""
    table = np.ones((len(LABELS), len(LABELS)), dtype=np.bool_)
    for column, label in enumerate(LABELS):
        if label.startswith("I-"):
            table[:, column] = [other[2:] == label[2:] for other in LABELS]
    return table


def band(first: Ints) -> Ints:
    """The pieces around each cue, cues x WIDTH; they may lie outside the text."""
    return first[:, None] + np.arange(-BEFORE, AFTER)


def relations(indices: Ints, first: Ints, last: Ints, paragraphs: Ints, sentences: Ints) -> Ints:
    """The relation, 0 to RELATIONS-1, of each piece of the bands to its cue.

    `indices` (cues x WIDTH) lie inside the text; `first` and `last` are the cues' end pieces.
    """
    begin, end = first[:, None], last[:, None]
    signed = np.minimum(indices - begin, 0) + np.maximum(indices - end, 0)
    steps = np.searchsorted(STEPS, np.abs(signed), side="right") - 1
    distance = np.sign(signed) * steps + len(STEPS)
    paragraph = np.clip(paragraphs[indices] - paragraphs[begin], -2, 2) + 2
    sentence = np.clip(sentences[indices] - sentences[begin], -3, 3) + 3
    return np.asarray((distance * PARAGRAPHS + paragraph) * SENTENCES + sentence)
