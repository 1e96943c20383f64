"""Fits the model that says what a statement does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from kg.linear import Features, Linear
from kg.records import Act, Statement
from kg.resolve.acts import features
from kg.resolve.parse import Doc
from kg.train.fit import fit

# The best of 0.1, 0.3 and 1 in cross-validation by story.
STRENGTH = 0.3
Rows = list[tuple[Features, str]]


def examples(doc: Doc, statements: Sequence[Statement]) -> Rows:
    """One row a statement: its features and its gold act."""
    return list(
        zip(features(doc, statements), [statement.act for statement in statements], strict=True)
    )


def train(rows: Rows, strength: float = STRENGTH) -> Linear:
    """A model that tells the acts apart."""
    return fit([row[0] for row in rows], [row[1] for row in rows], strength)


def guessed(model: Linear, rows: Rows, statements: Sequence[Statement]) -> list[Statement]:
    """The statements with the acts that a model guesses instead of their gold ones."""
    return [
        replace(statement, act=cast(Act, model.best(row[0])[0]))
        for row, statement in zip(rows, statements, strict=True)
    ]
