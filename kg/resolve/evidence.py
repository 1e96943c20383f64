"""What the text says of a claim's support, and in which words.

Three linear models: what a remark of the narrator's says of a statement near it, what one statement
does to another (dispute, confirm, take back), and which statements make the same claim; evidence
belongs to the claim, so every statement of it carries it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from spacy.tokens import Doc

from kg.linear import Linear
from kg.records import Article, Evidence, Span, Statement, Status
from kg.resolve.pairs import Wording, features, pairs, wordings
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets

FOLDER = Path(__file__).parent / "weights"
NONE = "none"
_NAMES = ("remarks", "pairs", "same")


@dataclass(frozen=True)
class Models:
    """The three models, and from which probability on each counts."""

    remark: Linear
    pair: Linear
    same: Linear
    remark_likely: float = 0.3
    pair_likely: float = 0.3
    same_likely: float = 0.5

    @classmethod
    @cache
    def load(cls) -> Models:
        """The models that come with the package."""
        remark, pair, same = (Linear.load(FOLDER / f"{name}.json") for name in _NAMES)
        return cls(remark, pair, same)

    def save(self, folder: Path) -> None:
        """Write the models to a folder."""
        for name, model in zip(_NAMES, (self.remark, self.pair, self.same), strict=True):
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
    models = models or Models.load()
    worded = wordings(doc, statements)
    found = [*_of_remarks(doc, worded, models), *_of_pairs(doc, worded, models)]
    shared = [*found, *_of_the_same(found, worded, models)]
    return [_best(one for one in shared if one.place == place) for place in range(len(statements))]


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


def _of_the_same(
    found: Sequence[Scored], worded: Sequence[Wording], models: Models
) -> Iterator[Scored]:
    """What is known of one statement, for the others that make its claim."""
    assessed = {one.place for one in found}
    for one, other in pairs(worded):
        if one in assessed:
            score = models.same.score(features(worded, one, other))
            if score > models.same_likely:
                for known in found:
                    if known.place == one:
                        yield Scored(other, known.evidence, score * known.score)


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
