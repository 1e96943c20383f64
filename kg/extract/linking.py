"""The linker: what the pieces around each cue are to it, and how sure that is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.extract.bands import LABELS, RELATIONS, WIDTH, band, relations
from kg.extract.decode import Floats, softmax, total, viterbi, weight
from kg.extract.encoding import Views
from kg.extract.pieces import Ints, Pieces
from kg.values import ACTS

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

SOURCE, CONTENT = LABELS.index("B-source"), LABELS.index("B-content")
# Flat tags: outside, begin, inside of cues, then of sources, then of contents.
CUE_TAGS = 3
# So many cues are linked at once: the bands of more don't fit a processor's cache.
CUES = 64
# How many figures `evidence` gives a candidate.
FIGURES = 6


class Links(NamedTuple):
    """Labels of the pieces around each cue (cues x WIDTH), the chance of each by itself, the log
    chances, one a cue, of all of them together and of there being no content, and the chances of
    the acts (cues x ACTS).
    """

    labels: Ints
    sureness: Floats
    path: Floats
    bare: Floats
    acts: Floats


def link(
    linker: InferenceSession,
    transitions: Floats,
    group: list[Pieces],
    views: Views,
    places: Ints,
    flat: float,
) -> Links:
    """What the linker says of the pieces around each cue."""
    if not len(places):
        none = np.zeros((0, WIDTH), dtype=np.float32)
        return Links(none.astype(np.int64), none, none[:, 0], none[:, 0], none[:, : len(ACTS)])
    bounds = np.cumsum([0, *map(len, group)])
    paragraphs = np.concatenate([found.paragraphs for found in group])
    sentences = np.concatenate([found.sentences for found in group])
    owners = np.searchsorted(bounds, places[:, 0], side="right") - 1
    low, high = bounds[owners, None], bounds[owners + 1, None]
    indices = band(places[:, 0])
    mask = (indices >= low) & (indices < high)
    inside = (indices >= places[:, :1]) & (indices <= places[:, 1:]) & mask
    indices = np.clip(indices, low, high - 1)
    related = relations(indices, places[:, 0], places[:, 1], paragraphs, sentences)
    related[~mask] = RELATIONS
    cue = np.stack([views.cue[first : last + 1].mean(axis=0) for first, last in places])
    leans = flat * np.minimum(leaning(views.tags), 0)
    parts = []
    for start in range(0, len(places), CUES):
        some = slice(start, start + CUES)
        feed = {
            "pieces": views.piece[indices[some]],
            "cues": cue[some],
            "relations": related[some],
        }
        scores, acts = linker.run(None, feed)
        scores[:, :, SOURCE:] += leans[indices[some]]
        scores[inside[some], 1:] = -1e4
        parts.append(linked(scores, transitions, mask[some], softmax(acts)))
    return Links(*(np.concatenate(part) for part in zip(*parts, strict=True)))


def leaning(tags: Floats) -> Floats:
    """How much likelier than outside each piece begins or is inside a source, then a content."""
    scores = tags[:, CUE_TAGS:].reshape(len(tags), -1, CUE_TAGS)
    return np.asarray((scores[:, :, 1:] - scores[:, :, :1]).reshape(len(tags), -1))


def linked(scores: Floats, transitions: Floats, mask: NDArray[np.bool_], acts: Floats) -> Links:
    """The best labels and how sure they are."""
    labels = viterbi(scores, transitions, mask)
    chosen = np.take_along_axis(softmax(scores), labels[:, :, None], axis=2)[:, :, 0]
    every = total(scores, transitions, mask)
    bare = total(scores[:, :, :CONTENT], transitions[:CONTENT, :CONTENT], mask)
    path = weight(scores, transitions, mask, labels)
    return Links(labels, np.where(mask, chosen, 1), path - every, bare - every, acts)


def evidence(chance: Floats, links: Links) -> NDArray[np.float64]:
    """What the score rests on, cues x FIGURES: log odds of the cue and of its having content, the
    log chance of all labels, the mean log chances of the content's and the source's labels, and
    whether there is a source.
    """
    logs = np.log(np.maximum(links.sureness, 1e-6))
    content = links.labels >= CONTENT
    source = (links.labels >= SOURCE) & ~content
    bare = np.clip(links.bare, -12, -1e-4)
    figures = [
        np.log(chance) - np.log1p(-np.minimum(chance, 1 - 1e-6)),
        np.log(-np.expm1(bare)) - bare,
        np.clip(links.path, -12, 0),
        (logs * content).sum(1) / np.maximum(content.sum(1), 1),
        (logs * source).sum(1) / np.maximum(source.sum(1), 1),
        source.any(1),
    ]
    return np.stack(figures, axis=1).astype(np.float64)
