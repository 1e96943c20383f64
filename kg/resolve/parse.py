"""A parsed article as plain Python objects, read from spaCy's once.

spaCy makes a new object whenever a token, its head or the text is asked for, and the resolve stage
asks a hundred times for each. Here a token is one object whose attributes are there, by the names
that spaCy gives them. Coarse tags, lemmas and entities, which the pipeline leaves out, are not.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import overload

from numpy import unique
from spacy import attrs
from spacy import tokens as spacy

_NAMES = (attrs.DEP, attrs.TAG)
_NUMBERS = (attrs.HEAD, attrs.LENGTH, attrs.SENT_START)
_FLAGS = (attrs.SPACY, attrs.IS_SPACE, attrs.IS_PUNCT, attrs.IS_ALPHA, attrs.IS_DIGIT)


class Token:
    """A word, a mark or white space; `idx` is its first code point, `children` in text order."""

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_alpha",
        "is_digit",
        "is_punct",
        "is_sent_start",
        "is_space",
        "lower_",
        "tag_",
        "text",
        "whitespace_",
    )

    doc: Doc
    i: int
    idx: int
    text: str
    lower_: str
    whitespace_: str
    tag_: str
    dep_: str
    head: Token
    children: list[Token]
    is_sent_start: bool
    is_space: bool
    is_punct: bool
    is_alpha: bool
    is_digit: bool

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def is_sent_end(self) -> bool:
        """Whether its sentence ends with it."""
        return self.i + 1 == len(self.doc) or self.doc[self.i + 1].is_sent_start

    @property
    def sent(self) -> Tokens:
        """Its sentence."""
        return self.doc.sents[bisect_right(self.doc.starts, self.i) - 1]

    @property
    def ancestors(self) -> Iterator[Token]:
        """Its head, that one's head, and so on to the root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token

    @property
    def subtree(self) -> Iterator[Token]:
        """Itself and all that hangs on it, in text order."""
        for child in self.children:
            if child.i < self.i:
                yield from child.subtree
        yield self
        for child in self.children:
            if child.i > self.i:
                yield from child.subtree

    @property
    def conjuncts(self) -> list[Token]:
        """All that it is joined to by "and" and its like, the first of them first."""
        first = self
        while first.dep_ == "conj" and first.head is not first:
            first = first.head
        joined = [first]
        for token in joined:
            joined += [c for c in token.children if c.dep_ == "conj" and c.i > token.i]
        return [token for token in joined if token is not self]

    @property
    def left_edge(self) -> Token:
        """The first token of its subtree."""
        return min(self.subtree, key=lambda token: token.i)

    def nbor(self, apart: int = 1) -> Token:
        """The token so many places after it, or before it; IndexError outside the text."""
        if not 0 <= self.i + apart < len(self.doc):
            raise IndexError(self.i + apart)
        return self.doc[self.i + apart]


class Tokens:
    """Some tokens in a row: those from `start` up to, but not with, `end`."""

    __slots__ = ("doc", "end", "start")

    def __init__(self, doc: Doc, start: int, end: int) -> None:
        self.doc, self.start, self.end = doc, start, max(start, end)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.doc.tokens[self.start : self.end])

    def __len__(self) -> int:
        return self.end - self.start

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> list[Token]: ...

    def __getitem__(self, place: int | slice) -> Token | list[Token]:
        return self.doc.tokens[self.start : self.end][place]

    @property
    def start_char(self) -> int:
        """The first code point."""
        return self.doc.tokens[self.start].idx

    @property
    def end_char(self) -> int:
        """The code point after the last."""
        last = self.doc.tokens[self.end - 1]
        return last.idx + len(last.text)

    @property
    def text(self) -> str:
        """Their words, with the white space between."""
        return self.doc.text[self.start_char : self.end_char] if self.end > self.start else ""

    @property
    def root(self) -> Token:
        """The first token that hangs on none of the others."""
        for token in self:
            if token.head is token or not self.start <= token.head.i < self.end:
                return token
        raise IndexError("no tokens")


class Doc:
    """All tokens of a text, and its sentences; `starts` are the indices of their first tokens."""

    __slots__ = ("_places", "sents", "starts", "text", "tokens")

    def __init__(self, parsed: spacy.Doc) -> None:
        self.text: str = parsed.text
        self.tokens = _tokens(self, parsed)
        self._places = [token.idx for token in self.tokens]
        self.starts = [token.i for token in self.tokens if token.is_sent_start]
        ends = [*self.starts[1:], len(self.tokens)]
        self.sents = [Tokens(self, *pair) for pair in zip(self.starts, ends, strict=False)]

    def __len__(self) -> int:
        return len(self.tokens)

    def __iter__(self) -> Iterator[Token]:
        return iter(self.tokens)

    @overload
    def __getitem__(self, place: int) -> Token: ...

    @overload
    def __getitem__(self, place: slice) -> Tokens: ...

    def __getitem__(self, place: int | slice) -> Token | Tokens:
        if isinstance(place, slice):
            start, end, _ = place.indices(len(self.tokens))
            return Tokens(self, start, end)
        return self.tokens[place]

    def touched(self, start: int, end: int) -> Tokens | None:
        """The tokens that code points touch, not counting single spaces; None outside the text."""
        if not (0 <= start < len(self.text) and 0 < end <= len(self.text)):
            return None
        first = bisect_right(self._places, start) - 1
        last = bisect_right(self._places, end - 1) - 1
        if start == self._places[first] + len(self.tokens[first].text):
            first += 1
        return Tokens(self, first, last + 1)


def _tokens(doc: Doc, parsed: spacy.Doc) -> list[Token]:
    if not len(parsed):
        return []
    strings = parsed.vocab.strings
    table = parsed.to_array([*_NAMES, *_NUMBERS, *_FLAGS])
    names = {key: str(strings[key]) for key in unique(table[:, : len(_NAMES)]).tolist()}
    tokens = [Token() for _ in table]
    idx = 0
    rows = zip(
        table[:, :2].tolist(),
        table[:, 2:5].astype("int64").tolist(),  # heads are told as distances, some negative
        table[:, 5:].astype(bool).tolist(),
        strict=True,
    )
    for i, ((dep, tag), (head, length, begins), flags) in enumerate(rows):
        token = tokens[i]
        token.doc, token.i, token.idx = doc, i, idx
        token.text = doc.text[idx : idx + length]
        token.lower_ = token.text.lower()
        token.dep_, token.tag_ = names[dep], names[tag]
        token.is_sent_start = begins == 1
        space, token.is_space, token.is_punct, token.is_alpha, token.is_digit = flags
        token.whitespace_ = " " if space else ""
        token.head, token.children = tokens[i + head], []
        idx += length + space
    for token in tokens:
        if token.head is not token:
            token.head.children.append(token)
    return tokens
