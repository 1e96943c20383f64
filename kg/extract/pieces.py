"""Text as wordpieces that know their place, their case and the quotation marks around them.

Training and inference share this file: what the encoder sees can't differ between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int64]

# Shape of a wordpiece: no letters, lower, Title, UPPER, miXed.
SHAPES = 5
# What stands before it: nothing, a space, the end of a paragraph.
GAPS = 3
# Quotation marks: outside, inside, inside a quotation that its paragraph doesn't close.
QUOTED = 3
FEATURES = SHAPES * GAPS * QUOTED

# Longer texts are tokenised in parts, so that memory stays in proportion.
PART = 20_000

# Half a surrogate pair is no character; tokenizers refuse it.
LONE = re.compile("[\ud800-\udfff]")
MARKS = re.compile(r"[\"“”„«»]|''|``|\n\s*")
STOPS = frozenset(".?!…")
CLOSERS = frozenset("\"”’')]»")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Wordpieces of one text, as arrays of one length.

    `starts` and `ends` are code points of the text, `features` lie in 0..FEATURES-1, `paragraphs`
    and `sentences` count from 0 and never fall.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    features: Ints
    paragraphs: Ints
    sentences: Ints

    def __len__(self) -> int:
        return len(self.ids)


def pieces(tokenizer: Tokenizer, text: str) -> Pieces:
    """The text's wordpieces in order; whitespace and control characters belong to none."""
    text = LONE.sub("\N{REPLACEMENT CHARACTER}", text)
    ids: list[int] = []
    offsets: list[tuple[int, int]] = []
    for start, part in parts(text):
        encoding = tokenizer.encode(part, add_special_tokens=False)
        ids += encoding.ids
        offsets += (
            [(start + a, start + b) for a, b in encoding.offsets] if start else encoding.offsets
        )
    places = np.array(offsets, dtype=np.int64).reshape(-1, 2)
    starts, ends = places[:, 0], places[:, 1]
    codes = np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)
    newlines = counts(codes == ord("\n"))
    before = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    breaks = newlines[starts] > newlines[before]
    gaps = np.where(breaks, 2, (starts > before).astype(np.int64))
    features = (shapes(codes, starts, ends) * GAPS + gaps) * QUOTED + quotation(text)[starts]
    return Pieces(
        np.array(ids, dtype=np.int64),
        starts,
        ends,
        features,
        np.cumsum(breaks),
        sentences(codes, starts, breaks),
    )


def parts(text: str) -> Iterator[tuple[int, str]]:
    """The text in parts of at most PART code points, cut at whitespace where there is some."""
    start = 0
    while len(text) - start > PART:
        end = start + PART
        # Only the second half is searched, so a text without whitespace takes linear time too.
        cut = max(text.rfind(mark, start + PART // 2, end) for mark in "\n ")
        end = cut if cut > 0 else end
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def counts(flags: NDArray[np.bool_]) -> Ints:
    """How many flags are set before each place; one longer than the flags."""
    return np.concatenate([[0], np.cumsum(flags, dtype=np.int64)])


@lru_cache(maxsize=65536)
def letter_case(code: int) -> int:
    """0 for no letter, 1 for a lower-case or caseless one, 2 for an upper-case one."""
    character = chr(code)
    return 2 if character.isupper() or character.istitle() else int(character.isalpha())


def shapes(codes: NDArray[np.uint32], starts: Ints, ends: Ints) -> Ints:
    """The shape of each piece, from the case of its letters."""
    distinct, inverse = np.unique(codes, return_inverse=True)
    case = np.array([letter_case(int(code)) for code in distinct], dtype=np.int64)[inverse]
    upper, lower = counts(case == 2), counts(case == 1)
    uppers, lowers = upper[ends] - upper[starts], lower[ends] - lower[starts]
    titled = upper[np.minimum(starts + 1, ends)] - upper[starts]
    return np.select(
        [uppers + lowers == 0, uppers == 0, (uppers == 1) & (titled == 1), lowers == 0],
        [0, 1, 2, 3],
        4,
    ).astype(np.int64)


def quotation(text: str) -> NDArray[np.int64]:
    """For each code point, and the text's end, whether a quotation is open there.

    British papers close a quotation only in its last paragraph, so an opening mark may have no
    pair: from it to the end of its paragraph the value is 2. A mark itself counts as outside.
    """
    states = np.zeros(len(text) + 1, dtype=np.int64)
    opened: int | None = None
    for match in MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark[0] == "\n":
            if opened is not None:
                states[opened:at] = 2
            opened = None
        elif opened is None:
            if mark not in "”»''" or text[match.end() : match.end() + 1].isalnum():
                opened = match.end()
        elif mark not in "“„«``":
            states[opened:at] = 1
            opened = None
    if opened is not None:
        states[opened:] = 2
    return states


def sentences(codes: NDArray[np.uint32], starts: Ints, breaks: NDArray[np.bool_]) -> Ints:
    """A running number of sentences, guessed from full stops and the paragraphs' ends."""
    first = codes[starts] if len(starts) else codes[:0]
    stop = np.isin(first, [ord(mark) for mark in STOPS])
    closer = np.isin(first, [ord(mark) for mark in CLOSERS])
    begins = breaks.copy()
    after_stop = np.concatenate([[False], stop[:-1]]) if len(stop) else stop
    closes = after_stop & closer & ~breaks
    after_closer = np.concatenate([[False], closes[:-1]]) if len(stop) else stop
    begins |= (after_stop & ~closer & ~stop) | (after_closer & ~closer)
    return np.cumsum(begins)
