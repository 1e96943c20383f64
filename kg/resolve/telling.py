"""How statements are told: by whom, with which words around them, and where in the article."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from kg.records import Attribution, Span, Statement
from kg.resolve.modes import mode
from kg.resolve.parse import Token
from kg.resolve.places import Places, anchor, is_noun
from kg.words import lemma

_POINTING = frozenset({"PRP", "PRP$", "WP", "DT", "WDT"})
# Labels that only tell that a noun stands in a phrase.
_SLIGHT = frozenset({"prep", "pobj", "npadvmod"})
_LEAD = 3  # paragraphs, of which the first may be a title and a byline
_MOST = 3  # labels of a path


class Telling:
    """The circumstances of the statements of one article, in their order."""

    def __init__(self, places: Places, statements: Sequence[Statement]) -> None:
        self.places = places
        said = [token for one in statements for token in places.words(one.attribution.content)]
        self.said = {token.i for token in said}
        self.last = max(places.paragraph(len(places.text)), 1)
        self.circumstances = [tuple(self._circumstances(one.attribution)) for one in statements]

    def _circumstances(self, attribution: Attribution) -> Iterator[str]:
        yield f"mode {mode(self.places.text, attribution.content)}"
        yield f"part {self._part(anchor(attribution))}"
        yield from self._source(attribution)
        yield from sorted({f"word {word}" for word in self._words(attribution)})

    def _part(self, at: int) -> str:
        """In which part of the article it is told."""
        paragraph = self.places.paragraph(at)
        if paragraph < _LEAD:
            return "lead"
        return ("first", "second", "last")[min(3 * paragraph // (self.last + 1), 2)]

    def _source(self, attribution: Attribution) -> Iterator[str]:
        """Whether a name, a pronoun or a noun stands for the speaker, and which noun."""
        words = self.places.words(attribution.source)
        head = next((token for token in words if token.head not in words), None)
        if head is None:
            yield "source none"
        elif head.tag_ in _POINTING:
            yield f"source {head.lower_}"
        elif head.tag_.startswith("NNP"):
            yield "source name"
        else:
            yield f"source {head.tag_}"
            yield f"source {lemma(head.text)}"

    def _words(self, attribution: Attribution) -> Iterator[str]:
        """The words of the cue's sentence that nobody says, without names."""
        own = self.places.words((*attribution.cue, *attribution.source))
        for token in self.places.sentence(anchor(attribution)):
            if token.is_alpha and token.i not in self.said and token not in own:
                if not token.tag_.startswith("NNP"):
                    yield lemma(token.text)


def hanging(places: Places, span: Span, head: Token) -> Iterator[str]:
    """How a date hangs on a cue's head: by which labels, up and down, and on which word."""
    date = places.tokens(span).root
    above = [head, *head.ancestors]
    branch = [date, *date.ancestors]
    up = list(takewhile(lambda token: token not in above, branch))
    if len(up) == len(branch):
        yield "apart"
    else:
        down = above[: above.index(branch[len(up)])]
        ups = ">".join([one.dep_ for one in up if one.dep_ not in _SLIGHT][:_MOST])
        downs = "<".join(one.dep_ for one in down[:_MOST])
        yield f"up {ups}"
        yield f"down {downs}"
        yield f"path {ups} {downs}"
    bearer = next((one for one in branch[1:] if one.tag_ != "IN" and one.dep_ != "pobj"), date)
    yield "on cue" if bearer is head else f"on {lemma(bearer.text)}"
    above_it = lemma(bearer.head.text) if is_noun(bearer.head) else bearer.head.tag_
    yield f"on {bearer.tag_} under {above_it}"
