"""Which statement contradicts which claim, and so every statement of it that was already made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.link.candidates import Pair
from kg.link.features import is_withdrawing
from kg.link.model import Least
from kg.link.profiles import Profile

# In gold, 124 of 838 links inside an article lead to a telling dated after its denial, 103 of them
# by at most three days; 5 of 1,280 across articles span more than sixty.
RETOLD_DAYS = 3
ANSWERED_DAYS = 60
# Within one, 13 of 1,500 span more than a year; what is found there is nearly always wrong.
RECALLED_DAYS = 365


@dataclass(frozen=True, slots=True)
class Rebuttal:
    """That one statement contradicts another; `shown` is the pair that tells it most clearly."""

    later: int
    earlier: int
    score: float
    shown: Pair


def find(
    profiles: Sequence[Profile],
    groups: Sequence[Sequence[int]],
    scores: Mapping[Pair, float],
    same: Mapping[Pair, float],
    least: Least,
) -> list[Rebuttal]:
    """The rebuttals, by place; `scores` leads from (rebutting, rebutted) to a probability.

    `same` are the probabilities that two statements, the earlier first, are one claim.

    What contradicts a claim contradicts each of its statements that was made by that day, however
    late it was told again; what says the same contradicts the same. Of two statements that seem to
    contradict each other, the likelier answers the other.
    """
    home = {place: number for number, group in enumerate(groups) for place in group}
    told: dict[int, dict[int, tuple[float, Pair]]] = defaultdict(dict)
    for pair, score in sorted(scores.items()):
        later, claim = pair[0], home[pair[1]]
        if home[later] != claim and score > told[later].get(claim, (0.0, pair))[0]:
            told[later][claim] = score, pair
    first = [_first(profiles, group) for group in groups]
    alike = _alike(home, same)
    found = [
        Rebuttal(later, earlier, score, shown)
        for group in groups
        for later, claim, score, shown in _contradicted(group, told, alike)
        for earlier in groups[claim]
        if score >= (least.within if _one_article(profiles, later, earlier) else least.across)
        and may_know(profiles[later], profiles[earlier], first[claim])
    ]
    # In gold, 38 of 2,500 links have one that leads back.
    rank = {(one.later, one.earlier): (one.score, one.later) for one in found}
    none = (0.0, -1)
    return [
        one
        for one in found
        if rank[one.later, one.earlier] > rank.get((one.earlier, one.later), none)
    ]


def _alike(home: Mapping[int, int], same: Mapping[Pair, float]) -> dict[Pair, float]:
    """How likely two claims, the lesser number first, are one after all."""
    alike: dict[Pair, float] = {}
    for (a, b), score in same.items():
        low, high = sorted((home[a], home[b]))
        if low != high and score > alike.get((low, high), 0.0):
            alike[low, high] = score
    return alike


def _contradicted(
    group: Sequence[int],
    told: Mapping[int, Mapping[int, tuple[float, Pair]]],
    alike: Mapping[Pair, float],
) -> Iterator[tuple[int, int, float, Pair]]:
    """What each statement of one claim contradicts: statement, claim, score, and the clearest pair.

    A statement seldom contradicts two claims, so they compete: a claim's share is its odds among
    those of all and of none. What contradicts one claim contradicts another as likely as the two
    are one. Half of a score is the best of all statements that say the same.
    """
    shares: dict[tuple[int, int], float] = {}
    best: dict[int, tuple[float, Pair]] = {}
    for later in group:
        claims = told.get(later, {})
        odds = {claim: _odds(score) for claim, (score, _) in claims.items()}
        every = 1 + sum(odds.values())
        for claim, (_, pair) in claims.items():
            meant = odds[claim] + sum(
                value * alike.get((min(claim, other), max(claim, other)), 0.0)
                for other, value in odds.items()
                if other != claim
            )
            shares[later, claim] = share = meant / every
            best[claim] = max(best.get(claim, (0.0, pair)), (share, pair))
    for later in group:
        for claim, (most, pair) in sorted(best.items()):
            yield later, claim, (most + shares.get((later, claim), most)) / 2, pair


def _odds(score: float) -> float:
    kept = min(max(score, 1e-4), 1 - 1e-4)
    return kept / (1 - kept)


def may_know(later: Profile, earlier: Profile, first: int | None) -> bool:
    """Whether who made the one statement can have known the other.

    What is told without a day was said when its claim was first made: `first`. Nobody contradicts
    themselves but by an admission or by taking back what they said.
    """
    if earlier.speaker is not None and later.speaker == earlier.speaker:
        if later.act != "confirmation" and not is_withdrawing(later):
            return False
    said = first if earlier.uttered is None else _last_day(earlier)
    if later.day is None or said is None:
        return later.article == earlier.article
    gap = _last_day(later) - said
    # An article that tells both as one exchange may date a retelling after its denial.
    if later.article == earlier.article:
        return -RETOLD_DAYS <= gap <= RECALLED_DAYS
    return 0 <= gap <= ANSWERED_DAYS


def _one_article(profiles: Sequence[Profile], one: int, other: int) -> bool:
    return profiles[one].article == profiles[other].article


def _last_day(profile: Profile) -> int:
    span = {4: 365, 7: 30}.get(profile.precision, 0) if profile.uttered is not None else 0
    return (profile.day or 0) + span


def _first(profiles: Sequence[Profile], group: Sequence[int]) -> int | None:
    return min((day for place in group if (day := profiles[place].day) is not None), default=None)
