"""Which statement contradicts which claim, and so every statement of it that was already made."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.link.candidates import Pair
from kg.link.profiles import Profile


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
    least: float,
) -> list[Rebuttal]:
    """The rebuttals, by place; `scores` leads from (rebutting, rebutted) to a probability.

    What contradicts a claim contradicts each of its statements that was made by that day, however
    late it was told again; what says the same contradicts the same.
    """
    home = {place: number for number, group in enumerate(groups) for place in group}
    known: dict[tuple[int, int], dict[Pair, float]] = defaultdict(dict)
    for pair, score in scores.items():
        if home[pair[0]] != home[pair[1]]:
            known[home[pair[0]], home[pair[1]]][pair] = score
    first = [_first(profiles, group) for group in groups]
    found = []
    for (own, other), pairs in sorted(known.items()):
        shown = min(pairs, key=lambda pair: (-pairs[pair], pair))
        if pairs[shown] < least:
            continue
        for later in groups[own]:
            score = _joint(later, pairs)
            if score < least:
                continue
            for earlier in groups[other]:
                if may_know(profiles[later], profiles[earlier], first[other]):
                    found.append(Rebuttal(later, earlier, score, shown))
    return found


def may_know(later: Profile, earlier: Profile, first: int | None) -> bool:
    """Whether who made the one statement can have known the other.

    What is told without a day was said when its claim was first made: `first`.
    """
    if earlier.speaker is not None and later.speaker == earlier.speaker:
        if later.act not in ("denial", "confirmation"):
            return False
    said = first if earlier.uttered is None else _last_day(earlier)
    if later.day is None or said is None:
        return later.article == earlier.article
    return said <= _last_day(later)


def _last_day(profile: Profile) -> int:
    span = {4: 365, 7: 30}.get(profile.precision, 0) if profile.uttered is not None else 0
    return (profile.day or 0) + span


def _first(profiles: Sequence[Profile], group: Sequence[int]) -> int | None:
    return min((day for place in group if (day := profiles[place].day) is not None), default=None)


def _joint(later: int, pairs: Mapping[Pair, float]) -> float:
    """The statement's own best score against the claim, drawn to the best of those it repeats."""
    best = max(pairs.values())
    own = max((score for pair, score in pairs.items() if pair[0] == later), default=best)
    return (own + best) / 2
