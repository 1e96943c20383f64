"""What the text says of a claim's support, and in which words.

Linear models of what a remark of the narrator's says of a statement near it, of which other
statements a statement speaks to, and of what it does to them (dispute, confirm, take back).
Evidence belongs to the claim, so each statement of the claim is looked at for itself; a model that
told the statements of one claim added nothing in cross-validation by story.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import NamedTuple, cast

from kg.linear import Curve, Linear
from kg.records import Answer, Evidence, Span, Statement, Status
from kg.resolve.answers import answers
from kg.resolve.pairs import Wording, features, wordings
from kg.resolve.parse import Doc
from kg.resolve.places import Places
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets

FOLDER = Path(__file__).parent / "weights"
NONE = "none"
DISPUTED: Status = "disputed"
RETRACTED: Status = "retracted"
AGAINST = (DISPUTED, "refuted", RETRACTED)
# By a speaker's other acts 5 of 39 such marks are right, in 308 articles of stories, 232 of news
# and the measuring ones; by these 100 of 217.
TAKING_BACK = frozenset({"denial", "confirmation"})
# Rarer answers are not worth keeping: of the annotated rebuttals they hold one in eight.
LEAST_ANSWER = 0.08
# How often evidence of so much likelihood is right of a statement that is: fitted to 41 remarks and
# 194 answers in 232 articles of news and the measuring ones, by models that had not seen them. Of
# what is put under 40%, 24 of 105 are right in news and 24 of 51 in the measuring articles; of what
# is put above, 26 of 49 and 18 of 30.
REMARK_CURVE = Curve(0.99, 0.18)
ANSWER_CURVE = Curve(0.71, -0.13)
_NAMES = ("remarks", "answers", "pairs")


@dataclass(frozen=True)
class Models:
    """The models, and from which probability on each counts."""

    remark: Linear
    answer: Linear
    pair: Linear
    # In 192 articles of news held out, evidence has precision 0.25 (F1 0.20) where answers count
    # from 0.14 on, 0.28 (0.18) from 0.2; in the measuring ones 0.46 (0.43) and 0.53 (0.42). A
    # dispute that is none does more harm than one that is missed.
    remark_likely: float = 0.3
    answer_likely: float = 0.2

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


class Assessed(NamedTuple):
    """What the text says of a statement's support, in text order, and whom the statement answers.

    Answers are sorted by the answered statement's id.
    """

    evidence: tuple[Evidence, ...]
    answers: tuple[Answer, ...]


def assess(
    doc: Doc, statements: Sequence[Statement], models: Models | None = None
) -> list[Assessed]:
    """Each statement's assessments and answers; none where the text assesses nothing.

    `statements` need all but `evidence` and `answers`; they stand in text order.
    """
    models = models or Models.load()
    worded = wordings(doc, statements)
    evidence: list[_Surest] = [_Surest() for _ in statements]
    for place, found in _of_remarks(doc, worded, models):
        evidence[place].add(found)
    answered: list[list[Answer]] = [[] for _ in statements]
    places = Places(doc)
    for one, other, share, ways in _spoken_to(worded, models):
        status = _way(worded[one], worded[other], ways)
        if status is not None and share > models.answer_likely:
            words = extent(places, worded[one])
            evidence[other].add(Evidence(status, words, ANSWER_CURVE(share)))
        against = share * sum(ways.get(way, 0.0) for way in AGAINST)
        if against > LEAST_ANSWER:
            answered[one].append(Answer(statements[other].id, round(against, 4)))
    return [
        Assessed(
            kinds.sorted(),
            tuple(sorted(whom, key=lambda one: one.statement)),
        )
        for kinds, whom in zip(evidence, answered, strict=True)
    ]


class _Surest:
    """A statement's assessments; what is found twice counts once, as sure as the surer."""

    def __init__(self) -> None:
        self.confidences: dict[tuple[Span, Status], float] = {}

    def add(self, one: Evidence) -> None:
        key = one.span, one.status
        self.confidences[key] = max(one.confidence, self.confidences.get(key, 0.0))

    def sorted(self) -> tuple[Evidence, ...]:
        found = sorted(self.confidences.items())
        return tuple(Evidence(status, span, sure) for (span, status), sure in found)


def _spoken_to(
    worded: Sequence[Wording], models: Models
) -> Iterator[tuple[int, int, float, Mapping[str, float]]]:
    """A statement, another that it may speak to, how likely that is, and how likely each way."""
    for answer in answers(worded):
        shares = models.answer.shares(answer.seen)[1:]
        for other, share in zip(answer.others, shares, strict=True):
            if share > LEAST_ANSWER:
                ways = models.pair.scores(features(worded, answer.one, other))
                yield answer.one, other, share, ways


def _of_remarks(
    doc: Doc, worded: Sequence[Wording], models: Models
) -> Iterator[tuple[int, Evidence]]:
    for remark in remarks(doc, [one.statement for one in worded]):
        for place in targets(remark, worded):
            status, score = _likeliest(models.remark, remark_features(remark, worded, place))
            if status != NONE and score > models.remark_likely:
                sure = REMARK_CURVE(score)
                yield place, Evidence(cast(Status, status), remark.span, sure)


def _way(one: Wording, other: Wording, ways: Mapping[str, float]) -> Status | None:
    """What the one does to the other.

    A speaker can take a claim of his own back, no more, and only by denying or admitting something;
    and who nobody knows is no other party.
    """
    status = max(ways, key=ways.__getitem__)
    if _is_own(one, other):
        return RETRACTED if status == RETRACTED and one.statement.act in TAKING_BACK else None
    return None if status == DISPUTED and one.speaker is None else cast(Status, status)


def _is_own(one: Wording, other: Wording) -> bool:
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
