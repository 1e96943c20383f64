"""What the text itself remarks on a claim: that no proof was given, that it could not be checked.

A remark is a stretch of a sentence that nobody is made to say, with words of proof, of checking, of
truth or of withdrawal. A linear model tells what it says, and of which statement near it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.records import Span, Statement
from kg.resolve.pairs import NEGATIVE, Wording
from kg.resolve.parse import Doc, Token
from kg.resolve.places import Places
from kg.words import lemma

_KINDS = {
    "proof": """attachment basis calculation certificate clip copy data document documentation
        evidence experiment explanation extract figure film footage ground image information invoice
        letter list log memo minute name note paper paperwork photo photograph picture print proof
        receipt record recording screenshot signature source table tape ticket trace transcript
        video witness affidavit register test""",
    "give": """attach back bring cite deliver detail explain forward give name offer post present
        print produce provide publish quote release share show specify submit substantiate supply
        support elaborate say answer""",
    "check": """authenticate authenticity check confirm corroborate establish independent
        independently know prove reach tell trace verification verify vouch ascertain""",
    "see": "examine hear inspect obtain read review see watch view study acquaint",
    "can": "able can cannot could fail impossible manage possible try unable unclear unknown",
    "false": """baseless contradict debunk debunked disprove disproved dispose false falsehood fake
        forgery incorrect lie misleading myth untrue wrong unfounded inaccurate inconsistent
        contrary however""",
    "true": """accurate bear buttress confirmation correct corroborate fit genuine indeed match real
        right true vindicate tally agree""",
    "back": """abandon apologise apologize correct correction delete drop recant remove retract
        retraction scrap withdraw withdrawal backtrack concede admit acknowledge""",
    "find": "analysis conclude court determine establish find inquiry inspector investigation rule",
}  # fmt: skip
_BY_WORD: dict[str, set[str]] = {}
for _kind, _words in _KINDS.items():
    for _word in _words.split():
        _BY_WORD.setdefault(_word, set()).add(_kind)
_NEGATIVE = NEGATIVE | {"unable", "refuse", "decline", "fail", "neither", "little", "nothing"}
_TELLER = frozenset({"i", "we", "us", "our", "me"})
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "their", "its", "this", "that"})
_SHORTEST = 3


@dataclass(frozen=True)
class Remark:
    """A stretch that may assess a claim; `sentence` is the first token of its sentence."""

    span: Span
    sentence: int
    paragraph: int
    kinds: frozenset[str]
    words: tuple[str, ...]

    @property
    def is_negative(self) -> bool:
        """Whether something in it is denied or lacking."""
        return bool(_NEGATIVE & set(self.words))


def remarks(doc: Doc, statements: Sequence[Statement]) -> list[Remark]:
    """Every stretch outside all contents that has a word of one of the kinds, in text order."""
    places = Places(doc)
    said = bytearray(len(doc))
    for statement in statements:
        for token in places.words(statement.attribution.content):
            said[token.i] = 1
    found = []
    for sentence in doc.sents:
        for stretch in _stretches(sentence, said):
            if (remark := _remark(places, sentence.start, stretch)) is not None:
                found.append(remark)
    return found


def _stretches(sentence: Iterable[Token], said: bytearray) -> Iterator[list[Token]]:
    """The runs of tokens in a sentence that are no content."""
    run: list[Token] = []
    for token in sentence:
        if said[token.i] or token.text == ";":
            yield run
            run = []
        elif not token.is_space:
            run.append(token)
    yield run


def _remark(places: Places, sentence: int, stretch: list[Token]) -> Remark | None:
    while stretch and not stretch[0].is_alpha and not stretch[0].is_digit:
        stretch = stretch[1:]
    while stretch and stretch[-1].is_punct:
        stretch = stretch[:-1]
    words = tuple(lemma(token.text) for token in stretch)
    kinds = frozenset(kind for word in words for kind in _BY_WORD.get(word, ()))
    if len(stretch) < _SHORTEST or not kinds:
        return None
    span = Span(stretch[0].idx, stretch[-1].idx + len(stretch[-1]))
    return Remark(span, sentence, places.paragraph(span.start), kinds, words)


def targets(remark: Remark, worded: Sequence[Wording]) -> Iterator[int]:
    """The statements that it may be about: of its paragraph, and the last two before it."""
    before = [n for n, one in enumerate(worded) if one.at < remark.span.start]
    near = [n for n, one in enumerate(worded) if one.paragraph == remark.paragraph]
    yield from sorted({*before[-3:], *near})


def features(remark: Remark, worded: Sequence[Wording], place: int) -> dict[str, float]:
    """What the remark says, and how near the statement at a place is to it."""
    one = worded[place]
    before = [n for n, other in enumerate(worded) if other.at < remark.span.start]
    where = _where(remark, one, before.index(place) - len(before) if place in before else 1)
    says = _says(remark)
    words = set(remark.words)
    last = worded[before[-1]] if before else None
    same = last is not None and last.speaker is not None and last.speaker == one.speaker
    of = "last speaker" if same else "other"
    named = bool(one.names & set(remark.words))
    names = [
        *says,
        f"where={where}",
        *(f"{one_says}, {where}" for one_says in says),
        *(f"{one_says}, {of}" for one_says in says),
        f"of={of}, {where}",
        f"act={one.statement.act}",
        *(f"{one_says}, act={one.statement.act}" for one_says in says),
        f"begins with {remark.words[0] if remark.words[0] in _PRONOUNS else 'other'}, {of}",
        f"has cue={_has_cue(remark, one)}",
        f"contest={one.contest}",
    ]
    if words & _TELLER:
        names += ["teller", *(f"{one_says}, teller" for one_says in says)]
    if named:
        names += ["names the speaker", *(f"{one_says}, names the speaker" for one_says in says)]
    shared = len(words & one.lemmas)
    names += [
        *(f"word {word}" for word in words),
        *(f"words {a} {b}" for a, b in pairwise(remark.words)),
        f"length {min(len(remark.words) // 6, 4)}",
        f"shares {min(shared, 2)}, {where}",
    ]
    return dict.fromkeys(names, 1.0) | {"shares": min(shared, 4) / 4}


def _has_cue(remark: Remark, one: Wording) -> bool:
    """Whether the statement's own cue is part of the remark."""
    return any(
        remark.span.start <= span.start and span.end <= remark.span.end
        for span in one.statement.attribution.cue
    )


def _says(remark: Remark) -> list[str]:
    """The kinds of its words, alone and by twos, and which of them something negative goes with."""
    sign = "not" if remark.is_negative else "so"
    kinds = sorted(remark.kinds)
    twos = [f"{a}+{b}" for place, a in enumerate(kinds) for b in kinds[place + 1 :]]
    close = [f"close not {kind}" for kind in kinds if _is_close(remark, kind)]
    return [f"{sign} {one}" for one in (*kinds, *twos)] + close


def _is_close(remark: Remark, kind: str) -> bool:
    """Whether a word of the kind stands within four words of something negative."""
    negative = [n for n, word in enumerate(remark.words) if word in _NEGATIVE]
    return any(
        abs(n - other) <= 4
        for n, word in enumerate(remark.words)
        if kind in _BY_WORD.get(word, ())
        for other in negative
        if n != other
    )


def _where(remark: Remark, one: Wording, rank: int) -> str:
    """How the statement stands to the remark: in its sentence, last before it, and so on."""
    if one.sentence == remark.sentence:
        return "same sentence"
    side = f"{-rank} before" if -3 <= rank < 0 else "earlier" if rank < 0 else "later"
    return side if one.paragraph == remark.paragraph else f"{side}, other paragraph"
