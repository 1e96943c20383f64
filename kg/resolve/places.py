"""Where things stand in a parsed article: the tokens, sentences and paragraphs of its spans."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from kg.records import Attribution, Span, Spans
from kg.resolve.parse import Doc, Token, Tokens

_PARAGRAPH = re.compile(r"\n\s*")


class Places:
    """A parsed article by code points. The doc's text must be the article's."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.text = doc.text
        self._token_starts = [token.idx for token in doc]
        self._paragraph_starts = [0, *(m.end() for m in _PARAGRAPH.finditer(self.text))]
        self._sentences = list(doc.sents)
        self._sentence_starts = [sent.start_char for sent in self._sentences]

    def tokens(self, span: Span) -> Tokens:
        """The tokens that the span touches, whitespace left out at neither end."""
        first = max(0, bisect_right(self._token_starts, span.start) - 1)
        last = bisect_left(self._token_starts, span.end)
        return self.doc[first : max(last, first + 1)]

    def words(self, spans: Spans) -> list[Token]:
        """The tokens of all the spans, in text order."""
        return [token for span in spans for token in self.tokens(span) if not token.is_space]

    def sentence(self, at: int) -> Tokens:
        """The sentence that holds the code point."""
        return self._sentences[max(0, bisect_right(self._sentence_starts, at) - 1)]

    def paragraph(self, at: int) -> int:
        """The number of the paragraph that holds the code point, from 0."""
        return bisect_right(self._paragraph_starts, at) - 1

    def paragraph_span(self, number: int) -> Span:
        """Where a paragraph stands."""
        starts = [*self._paragraph_starts, len(self.text)]
        return Span(starts[number], starts[number + 1])

    def cue_head(self, attribution: Attribution) -> Token | None:
        """The cue's verb if it has one, else its noun or first word; None without a cue."""
        words = self.words(attribution.cue)
        for fits in (is_verb, is_noun):
            for token in words:
                if fits(token) and token.dep_ not in ("aux", "auxpass"):
                    return token
        return words[0] if words else None


def anchor(attribution: Attribution) -> int:
    """Where the attribution is made: its cue, else its content."""
    return min(span.start for span in attribution.cue or attribution.content)


def is_verb(token: Token) -> bool:
    """Whether the tagger takes the token for a verb. Coarse tags are not there."""
    return token.tag_.startswith("VB")


def is_noun(token: Token) -> bool:
    """Whether the tagger takes the token for a common noun."""
    return token.tag_ in ("NN", "NNS")


def governor(token: Token) -> Token:
    """The verb on which a token hangs, else the root of its sentence."""
    for one in token.ancestors:
        if is_verb(one) and one.dep_ not in ("aux", "auxpass"):
            return one
    return token.sent.root


def holds(spans: Spans, at: int) -> bool:
    """Whether one of the spans holds the code point."""
    return any(span.start <= at < span.end for span in spans)


def tense(head: Token) -> str:
    """The tense of a cue's head: past, present, perfect, pluperfect, future, participle, noun."""
    if not is_verb(head):
        return "noun" if head.tag_.startswith("NN") else "other"
    helping = {child.lower_ for child in head.children if child.dep_ in ("aux", "auxpass")}
    if helping & {"has", "have", "'s", "'ve"}:
        return "perfect"
    if "had" in helping:
        return "pluperfect"
    if helping & {"will", "would", "shall", "’ll", "'ll"}:
        return "future"
    if head.tag_ == "VBG":
        return "participle"
    if head.tag_ in ("VBZ", "VBP", "VB") or helping & {"is", "are", "does", "do"}:
        return "present"
    return "past"
