"""The learned parts: boosted trees over named values, read from `weights.json`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from kg.errors import WeightsError
from kg.linear import Curve
from kg.link import features
from kg.trees import Trees


class Least(NamedTuple):
    """The scores from which on statements are joined, and rebut within one and across articles."""

    same: float
    within: float
    across: float


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
    return Trees.parse(stored)
