"""From scores to spans: proposed cues, and the best sequence of labels around each."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from kg.extract.pieces import Ints

Floats = NDArray[np.float32]
INSIDE = 2


def softmax(scores: Floats) -> Floats:
    """Probabilities along the last axis."""
    exponent = np.exp(scores - scores.max(axis=-1, keepdims=True))
    return np.asarray(exponent / exponent.sum(axis=-1, keepdims=True), dtype=np.float32)


def cues(chance: Floats, bounds: Ints, threshold: float) -> tuple[Ints, Floats]:
    """First and last piece of each proposed cue (cues x 2), and the chance of its beginning.

    `chance`: pieces x 3 (outside, begin, inside) of several texts, whose first pieces `bounds`
    lists, with the count of all pieces at its end.
    """
    begins = chance[:, 1] > threshold
    goes_on = (chance.argmax(axis=1) == INSIDE) & ~begins
    goes_on[bounds[:-1][bounds[:-1] < len(goes_on)]] = False
    first = np.flatnonzero(begins)
    stops = np.append(np.flatnonzero(~goes_on), len(goes_on))
    last = stops[np.searchsorted(stops, first, side="right")] - 1 if len(first) else first
    return np.stack([first, last], axis=1), chance[first, 1]


def viterbi(scores: Floats, transitions: Floats, mask: NDArray[np.bool_]) -> Ints:
    """The best labels (sequences x length) of scores (sequences x length x labels).

    Where `mask` is False there is no place: the label there is 0 and follows from nothing.
    """
    count, length, labels = scores.shape
    scores = np.where(mask[:, :, None], scores, 0)
    scores[:, :, 1:][~mask] = -1e4
    back = np.zeros((length, count, labels), dtype=np.int8)
    best = scores[:, 0].copy()
    for place in range(1, length):
        step = best[:, :, None] + transitions
        back[place] = step.argmax(axis=1)
        best = step.max(axis=1) + scores[:, place]
    path = np.zeros((count, length), dtype=np.int64)
    path[:, -1] = best.argmax(axis=1)
    row = np.arange(count)
    for place in range(length - 1, 0, -1):
        path[:, place - 1] = back[place, row, path[:, place]]
    return path


def total(scores: Floats, transitions: Floats, mask: NDArray[np.bool_]) -> Floats:
    """The log of the summed weights of all label sequences, masked as in `viterbi`."""
    scores = np.where(mask[:, :, None], scores, 0)
    scores[:, :, 1:][~mask] = -1e4
    weights = np.exp(transitions)
    reached = scores[:, 0].astype(np.float64)
    for place in range(1, scores.shape[1]):
        top = reached.max(axis=1, keepdims=True)
        reached = np.log(np.exp(reached - top) @ weights + 1e-30) + top + scores[:, place]
    top = reached.max(axis=1)
    return np.asarray(np.log(np.exp(reached - top[:, None]).sum(axis=1)) + top, dtype=np.float32)


def weight(scores: Floats, transitions: Floats, mask: NDArray[np.bool_], labels: Ints) -> Floats:
    """The log of the weight of one label sequence each."""
    at = np.take_along_axis(scores, labels[:, :, None], axis=2)[:, :, 0] * mask
    between = transitions[labels[:, :-1], labels[:, 1:]]
    return np.asarray(at.sum(axis=1) + between.sum(axis=1))


def ranges(labels: Ints, begin: int) -> list[tuple[int, int]]:
    """The half-open ranges of a role: the label `begin`, then any number of `begin` + 1."""
    starts = np.flatnonzero(labels == begin)
    stops = np.append(np.flatnonzero(labels != begin + 1), len(labels))
    ends = stops[np.searchsorted(stops, starts, side="right")] if len(starts) else starts
    return list(zip(starts.tolist(), ends.tolist(), strict=True))
