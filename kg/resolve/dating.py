"""What speaks for each day on which a statement may have been made, by the text around it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property

from kg.records import Article, Day, Span, Statement
from kg.resolve.days import Expression, expressions
from kg.resolve.parse import Doc
from kg.resolve.places import Places, anchor, governor, holds, is_noun, tense
from kg.resolve.telling import Telling, hanging
from kg.words import lemma

Features = dict[str, float]

# Cues that go on with a speech rather than begin one.
_GOING_ON = frozenset({"add", "continue", "conclude", "explain", "go", "note", "stress"})
# Words that point back to what was said at some other time.
_LOOKING_BACK = frozenset(
    "again already earlier ever first formerly long once previously recall recently repeatedly"
    " since still".split()
)
_BEFORE = frozenset("on in of since by until from to for before after at late early a the".split())
# How an expression hangs on a cue that it dates.
_DATING = frozenset({"cue", "above", "beside"})
_TITLE = 150
_EDGE = 4  # code points: a preposition, a mark
_LEAD = 3  # paragraphs, of which the first may be a title, a byline and a dateline


class Dating:
    """The days of one article, and how they stand to its statements.

    `days` holds every day that comes into question, None before all others; the features of a
    statement's days stand in the same order.
    """

    def __init__(self, article: Article, doc: Doc, statements: Sequence[Statement]) -> None:
        self.published, self.statements = article.published, statements
        self.places = Places(doc)
        self.said = [statement.attribution.content for statement in statements]
        everything = tuple(span for content in self.said for span in content)
        named = expressions(doc.text, article.published, everything)
        self.named = [one for one in named if one.value and not self._is_dateline(one)]
        self.values = [str(one.value) for one in self.named]
        self.in_paragraph = [self.places.paragraph(one.span.start) for one in self.named]
        self.at = [anchor(statement.attribution) for statement in statements]
        self.heads = [self.places.cue_head(statement.attribution) for statement in statements]
        self.tenses = ["none" if head is None else tense(head) for head in self.heads]
        self.paragraphs = [self.places.paragraph(at) for at in self.at]
        self.sentences = [self.places.sentence(at) for at in self.at]
        self.speakers = [one.speaker.actor if one.speaker else None for one in statements]
        places = range(len(statements))
        self.outside = [self._outside(place) for place in places]
        self.beside = [self._beside(place) for place in places]
        self.hangs = [
            {one: self._hangs(one, place) for one in self.beside[place]} for place in places
        ]
        self.is_title = [self._is_title(place) for place in places]
        self.is_pronoun = [self._is_pronoun(place) for place in places]
        self.goes_on = [head is None or lemma(head.text) in _GOING_ON for head in self.heads]
        self.looks_back = [
            not _LOOKING_BACK.isdisjoint(token.lower_ for token in sentence)
            for sentence in self.sentences
        ]
        self.telling = Telling(self.places, statements)
        seen = set(self.values)
        if self.published is not None:
            seen.add(self.published)
        self.days: tuple[str | None, ...] = (None, *sorted(seen))

    def _is_dateline(self, one: Expression) -> bool:
        """Whether it is the day of publication, written out at the head of the article."""
        return one.sort == "full" and one.value == self.published and one.span.start < 200

    # Which expressions come into question. They go by their place in `named`.

    def _outside(self, place: int) -> list[int]:
        """Those that no content holds, but one that holds the whole statement."""
        at = self.at[place]
        return [
            one
            for one, holding in enumerate(self._holding)
            if all(other != place and holds(self.said[other], at) for other in holding)
        ]

    @cached_property
    def _holding(self) -> list[list[int]]:
        """For each expression, the statements in whose content it stands."""
        return [
            [place for place, said in enumerate(self.said) if holds(said, one.span.start)]
            for one in self.named
        ]

    def _beside(self, place: int) -> list[int]:
        """Those in the cue's sentence and outside what the statement says."""
        start, end = self.sentences[place].start_char, self.sentences[place].end_char
        return [one for one in self.outside[place] if start <= self.named[one].span.start < end]

    def _hangs(self, one: int, place: int) -> str:
        """On what an expression hangs: the cue, a verb beside, above or below it, or elsewhere."""
        head = self.heads[place]
        first = self.places.tokens(self.named[one].span)[0]
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

    @cached_property
    def dated(self) -> dict[int, list[int]]:
        """The expressions that date a statement by its cue, and which statements those are."""
        found: dict[int, list[int]] = {}
        for place, hangs in enumerate(self.hangs):
            for one, how in hangs.items():
                if how in _DATING:
                    found.setdefault(one, []).append(place)
        return found

    @cached_property
    def told(self) -> list[int]:
        """The expressions that nobody says."""
        return [one for one, holding in enumerate(self._holding) if not holding]

    @cached_property
    def count(self) -> int:
        """How many days the text names, at most four."""
        return min(len({self.values[one] for one in self.told if len(self.values[one]) == 10}), 4)

    @cached_property
    def lead(self) -> str | None:
        """The day of the first statement that the text's beginning dates."""
        found = (one for one in self.told if self.in_paragraph[one] <= _LEAD and one in self.dated)
        return next((self.values[one] for one in found), None)

    def day(self, place: int, value: str) -> Day:
        """A day with the words that name it, those nearest before the statement's cue first."""
        spans = [self.named[one].span for one in self.outside[place] if self.values[one] == value]
        beside = [self.named[one].span for one in self.beside[place] if self.values[one] == value]
        before = [span for span in spans if span.start <= self.at[place]]
        words = beside[:1] or before[-1:] or spans[:1]
        return Day(value, words[0] if words else None)

    def is_continued(self, place: int) -> bool:
        """Whether a statement without a cue goes on with the one before it, in its paragraph."""
        return (
            place > 0
            and not self.statements[place].attribution.cue
            and self.speakers[place] is not None
            and self.speakers[place] == self.speakers[place - 1]
            and self.paragraphs[place] == self.paragraphs[place - 1]
        )

    # What speaks for and against them.

    def features(self, place: int) -> list[Features]:
        """What the text around a statement says of each of `days`."""
        shown = [dict.fromkeys(self._undated(place), 1.0)]
        shown += [
            dict.fromkeys(self._of_day(place, day), 1.0) for day in self.days if day is not None
        ]
        return shown

    def _undated(self, place: int) -> Iterator[str]:
        """What speaks for no day at all."""
        tense, own, head = self.tenses[place], self.own(place), self.heads[place]
        paragraph = self.paragraphs[place]
        elsewhere = any(
            self.in_paragraph[one] == paragraph and one not in self.beside[place]
            for one in self.outside[place]
        )
        clock = self._is_clock(place)
        lead = self._age(self.lead) if self.lead else "none"
        yield "none"
        yield f"none: {tense}"
        yield f"none: {own}"
        yield f"none: {own} {tense}"
        yield f"none: looks back {self.looks_back[place]}"
        yield f"none: {self.count} named"
        yield f"none: title {self.is_title[place]}"
        yield f"none: goes on {self.goes_on[place]}"
        yield f"none: pronoun {self.is_pronoun[place]}"
        yield f"none: clock {clock} {tense}"
        yield f"none: speaker {self.speakers[place] is not None}"
        yield f"none: first {self._is_first(place)}"
        yield f"none: day in paragraph {elsewhere}"
        yield f"none: lead {lead}"
        yield f"none: lead {lead} {tense}"
        if head is not None:
            yield f"none: cue {lemma(head.text)}"
        for one in self.telling.circumstances[place]:
            yield f"none: {one}"
            if not one.startswith("word"):
                yield f"none: {one} {own} {tense}"

    def _of_day(self, place: int, day: str) -> Iterator[str]:
        """What speaks for one day: how old it is, how often and where the text names it."""
        tense, own, age = self.tenses[place], self.own(place), self._age(day)
        told = sum(self.values[one] == day for one in self.told)
        beside = [one for one in self.beside[place] if self.values[one] == day]
        yield "day"
        yield f"age {age}"
        yield f"age {age} {tense}"
        yield f"age {age}, {self.count} named"
        yield f"age {age}, named {min(told, 3)} times"
        yield f"day: {own}"
        yield f"precision {len(day)}"
        if any(self.values[one] == day for one in self.dated):
            yield "dates a saying"
            yield f"dates a saying: {tense} {own}"
        if self.told and self.values[self.told[0]] == day:
            yield "named first"
        if day == self.lead:
            yield f"lead: {own}"
            yield f"lead: {tense}"
            yield f"lead: age {age}"
            yield f"lead: {self.count} named"
        if self.looks_back[place]:
            yield f"age {age}, looks back"
        if self.count == 1 and told and len(day) == 10:
            yield f"only one named: {tense}"
        if self.beside[place] and not beside:
            yield f"another beside, published {day == self.published}"
        if not any(self.values[one] == day for one in self.outside[place]):
            yield from self._of_said(place, day)
        for one in beside:
            yield from self._of_beside(place, one, age)
        if not beside:
            yield from self._of_paragraph(place, day)
        yield from self._of_speaker(place, day)
        if day == self.published:
            yield from self._of_publication(place)

    def _of_beside(self, place: int, one: int, age: str) -> Iterator[str]:
        """How an expression beside the cue hangs together with it, and of which sort it is."""
        span, hangs, sort = self.named[one].span, self.hangs[place][one], self.named[one].sort
        first = self.places.tokens(span)[0]
        before = first.nbor(-1).lower_ if first.i else ""
        gap = self._gap(place, span)
        near = "close" if gap <= 3 else "near" if gap <= 8 else "far"
        side = "before" if span.start < self.at[place] else "after"
        yield "beside"
        yield f"beside: hangs {hangs}"
        yield f"beside: {sort}"
        yield f"beside: hangs {hangs} {sort}"
        yield f"beside: {before if before in _BEFORE else 'other'}"
        yield f"beside: {near}"
        yield f"beside: hangs {hangs} {near}"
        yield f"beside: {self.tenses[place]}"
        yield f"beside: alone {len(self.beside[place]) == 1}"
        yield f"beside: age {age}"
        yield f"beside: {side}"
        yield f"beside: {side} hangs {hangs}"
        if self.looks_back[place]:
            yield "beside: looks back"
        head = self.heads[place]
        if head is not None:
            for how in hanging(self.places, span, head):
                yield f"beside: {how}"
                yield f"beside: {how} {sort}"

    def _of_said(self, place: int, day: str) -> Iterator[str]:
        """Where a day stands that is only named in what is said; at an end it may be beside it."""
        own, said = self.own(place), self.said[place]
        yield f"said: {own}"
        for one in self.named:
            if str(one.value) == day and holds(said, one.span.start):
                first = any(part.start <= one.span.start <= part.start + _EDGE for part in said)
                last = any(one.span.end <= part.end <= one.span.end + _EDGE for part in said)
                yield f"said: first {first} last {last}"
                yield f"said: first {first} last {last} {own}"
                yield f"said: {self.tenses[place]}"
                yield f"said: {one.sort}"

    def _gap(self, place: int, span: Span) -> int:
        """The tokens between the cue and a span."""
        head = self.heads[place]
        tokens = self.places.tokens(span)
        at = head.i if head is not None else self.places.tokens(self.said[place][0])[0].i
        return min(abs(tokens[0].i - at), abs(tokens[-1].i - at))

    def _of_paragraph(self, place: int, day: str) -> Iterator[str]:
        """Where the paragraph names the day, and whether it is the last that was named."""
        own, tense, paragraph = self.own(place), self.tenses[place], self.paragraphs[place]
        start = self.sentences[place].start_char
        before = [one for one in self.outside[place] if self.named[one].span.start < start]
        here = [
            one
            for one in self.outside[place]
            if self.values[one] == day and self.in_paragraph[one] == paragraph
        ]
        for one in here[-1:]:
            side = "before" if self.named[one].span.start < start else "after"
            yield f"paragraph {side}"
            yield f"paragraph {side}: {own}"
            yield f"paragraph {side}: {self.named[one].sort}"
            yield f"paragraph {side}: {tense}"
            yield f"paragraph {side}: says {one in self.dated}"
            yield f"paragraph {side}: first {self._is_first(place)}"
            yield f"paragraph {side}: last {one in before[-1:]}"
            yield f"paragraph {side}: pronoun {self.is_pronoun[place]}"
            if one in self.dated:
                yield f"paragraph {side}: same speaker {self._is_said_by(one, place)}"
        if before and self.values[before[-1]] == day:
            last = before[-1]
            far = apart(paragraph - self.in_paragraph[last])
            yield f"last named: {far}"
            yield f"last named: {far} {own}"
            yield f"last named: {far} {tense}"
            yield f"last named: {far}, says {last in self.dated}"
            if last in self.dated:
                yield f"last named: {far}, same speaker {self._is_said_by(last, place)}"

    def _is_said_by(self, one: int, place: int) -> bool:
        """Whether an expression dates another statement of the same speaker."""
        speaker = self.speakers[place]
        return speaker is not None and any(
            self.speakers[other] == speaker for other in self.dated[one]
        )

    def _of_speaker(self, place: int, day: str) -> Iterator[str]:
        """Whether the speaker's other statements are dated so, before or after."""
        others = self._dated_by_speaker.get(self.speakers[place], ())
        same = [other for other, value in others if value == day and other != place]
        before = [other for other in same if other < place]
        after = [other for other in same if other > place]
        own, here = self.own(place), self.paragraphs[place]
        if before:
            far = apart(here - self.paragraphs[before[-1]])
            yield "speaker before"
            yield f"speaker before: {own}"
            yield f"speaker before: {far}"
            yield f"speaker before: {self.tenses[place]}"
        if after:
            far = apart(self.paragraphs[after[0]] - here)
            yield "speaker after"
            yield f"speaker after: {own}"
            yield f"speaker after: {far}"
            yield f"speaker after: title {self.is_title[place]}"
        if not same and any(other != place for other, _ in others):
            yield "speaker on another day"

    @cached_property
    def _dated_by_speaker(self) -> dict[str | None, list[tuple[int, str]]]:
        """For each speaker, which statements the text dates by their cue, and how."""
        found: dict[str | None, list[tuple[int, str]]] = {}
        for place, hangs in enumerate(self.hangs):
            if (speaker := self.speakers[place]) is not None:
                days = {self.values[one] for one, how in hangs.items() if how in _DATING}
                found.setdefault(speaker, []).extend((place, day) for day in sorted(days))
        return found

    def _of_publication(self, place: int) -> Iterator[str]:
        """Whether the text tells of its own day: in the present tense, or by the clock."""
        tense = self.tenses[place]
        named = any(self.values[one] == self.published for one in self.told)
        yield "published"
        yield f"published: {tense}"
        yield f"published: title {self.is_title[place]}"
        yield f"published: clock {self._is_clock(place)} {tense}"
        yield f"published: {self.own(place)}"
        yield f"published: named {named}"
        yield f"published: named {named} {tense}, {self.count} named"
        yield f"published: speaker {self.speakers[place] is not None}"

    # What a statement is like.

    def own(self, place: int) -> str:
        """Whether there is a date beside the cue, in words."""
        return "own" if self.beside[place] else "no own"

    def _is_title(self, place: int) -> bool:
        """Whether the statement stands in a first line that is no more than a title."""
        return (
            self.paragraphs[place] == 0
            and len(self.places.paragraph_span(0).of(self.places.text).strip()) < _TITLE
        )

    def _is_pronoun(self, place: int) -> bool:
        """Whether the speaker is named by a pronoun."""
        source = self.places.words(self.statements[place].attribution.source)
        return len(source) == 1 and source[0].tag_ in ("PRP", "PRP$")

    def _is_first(self, place: int) -> bool:
        return place == 0 or self.paragraphs[place - 1] < self.paragraphs[place]

    def _is_clock(self, place: int) -> bool:
        """Whether the paragraph begins with the time of day, as live reports do."""
        span = self.places.paragraph_span(self.paragraphs[place])
        start = self.places.text[span.start : min(span.end, span.start + 6)]
        return len(start) > 5 and start[:2].isdigit() and start[2] in ".:h"

    def _age(self, day: str) -> str:
        """How many days before publication it lies, in words."""
        if self.published is None or len(self.published) < 10:
            return "unknown"
        if len(day) < 10:
            return "coarse"
        age = (date.fromisoformat(self.published) - date.fromisoformat(day)).days
        if age < 2:
            return "ahead" if age < 0 else str(age)
        return next((name for most, name in _AGES if age <= most), "old")


_AGES = ((3, "2 to 3"), (7, "4 to 7"), (31, "8 to 31"))


def apart(paragraphs: int) -> str:
    """How far apart two paragraphs are, in words; negative counts lie ahead."""
    if paragraphs < 0:
        return "ahead" if paragraphs == -1 else "far ahead"
    return ("same", "next", "few", "few")[paragraphs] if paragraphs < 4 else "far"
