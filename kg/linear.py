"""Linear models kept as JSON: weights that a person can read, without what fitted them."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from kg.errors import WeightsError

Features = Mapping[str, float]


class Curve(NamedTuple):
    """Turns a score into the share of what has it that was right where it was tried."""

    slope: float
    shift: float

    def __call__(self, score: float) -> float:
        """The calibrated probability."""
        kept = min(max(score, 1e-4), 1 - 1e-4)
        return 1 / (1 + math.exp(-(self.slope * math.log(kept / (1 - kept)) + self.shift)))


@dataclass(frozen=True)
class Linear:
    """A logistic model over named features; a feature that it does not know counts nothing.

    With one label it tells that label from everything else; with more it tells them apart.
    `weights` holds for each feature one number a label, in the labels' order.
    """

    labels: tuple[str, ...]
    bias: tuple[float, ...]
    weights: Mapping[str, tuple[float, ...]]

    def scores(self, features: Features) -> dict[str, float]:
        """The probability of each label, from 0 to 1."""
        sums = self._sums(features)
        if len(sums) == 1:
            return {self.labels[0]: 1 / (1 + math.exp(-max(-50.0, min(50.0, sums[0]))))}
        return dict(zip(self.labels, _shares(sums), strict=True))

    def shares(self, candidates: Sequence[Features]) -> list[float]:
        """The probability of each of several candidates, exactly one of which has the label.

        For a one-label model fitted to such choices.
        """
        find, sums = self._single.get, []
        for one in candidates:
            total = self.bias[0]
            for name, value in one.items():
                if (weight := find(name)) is not None:
                    total += weight * value
            sums.append(total)
        return _shares(sums)

    @cached_property
    def _single(self) -> dict[str, float]:
        """The weights of the first label alone."""
        return {name: weights[0] for name, weights in self.weights.items()}

    def _sums(self, features: Features) -> list[float]:
        sums = list(self.bias)
        for name, value in features.items():
            for place, weight in enumerate(self.weights.get(name, ())):
                sums[place] += weight * value
        return sums

    def score(self, features: Features) -> float:
        """The probability of a one-label model's label."""
        return self.scores(features)[self.labels[0]]

    def best(self, features: Features) -> tuple[str, float]:
        """The likeliest label and its probability; of equals the first."""
        scores = self.scores(features)
        label = max(self.labels, key=scores.__getitem__)
        return label, scores[label]

    def save(self, path: Path) -> None:
        """Write the model, one feature a line in alphabetical order, so that changes show."""
        lines = [
            f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(list(self.weights[name]))}"
            for name in sorted(self.weights)
        ]
        body = ",\n".join(lines)
        labels, bias = json.dumps(list(self.labels)), json.dumps(list(self.bias))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(
            f'{{"labels": {labels},\n"bias": {bias},\n"weights": {{\n{body}\n}}}}\n', "utf-8"
        )

    @classmethod
    def load(cls, path: Path) -> Linear:
        """Read a model that `save` wrote.

        Raises WeightsError if the file is missing or is no such model.
        """
        try:
            raw = json.loads(path.read_text("utf-8"))
            weights = {name: tuple(values) for name, values in raw["weights"].items()}
            return cls(tuple(raw["labels"]), tuple(raw["bias"]), weights)
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise WeightsError(f"{path}: no model weights; reinstall the package") from error


def _shares(sums: Sequence[float]) -> list[float]:
    """Numbers from 0 to 1 in the ratio of the sums' exponentials."""
    top = max(sums)
    powers = [math.exp(one - top) for one in sums]
    total = sum(powers)
    return [power / total for power in powers]
