"""What one statement has to do with another in the same article.

The features by which a linear model tells whether a statement disputes, confirms, withdraws or
refutes an earlier or later one.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.packed import Gist, unpack
from kg.records import Statement
from kg.resolve.lexicon import classes
from kg.resolve.parse import Doc
from kg.resolve.places import Places, anchor
from kg.values import ACTS
from kg.words import lemma

# Farther statements are rarely about each other, and pairs grow with the square.
REACH = 14
_NEAR, _ALIKE, _OPPOSED = 2, 0.2, 0.3
# Steps of how much one speaks against the other.
_STEPS = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8)
# Steps of the share of an article's statements that deny. Of 112 articles of ordinary news the
# middle one has 0.02, of disputes in the news 0.09, of the stories that most was learnt from 0.24.
_DENYING = (0.03, 0.06, 0.1, 0.15, 0.22)
NEGATIVE = frozenset("no not n't n’t never none nobody nothing neither nor without".split())
_POINTING = frozenset("it this that them these those so".split())
_EMPTY = frozenset(
    """a an the of to in on at by for with from as and or but that this these those it its he she
    his her him they their them we our us i my me you your be have do will would can could may might
    shall should must not no 's ’s n't there which who what when where how if than then so also just
    one say""".split()
)
_DENIAL, _ACCUSATION = ACTS.index("denial"), ACTS.index("accusation")
_NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True)
class Wording:
    """What a pair looks at in one statement; `contest` is how much is denied in its article."""

    statement: Statement
    at: int
    sentence: int
    paragraph: int
    cue: frozenset[str]
    lemmas: frozenset[str]
    numbers: frozenset[str]
    is_negative: bool
    is_pointing: bool
    names: frozenset[str]
    gist: Gist
    contest: int

    @property
    def speaker(self) -> str | None:
        """The id of the speaker, None where nobody is named."""
        return self.statement.speaker.actor if self.statement.speaker else None

    @cached_property
    def about(self) -> frozenset[str]:
        """The ids of the actors that it speaks of."""
        return frozenset(one.actor for one in self.statement.about if one.actor)


def wordings(doc: Doc, statements: Sequence[Statement]) -> list[Wording]:
    """The statements as pairs look at them, in their order."""
    places = Places(doc)
    gists = [unpack(one.gist) for one in statements]
    denials = sum(float(gist.acts[_DENIAL]) for gist in gists)
    contest = bisect(_DENYING, denials / max(1, len(gists)))
    return [
        _wording(places, one, gist, contest) for one, gist in zip(statements, gists, strict=True)
    ]


def _wording(places: Places, statement: Statement, gist: Gist, contest: int) -> Wording:
    attribution = statement.attribution
    content = [token.text for token in places.words(attribution.content)]
    lemmas = [lemma(word) for word in content]
    cue = {lemma(token.text) for token in places.words(attribution.cue)}
    kinds = {kind for word in cue for kind in classes(word)}
    full = [word for word in lemmas if word not in _EMPTY and word[:1].isalnum()]
    saying = any("saying" in classes(word) for word in full)
    at = anchor(attribution)
    return Wording(
        statement,
        at,
        places.sentence(at).start,
        places.paragraph(at),
        frozenset(kinds),
        frozenset(full),
        frozenset(_NUMBER.findall(statement.text)),
        bool(NEGATIVE & {word.lower() for word in content}),
        (len(full) <= 1 and bool(_POINTING & set(lemmas))) or (saying and len(full) <= 4),
        frozenset(t.lower_ for t in places.words(attribution.source) if t.tag_ in ("NNP", "NNPS")),
        gist,
        contest,
    )


def pairs(worded: Sequence[Wording]) -> Iterator[tuple[int, int]]:
    """The pairs that come into question: (the one that speaks to it, the one spoken to)."""
    for one, a in enumerate(worded):
        for other in range(max(0, one - REACH), min(len(worded), one + REACH + 1)):
            b = worded[other]
            if one != other and (abs(one - other) <= _NEAR or _is_akin(a, b)):
                yield one, other


def _is_akin(a: Wording, b: Wording) -> bool:
    """Whether there is more than distance to look at: shared words, or one speaks of the other."""
    return (
        overlap(a.lemmas, b.lemmas) >= _ALIKE
        or (a.speaker is not None and a.speaker in b.about)
        or (a.is_pointing and bool(a.cue & {"deny", "withdraw", "confirm"}))
        or opposition(a, b) > _OPPOSED
    )


def opposition(a: Wording, b: Wording) -> float:
    """How much the one speaks against the other by their gists; 0 where either has none."""
    return float(a.gist.against @ b.gist.opposed)


def step(opposed: float) -> int:
    """How many of `_STEPS` are reached."""
    return bisect(_STEPS, opposed)


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The shared part of the smaller set, from 0 to 1; small sets count as larger."""
    return len(one & other) / max(2, min(len(one), len(other)))


