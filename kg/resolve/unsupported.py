"""Explicit remarks that no proof was given: "who offered no evidence", "without proof".

They are plain enough for rules: a verb of giving, negated, with a noun of proof; or such a noun
after "without". The remark is about the last thing that its subject was said to have claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.records import Evidence, Span, Statement
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.parse import Token
from kg.words import lemma

PROOF = frozenset("evidence proof substantiation documentation corroboration".split())
GIVING = frozenset(
    "give provide offer present produce cite show supply submit share publish bring adduce".split()
)
NEGATIONS = frozenset({"no", "any"})
# So often such a remark is about the statement that it is taken to be about.
CERTAINTY = 0.9
PARAGRAPHS = 1  # how many paragraphs back the claim may stand


def remarks(
    coreference: Coreference, statements: Sequence[Statement], speakers: Sequence[Cluster | None]
) -> list[tuple[Evidence, ...]]:
    """For each statement the remarks that nothing supports it; `speakers` are the statements'."""
    found: list[tuple[Evidence, ...]] = [() for _ in statements]
    for token in coreference.doc:
        if token.text.lower() in PROOF and (remark := _remark(token)) is not None:
            place = _claim(coreference, remark, statements, speakers)
            if place is not None:
                found[place] += (Evidence("unsupported", _span(remark), CERTAINTY),)
    return found


def _remark(proof: Token) -> Token | None:
    """The verb or "without" that makes a noun of proof a remark, or None."""
    governor = proof.head
    if proof.dep_ == "pobj" and governor.text.lower() == "without":
        return governor
    if lemma(governor.text) not in GIVING or proof.dep_ not in ("dobj", "nsubjpass"):
        return None
    if governor.dep_ == "pcomp" and governor.head.text.lower() == "without":
        return governor.head
    is_negated = any(child.dep_ == "neg" for child in governor.children)
    has_none = any(child.text.lower() == "no" for child in proof.children)
    return governor if is_negated != has_none else None


def _claim(
    coreference: Coreference,
    remark: Token,
    statements: Sequence[Statement],
    speakers: Sequence[Cluster | None],
) -> int | None:
    """Which statement the remark is about: its subject's last one before it, if near."""
    doc, start = coreference.doc, remark.idx
    if any(span.start <= start < span.end for s in statements for span in s.attribution.content):
        return None  # somebody says so: that is a statement, not a remark of the text
    if remark.text.lower() == "without":
        for place, statement in enumerate(statements):
            if statement.sentence.start <= start < statement.sentence.end:
                return place
    subject = _subject(coreference, remark)
    best = None
    for place, statement in enumerate(statements):
        before = statement.attribution.content[-1].end <= start
        between = doc.text[statement.attribution.content[-1].end : start] if before else ""
        if before and between.count("\n\n") <= PARAGRAPHS:
            if subject is None or speakers[place] is subject:
                best = place
    return best


def _subject(coreference: Coreference, verb: Token) -> Cluster | None:
    """Who did not give it, if the text says so."""
    for child in _subjects(verb):
        token = verb.head if child.tag_ in ("WP", "WDT") else child
        if (found := coreference.at(token)) is not None:
            return found
    return None


def _subjects(verb: Token) -> Iterator[Token]:
    for child in verb.children:
        if child.dep_ == "nsubj":
            yield child
        elif child.dep_ == "agent":
            yield from (one for one in child.children if one.dep_ == "pobj")


def _span(remark: Token) -> Span:
    """The clause of the remark, without closing punctuation."""
    words = [token for token in remark.subtree if not token.is_space]
    while words and words[-1].is_punct:
        words.pop()
    last = words[-1]
    return Span(words[0].idx, last.idx + len(last.text))
