"""Fits the models that say what the text says of a claim's support."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from kg.linear import Features, Linear
from kg.records import Evidence, Span, Statement
from kg.resolve.evidence import NONE, Models, extent
from kg.resolve.pairs import features, pairs, wordings
from kg.resolve.parse import Doc
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets
from kg.train.fit import fit
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
    """Features and labels for the two models."""

    remark: Rows = field(default_factory=list)
    pair: Rows = field(default_factory=list)

    def __iadd__(self, other: Examples) -> Examples:
        self.remark += other.remark
        self.pair += other.pair
        return self


def train(examples: Examples, strength: float = STRENGTH) -> Models:
    """Both models."""
    return Models(
        _fit(examples.remark, strength),
        _fit(examples.pair, strength),
    )


def _fit(rows: Rows, strength: float) -> Linear:
    return fit([row[0] for row in rows], [row[1] for row in rows], strength)


def examples(
    document: GoldDocument, doc: Doc, statements: Sequence[Statement], gold: Sequence[Statement]
) -> Examples:
    """What one document teaches. `gold` holds the same statements with their gold evidence."""
    found = Examples()
    worded, places = wordings(doc, statements), Places(doc)
    for remark in remarks(doc, statements):
        for place in targets(remark, worded):
            label = _label(gold[place].evidence, remark.span)
            found.remark.append((remark_features(remark, worded, place), label))
    for one, other in pairs(worded):
        seen = features(worded, one, other)
        rebuts = (gold[one].id, gold[other].id) in document.rebuts
        label = _pair_label(gold[other].evidence, extent(places, worded[one]), rebuts)
        found.pair.append((seen, label))
    return found


def _label(evidence: Iterable[Evidence], span: Span) -> str:
    """The status whose words share the most with the span."""
    shares: list[tuple[int, str]] = [
        (min(one.span.end, span.end) - max(one.span.start, span.start), one.status)
        for one in evidence
    ]
    share, status = max(shares, default=(0, NONE))
    return status if share > 3 else NONE


def _pair_label(evidence: Sequence[Evidence], span: Span, rebuts: bool) -> str:
    label = _label(evidence, span)
    if label == NONE and rebuts:
        return next((one.status for one in evidence if one.status == "disputed"), NONE)
    return label
