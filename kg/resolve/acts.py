"""What a statement does: assert, accuse, deny, confirm, warn, promise, demand or judge.

A linear model over the cue, over the wording of the content, and over who speaks of whom; and the
tagger's judgement of the words alone, where there is one.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from kg.linear import Linear
from kg.records import Act, Statement
from kg.resolve.lexicon import classes
from kg.resolve.modes import mode
from kg.resolve.pairs import NEGATIVE, Wording, overlap, wordings
from kg.resolve.parse import Doc, Token
from kg.resolve.places import Places, anchor, is_verb, tense
from kg.values import ACTS
from kg.words import lemma

WEIGHTS = Path(__file__).parent / "weights" / "acts.json"
_FIRST, _SECOND = frozenset({"i", "me", "my", "we", "us", "our"}), frozenset({"you", "your"})
_THIRD = frozenset({"he", "she", "they", "his", "her", "their", "him", "them"})
_NUMBER = re.compile(r"\d")
# On 1,771 statements of news that neither had seen: 0.583 without the tagger, 0.618 with 0.2, 0.640
# with 0.5, 0.643 with 0.6, 0.599 by the tagger alone.
_TAGGER = 0.5


def classify(
    doc: Doc, statements: Sequence[Statement], model: Linear | None = None
) -> list[tuple[Act, float]]:
    """Each statement's act and its probability.

    `statements` need their attribution, speaker and aims (`about`), and stand in text order.
    """
    model = model or _model()
    return [
        _likeliest(model.scores(seen), statement.attribution.acts)
        for statement, seen in zip(statements, features(doc, statements), strict=True)
    ]


def _likeliest(scores: Mapping[str, float], judged: Sequence[float]) -> tuple[Act, float]:
    """The likeliest act by the model's scores and by the tagger's, one for each of ACTS.

    Both count, the tagger's as much as `_TAGGER` says; the products are made to sum to one.
    """
    products = {act: scores.get(act, 0.0) for act in ACTS}
    if judged:
        for act, chance in zip(ACTS, judged, strict=True):
            products[act] = products[act] ** (1 - _TAGGER) * chance**_TAGGER
    act = max(ACTS, key=products.__getitem__)
    total = sum(products.values())
    return act, products[act] / total if total else 0.0


@cache
def _model() -> Linear:
    return Linear.load(WEIGHTS)


def features(doc: Doc, statements: Sequence[Statement]) -> list[dict[str, float]]:
    """What is looked at, statement by statement."""
    places, worded = Places(doc), wordings(doc, statements)
    return [
        dict.fromkeys(
            (
                *_cue(places, statement),
                *_content(places, statement),
                *_company(statement, statements[:number]),
                *_surroundings(worded, number),
            ),
            1.0,
        )
        for number, statement in enumerate(statements)
    ]


def _cue(places: Places, statement: Statement) -> list[str]:
    """The cue's words, their classes, its tense, voice and negation."""
    attribution = statement.attribution
    head = places.cue_head(attribution)
    if head is None:
        return ["no cue"]
    words = [lemma(token.text) for token in places.words(attribution.cue) if token.is_alpha]
    found = [f"cue {word}" for word in words]
    kinds = {kind for word in words for kind in classes(word)}
    found += [f"cue kind={kind}" for kind in kinds or {"none"}]
    found += [f"cue tense={tense(head)}", f"cue pos={head.tag_[:2]}"]
    if any(child.dep_ == "neg" for child in head.children):
        found.append("cue negated")
    if any(child.dep_ == "auxpass" for child in head.children):
        found.append("cue passive")
    content = places.words(attribution.content)
    if content:
        found += [f"cue kind={kind}, content {_opening(content)}" for kind in kinds or {"none"}]
    return found


def _opening(content: Sequence[Token]) -> str:
    """How the content begins: with "to", "of", "that", a bare verb, a gerund, or otherwise."""
    first = content[0]
    if first.lower_ in ("to", "of", "that", "for"):
        return first.lower_
    return first.tag_ if first.tag_ in ("VB", "VBG") else "clause" if _has_verb(content) else "noun"


