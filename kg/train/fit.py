"""Fits the small linear models, and predicts each story by a model that has not seen it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from kg.linear import Features, Linear


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
