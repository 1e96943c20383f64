"""Which statements are worth comparing: an index, so that cost grows no faster than their number.

Every statement is filed under its rarer words and figures, alone and together with the agents that
it speaks of or comes from, and under the rarer words around it: "the charge" alone tells nothing.
A key keeps only the statements filed last, so a key that ten thousand statements share costs no
more than one that a hundred share.
"""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from itertools import islice

from kg.link.profiles import Profile, Words

Pair = tuple[int, int]

_KEPT = 24  # statements that one key remembers
_BEST = 20  # earlier statements of other articles that one is compared with
_NEAR = 40  # statements before it in its own article that one is compared with
_WORDS = 10  # the rarest words of a statement, by which it is filed
_AROUND = 6  # the rarest words around it
_AROUND_WORTH = 0.5  # of what such a word is worth in the statement itself
# A common word shared is worth little alone; with an agent shared it tells more.
_AGENT_BONUS = 0.5


def pairs(profiles: Sequence[Profile]) -> Iterator[Pair]:
    """Pairs of places in `profiles`, which are in order of time; the earlier comes first."""
    filed: dict[object, deque[int]] = defaultdict(lambda: deque(maxlen=_KEPT))
    near: dict[str, deque[int]] = defaultdict(lambda: deque(maxlen=_NEAR))
    for here, profile in enumerate(profiles):
        keys = _keys(profile)
        found: dict[int, float] = defaultdict(float)
        for key, weight in keys.items():
            for there in filed[key]:
                found[there] += weight
        own = near[profile.article]
        others = (
            (-weight, -there)
            for there, weight in found.items()
            if profiles[there].article != profile.article
        )
        best = sorted(others)
        for _, there in islice(best, _BEST):
            yield -there, here
        for there in own:
            yield there, here
        for key in keys:
            filed[key].append(here)
        own.append(here)


def _keys(profile: Profile) -> dict[object, float]:
    agents = sorted({*profile.about, profile.speaker} - {None}, key=str)
    keys: dict[object, float] = {}
    for word, weight in _rarest(profile.around, _AROUND):
        keys[word] = weight * _AROUND_WORTH
    for word, weight in _rarest(profile.words, _WORDS):
        keys[word] = keys.get(word, 0.0) + weight
        for agent in agents:
            keys[agent, word] = weight * _AGENT_BONUS
    for figure in sorted(profile.figures):
        keys[figure] = 0.5
        for agent in agents:
            keys[agent, figure] = 0.5
    for agent in agents:
        keys[agent, None] = 0.2
    return keys


def _rarest(words: Words, most: int) -> list[tuple[str, float]]:
    return sorted(words.weights.items(), key=lambda one: (-one[1], one[0]))[:most]
