"""Fits the small linear models, and boosted trees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.linear import Features, Linear
from kg.train import refit

# Of trees that weigh an article's actors against each other.
ACTORS: dict[str, Any] = {
    "max_iter": 250,
    "learning_rate": 0.06,
    "max_leaf_nodes": 24,
    "min_samples_leaf": 60,
    "l2_regularization": 5.0,
    "random_state": 0,
    "early_stopping": False,
    "max_features": 0.3,
}


def fit(
    features: Sequence[Features], labels: Sequence[str], strength: float, binary: str | None = None
) -> Linear:
    """A model fitted with an L2 penalty of 1 / `strength`; weights are rounded to four digits.

    `binary` names the one label to tell from all others; without it all labels are told apart.
    """
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(features)
    model: Any = LogisticRegression(C=strength, max_iter=1000, tol=1e-3)
    model.fit(matrix, [label == binary for label in labels] if binary else list(labels))
    coefficients = np.round(model.coef_, 4)
    names = vectorizer.get_feature_names_out()
    weights = {
        name: tuple(float(one) for one in coefficients[:, place])
        for place, name in enumerate(names)
        if coefficients[:, place].any()
    }
    bias = tuple(float(one) for one in np.round(model.intercept_, 4))
    return Linear((binary,) if binary else tuple(model.classes_), bias, weights)


def choose(choices: Sequence[Sequence[Features]], right: Sequence[int], strength: float) -> Linear:
    """A one-label model for `Linear.shares`: which of several candidates is the right one.

    `right` holds the right one's place in each choice. The penalty is that of `fit`.
    """
    nothing = Linear(("right",), (0.0,), {})
    rows = [
        refit.Choice(choice, refit.certain(place, len(choice)))
        for choice, place in zip(choices, right, strict=True)
    ]
    return refit.choices(nothing, rows, lambda _: strength, steps=100)


def grow(
    rows: npt.ArrayLike,
    right: npt.ArrayLike,
    names: Sequence[str],
    settings: dict[str, Any],
    worth: npt.ArrayLike | None = None,
) -> dict[str, Any]:
    """Boosted trees as `kg.trees` reads them, over rows of values in the order of their names.

    `settings` are those of HistGradientBoostingClassifier, `worth` the rows' weights.
    """
    model = HistGradientBoostingClassifier(**settings).fit(rows, right, worth)
    return {
        "names": list(names),
        "base": round(float(model._baseline_prediction.ravel()[0]), 6),
        "trees": [_tree(one.nodes) for (one,) in model._predictors],
    }


def _tree(nodes: npt.NDArray[Any]) -> dict[str, list[Any]]:
    here = np.arange(len(nodes))
    leaf = nodes["is_leaf"].astype(bool)
    return {
        "feature": np.where(leaf, 0, nodes["feature_idx"]).tolist(),
        "threshold": [round(float(one), 6) for one in np.where(leaf, 0, nodes["num_threshold"])],
        "left": np.where(leaf, here, nodes["left"]).tolist(),
        "right": np.where(leaf, here, nodes["right"]).tolist(),
        "value": [round(float(one), 6) for one in np.where(leaf, nodes["value"], 0)],
    }
