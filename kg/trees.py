"""Boosted decision trees kept as JSON, without what fitted them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]
AT_ONCE = 64  # rows: more do not fit the processor's cache
_ALL = np.uint32(0xFFFFFFFF)


class _Cuts(NamedTuple):
    """The nodes of all trees in a row, those of a tree from `first`, and its leaves' values.

    `alone` is what trees without nodes add to all rows.
    """

    feature: Places
    threshold: Matrix
    kept: npt.NDArray[np.uint32]
    first: npt.NDArray[np.int_]
    values: Matrix
    alone: float


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
        odds = np.full(len(x), self.base + self._cuts.alone)
        for start in range(0, len(x) if len(self._cuts.first) else 0, AT_ONCE):
            odds[start : start + AT_ONCE] += self._odds(x[start : start + AT_ONCE])
        return np.asarray(1 / (1 + np.exp(-odds)))

    def _odds(self, x: Matrix) -> Matrix:
        """The sum of the leaves that each row comes to."""
        cuts, columns = self._cuts, np.ascontiguousarray(x.T)
        goes_right = columns[cuts.feature] > cuts.threshold
        reachable = np.bitwise_and.reduceat(np.where(goes_right, cuts.kept, _ALL), cuts.first)
        lowest = reachable & (~reachable + np.uint32(1))
        # A power of two has an exact logarithm in half the bits, too.
        leaf = np.log2(lowest.astype(np.float32)).astype(np.intp)
        total: Matrix = np.take_along_axis(cuts.values, leaf, axis=1).sum(axis=0)
        return total

    @cached_property
    def _cuts(self) -> _Cuts:
        """All trees as bits (after Lucchese et al. 2015, QuickScorer).

        The leaves of a tree are numbered from left to right. A row that goes right at a node loses
        the bits of the leaves on its left; of those that are left in the end the lowest is its
        leaf.
        """
        every_tree = [self._cut(tree) for tree in range(len(self.feature))]
        found = [(cuts, leaves) for cuts, leaves in every_tree if cuts]
        values = np.zeros((len(found), max((len(leaves) for _, leaves in found), default=0)))
        for row, (_, leaves) in zip(values, found, strict=True):
            row[: len(leaves)] = leaves
        every = [cut for cuts, _ in found for cut in cuts]
        return _Cuts(
            np.array([feature for feature, _, _ in every], dtype=np.intp),
            np.array([[threshold] for _, threshold, _ in every]),
            np.array([[kept] for _, _, kept in every], dtype=np.uint32),
            np.cumsum([0, *(len(cuts) for cuts, _ in found)])[:-1],
            values,
            sum(leaves[0] for cuts, leaves in every_tree if not cuts),
        )

    def _cut(self, tree: int) -> tuple[list[tuple[int, float, int]], list[float]]:
        """The tree's nodes, as feature, threshold and bits kept to the right, and its leaves."""
        cuts: list[tuple[int, float, int]] = []
        values: list[float] = []

        def walk(node: int) -> None:
            if self.left[tree, node] == node:
                values.append(float(self.value[tree, node]))
                return
            first = len(values)
            walk(int(self.left[tree, node]))
            lost = (1 << len(values)) - (1 << first)
            feature, threshold = self.feature[tree, node], self.threshold[tree, node]
            cuts.append((int(feature), float(threshold), ~lost & 0xFFFFFFFF))
            walk(int(self.right[tree, node]))

        walk(0)
        return cuts, values

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
