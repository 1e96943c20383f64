"""Boosted trees over named features, and from which score on they are believed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from kg.errors import WeightsError
from kg.trees import Trees

WEIGHTS = Path(__file__).with_name("weights")
Features = Mapping[str, float]


@dataclass(frozen=True)
class Weighing:
    """Trees, the names of the values that they know, and the least score that counts."""

    trees: Trees
    names: tuple[str, ...]
    least: float

    def scores(self, those: Sequence[Features]) -> list[float]:
        """The probability of each; a value that it lacks is 0, one that is unknown counts not."""
        return [float(score) for score in self.trees.scores([self._row(one) for one in those])]

    def _row(self, features: Features) -> list[float]:
        row = [0.0] * len(self.names)
        for name, value in features.items():
            if (place := self._places.get(name)) is not None:
                row[place] = value
        return row

    @cached_property
    def _places(self) -> dict[str, int]:
        return {name: place for place, name in enumerate(self.names)}

    @classmethod
    def parse(cls, stored: dict[str, Any]) -> Weighing:
        """A model as `kg.train` stores it."""
        return cls(Trees.parse(stored), tuple(stored["names"]), stored["least"])


@cache
def weighing(name: str) -> Weighing:
    """The shipped model of that name; raises WeightsError if its file is missing or holds none."""
    path = WEIGHTS / f"{name}.json"
    try:
        return Weighing.parse(json.loads(path.read_text("utf-8")))
    except (OSError, ValueError, KeyError) as error:
        raise WeightsError(f"{path}: no model weights; reinstall the package") from error
