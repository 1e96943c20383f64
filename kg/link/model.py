"""The learned parts: boosted trees over named values, read from `weights.json`."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from kg.errors import WeightsError
from kg.link import features

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Trees:
    """Boosted decision trees over named values; each array is trees x nodes.

    A node sends a row to `left` if the value of `feature` is at most `threshold`, else to
    `right`; a leaf leads to itself and adds its `value` to the log-odds.
    """

    feature: Places
    threshold: Matrix
    left: Places
    right: Places
    value: Matrix
    depth: int
    base: float

    def scores(self, rows: npt.ArrayLike) -> Matrix:
        """The probability of each row of values, which are in the order of their names."""
        x = np.asarray(rows, dtype=np.float64)
        odds = np.full(len(x), self.base)
        if not len(x):
            return odds
        every = np.arange(len(x))
        for tree in range(len(self.feature)):
            node = np.zeros(len(x), dtype=np.intp)
            for _ in range(self.depth):
                goes_left = x[every, self.feature[tree, node]] <= self.threshold[tree, node]
                node = np.where(goes_left, self.left[tree, node], self.right[tree, node])
            odds += self.value[tree, node]
        return np.asarray(1 / (1 + np.exp(-odds)))


class Least(NamedTuple):
    """The scores from which on statements are joined, and rebut within one and across articles."""

    same: float
    within: float
    across: float


class Curve(NamedTuple):
    """Turns a link's score into the share of such links that were right where it was tried."""

    slope: float
    shift: float

    def __call__(self, score: float) -> float:
        """The calibrated probability."""
        kept = min(max(score, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-(self.slope * math.log(kept / (1 - kept)) + self.shift)))


@dataclass(frozen=True)
class Model:
    """Both sets of trees, the least scores, and the calibration of repeats and rebuttals."""

    same: Trees
    rebuts: Trees
    least: Least
    repeat_curve: Curve
    rebuttal_curve: Curve


@cache
def load() -> Model:
    """The shipped model, read once. Raises WeightsError if it was trained for other values."""
    return parse(json.loads((files("kg.link") / "weights.json").read_text("utf-8")))


def parse(stored: dict[str, Any]) -> Model:
    """The model that `weights.json` holds; raises WeightsError if it does not fit this code."""
    return Model(
        _trees(stored["same"], features.SAME),
        _trees(stored["rebuts"], features.REBUTS),
        Least(*stored["least"]),
        Curve(*stored["curves"]["repeats"]),
        Curve(*stored["curves"]["rebuts"]),
    )


def _trees(stored: dict[str, Any], names: Sequence[str]) -> Trees:
    if tuple(stored["names"]) != tuple(names):
        raise WeightsError("kg/link/weights.json: trained for other values; run kg.train link")
    trees = stored["trees"]
    size = max(len(tree["feature"]) for tree in trees)

    def padded(key: str, kind: type) -> npt.NDArray[Any]:
        table: npt.NDArray[Any] = np.zeros((len(trees), size), dtype=kind)
        for row, tree in zip(table, trees, strict=True):
            row[: len(tree[key])] = tree[key]
        return table

    return Trees(
        padded("feature", np.intp),
        padded("threshold", np.float64),
        padded("left", np.intp),
        padded("right", np.intp),
        padded("value", np.float64),
        stored["depth"],
        stored["base"],
    )
