"""Of whom a content speaks: the actors that it mentions as doers, undergoers or owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from kg.linear import Linear
from kg.records import Span
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.surroundings import Surroundings
from kg.resolve.traits import Traits
from kg.resolve.weighing import WEIGHTS, weighing


@dataclass(frozen=True)
class Target:
    """An actor that a content speaks of, and the words that show it; none if only implied."""

    cluster: Cluster
    mention: tuple[Span, ...]
    score: float


def targets(coreference: Coreference, drafts: Sequence[Draft]) -> list[list[Target]]:
    """For each draft the actors of its content, in text order, the implied ones last; each once.

    `drafts` stand in text order. Whom a pronoun or a content that only points back ("the charge")
    means is judged by what stands around.
    """
    candidates = Candidates(coreference)
    surroundings = Surroundings(candidates, drafts, score(candidates, drafts))
    found = [surroundings.of(index) for index in range(len(drafts))]
    model = weighing("about_aims")
    scores = iter(model.scores([aim.features for aims in found for aim in aims]))
    return [
        [
            Target(aim.cluster, aim.mention, probability)
            for aim in aims
            if (probability := next(scores)) >= model.least
        ]
        for aims in found
    ]


def score(candidates: Candidates, drafts: Sequence[Draft]) -> list[list[tuple[Candidate, float]]]:
    """Every draft's candidates with the probability that its content speaks of them."""
    traits = Traits(candidates.coreference, drafts)
    found = []
    for draft in drafts:
        those = candidates.of(draft)
        found.append([(one, direct().score(traits.of(draft, one, len(those)))) for one in those])
    return found


@cache
def direct() -> Linear:
    """The model of actors that stand in the content, by their places there alone."""
    return Linear.load(WEIGHTS / "about.json")
