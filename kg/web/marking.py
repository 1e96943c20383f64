"""A text cut at the ends of its marks, so that marks may nest and overlap in flat markup."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

# The order in which roles claim words that several marks share: the smallest part first.
ROLES = ("cue", "source", "via", "date", "evidence", "content")


class Marked(Protocol):
    """Words that play a role, in a half-open range of code points of their text."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def role(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Segment:
    """Words between two ends of marks.

    `roles` are all that they play, `marks` those whose words they are, the innermost first, and
    `begun` those that begin here.
    """

    text: str
    roles: tuple[str, ...]
    marks: tuple[Marked, ...]
    begun: tuple[Marked, ...]


def segments(text: str, marks: Iterable[Marked], start: int = 0) -> Iterator[Segment]:
    """The text in order, without gaps; marks count from the beginning of an article.

    `start` is where in the article the text stands. What lies outside of the text is left out.
    """
    end = start + len(text)
    inside = [one for one in marks if one.start < end and one.end > start and one.start < one.end]
    opening: dict[int, list[Marked]] = defaultdict(list)
    closing: dict[int, list[Marked]] = defaultdict(list)
    for one in inside:
        opening[max(one.start, start)].append(one)
        closing[min(one.end, end)].append(one)
    places = sorted({start, end, *opening, *closing})
    active: list[Marked] = []
    for place, following in pairwise(places):
        active = [one for one in active if one not in closing[place]] + opening[place]
        begun = tuple(one for one in opening[place] if one.start == place)
        yield _segment(text[place - start : following - start], active, begun)


def paragraphs(text: str, marks: Sequence[Marked]) -> Iterator[list[Segment]]:
    """The segments of each line that is not blank."""
    ordered = sorted(marks, key=lambda one: one.start)
    place, first = 0, 0
    for line in text.splitlines(keepends=True):
        end = place + len(line)
        # Marks are sorted by their start: those that ended long ago need no second look.
        while first < len(ordered) and ordered[first].end <= place:
            first += 1
        near = []
        for one in ordered[first:]:
            if one.start >= end:
                break
            near.append(one)
        if line.strip():
            yield list(segments(line.rstrip("\r\n"), near, place))
        place = end


def _segment(text: str, active: list[Marked], begun: tuple[Marked, ...]) -> Segment:
    inner = sorted(active, key=lambda one: (ROLES.index(one.role), one.end - one.start, one.start))
    return Segment(text, tuple(dict.fromkeys(one.role for one in inner)), tuple(inner), begun)