def features(worded: Sequence[Wording], one: int, other: int) -> dict[str, float]:
    """What the statement at `one` has to do with that at `other`."""
    a, b = worded[one], worded[other]
    shared = overlap(a.lemmas, b.lemmas)
    where = _where(a, b, one - other)
    who = _who(a, b)
    alike = "none" if shared < 0.15 else "some" if shared < 0.4 else "much"
    acts = f"{a.statement.act}>{b.statement.act}"
    opposed, says = opposition(a, b), float(a.gist.says @ b.gist.says)
    against = f"against={step(opposed)}"
    names = [
        f"where={where}",
        f"who={who}",
        f"alike={alike}",
        f"acts={acts}",
        f"acts={acts}, {who}",
        f"acts={acts}, alike={alike}",
        f"acts={acts}, {where}",
        f"act={a.statement.act}, {where}, {who}",
        f"act={a.statement.act}, alike={alike}, {who}",
        f"spoken to={b.statement.act}",
        f"negation={a.is_negative}>{b.is_negative}, alike={alike}",
        *(f"cue={kind}" for kind in a.cue),
        *(f"cue={kind}, {where}" for kind in a.cue),
        *(f"cue={kind}, {who}, alike={alike}" for kind in a.cue),
        *(f"spoken to cue={kind}" for kind in b.cue),
        f"numbers={_numbers(a, b)}, alike={alike}",
        against,
        f"{against}, {where}",
        f"{against}, {who}",
        f"{against}, acts={acts}",
        f"{against}, says={step(says)}",
        f"contest={a.contest}",
        *(f"{against}, cue={kind}" for kind in a.cue),
    ]
    if a.is_pointing:
        names += [f"points, {where}", f"points, {who}, act={a.statement.act}"]
    if len(a.lemmas) <= 2:
        names += [f"short, {where}", f"short, {who}, {where}"]
    if a.about & b.about:
        names.append(f"same aim, alike={alike}")
    if b.names and b.names & set(a.statement.text.lower().replace("'", " ").split()):
        names.append(f"names the other, act={a.statement.act}")
    if _is_nearest(worded, one, other):
        names += ["nearest of others before", f"nearest of others before, act={a.statement.act}"]
    return dict.fromkeys(names, 1.0) | {
        "alike": shared,
        "against": opposed,
        "spoken against": opposition(b, a),
        "says": says,
        "denies": float(a.gist.acts[_DENIAL]),
        "accused": float(b.gist.acts[_ACCUSATION]),
    }


def _where(a: Wording, b: Wording, apart: int) -> str:
    side = "after" if apart > 0 else "before"
    if a.sentence == b.sentence:
        return f"same sentence {side}"
    if a.paragraph == b.paragraph:
        return f"same paragraph {side} {'near' if abs(apart) <= 2 else 'far'}"
    return f"{side} {'next' if abs(a.paragraph - b.paragraph) == 1 else 'far'}"


def _who(a: Wording, b: Wording) -> str:
    if a.speaker is not None and a.speaker == b.speaker:
        return "same speaker"
    answers, answered = a.speaker in b.about, b.speaker in a.about
    if a.speaker is None or not (answers or answered):
        return "others"
    return "about each other" if answers and answered else "answers" if answers else "speaks of"


def _numbers(a: Wording, b: Wording) -> str:
    if not a.numbers or not b.numbers:
        return "none"
    return "shared" if a.numbers & b.numbers else "other"


def _is_nearest(worded: Sequence[Wording], one: int, other: int) -> bool:
    """Whether it is the last statement of another speaker before."""
    return other < one and all(
        worded[between].speaker == worded[one].speaker for between in range(other + 1, one)
    )
