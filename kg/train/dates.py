"""Fits the models that say on which day a statement was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.linear import Features, Linear
from kg.records import Statement
from kg.resolve.dates import Models
from kg.resolve.dating import Dating
from kg.resolve.occasions import Belief, Occasions
from kg.resolve.parse import Doc
from kg.train.fit import choose
from kg.train.gold import GoldDocument, stories

# The best of 0.03, 0.05 and 0.1 in cross-validation by story.
STRENGTH = 0.05
FOLDS = 4
LEAST = 20  # candidates that must have a feature


@dataclass(frozen=True)
class Example:
    """One document: the features of its statements' days, and which of them are the gold's."""

    name: str
    dating: Dating
    alone: list[list[dict[str, float]]]
    right: list[int]

    @classmethod
    def of(cls, document: GoldDocument, doc: Doc) -> Example:
        """The document as the models see it."""
        statements = in_order(document.reading.statements)
        dating = Dating(document.reading.article, doc, statements)
        places = {day: place for place, day in enumerate(dating.days)}
        days = [one.uttered.value if one.uttered else None for one in statements]
        return cls(
            document.reading.article.id,
            dating,
            [dating.features(place) for place in range(len(statements))],
            # A day that the text does not name cannot be found: none is the best answer.
            [places.get(day, 0) for day in days],
        )

    def believed(self, model: Linear) -> list[Belief]:
        """What a model makes of the text around each statement."""
        return [model.shares(one) for one in self.alone]

    def together(self, beliefs: Sequence[Belief]) -> list[list[Features]]:
        """The features with those that rest on what is believed of other statements."""
        occasions = Occasions(self.dating)
        return [
            [own | more for own, more in zip(one, occasions.features(place, beliefs), strict=True)]
            for place, one in enumerate(self.alone)
        ]


def train(documents: Iterable[tuple[GoldDocument, Doc]]) -> Models:
    """Both models. The second learns from beliefs of models that have not seen the story."""
    documents = list(documents)
    examples = {one.reading.article.id: Example.of(one, doc) for one, doc in documents}
    grouped = stories(one for one, _ in documents)
    beliefs: dict[str, list[Belief]] = {}
    for part in range(min(FOLDS, len(grouped))):
        held_out = {one.reading.article.id for story in grouped[part::FOLDS] for one in story}
        model = _alone(one for name, one in examples.items() if name not in held_out)
        beliefs |= {name: examples[name].believed(model) for name in held_out}
    together = [
        (choice, right)
        for name, one in examples.items()
        for choice, right in zip(one.together(beliefs[name]), one.right, strict=True)
    ]
    return Models(_alone(examples.values()), _fit(together))


def _alone(examples: Iterable[Example]) -> Linear:
    return _fit([row for one in examples for row in zip(one.alone, one.right, strict=True)])


def _fit(rows: Sequence[tuple[Sequence[Features], int]]) -> Linear:
    """A model of the choices, each with the place of the right one; rare features are left out."""
    seen = Counter(name for choice, _ in rows for one in choice for name in one)
    choices = [
        [{name: value for name, value in one.items() if seen[name] >= LEAST} for one in choice]
        for choice, _ in rows
    ]
    return choose(choices, [right for _, right in rows], STRENGTH)


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """The statements as they come to be resolved: by the place of what is said."""
    return sorted(statements, key=lambda one: (one.attribution.content[0].start, one.id))
