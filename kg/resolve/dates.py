"""On which day something was said, not the day of what is said.

A statement's day stands beside its cue, or is carried over from a statement of the same occasion.
Each day that the article names, the day of its publication, and no day at all get a probability,
first by the text around the statement, then by what is believed of the statements related to it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.linear import Linear
from kg.records import Article, Day, Statement
from kg.resolve.dating import Dating
from kg.resolve.occasions import Belief, Occasions
from kg.resolve.parse import Doc

FOLDER = Path(__file__).parent / "weights"
_NAMES = ("dates", "occasions")
# A day is given if it is likelier than so much of the probability that there is none.
_RELUCTANCE = 0.8


@dataclass(frozen=True)
class Models:
    """How likely a day is by itself, and how likely together with the days of other statements."""

    alone: Linear
    together: Linear

    @classmethod
    @cache
    def load(cls) -> Models:
        """The models that come with the package."""
        alone, together = (Linear.load(FOLDER / f"{name}.json") for name in _NAMES)
        return cls(alone, together)

    def save(self, folder: Path = FOLDER) -> None:
        """Write the models to a folder."""
        for name, model in zip(_NAMES, (self.alone, self.together), strict=True):
            model.save(folder / f"{name}.json")


def uttered(
    article: Article, doc: Doc, statements: Sequence[Statement], models: Models | None = None
) -> list[Day | None]:
    """The day of each statement, None where the text gives no hint.

    `statements` need their attribution, speaker and aims (`about`); they stand in text order.
    `doc` is parsed and its text is the article's.
    """
    dating = Dating(article, doc, statements)
    days: list[Day | None] = []
    for place, belief in enumerate(beliefs(dating, models or Models.load())):
        best = max(range(len(belief)), key=lambda one: belief[one] if one else -1.0)
        day = dating.days[best]
        is_likely = belief[best] > _RELUCTANCE * belief[0]
        found = dating.day(place, day) if day is not None and is_likely else None
        days.append(days[-1] if found is None and dating.is_continued(place) else found)
    return days


def beliefs(dating: Dating, models: Models) -> list[Belief]:
    """For each statement the probabilities of `Dating.days`."""
    alone = [dating.features(place) for place in range(len(dating.statements))]
    believed = [models.alone.shares(one) for one in alone]
    occasions = Occasions(dating)
    return [
        models.together.shares(
            [own | more for own, more in zip(one, occasions.features(place, believed), strict=True)]
        )
        for place, one in enumerate(alone)
    ]
