"""Found attributions against annotated ones: the definitions of the project's scorer, in short."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from kg.records import Attribution, Span, Spans

TOKEN = re.compile(r"\w+|[^\w\s]")
ROLES: tuple[Literal["source", "cue", "content"], ...] = ("source", "cue", "content")


@dataclass
class Figure:
    """Counts of what is right, found and annotated; add up over articles before dividing."""

    right: int = 0
    system: int = 0
    gold: int = 0

    def add(self, right: int, system: int, gold: int) -> None:
        """Count one article's."""
        self.right += right
        self.system += system
        self.gold += gold

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where there is nothing."""
        return 2 * self.right / max(1, self.system + self.gold)

    @property
    def recall(self) -> float:
        """The share of what is annotated that was found."""
        return self.right / max(1, self.gold)


@dataclass
class Comparison:
    """Figures by name: "source", "cue", "content" (exact spans), "attribution", "with source"."""

    figures: dict[str, Figure] = field(default_factory=dict)

    def add(self, text: str, gold: Sequence[Attribution], found: Sequence[Attribution]) -> None:
        """Count one article's."""
        for role in ROLES:
            wanted, got = (fillers(text, side, role) for side in (gold, found))
            self.count(role, (wanted & got).total(), got.total(), wanted.total())
        pairs = matched(text, gold, found)
        self.count("attribution", len(pairs), len(found), len(gold))
        place = Tokens(text)
        agreeing = [1 for a, b in pairs if same_source(place, gold[a], found[b])]
        self.count("with source", len(agreeing), len(found), len(gold))

    def count(self, name: str, right: int, system: int, gold: int) -> None:
        """Count under a name."""
        self.figures.setdefault(name, Figure()).add(right, system, gold)

    def f1(self) -> dict[str, float]:
        """Every figure's F1, to four places."""
        return {name: round(figure.f1, 4) for name, figure in self.figures.items()}


class Tokens:
    """Which tokens of a text a span touches."""

    def __init__(self, text: str) -> None:
        found = [match.span() for match in TOKEN.finditer(text)]
        self.starts, self.ends = [a for a, _ in found], [b for _, b in found]

    def of(self, spans: Spans) -> frozenset[int]:
        """The numbers of the tokens that the spans touch."""
        return frozenset(
            index
            for start, end in spans
            for index in range(bisect_right(self.ends, start), bisect_left(self.starts, end))
        )


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Shared tokens by all tokens; 0 where there are none."""
    return len(one & other) / len(one | other) if one or other else 0.0


def matched(
    text: str, gold: Sequence[Attribution], found: Sequence[Attribution]
) -> list[tuple[int, int]]:
    """One-to-one pairs (gold, found) whose contents overlap by half, the most alike first."""
    place = Tokens(text)
    wanted, got = ([place.of(each.content) for each in side] for side in (gold, found))
    close = sorted(
        (
            (-overlap(a, b), -overlap(*(place.of(x.source) for x in (gold[i], found[j]))), i, j)
            for i, a in enumerate(wanted)
            for j, b in enumerate(got)
            if overlap(a, b) >= 0.5
        ),
    )
    left, right, pairs = set(range(len(gold))), set(range(len(found))), []
    for _, _, i, j in close:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((i, j))
    return pairs


def same_source(place: Tokens, gold: Attribution, found: Attribution) -> bool:
    """Whether the sources overlap by half, or both are missing."""
    one, other = place.of(gold.source), place.of(found.source)
    return overlap(one, other) >= 0.5 or not (one or other)


def fillers(
    text: str, attributions: Iterable[Attribution], role: Literal["source", "cue", "content"]
) -> Counter[Spans]:
    """The spans of a role, trimmed, each as often as it stands."""
    found = (trimmed(text, getattr(each, role)) for each in attributions)
    return Counter(spans for spans in found if spans)


def trimmed(text: str, spans: Spans) -> Spans:
    """The spans without quotation marks, punctuation and whitespace around them."""
    kept: list[Span] = []
    for start, end in sorted(spans):
        while start < end and is_edge(text[start]):
            start += 1
        while start < end and is_edge(text[end - 1]):
            end -= 1
        if kept and start < end and all(map(is_edge, text[kept[-1].end : start])):
            kept[-1] = Span(kept[-1].start, max(end, kept[-1].end))
        elif start < end:
            kept.append(Span(start, end))
    # A cue may be nothing but a colon.
    return tuple(kept) or tuple(sorted(spans))


def is_edge(character: str) -> bool:
    """Whether a span may lose the character without loss."""
    return character.isspace() or character in "`´" or unicodedata.category(character)[0] in "CPZ"
