"""Scores for the pairs of statements that are worth comparing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

from kg.link import features
from kg.link.candidates import Pair, pairs
from kg.link.likeness import Likeness, likenesses
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
        scores = scored(batch, model)
        found.same.update(scores.same)
        kept = {pair: score for pair, score in scores.rebuts.items() if score >= _LEAST_KEPT}
        found.rebuts.update(kept)
    return found


def scored(batch: Batch, model: Model) -> Comparison:
    """The batch's scores: what denies a statement is no repeat of it, however alike they are."""
    rebuts = dict(zip(batch.directed, model.rebuts.scores(batch.rebuts).tolist(), strict=True))
    scores = model.same.scores(batch.same).tolist()
    same = {
        (a, b): 0.0
        if features.are_far(values)
        else score * (1 - max(rebuts.get((a, b), 0.0), rebuts.get((b, a), 0.0)))
        for (a, b), values, score in zip(batch.pairs, batch.same, scores, strict=True)
    }
    return Comparison(model, same, rebuts)


def measured(profiles: Sequence[Profile]) -> Iterator[Batch]:
    """The candidate pairs with their values, in batches that fit in memory."""
    between = Between(profiles)
    for chosen in _batches(pairs(profiles)):
        batch = Batch([], [], [], [])
        rows: dict[int, list[list[float]]] = defaultdict(list)
        for (a, b), alike in _alike(profiles, chosen):
            values = features.same(profiles[a], profiles[b], alike)
            batch.pairs.append((a, b))
            batch.same.append(values)
            for pair in ((b, a), (a, b)):
                later, earlier = profiles[pair[0]], profiles[pair[1]]
                if may_know(later, earlier, earlier.day):
                    apart = between.count(later, earlier)
                    on_target, speaks = alike.earlier_around, (alike.against, alike.opposed)
                    if later is not profiles[b]:
                        on_target, speaks = alike.later_around, speaks[::-1]
                    row = features.rebuts(later, earlier, apart, values, on_target, speaks)
                    batch.directed.append(pair)
                    batch.rebuts.append(row)
                    rows[pair[0]].append(row)
        for group in rows.values():
            features.lead(group)
        yield batch


def _alike(profiles: Sequence[Profile], chosen: Sequence[Pair]) -> Iterator[tuple[Pair, Likeness]]:
    """The pairs that are not too far apart, with what they have in common."""
    for later, group in groupby(chosen, key=itemgetter(1)):
        found = [earlier for earlier, _ in group]
        for at, alike in likenesses([profiles[one] for one in found], profiles[later]):
            yield (found[at], later), alike


def _batches(candidates: Iterator[Pair]) -> Iterator[list[Pair]]:
    """Pairs in lists of some thousands; those of one later statement stay together."""
    batch: list[Pair] = []
    for _, group in groupby(candidates, key=itemgetter(1)):
        batch += group
        if len(batch) >= _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class Between:
    """What stands between two statements of one article."""

    def __init__(self, profiles: Sequence[Profile]) -> None:
        self.told: dict[str, list[Profile]] = defaultdict(list)
        for profile in profiles:
            self.told[profile.article].append(profile)
        for told in self.told.values():
            told.sort(key=lambda one: one.place)

    def count(self, one: Profile, other: Profile) -> tuple[int, int]:
        """How many accusations, and statements of other speakers; none for two articles."""
        if one.article != other.article:
            return 0, 0
        low, high = sorted((one.place, other.place))
        told = self.told[one.article][low + 1 : high]
        speakers = (one.speaker, other.speaker)
        return (
            sum(profile.act == "accusation" for profile in told),
            sum(profile.speaker not in speakers for profile in told),
        )
