"""Fits linear models anew, near the weights that they have: for data of another kind.

A maximum a posteriori estimate: each weight is drawn to where it was, by a penalty of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from sklearn.feature_extraction import DictVectorizer

from kg.linear import Features, Linear

Matrix = npt.NDArray[np.float64]
# How far a feature's weight may go: the variance of its change.
Looseness = Callable[[str], float]
STEPS = 200


class Choice(NamedTuple):
    """Candidates, how likely each of them is the right one, and what the choice is worth."""

    candidates: Sequence[Features]
    shares: Sequence[float]
    worth: float = 1.0


class Row(NamedTuple):
    """Features, how likely each of the model's labels is, and what the row is worth."""

    features: Features
    shares: Sequence[float]
    worth: float = 1.0


def certain(place: int, count: int) -> list[float]:
    """The shares of so many where one has it all."""
    return [float(one == place) for one in range(count)]


def choices(
    model: Linear, rows: Sequence[Choice], looseness: Looseness, steps: int = STEPS
) -> Linear:
    """A one-label model for `Linear.shares`, fitted to choices in at most so many steps."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([one for row in rows for one in row.candidates]).tocsr()
    names = vectorizer.get_feature_names_out()
    before = np.array([model.weights.get(name, (0.0,))[0] for name in names])
    penalty = 1 / np.array([looseness(name) for name in names])
    starts = np.cumsum([0, *(len(row.candidates) for row in rows[:-1])])
    owners = np.repeat(np.arange(len(rows)), [len(row.candidates) for row in rows])
    wanted = np.array([share for row in rows for share in row.shares])
    worth = np.array([row.worth for row in rows])[owners]

    def loss(change: Any) -> tuple[float, Any]:
        sums = matrix @ (before + change)
        sums = sums - np.maximum.reduceat(sums, starts)[owners]
        logs = sums - np.log(np.add.reduceat(np.exp(sums), starts))[owners]
        missed = -(worth * wanted * logs).sum() + (penalty * change) @ change / 2
        return missed, matrix.T @ (worth * (np.exp(logs) - wanted)) + penalty * change

    after = before + _least(loss, len(before), steps)
    return Linear(model.labels, model.bias, _merged(model, names, after[:, None]))


def labels(model: Linear, rows: Sequence[Row], looseness: Looseness) -> Linear:
    """A model of several labels, fitted to rows; its bias stays."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row.features for row in rows]).tocsr()
    names = vectorizer.get_feature_names_out()
    none = (0.0,) * len(model.labels)
    before = np.array([model.weights.get(name, none) for name in names])
    penalty = 1 / np.array([looseness(name) for name in names])[:, None]
    wanted = np.array([row.shares for row in rows])
    worth = np.array([row.worth for row in rows])[:, None]

    def loss(flat: Any) -> tuple[float, Any]:
        change = flat.reshape(before.shape)
        sums = matrix @ (before + change) + np.array(model.bias)
        sums = sums - sums.max(axis=1, keepdims=True)
        logs = sums - np.log(np.exp(sums).sum(axis=1, keepdims=True))
        missed = -(worth * wanted * logs).sum() + (penalty * change * change).sum() / 2
        slope = matrix.T @ (worth * (np.exp(logs) - wanted)) + penalty * change
        return missed, slope.ravel()

    after = before + _least(loss, before.size).reshape(before.shape)
    return Linear(model.labels, model.bias, _merged(model, names, after))


def _least(loss: Callable[[Any], tuple[float, Any]], size: int, steps: int = STEPS) -> Matrix:
    found = minimize(loss, np.zeros(size), jac=True, method="L-BFGS-B", options={"maxiter": steps})
    return np.asarray(found.x)


def _merged(model: Linear, names: Sequence[str], weights: Matrix) -> dict[str, tuple[float, ...]]:
    """The model's weights with new ones, rounded to four digits, in place of some."""
    rounded = np.round(weights, 4)
    new = {
        name: tuple(float(one) for one in row)
        for name, row in zip(names, rounded, strict=True)
        if row.any()
    }
    return {**model.weights, **new}
