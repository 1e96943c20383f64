"""Which statements are one claim: the likeliest pairs are joined first, groups as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from kg.link.candidates import Pair

# A pair of statements that was never compared counts as this likely to be one claim.
_UNCOMPARED = 0.05
_MOST_COMPARED = 400


def group(count: int, scores: Mapping[Pair, float], least: float) -> list[list[int]]:
    """The places 0 to `count` - 1 in groups, each sorted; a group of one is a claim told once.

    Two groups are joined if the mean log-odds over their pairs reach those of `least`.
    """
    home = list(range(count))
    groups = [[place] for place in range(count)]
    odds = {pair: _odds(score) for pair, score in scores.items()}
    unknown, enough = _odds(_UNCOMPARED), _odds(least)
    ordered = sorted(
        (pair for pair, score in scores.items() if score >= least),
        key=lambda pair: (-scores[pair], pair),
    )
    for a, b in ordered:
        left, right = groups[home[a]], groups[home[b]]
        if left is right or len(left) * len(right) > _MOST_COMPARED:
            continue
        total = sum(odds.get((min(i, j), max(i, j)), unknown) for i in left for j in right)
        if total / (len(left) * len(right)) < enough:
            continue
        target, moved = sorted((home[a], home[b]))
        groups[target] = sorted(left + right)
        groups[moved] = []
        for place in groups[target]:
            home[place] = target
    return [one for one in groups if one]


def agreement(group: Sequence[int], scores: Mapping[Pair, float]) -> float:
    """The mean score of the group's compared pairs; 1 for a group of one."""
    known = [scores[pair] for pair in _pairs(group) if pair in scores]
    return float(np.mean(known)) if known else 1.0


def _pairs(group: Sequence[int]) -> list[Pair]:
    return [(a, b) for at, a in enumerate(group) for b in group[at + 1 :]]


def _odds(score: float) -> float:
    kept = min(max(score, 1e-4), 1 - 1e-4)
    return float(np.log(kept / (1 - kept)))
