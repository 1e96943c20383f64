"""A statement as the network reads it: who says what of whom, and what stands before it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from tokenizers import Tokenizer

from kg.networks import CLS, SEP
from kg.records import Reading, Statement

COLON = 1024
# What a piece belongs to, by its place in this list.
PARTS = ("mark", "content", "speaker", "cue", "about", "before")
CONTENT, SPEAKER, CUE = (PARTS.index(one) for one in ("content", "speaker", "cue"))

_MOST = (40, 8, 8, 12)  # pieces of content, speaker, cue, aims
# So many pieces of what stands before; more before what says little by itself ("the charge").
_BEFORE, _BEFORE_SHORT, _SHORT = 12, 24, 12
_LONGEST = 800  # code points of any part that are looked at
_AIMS = 4

Rendered = tuple[list[int], list[int]]


def render(
    reading: Reading, tokenizer: Tokenizer, reword: Callable[[str], str] = str
) -> list[Rendered]:
    """For each statement the ids of its wordpieces, and the places in `PARTS` of what they are.

    `reword` changes what is read first, as training does with names.
    """
    names = {actor.id: actor.name for actor in reading.actors}
    texts = [
        reword(text)
        for one in reading.statements
        for text in _texts(one, reading.article.text, names)
    ]
    plain = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
    pieces = [one.ids for one in tokenizer.encode_batch(plain, add_special_tokens=False)]
    step = len(PARTS) - 1
    return [_joined(pieces[at : at + step]) for at in range(0, len(pieces), step)]


def _texts(statement: Statement, text: str, names: dict[str, str]) -> Iterator[str]:
    """The statement's parts in the order of `PARTS`."""
    speaker = statement.speaker.actor if statement.speaker else None
    mention = " ".join(span.of(text) for span in statement.attribution.source)
    start = statement.sentence.start
    yield statement.text[:_LONGEST]
    yield names.get(speaker or "", mention)[:_LONGEST]
    yield " ".join(span.of(text) for span in statement.attribution.cue)[:_LONGEST]
    aims = [names.get(one.actor or "", "") for one in statement.about[:_AIMS]]
    yield ", ".join(aims)[:_LONGEST]
    yield text[max(0, start - 200) : start]


def _joined(pieces: Sequence[list[int]]) -> Rendered:
    *first, before = pieces
    cut = [found[:most] for found, most in zip(first, _MOST, strict=True)]
    kept = _BEFORE if len(cut[0]) > _SHORT else _BEFORE_SHORT
    ids, parts = [CLS], [0]
    for part, found in enumerate([*cut, before[-kept:]], 1):
        ids += [*found, COLON if part == SPEAKER else SEP]
        parts += [part] * len(found) + [0]
    return ids, parts
