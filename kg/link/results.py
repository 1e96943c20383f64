"""Groups and scores as records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from kg.link import reasons
from kg.link.claims import agreement
from kg.link.compare import Comparison
from kg.link.profiles import Profile
from kg.link.rebuttals import find
from kg.records import Claim, Link, mint

_LONGEST = 30  # words: beyond it a wording is no clearer for being longer


def claims(
    profiles: Sequence[Profile], groups: Sequence[Sequence[int]], texts: Mapping[str, str]
) -> tuple[Claim, ...]:
    """The claims, sorted by id, which is made of their first statement's."""
    found = []
    for group in groups:
        members = [profiles[place] for place in group]
        clearest = max(members, key=lambda one: _clarity(one, members))
        statements = tuple(member.id for member in members)
        found.append(Claim(mint("claim", statements[0]), texts[clearest.id], statements))
    return tuple(sorted(found, key=lambda claim: claim.id))


def links(
    profiles: Sequence[Profile],
    groups: Sequence[Sequence[int]],
    comparison: Comparison,
    names: Mapping[str, str],
) -> tuple[Link, ...]:
    """Repeats and rebuttals, sorted by kind and ids."""
    found = [
        *_repeats(profiles, groups, comparison, names),
        *_rebuttals(profiles, groups, comparison, names),
    ]
    return tuple(sorted(found, key=lambda link: (link.kind, link.statement, link.target)))


def _repeats(
    profiles: Sequence[Profile],
    groups: Sequence[Sequence[int]],
    comparison: Comparison,
    names: Mapping[str, str],
) -> Iterator[Link]:
    for group in groups:
        whole = agreement(group, comparison.same)
        for a, b in pairwise(group):
            earlier, later = profiles[a], profiles[b]
            own = max(comparison.same.get((a, b), 0.0), whole)
            score = comparison.model.repeat_curve(own)
            reason = reasons.repeats(later, earlier, names)
            yield Link("repeats", later.id, earlier.id, round(score, 4), reason)


def _rebuttals(
    profiles: Sequence[Profile],
    groups: Sequence[Sequence[int]],
    comparison: Comparison,
    names: Mapping[str, str],
) -> Iterator[Link]:
    for one in find(profiles, groups, comparison.rebuts, comparison.same, comparison.model.least):
        later, earlier = profiles[one.later], profiles[one.earlier]
        is_shown = one.shown == (one.later, one.earlier)
        reason = reasons.rebuts(later, earlier, names, is_shown)
        yield Link(
            "rebuts",
            later.id,
            earlier.id,
            round(comparison.model.rebuttal_curve(one.score), 4),
            reason,
        )


def _clarity(profile: Profile, members: Sequence[Profile]) -> tuple[float, str]:
    """How much of what all the claim's statements say this one does."""
    shared = sum(
        weight
        for stem, weight in profile.words.weights.items()
        for other in members
        if other is profile or stem in other.words.weights
    )
    return shared / max(_LONGEST, len(profile.words.weights)), profile.id
