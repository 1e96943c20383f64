"""A statement as it is compared: its words, figures, names, parties and days."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from kg.link.numbers import figures
from kg.link.words import PRONOUNS, WORD, Vector, is_negation, plain, stem, table, unit
from kg.packed import Gist, unpack
from kg.records import Act, Day, Reading, Reference, Span, Statement

# Words below this weight ("the", "of", "had") tell nothing of what a statement is about.
_LEAST_WEIGHT = 0.3
_CONTEXT_LENGTH = 200  # code points before the sentence: about one more sentence
_COUNTED = re.compile(r"\d[\d,.]*\s+([^\W\d_]+)")
_GLUE = frozenset("say said tell told add be been have had would could will may might".split())


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """The telling words of a text: weight and spelling by stem, in the vectors' order."""

    weights: dict[str, float]
    spelled: dict[str, str]
    values: Vector
    vectors: Vector
    total: float
    mean: Vector


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """What is compared of a statement. Days are ordinals; `uttered` is None where not known.

    `answers` tells by id how likely it contradicts another statement of its article.
    """

    id: str
    article: str
    place: int
    start: int
    sentence: Span
    act: Act
    speaker: str | None
    about: frozenset[str]
    words: Words
    around: Words
    cue: Words
    figures: frozenset[float]
    counted: frozenset[str]
    names: frozenset[str]
    negations: int
    is_bare: bool
    published: int | None
    uttered: int | None
    precision: int
    answers: Mapping[str, float]
    gist: Gist

    @property
    def day(self) -> int | None:
        """The day it was said, or else the day it was printed."""
        return self.published if self.uttered is None else self.uttered


def profiles(reading: Reading, agents: Mapping[str, str]) -> list[Profile]:
    """The article's statements in text order; `agents` leads from actor to agent."""
    article = reading.article
    published = _ordinal(article.published)
    ordered = sorted(reading.statements, key=lambda one: (one.attribution.content, one.id))
    return [
        _profile(statement, place, article.text, published, agents)
        for place, statement in enumerate(ordered)
    ]


def _profile(
    statement: Statement, place: int, text: str, published: int | None, agents: Mapping[str, str]
) -> Profile:
    def known(references: Iterable[Reference]) -> frozenset[str]:
        return frozenset(
            agents.get(one.actor, one.actor) for one in references if one.actor is not None
        )

    content = statement.text
    words = bag(content)
    speaker = next(iter(known([statement.speaker] if statement.speaker else [])), None)
    cue = " ".join(span.of(text) for span in statement.attribution.cue)
    return Profile(
        id=statement.id,
        article=statement.article,
        place=place,
        start=statement.attribution.content[0].start,
        sentence=statement.sentence,
        act=statement.act,
        speaker=speaker,
        about=known(statement.about),
        words=words,
        around=bag(_around(statement, text)),
        cue=bag(cue, least=0.0),
        figures=figures(content),
        counted=_counted(content),
        names=_names(content),
        negations=sum(is_negation(word) for word in WORD.findall(plain(content))),
        is_bare=words.total < 1.0,
        published=published,
        uttered=_first_day(statement.uttered),
        precision=len(statement.uttered.value) if statement.uttered else 0,
        answers={one.statement: one.score for one in statement.answers},
        gist=unpack(statement.gist),
    )


def bag(text: str, least: float = _LEAST_WEIGHT) -> Words:
    """The text's telling words; those that are rarer than `least`."""
    known = table()
    weights: dict[str, float] = {}
    spelled: dict[str, str] = {}
    vectors = []
    for word in WORD.findall(plain(text)):
        weight = known.weight(word)
        if weight < least or word in PRONOUNS or word in _GLUE or is_negation(word):
            continue
        key = stem(word)
        if key not in weights:
            weights[key] = weight
            spelled[key] = word
            vectors.append(known.vector(word))
    values = np.fromiter(weights.values(), dtype=np.float32, count=len(weights))
    matrix = np.array(vectors, dtype=np.float32).reshape(len(vectors), known.size)
    return Words(weights, spelled, values, matrix, float(values.sum()), unit(values @ matrix))


def _around(statement: Statement, text: str) -> str:
    """The sentence and what stands just before it, without the content."""
    start, end = statement.sentence
    kept, at = [], max(0, start - _CONTEXT_LENGTH)
    for span in statement.attribution.content:
        if span.start < end and span.end > at:
            kept.append(text[at : span.start])
            at = span.end
    return " ".join([*kept, text[at:end]])


def _counted(content: str) -> frozenset[str]:
    """Stems of the words that follow a figure: "people" in "41 people", "percent"."""
    return frozenset(stem(plain(one)) for one in _COUNTED.findall(content))


def _names(content: str) -> frozenset[str]:
    """Stems of the words with a capital, save those that open a sentence and are common."""
    known, found = table(), set()
    for match in re.finditer(r"[^\W\d_]+", content):
        if not match[0][0].isupper():
            continue
        word = plain(match[0])
        opens = not re.search(r"[\w,;)]\s*[\"'“‘(]*$", content[: match.start()])
        if known.weight(word) > (0.8 if opens else 0.3):
            found.add(stem(word))
    return frozenset(found)


def _first_day(day: Day | None) -> int | None:
    return None if day is None else _ordinal((day.value + "-01-01")[:10])


def _ordinal(value: str | None) -> int | None:
    try:
        return None if value is None else date.fromisoformat(value).toordinal()
    except ValueError:
        return None
