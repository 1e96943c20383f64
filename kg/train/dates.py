"""Fits the model that says on which day a statement was made."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence

from kg.linear import Features, Linear
from kg.records import Day, Statement
from kg.resolve.dates import Dating
from kg.resolve.parse import Doc
from kg.train.fit import fit
from kg.train.gold import GoldDocument

# The best of 0.03, 0.1, 0.3, 1 and 3 in cross-validation by story.
STRENGTH = 0.3


def train(documents: Iterable[tuple[GoldDocument, Doc]]) -> Linear:
    """A model of which candidate days are right."""
    rows = [row for one, doc in documents for row in examples(one, doc)]
    return fit([row[0] for row in rows], [row[1] for row in rows], STRENGTH, binary="right")


def examples(document: GoldDocument, doc: Doc) -> Iterator[tuple[Features, str]]:
    """Every candidate for every statement, while some of the other statements are dated.

    The others are dated as in the gold: all of them, those before, or seven in ten of them, since
    in use some dates will be missing.
    """
    article, statements = document.reading.article, in_order(document.reading.statements)
    dating = Dating(article, doc, statements)
    days = [_with_words(one, dating) for one in statements]
    chance = random.Random(article.id)
    for place, day in enumerate(days):
        before = [one if other < place else None for other, one in enumerate(days)]
        some = [one if chance.random() < 0.7 else None for one in days]
        for known in (days, before, some):
            for candidate in dating.candidates(place, known):
                right = day is not None and candidate.day.value == day.value
                yield candidate.features, "right" if right else "wrong"


def _with_words(statement: Statement, dating: Dating) -> Day | None:
    """The gold's day, with the nearest words of the text that name it, those before it first."""
    if statement.uttered is None:
        return None
    at = statement.attribution.content[0].start
    named = [one.span for one in dating.named if one.value == statement.uttered.value]
    before = [span for span in named if span.start <= at]
    words = before[-1] if before else named[0] if named else None
    return Day(statement.uttered.value, words)


def in_order(statements: Sequence[Statement]) -> list[Statement]:
    """The statements as they come to be resolved: by the place of what is said."""
    return sorted(statements, key=lambda one: (one.attribution.content[0].start, one.id))
