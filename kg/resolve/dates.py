"""On which day something was said, not the day of what is said.

A statement's day stands beside its cue, or is carried over from a statement of the same speech or
from its paragraph. Each such candidate gets a probability from a linear model over the features
below; the best one dates the statement if it is likelier right than wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from kg.linear import Linear
from kg.records import Article, Day, Span, Statement
from kg.resolve.days import Expression, expressions
from kg.resolve.parse import Doc
from kg.resolve.places import Places, anchor, governor, holds, is_noun, tense
from kg.words import lemma

WEIGHTS = Path(__file__).parent / "weights" / "dates.json"
# By story: dates 0.655 of the dated statements rightly, and 0.102 of those without a date.
_LIKELY = 0.36
# Cues that go on with a speech rather than begin one.
_GOING_ON = frozenset({"add", "continue", "conclude", "explain", "go", "note", "stress"})
# Words that point back to what was said at some other time.
_LOOKING_BACK = frozenset(
    "again already earlier ever first formerly long once previously recall recently repeatedly"
    " since still".split()
)
# Words for an occasion that holds several statements.
_OCCASIONS = frozenset(
    "briefing call conference debate e-mail email event hearing interview letter meeting memo"
    " message note podcast post rally report session show speech statement trial tweet".split()
)


def uttered(
    article: Article, doc: Doc, statements: Sequence[Statement], model: Linear | None = None
) -> list[Day | None]:
    """The day of each statement, None where the text gives no hint.

    `statements` need their attribution and speaker; they stand in text order. `doc` is parsed and
    its text is the article's.
    """
    model = model or _model()
    dating = Dating(article, doc, statements)
    days: list[Day | None] = [None] * len(statements)
    # Twice, since a title or an opening may be dated only by what comes after it.
    for _ in range(2):
        for place in range(len(statements)):
            candidates = dating.candidates(place, days)
            scores = [model.score(one.features) for one in candidates]
            best = max(range(len(scores)), key=scores.__getitem__, default=None)
            likely = best is not None and scores[best] > _LIKELY
            days[place] = candidates[best].day if best is not None and likely else None
    return days


@cache
def _model() -> Linear:
    return Linear.load(WEIGHTS)


@dataclass(frozen=True)
class Candidate:
    """A day that a statement may have been made on, and what speaks for or against it."""

    day: Day
    features: dict[str, float]


class Dating:
    """The candidates for the days of one article's statements."""

    def __init__(self, article: Article, doc: Doc, statements: Sequence[Statement]) -> None:
        self.article, self.statements = article, statements
        self.places = Places(doc)
        self.said = [statement.attribution.content for statement in statements]
        everything = tuple(span for content in self.said for span in content)
        named = expressions(doc.text, article.published, everything)
        self.named = [one for one in named if one.value and not self._is_dateline(one)]
        self.at = [anchor(statement.attribution) for statement in statements]
        self.heads = [self.places.cue_head(statement.attribution) for statement in statements]
        self.paragraphs = [self.places.paragraph(at) for at in self.at]
        self.sentences = [self.places.sentence(at) for at in self.at]

    def _is_dateline(self, one: Expression) -> bool:
        """Whether it is the day of publication, written out at the head of the article."""
        return one.sort == "full" and one.value == self.article.published and one.span.start < 200

    def candidates(self, place: int, known: Sequence[Day | None]) -> list[Candidate]:
        """Every candidate for the statement at a place, given what is known of all days.

        Each day is there once, with all that speaks for it; what is known of the statement itself
        does not count.
        """
        merged: dict[str, Candidate] = {}
        for day, features in self._reasons(place, known):
            if (before := merged.get(day.value)) is not None:
                before.features.update(features)
            else:
                merged[day.value] = Candidate(day, dict(features))
        own = "own" if self._beside(place) else "no own"
        for candidate in merged.values():
            features = candidate.features
            features |= {
                f"{name} ({own})": 1.0
                for name in ("speaker", "neighbour", "paragraph", "later", "published")
                if name in features
            }
            features |= self._overall(place, candidate.day, known)
        return list(merged.values())

    def _reasons(
        self, place: int, known: Sequence[Day | None]
    ) -> Iterator[tuple[Day, dict[str, float]]]:
        for one in self._beside(place):
            yield _day(one), self._beside_features(place, one)
        for name, other in self._dated(place, known):
            day = known[other]
            assert day is not None
            yield day, self._carried_features(name, place, other, day)
        for one in self._in_paragraph(place):
            yield _day(one), self._paragraph_features(place, one)
        if self.article.published is not None:
            yield Day(self.article.published), self._published_features(place)

    # Which expressions and statements come into question.

    def _beside(self, place: int) -> list[Expression]:
        """Those in the cue's sentence and outside what the statement says."""
        sentence = self.sentences[place]
        return [
            one
            for one in self.named
            if sentence.start_char <= one.span.start < sentence.end_char
            and self._is_outside(one, place)
        ]

    def _is_outside(self, one: Expression, place: int) -> bool:
        """Whether no content holds the expression, but one that holds the whole statement."""
        return not any(
            holds(said, one.span.start) and (other == place or not holds(said, self.at[place]))
            for other, said in enumerate(self.said)
        )

    def _dated(self, place: int, known: Sequence[Day | None]) -> Iterator[tuple[str, int]]:
        """The nearest dated statements: the same speaker's before and after, and the last one."""
        speaker = self._speaker(place)
        same = [
            other
            for other, day in enumerate(known)
            if day and other != place and speaker and self._speaker(other) == speaker
        ]
        before, after = [n for n in same if n < place], [n for n in same if n > place]
        if before:
            yield "speaker", before[-1]
        if after:
            yield "later", after[0]
        if place and known[place - 1] is not None and place - 1 not in before:
            yield "neighbour", place - 1

    def _in_paragraph(self, place: int) -> list[Expression]:
        """The last expression before the cue's sentence that nobody says, in its paragraph."""
        start = self.sentences[place].start_char
        paragraph = self.places.paragraph_span(self.paragraphs[place])
        return [
            one
            for one in self.named
            if paragraph.start <= one.span.start < start and self._is_outside(one, place)
        ][-1:]

    def _speaker(self, place: int) -> str | None:
        speaker = self.statements[place].speaker
        return speaker.actor if speaker else None

    # What speaks for and against them.

    def _beside_features(self, place: int, one: Expression) -> dict[str, float]:
        """How the expression hangs together with the cue, and of which sort it is."""
        hangs = self._hangs(one, place)
        first = self.places.tokens(one.span)[0]
        before = first.nbor(-1).lower_ if first.i else ""
        gap = self._gap(place, one.span)
        near = "close" if gap <= 3 else "near" if gap <= 8 else "far"
        return {
            "beside": 1.0,
            f"beside hangs={hangs}": 1.0,
            f"beside sort={one.sort}": 1.0,
            f"beside before={before if before in _BEFORE else 'other'}": 1.0,
            f"beside {near}": 1.0,
            f"beside hangs={hangs} {near}": 1.0,
            f"beside tense={self._tense(place)}": 1.0,
            f"beside alone={len(self._beside(place)) == 1}": 1.0,
        }

    def _hangs(self, one: Expression, place: int) -> str:
        """On what the expression hangs: the cue, a verb beside, above or below it, or elsewhere."""
        head = self.heads[place]
        first = self.places.tokens(one.span)[0]
        verb = governor(first)
        if head is None:
            return "none"
        if head in (verb, first.head) or (head in first.ancestors and is_noun(head)):
            return "cue"
        if head in verb.conjuncts:
            return "beside"
        if verb in head.ancestors:
            return "above"
        return "below" if head in verb.ancestors else "elsewhere"

    def _gap(self, place: int, span: Span) -> int:
        """The tokens between the cue and a span."""
        head = self.heads[place]
        tokens = self.places.tokens(span)
        at = head.i if head is not None else self.places.tokens(self.said[place][0])[0].i
        return min(abs(tokens[0].i - at), abs(tokens[-1].i - at))

    def _carried_features(self, name: str, place: int, other: int, day: Day) -> dict[str, float]:
        """How near the dated statement and its date stand, and whether the speech goes on."""
        head = self.heads[place]
        tense = self._tense(place)
        apart = _apart(self.paragraphs[place] - self.paragraphs[other])
        features = {
            name: 1.0,
            f"{name} paragraph={apart}": 1.0,
            f"{name} tense={tense}": 1.0,
            f"{name} tenses={self._tense(other)}>{tense}": 1.0,
            f"{name} statements={min(abs(place - other), 4)}": 1.0,
            f"{name} same sentence={self.sentences[place] == self.sentences[other]}": 1.0,
        }
        if day.words is not None:
            origin = self.paragraphs[place] - self.places.paragraph(day.words.start)
            features[f"{name} date's paragraph={_apart(origin)}"] = 1.0
        if head is None or lemma(head.text) in _GOING_ON:
            features[f"{name} goes on"] = 1.0
        if self._is_pronoun(place):
            features[f"{name} pronoun, paragraph={apart}"] = 1.0
        if self._occasions(place) & self._occasions(other):
            features[f"{name} same occasion"] = 1.0
        if self._in_title(place) or self._in_title(other):
            features[f"{name} title"] = 1.0
        if self._dates_between(place, other, day):
            features[f"{name} other date between"] = 1.0
        return features

    def _dates_between(self, place: int, other: int, day: Day) -> bool:
        start, end = sorted((self.at[place], self.at[other]))
        return any(
            start < one.span.start < end and one.value != day.value and self._is_outside(one, place)
            for one in self.named
        )

    def _paragraph_features(self, place: int, one: Expression) -> dict[str, float]:
        """Where the paragraph's date stands and of which sort it is."""
        first = place == 0 or self.paragraphs[place - 1] < self.paragraphs[place]
        between = self.places.text[one.span.end : self.sentences[place].start_char]
        return {
            "paragraph": 1.0,
            f"paragraph sort={one.sort}": 1.0,
            f"paragraph tense={self._tense(place)}": 1.0,
            f"paragraph sentences={min(between.count('. '), 3)}": 1.0,
            f"paragraph first={first}": 1.0,
            f"paragraph pronoun={self._is_pronoun(place)}": 1.0,
        }

    def _published_features(self, place: int) -> dict[str, float]:
        """Whether the text tells of its own day: in the present tense, or by the clock."""
        paragraph = self.places.paragraph_span(self.paragraphs[place]).of(self.places.text)
        tense = self._tense(place)
        return {
            "published": 1.0,
            f"published tense={tense}": 1.0,
            f"published title={self._in_title(place)}": 1.0,
            f"published clock={_is_clock(paragraph)} tense={tense}": 1.0,
        }

    def _overall(self, place: int, day: Day, known: Sequence[Day | None]) -> dict[str, float]:
        """How much of the article is of that day, and whether the sentence looks elsewhere."""
        others = [one for other, one in enumerate(known) if one and other != place]
        share = sum(one.value == day.value for one in others) / len(others) if others else 0.0
        dates = {one.value for one in self.named if one.value and len(one.value) == 10}
        of_today = self.article.published in dates
        few = f"{min(len(dates), 3)} dates named, day of publication {of_today}"
        words = {token.lower_ for token in self.sentences[place]}
        return {
            "share of the article's dates": share,
            "all of the article's dates": float(share == 1 and len(others) > 2),
            "only date named": float(dates == {day.value}),
            f"{few}": 1.0,
            f"{few}, this {day.value == self.article.published}": 1.0,
            "looks back": float(bool(words & _LOOKING_BACK)),
            "pluperfect": float(self._tense(place) == "pluperfect"),
            "is day of publication": float(day.value == self.article.published),
            f"precision={day.precision}": 1.0,
        }

    def _occasions(self, place: int) -> set[str]:
        return {lemma(token.text) for token in self.sentences[place]} & _OCCASIONS

    def _in_title(self, place: int) -> bool:
        """Whether the statement stands in a first line that is no more than a title."""
        return (
            self.paragraphs[place] == 0
            and len(self.places.paragraph_span(0).of(self.places.text).strip()) < _TITLE
        )

    def _is_pronoun(self, place: int) -> bool:
        source = self.places.words(self.statements[place].attribution.source)
        return len(source) == 1 and source[0].tag_ in ("PRP", "PRP$")

    def _tense(self, place: int) -> str:
        head = self.heads[place]
        return "none" if head is None else tense(head)


_TITLE = 150


def _day(one: Expression) -> Day:
    assert one.value is not None
    return Day(one.value, one.span)


def _apart(paragraphs: int) -> str:
    """How far apart two paragraphs are, in words; negative counts lie ahead."""
    if paragraphs < 0:
        return "ahead" if paragraphs == -1 else "far ahead"
    return ("same", "next", "few", "few")[paragraphs] if paragraphs < 4 else "far"


_BEFORE = frozenset("on in of since by until from to for before after at late early a the".split())


def _is_clock(paragraph: str) -> bool:
    """Whether a paragraph begins with the time of day, as live reports do."""
    return len(paragraph) > 5 and paragraph[:2].isdigit() and paragraph[2] in ".:h"
