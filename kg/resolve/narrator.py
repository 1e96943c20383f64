"""Who "I" is outside of quotation marks: the article's author, where the text or its data tell."""

from __future__ import annotations

import re

from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.mentions import FIRST_PERSON, kind_of
from kg.resolve.nouns import singular

LINES = 6  # at the head of a text, among which a byline may stand
NOTES = 2  # paragraphs at its end, one of which may tell who the author is
LONGEST = 500  # code points of such a note
# Paragraphs in which an author says "I"; in fewer it may be somebody quoted without marks.
LEAST = 3
NEAR = 20  # code points before a paragraph, among which stands its lead's last
WORDS = 8  # of a note, among which a noun says what the author is
_NAME = r"[A-Z][\w’'-]+(?: (?:[A-Z]\.|[a-z]{2,3}|[A-Z][\w’'-]+)){0,2} [A-Z][\w’'-]+"
_AUTHOR = re.compile(rf"\s*(?:[Bb][Yy]:? )?({_NAME})\s*(?:[,|(].*)?", re.DOTALL)
_BYLINE = re.compile(rf"\s*(?:By|BY):? ({_NAME})(?:,.*)?\s*")
_NOTE = re.compile(rf"\s*({_NAME})(?:, [^.]*?,)? (?:is|was|teaches|writes|works|serves) ([^.]*)")
_TURN = re.compile(r"^[A-Z][A-Z .’'-]*:", re.MULTILINE)  # in a transcript: "HOST: "


def narrator(coreference: Coreference, author: str | None) -> Cluster | None:
    """The author of an article that is told by an "I"; None if nothing names one person.

    Names are looked for in the article's data, in a byline at its head, and in a note at its end
    that says what somebody is ("Ada Brenk is a teacher in Orvane").
    """
    if not _tells(coreference):
        return None
    name = _author(author) if author else _named(coreference.doc.text)
    return coreference.person(name) if name else None


def _tells(coreference: Coreference) -> bool:
    """Whether "I" stands in enough paragraphs that no colon leads in, outside quotation marks."""
    doc, ends, told = coreference.doc, "", set()
    if len(_TURN.findall(doc.text)) > 1:
        return False
    for token in doc:
        number = coreference.paragraph[token.i]
        if token.i and number != coreference.paragraph[token.i - 1]:
            ends = doc.text[max(0, token.idx - NEAR) : token.idx].rstrip()[-1:]
        is_first_person = token.text.lower() in FIRST_PERSON
        if is_first_person and not coreference.quoted[token.i] and ends != ":":
            told.add(number)
    return len(told) >= LEAST


def _author(words: str) -> str | None:
    found = _AUTHOR.fullmatch(words)
    return found[1] if found else None


def _named(text: str) -> str | None:
    for line in text.split("\n")[:LINES]:
        if found := _BYLINE.fullmatch(line):
            return found[1]
    paragraphs = [one for one in text.split("\n") if one.strip()]
    for note in paragraphs[-NOTES:]:
        found = _NOTE.match(note)
        if found and len(note) <= LONGEST:
            first = re.findall(r"[a-z]+", found[2].lower())[:WORDS]
            if any(kind_of(singular(word)) == "person" for word in first):
                return found[1]
    return None
