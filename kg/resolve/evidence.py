"""What the text says of a claim's support, and in which words.

Two linear models: what a remark of the narrator's says of a statement near it, and what one
statement does to another (dispute, confirm, take back). Evidence belongs to the claim, so each
statement of the claim is looked at for itself; a third model, which told the statements of one
claim, added nothing in cross-validation by story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from kg.linear import Linear
from kg.records import Article, Evidence, Span, Statement, Status
from kg.resolve.pairs import Wording, features, pairs, wordings
from kg.resolve.parse import Doc
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets

FOLDER = Path(__file__).parent / "weights"
NONE = "none"
_NAMES = ("remarks", "pairs")


@dataclass(frozen=True)
class Models:
    """The models, and from which probability on each counts."""

    remark: Linear
    pair: Linear
    # F1 0.453 by story; 0.2 for pairs gave 0.454 with less precision, 0.5 for both 0.342.
    remark_likely: float = 0.3
    pair_likely: float = 0.25

    @classmethod
    @cache
    def load(cls) -> Models:
        """The models that come with the package."""
        remark, pair = (Linear.load(FOLDER / f"{name}.json") for name in _NAMES)
        return cls(remark, pair)

    def save(self, folder: Path) -> None:
        """Write the models to a folder."""
        for name, model in zip(_NAMES, (self.remark, self.pair), strict=True):
            model.save(folder / f"{name}.json")


@dataclass(frozen=True)
class Scored:
    """An assessment of the statement at a place, with its probability."""

    place: int
    evidence: Evidence
    score: float


def assess(
    article: Article, doc: Doc, statements: Sequence[Statement], models: Models | None = None
) -> list[tuple[Evidence, ...]]:
    """Each statement's assessments, in text order; empty where the text assesses nothing.

    `statements` need all but `evidence`; they stand in text order.
    """
    found = scored(doc, statements, models)
    return [_best(one for one in found if one.place == place) for place in range(len(statements))]


def scored(doc: Doc, statements: Sequence[Statement], models: Models | None = None) -> list[Scored]:
    """The assessments behind `assess`, each with its probability."""
    models = models or Models.load()
    worded = wordings(doc, statements)
    return [*_of_remarks(doc, worded, models), *_of_pairs(doc, worded, models)]


def _best(scored: Iterable[Scored]) -> tuple[Evidence, ...]:
    """One assessment for each status and span, in text order."""
    kept = {one.evidence for one in scored}
    return tuple(sorted(kept, key=lambda one: (one.span, one.status)))


def _of_remarks(doc: Doc, worded: Sequence[Wording], models: Models) -> Iterator[Scored]:
    for remark in remarks(doc, [one.statement for one in worded]):
        for place in targets(remark, worded):
            status, score = _likeliest(models.remark, remark_features(remark, worded, place))
            if status != NONE and score > models.remark_likely:
                yield Scored(place, Evidence(cast(Status, status), remark.span), score)


def _of_pairs(doc: Doc, worded: Sequence[Wording], models: Models) -> Iterator[Scored]:
    places = Places(doc)
    for one, other in pairs(worded):
        status, score = _likeliest(models.pair, features(worded, one, other))
        if status != NONE and score > models.pair_likely:
            yield Scored(other, Evidence(cast(Status, status), extent(places, worded[one])), score)


def _likeliest(model: Linear, seen: dict[str, float]) -> tuple[str, float]:
    """The likeliest status if any assessment is likelier than none, with all their probability."""
    scores = model.scores(seen)
    status = max((label for label in scores if label != NONE), key=scores.__getitem__)
    return status, 1 - scores[NONE]


def extent(places: Places, one: Wording) -> Span:
    """The words of a statement that assess another: its parts in the cue's sentence."""
    attribution = one.statement.attribution
    sentence = places.sentence(one.at)
    parts = [
        span
        for span in (*attribution.source, *attribution.cue, *attribution.content)
        if span.start < sentence.end_char and span.end > sentence.start_char
    ] or list(attribution.content)
    return Span(min(span.start for span in parts), max(span.end for span in parts))
