"""Which statements of an article a statement speaks to, if any: denies, confirms, takes back.

A statement speaks to one or two others, so those that come into question compete with each other
and with the chance that it speaks to none.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.resolve.pairs import Wording, features, pairs, step

Features = dict[str, float]
_FARTHEST = 6


@dataclass(frozen=True)
class Answer:
    """A statement and those that it may speak to.

    `seen` holds the features of speaking to none, then those of each of `others`.
    """

    one: int
    others: list[int]
    seen: list[Features]


def answers(worded: Sequence[Wording]) -> Iterator[Answer]:
    """Every statement that has others near it or like it, in text order."""
    rivals: dict[int, list[int]] = defaultdict(list)
    for one, other in pairs(worded):
        rivals[one].append(other)
    for one, others in rivals.items():
        seen = [features(worded, one, other) for other in others]
        _compare(worded, one, others, seen)
        yield Answer(one, others, [_none(worded, one, others, seen), *seen])


def _none(
    worded: Sequence[Wording], one: int, others: Sequence[int], seen: Sequence[Features]
) -> Features:
    """What the statement is like by itself."""
    this = worded[one]
    act = this.statement.act
    answering = any(this.speaker in worded[other].about for other in others if other < one)
    most = step(max(features["against"] for features in seen))
    names = [
        "none",
        f"none: against {most}",
        f"none: against {most}, act {act}",
        f"none: act {act}",
        f"none: negative {this.is_negative}",
        f"none: points {this.is_pointing}",
        f"none: about anybody {bool(this.about)}",
        f"none: was spoken of {answering}",
        f"none: contest {this.contest}",
        f"none: contest {this.contest}, act {act}",
        *(f"none: cue {kind}" for kind in this.cue),
        *(f"none: cue {kind}, act {act}" for kind in this.cue),
        *(f"none: says {word}" for word in this.lemmas),
    ]
    return dict.fromkeys(names, 1.0)


def _compare(
    worded: Sequence[Wording], one: int, others: Sequence[int], seen: Sequence[Features]
) -> None:
    """Add how each of the others stands among its rivals."""
    this = worded[one]
    act = this.statement.act
    alike = [features["alike"] for features in seen]
    ranked = sorted(range(len(others)), key=lambda place: -alike[place])
    best = [alike[place] for place in ranked[:2]]
    earlier = [o for o in others if o < one and worded[o].speaker != this.speaker]
    speak_of = [o for o in earlier if this.speaker is not None and this.speaker in worded[o].about]
    accuse = [o for o in earlier if worded[o].statement.act == "accusation"]
    against = [features["against"] for features in seen]
    strongest = sorted(against, reverse=True)
    for this_much, found in zip(against, seen, strict=True):
        is_first = this_much == strongest[0]
        rival = strongest[1] if is_first and len(seen) > 1 else strongest[0]
        found["lead in opposition"] = this_much - (rival if len(seen) > 1 else 0.0)
        found[f"most opposed {is_first}, {step(this_much)}"] = 1.0
    for rank, place in enumerate(ranked):
        other, features = others[place], seen[place]
        rival = best[0] if rank else best[1] if len(best) > 1 else 0.0
        far = max(-_FARTHEST, min(_FARTHEST, one - other))
        features["lead in likeness"] = alike[place] - rival
        features[f"rank {rank if alike[place] > 0.1 else 'none'}"] = 1.0
        features[f"apart {far}"] = 1.0
        features[f"apart {far}, act {act}"] = 1.0
        if speak_of:
            features[f"speaks of the speaker: {_which(other, speak_of)}"] = 1.0
        if accuse:
            features[f"accuses: {_which(other, accuse)}, act {act}"] = 1.0


def _which(other: int, those: Sequence[int]) -> str:
    """Whether a statement is the last of some, another of them, or none."""
    return "last" if other == those[-1] else "earlier" if other in those else "no"