def _has_verb(content: Sequence[Token]) -> bool:
    return any(is_verb(token) for token in content)


def _content(places: Places, statement: Statement) -> list[str]:
    """The content's mood, person, negation, tense, figures, and the kinds of its words."""
    words = places.words(statement.attribution.content)
    lower = {token.lower_ for token in words}
    lemmas = {lemma(token.text) for token in words}
    found = [f"content {_opening(words)}"] if words else []
    found += [f"content says {kind}" for lemma in lemmas for kind in classes(lemma)]
    found += [f"modal {token.lower_}" for token in words if token.tag_ == "MD"]
    for name, group in (("first", _FIRST), ("second", _SECOND), ("third", _THIRD)):
        if lower & group:
            found.append(f"{name} person")
    if lower & NEGATIVE:
        found.append("negative")
        if lower & _FIRST:
            found.append("negative, first person")
    if words and words[0].lower_ in NEGATIVE:
        found.append("negative at once")
    root = next((token for token in words if token.dep_ in ("ROOT", "ccomp")), None)
    if root is not None:
        found.append(f"main tense={tense(root)}")
    if words and words[0].tag_ == "VB":
        found.append("imperative")
    if _NUMBER.search(statement.text):
        found.append("figure")
    length = len(words)
    found.append(
        f"length {'1' if length < 3 else '2' if length < 8 else '3' if length < 20 else '4'}"
    )
    found.append(f"mode {mode(places.text, statement.attribution.content)}")
    return found


def _company(statement: Statement, before: Sequence[Statement]) -> list[str]:
    """Whether it is about somebody, and whether somebody spoke of the speaker before."""
    speaker = statement.speaker.actor if statement.speaker else None
    about = {one.actor for one in statement.about}
    others = [one for one in before if one.speaker is None or one.speaker.actor != speaker]
    spoken_of = any(speaker and speaker in {a.actor for a in one.about} for one in others)
    same_aim = any(about & {a.actor for a in one.about} for one in others[-3:])
    negative = bool(NEGATIVE & set(statement.text.lower().replace("n't", " n't ").split()))
    found = ["about somebody" if about - {speaker} else "about nobody else"]
    if speaker in about:
        found.append("about the speaker")
    if spoken_of:
        found += ["spoken of before", f"spoken of before, negative={negative}"]
    if same_aim:
        found += ["aim spoken of before", f"aim spoken of before, negative={negative}"]
    if before and anchor(statement.attribution) - anchor(before[-1].attribution) < 300:
        found.append("soon after another")
    return found


def _surroundings(worded: Sequence[Wording], number: int) -> list[str]:
    """What the statements around it do: answer it, precede it, say the same elsewhere."""
    one = worded[number]
    found = [f"content has {word}" for word in one.lemmas]
    for apart, name in ((-1, "before"), (1, "after"), (2, "after")):
        if 0 <= number + apart < len(worded):
            other = worded[number + apart]
            who = _relation(one, other)
            if apart < 2 or who == "answered by":
                found += [f"{name} {who}", *(f"{name} {who}, cue={kind}" for kind in other.cue)]
    for place, other in enumerate(worded):
        if place != number and abs(place - number) < 20:
            if overlap(one.lemmas, other.lemmas) >= 0.5:
                found += [f"alike {_relation(one, other)}, cue={kind}" for kind in other.cue]
            if other.speaker in one.about and other.cue & {"deny", "confirm", "withdraw"}:
                found.append(f"its aim denies {'later' if place > number else 'before'}")
    return sorted(set(found))


def _relation(one: Wording, other: Wording) -> str:
    if one.speaker is not None and one.speaker == other.speaker:
        return "same speaker"
    if other.speaker in one.about:
        return "answered by"
    return "answers" if one.speaker in other.about else "other"
