"""Scores for the pairs of statements that are worth comparing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.link import features
from kg.link.candidates import Pair, pairs
from kg.link.model import Model, load
from kg.link.profiles import Profile
from kg.link.rebuttals import may_know

_BATCH = 20_000
_LEAST_KEPT = 0.02


@dataclass(frozen=True)
class Comparison:
    """The scores of pairs of places: `same` earlier first, `rebuts` (rebutting, rebutted)."""

    model: Model
    same: dict[Pair, float]
    rebuts: dict[Pair, float]


@dataclass(frozen=True)
class Batch:
    """Pairs with the values of `features.SAME`, directed ones with those of `features.REBUTS`."""

    pairs: list[Pair]
    same: list[list[float]]
    directed: list[Pair]
    rebuts: list[list[float]]


def compare(profiles: Sequence[Profile], model: Model | None = None) -> Comparison:
    """Score all candidate pairs of the profiles, which are in order of time."""
    model = model or load()
    found = Comparison(model, {}, {})
    for batch in measured(profiles):
        found.same.update(zip(batch.pairs, model.same.scores(batch.same).tolist(), strict=True))
        scores = model.rebuts.scores(batch.rebuts).tolist()
        found.rebuts.update(
            (pair, score)
            for pair, score in zip(batch.directed, scores, strict=True)
            if score >= _LEAST_KEPT
        )
    return found


def measured(profiles: Sequence[Profile]) -> Iterator[Batch]:
    """The candidate pairs with their values, in batches that fit in memory."""
    accusations = Accusations(profiles)
    candidates = pairs(profiles)
    while chosen := list(islice(candidates, _BATCH)):
        batch = Batch(chosen, [], [], [])
        for a, b in chosen:
            values = features.same(profiles[a], profiles[b])
            batch.same.append(values)
            for pair in ((b, a), (a, b)):
                later, earlier = profiles[pair[0]], profiles[pair[1]]
                if may_know(later, earlier, earlier.day):
                    between = accusations.between(later, earlier)
                    batch.directed.append(pair)
                    batch.rebuts.append(features.rebuts(later, earlier, between, values))
        yield batch


class Accusations:
    """Where each article accuses somebody."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.places: dict[str, list[int]] = defaultdict(list)
        for profile in profiles:
            if profile.act == "accusation":
                self.places[profile.article].append(profile.place)
        for places in self.places.values():
            places.sort()

    def between(self, one: Profile, other: Profile) -> int:
        """How many stand between two statements of one article; 0 for two articles."""
        if one.article != other.article:
            return 0
        places = self.places[one.article]
        low, high = sorted((one.place, other.place))
        return bisect_left(places, high) - bisect_right(places, low)
