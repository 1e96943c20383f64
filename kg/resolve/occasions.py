"""Statements that may belong to one occasion, and what that says of their days.

A speech, a hearing or a quarrel goes on from one statement to the next: what is believed of the day
of one speaks for the day of the others.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from kg.resolve.dating import Dating, Features, apart
from kg.resolve.lexicon import classes
from kg.words import lemma

Belief = Sequence[float]

# Words for an occasion that holds several statements.
_OCCASIONS = frozenset(
    "briefing call conference debate e-mail email event hearing interview letter meeting memo"
    " message note podcast post rally report session show speech statement trial tweet".split()
)
_ANSWERED = ("answers", "denies")
_FAR = 6  # statements, beyond which nothing is denied that does not speak of the speaker
_LEAST = 0.01


class Relation(NamedTuple):
    """What another statement is to one, and the features of the circumstances.

    They are there for no day, for any day, and for the day of publication.
    """

    name: str
    other: int
    none: tuple[str, ...]
    day: tuple[str, ...]
    today: tuple[str, ...]


class Occasions:
    """The relations between the statements of one article."""

    def __init__(self, dating: Dating) -> None:
        self.dating = dating
        statements = dating.statements
        self.about = [{one.actor for one in each.about if one.actor} for each in statements]
        self.is_denial = [
            any(
                "deny" in classes(lemma(token.text))
                for token in dating.places.words(each.attribution.cue)
            )
            for each in statements
        ]
        self.occasions = [
            {lemma(token.text) for token in sentence} & _OCCASIONS for sentence in dating.sentences
        ]
        self.dated = {place for places in dating.dated.values() for place in places}
        self.lead = min(self.dated, default=None)
        self.relations = [tuple(self._relations(place)) for place in range(len(statements))]

    def features(self, place: int, beliefs: Sequence[Belief]) -> list[Features]:
        """What the beliefs about the related statements say of each of a statement's days.

        `beliefs` holds for each statement the probabilities of `Dating.days`.
        """
        days = self.dating.days
        shown: list[Features] = [{} for _ in days]
        for name, other, none, any_day, today in self.relations[place]:
            believed = beliefs[other]
            later = 1 - believed[0]
            for number, day in enumerate(days):
                belief = believed[number]
                features = shown[number]
                if number and name in _ANSWERED:
                    later -= belief
                    features[f"{name} what is said later"] = max(later, 0.0)
                if belief <= _LEAST:
                    continue
                features.update(dict.fromkeys(any_day if number else none, belief))
                # What answers a statement of the day of publication can be no later itself.
                if number and name in _ANSWERED and day == self.dating.published:
                    features.update(dict.fromkeys(today, belief))
        self._add_shares(place, beliefs, shown)
        return shown

    def _add_shares(self, place: int, beliefs: Sequence[Belief], shown: Sequence[Features]) -> None:
        """How much of the article is of each day, and how much of none."""
        count = len(beliefs) - 1
        if count < 1:
            return
        for number, features in enumerate(shown):
            name = "share of the statements" if number else "share of the undated"
            features[name] = (sum(one[number] for one in beliefs) - beliefs[place][number]) / count

    def _relations(self, place: int) -> Iterator[Relation]:
        speakers = self.dating.speakers
        speaker, last = speakers[place], len(speakers) - 1
        if place:
            yield self._relation("before", place, place - 1)
        if place < last:
            yield self._relation("after", place, place + 1)
        if self.lead not in (None, place):
            yield self._relation("lead", place, self.lead)
        if speaker is None:
            return
        earlier, later = range(place - 1, -1, -1), range(place + 1, last + 1)
        firm = next(
            (o for o in (*earlier, *later) if speakers[o] == speaker and o in self.dated), None
        )
        if firm is not None:
            yield self._relation("speaker dated", place, firm)
        for name, places in (("speaker before", earlier), ("speaker after", later)):
            other = next((one for one in places if speakers[one] == speaker), None)
            if other is not None:
                yield self._relation(name, place, other)
        others = [one for one in earlier if speakers[one] != speaker]
        answered = next((one for one in others if speaker in self.about[one]), None)
        if answered is not None:
            yield self._relation("answers", place, answered)
        elif self.is_denial[place] and others and place - others[0] < _FAR:
            yield self._relation("denies", place, others[0])
        answer = next((one for one in later if self._speaks_of(place, speakers[one])), None)
        if answer is not None:
            yield self._relation("is answered", place, answer)

    def _speaks_of(self, place: int, speaker: str | None) -> bool:
        return speaker != self.dating.speakers[place] and speaker in self.about[place]

    def _relation(self, name: str, place: int, other: int) -> Relation:
        found = list(self._circumstances(place, other))
        none, day, today = (
            tuple(f"{sort} {name}: {one}" for one in found) for sort in ("none", "day", "today")
        )
        return Relation(name, other, none, day, today)

    def _circumstances(self, place: int, other: int) -> Iterator[str]:
        """How near the two stand, and whether one speech goes on in them."""
        dating = self.dating
        far = apart(abs(dating.paragraphs[place] - dating.paragraphs[other]))
        speaker, own = dating.speakers[place], dating.own(place)
        same = "same" if speaker and speaker == dating.speakers[other] else "other"
        here, there = dating.tenses[place], dating.tenses[other]
        is_one = dating.sentences[place].start_char == dating.sentences[other].start_char
        yield ""
        yield far
        yield same
        yield f"{far} {same}"
        yield own
        yield f"{own} {far} {same}"
        yield here
        yield f"{there} to {here}"
        yield f"goes on {dating.goes_on[place]} {same}"
        yield f"pronoun {dating.is_pronoun[place]} {far} {same}"
        yield f"one sentence {is_one}"
        yield f"titles {dating.is_title[place]} {dating.is_title[other]}"
        yield f"{min(abs(place - other), 4)} apart"
        yield f"denies {self.is_denial[place]}"
        if self.occasions[place] & self.occasions[other]:
            yield "one occasion"
