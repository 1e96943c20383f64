"""Headlines in capitals, where a capital does not tell a name."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from kg.resolve.nouns import is_organisation
from kg.resolve.parse import Doc

_LONGEST = 8  # tokens of a name that is looked for


def headline_end(text: str) -> int:
    """Where the headline ends: a first line most of whose longer words are capitalised, else 0.

    It may end in a stop, if a blank line follows.
    """
    line, _, rest = text.lstrip("\n").partition("\n")
    words = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    if len(words) < 3 or len(line) > 200:
        return 0
    if line.rstrip().endswith(".") and not rest.startswith("\n"):
        return 0
    capitals = sum(word[0].isupper() for word in words)
    return text.index(line) + len(line) if capitals >= 0.8 * len(words) else 0


def names_again(
    doc: Doc, end: int, runs: Sequence[tuple[int, int]], common: Collection[str]
) -> Iterator[tuple[int, int]]:
    """The names of the text below (`runs`, ends inclusive) that a headline repeats, the longest.

    A name may be repeated in part. One word of it is enough if it is the first or the last, and
    neither in small letters below (`common`) nor a noun for a body ("Company").
    """
    parts: set[tuple[str, ...]] = set()
    for first, last in runs:
        words = tuple(token.text.lower() for token in doc[first : last + 1])
        for start in range(len(words)):
            for stop in range(start + 1, min(len(words), start + _LONGEST) + 1):
                is_edge = start == 0 or stop == len(words)
                is_telling = words[start] not in common and not is_organisation(words[start])
                if stop - start > 1 or len(words) == 1 or (is_edge and is_telling):
                    parts.add(words[start:stop])
    place = 0
    while place < len(doc) and doc[place].idx < end:
        for count in range(_LONGEST, 0, -1):
            tokens = doc[place : place + count]
            words = tuple(token.text.lower() for token in tokens)
            edges = tokens[0].text[:1].isupper() and tokens[-1].text[:1].isupper()
            if len(words) == count and edges and words in parts:
                yield place, place + count - 1
                place += count
                break
        else:
            place += 1
