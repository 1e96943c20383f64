"""What the text says of a claim's support, and in which words.

Linear models of what a remark of the narrator's says of a statement near it, of which other
statements a statement speaks to, and of what it does to them (dispute, confirm, take back).
Evidence belongs to the claim, so each statement of the claim is looked at for itself; a model that
told the statements of one claim added nothing in cross-validation by story.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import cast

from kg.linear import Linear
from kg.records import Article, Evidence, Span, Statement, Status
from kg.resolve.answers import answers
from kg.resolve.pairs import Wording, features, wordings
from kg.resolve.parse import Doc
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets

FOLDER = Path(__file__).parent / "weights"
NONE = "none"
RETRACTED = "retracted"
_NAMES = ("remarks", "answers", "pairs")


@dataclass(frozen=True)
class Models:
    """The models, and from which probability on each counts."""

    remark: Linear
    answer: Linear
    pair: Linear
    # By story, remarks of no proof have F1 0.547 from 0.2 on and 0.562 from 0.3; the rarer kinds
    # of remarks are better with less.
    remark_likely: float = 0.25
    # Disputed claims have F1 0.518 from 0.15 on, 0.529 from 0.2, 0.512 from 0.25; more is righter.
    answer_likely: float = 0.23

    @classmethod
    @cache
    def load(cls) -> Models:
        """The models that come with the package."""
        remark, answer, pair = (Linear.load(FOLDER / f"{name}.json") for name in _NAMES)
        return cls(remark, answer, pair)

    def save(self, folder: Path) -> None:
        """Write the models to a folder."""
        for name, model in zip(_NAMES, (self.remark, self.answer, self.pair), strict=True):
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
    return [*_of_remarks(doc, worded, models), *_of_answers(doc, worded, models)]


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


def _of_answers(doc: Doc, worded: Sequence[Wording], models: Models) -> Iterator[Scored]:
    places = Places(doc)
    for answer in answers(worded):
        shares = models.answer.shares(answer.seen)[1:]
        for other, share in zip(answer.others, shares, strict=True):
            if share > models.answer_likely:
                status, _ = models.pair.best(features(worded, answer.one, other))
                if status != RETRACTED and _is_own(worded[answer.one], worded[other]):
                    continue
                span = extent(places, worded[answer.one])
                yield Scored(other, Evidence(cast(Status, status), span), share)


def _is_own(one: Wording, other: Wording) -> bool:
    """Whether both are one speaker's, who can take a claim back but not support or dispute it."""
    return one.speaker is not None and one.speaker == other.speaker


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
