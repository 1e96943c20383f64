"""Scores as probabilities: a logistic model of whether an annotator marked a candidate."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from kg.extract.tagger import Candidate, Tagger, figures_of, logistic
from kg.train.compare import Tokens, matched, same_source
from kg.train.corpus import Annotated

Floats = NDArray[np.float64]


def judged(
    articles: Sequence[Annotated], candidates: Sequence[Sequence[Candidate]]
) -> tuple[Floats, Floats, Floats]:
    """The figures of all candidates; for each 1 if an annotator marked it, else 0; and the same
    for its having the right source, too.
    """
    figures, truth, whole = [], [], []
    for article, found in zip(articles, candidates, strict=True):
        pairs = matched(article.text, article.attributions, [each.attribution for each in found])
        place = Tokens(article.text)
        gold = article.attributions
        marked = {b: same_source(place, gold[a], found[b].attribution) for a, b in pairs}
        figures.append(figures_of(list(found)))
        truth += [float(index in marked) for index in range(len(found))]
        whole += [float(marked.get(index, False)) for index in range(len(found))]
    kept = np.concatenate([rows for rows in figures if len(rows)])
    return kept, np.array(truth), np.array(whole)


def fit(figures: Floats, truth: Floats, ridge: float = 1.0) -> tuple[float, ...]:
    """Bias and factors of the logistic model, by Newton's method."""
    rows = np.column_stack([np.ones(len(figures)), figures])
    factors = np.zeros(rows.shape[1])
    for _ in range(30):
        chance = 1 / (1 + np.exp(-rows @ factors))
        slope = rows.T @ (truth - chance) - ridge * factors
        curve = rows.T @ (rows * (chance * (1 - chance))[:, None]) + ridge * np.eye(len(factors))
        factors = factors + np.linalg.solve(curve, slope)
    return tuple(round(float(factor), 4) for factor in factors)


def best_threshold(scores: Floats, truth: Floats, annotated: int, merits: int = 1) -> float:
    """The score from which on candidates are kept for the best F1.

    `truth` may count several merits of a candidate, `annotated` as many of each annotation.
    """
    order = np.argsort(-scores)
    right = np.cumsum(truth[order])
    f1 = 2 * right / (merits * np.arange(1, len(order) + 1) + annotated)
    return round(float(scores[order][int(f1.argmax())]), 3)


def reliability(scores: Floats, truth: Floats, bins: int = 10) -> list[tuple[float, float, int]]:
    """For each tenth of the scores: their mean, the share that is true, how many there are."""
    places = np.minimum((scores * bins).astype(int), bins - 1)
    return [
        (round(float(scores[places == k].mean()), 3), round(float(truth[places == k].mean()), 3), n)
        for k in range(bins)
        if (n := int((places == k).sum()))
    ]


def calibrate(tagger: Tagger, articles: Sequence[Annotated]) -> dict[str, object]:
    """Calibration, threshold and the reliability they give on the articles."""
    candidates = list(tagger.candidates(article.text for article in articles))
    figures, truth, whole = judged(articles, candidates)
    factors = fit(figures, truth)
    scores = logistic(figures, factors)
    annotated = sum(len(article.attributions) for article in articles)
    return {
        "calibration": factors,
        "score_threshold": best_threshold(scores, truth + whole, 2 * annotated, 2),
        "reliability": reliability(scores, truth),
    }
