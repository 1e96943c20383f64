"""Boosted decision trees kept as JSON, without what fitted them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

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
    base: float

    def scores(self, rows: npt.ArrayLike) -> Matrix:
        """The probability of each row of values, which are in the order of their names."""
        x = np.asarray(rows, dtype=np.float64)
        odds = np.full(len(x), self.base)
        if not len(x):
            return odds
        columns = np.ascontiguousarray(x.T)
        for cuts, values in self._cuts:
            reachable = np.full(len(x), 2 ** len(values) - 1, dtype=np.uint32)
            for feature, threshold, kept in cuts:
                np.bitwise_and(reachable, kept, out=reachable, where=columns[feature] > threshold)
            lowest = reachable & (~reachable + np.uint32(1))
            odds += values[np.log2(lowest).astype(np.intp)]
        return np.asarray(1 / (1 + np.exp(-odds)))

    @cached_property
    def _cuts(self) -> list[tuple[list[tuple[int, float, np.uint32]], Matrix]]:
        """Each tree as bits (after Lucchese et al. 2015, QuickScorer) and its leaves' values.

        The leaves are numbered from left to right. A row that goes right at a node loses the bits
        of the leaves on its left; of those that are left in the end the lowest is its leaf.
        """
        return [self._cut(tree) for tree in range(len(self.feature))]

    def _cut(self, tree: int) -> tuple[list[tuple[int, float, np.uint32]], Matrix]:
        cuts: list[tuple[int, float, np.uint32]] = []
        values: list[float] = []

        def walk(node: int) -> None:
            if self.left[tree, node] == node:
                values.append(float(self.value[tree, node]))
                return
            first = len(values)
            walk(int(self.left[tree, node]))
            lost = (1 << len(values)) - (1 << first)
            feature, threshold = self.feature[tree, node], self.threshold[tree, node]
            cuts.append((int(feature), float(threshold), np.uint32(~lost & 0xFFFFFFFF)))
            walk(int(self.right[tree, node]))

        walk(0)
        return cuts, np.array(values)

    @classmethod
    def parse(cls, stored: dict[str, Any]) -> Trees:
        """The trees as `kg.train.fit.grow` stores them: a list of nodes' values for each tree."""
        trees = stored["trees"]
        size = max(len(tree["feature"]) for tree in trees)

        def padded(key: str, kind: type) -> npt.NDArray[Any]:
            table: npt.NDArray[Any] = np.zeros((len(trees), size), dtype=kind)
            for row, tree in zip(table, trees, strict=True):
                row[: len(tree[key])] = tree[key]
            return table

        return cls(
            padded("feature", np.intp),
            padded("threshold", np.float64),
            padded("left", np.intp),
            padded("right", np.intp),
            padded("value", np.float64),
            stored["base"],
        )
