"""Of whom a content speaks: the actors that it mentions as doers, undergoers or owners."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.linear import Linear
from kg.records import Span
from kg.resolve.anaphora import Scored, echoes
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.traits import Traits

WEIGHTS = Path(__file__).with_name("weights")
THRESHOLD = 0.32  # best F1 across stories


@dataclass(frozen=True)
class Target:
    """An actor that a content speaks of, and the words that show it; none if only implied."""

    cluster: Cluster
    mention: tuple[Span, ...]
    score: float


def targets(coreference: Coreference, drafts: Sequence[Draft]) -> list[list[Target]]:
    """For each draft the actors of its content, in text order, the implied ones last; each once.

    `drafts` stand in text order. A content that only points back ("the charge", "it") speaks of
    the actors of what it means.
    """
    candidates = Candidates(coreference)
    scored = score(candidates, drafts)
    return [_best(candidates, drafts, scored, index) for index in range(len(drafts))]


def score(candidates: Candidates, drafts: Sequence[Draft]) -> list[list[tuple[Candidate, float]]]:
    """Every draft's candidates with the probability that its content speaks of them."""
    traits = Traits(candidates.coreference, drafts)
    found = []
    for draft in drafts:
        those = candidates.of(draft)
        found.append([(one, direct().score(traits.of(draft, one, len(those)))) for one in those])
    return found


def _best(
    candidates: Candidates, drafts: Sequence[Draft], scored: Scored, index: int
) -> list[Target]:
    best = {}
    for one, probability in scored[index]:
        best[id(one.cluster)] = Target(one.cluster, (one.places[0].span,), probability)
    for echo in echoes(candidates, drafts, scored, index):
        probability = echoed().score(echo.features)
        known = best.get(id(echo.cluster))
        if known is None or known.score < probability:
            best[id(echo.cluster)] = Target(
                echo.cluster, known.mention if known else (), probability
            )
    return [target for target in best.values() if target.score >= THRESHOLD]


@cache
def direct() -> Linear:
    """The model of actors that stand in the content."""
    return Linear.load(WEIGHTS / "about.json")


@cache
def echoed() -> Linear:
    """The model of actors that the content points back to."""
    return Linear.load(WEIGHTS / "about_echoes.json")
