"""Fits the models that say what the text says of a claim's support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.linear import Features, Linear
from kg.records import Evidence, Span, Statement
from kg.resolve.answers import answers
from kg.resolve.evidence import NONE, Models, extent
from kg.resolve.pairs import features, wordings
from kg.resolve.parse import Doc
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets
from kg.train.fit import choose, fit
from kg.train.gold import GoldDocument

STRENGTH = 0.1
STATUSES = (
    "unsupported",
    "supported",
    "corroborated",
    "disputed",
    "refuted",
    "unverified",
    "retracted",
)
Rows = list[tuple[Features, str]]


@dataclass
class Examples:
    """Features and labels for the three models.

    A choice is the features of speaking to none and to each of the others, and the right one's
    place; a statement that speaks to several is there as often.
    """

    remark: Rows = field(default_factory=list)
    answer: list[tuple[list[Features], int]] = field(default_factory=list)
    pair: Rows = field(default_factory=list)

    def __iadd__(self, other: Examples) -> Examples:
        self.remark += other.remark
        self.answer += other.answer
        self.pair += other.pair
        return self


def train(examples: Examples, strength: float = STRENGTH) -> Models:
    """All models."""
    choices, right = [one[0] for one in examples.answer], [one[1] for one in examples.answer]
    return Models(
        _fit(examples.remark, strength),
        choose(choices, right, strength),
        _fit(examples.pair, strength),
    )


def _fit(rows: Rows, strength: float) -> Linear:
    return fit([row[0] for row in rows], [row[1] for row in rows], strength)


def examples(
    document: GoldDocument,
    doc: Doc,
    statements: Sequence[Statement],
    gold: Sequence[Statement | None],
) -> Examples:
    """What one document teaches.

    `gold` holds the same statements with their gold evidence; None teaches nothing.
    """
    found = Examples()
    worded, places = wordings(doc, statements), Places(doc)
    for remark in remarks(doc, statements):
        for place in targets(remark, worded):
            if (target := gold[place]) is not None:
                label = _label(target.evidence, remark.span)
                found.remark.append((remark_features(remark, worded, place), label))
    for answer in answers(worded):
        if (this := gold[answer.one]) is None:
            continue
        span = extent(places, worded[answer.one])
        seen: list[Features] = list(answer.seen[:1])
        chosen = []
        for other, features_of in zip(answer.others, answer.seen[1:], strict=True):
            if (target := gold[other]) is None:
                continue
            seen.append(features_of)
            label = _pair_label(this, target, span, (this.id, target.id) in document.rebuts)
            if label != NONE:
                chosen.append(len(seen) - 1)
                found.pair.append((features(worded, answer.one, other), label))
        # It speaks to none, at place 0, if it speaks to no other.
        found.answer += [(seen, place) for place in chosen or [0]]
    return found


def _label(evidence: Iterable[Evidence], span: Span) -> str:
    """The status whose words share the most with the span."""
    shares: list[tuple[int, str]] = [
        (min(one.span.end, span.end) - max(one.span.start, span.start), one.status)
        for one in evidence
    ]
    share, status = max(shares, default=(0, NONE))
    return status if share > 3 else NONE


def _pair_label(one: Statement, other: Statement, span: Span, rebuts: bool) -> str:
    """What the one does to the other: what the gold says of its words, else how it rebuts."""
    label = _label(other.evidence, span)
    if label != NONE or not rebuts:
        return label
    speakers = [each.speaker.actor if each.speaker else None for each in (one, other)]
    is_own = speakers[0] is not None and speakers[0] == speakers[1]
    ways = ("retracted", "disputed", "refuted") if is_own else ("disputed", "refuted", "retracted")
    given = {each.status for each in other.evidence}
    return next((way for way in ways if way in given), "disputed")
