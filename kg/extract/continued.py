"""Quotations that go on in the next paragraph: all of their pieces belong to who said the first.

British and American papers close such a quotation in its last paragraph alone, and open it in each.
The network, which sees few of them, often stops at the first paragraph's end.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.records import Attribution, Span, Spans, joined, shared

LEAST_SHARED = 0.5  # of a piece, how much a content must hold for the piece to be its own
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile(r"[“”\"]|''")
_OPENING = re.compile(r"[^\S\n]*([“\"]|'')(?=\S)")
_STOP = re.compile(r"[.!?]?[”\"’']*[^\S\n]*")
_CLAUSE = re.compile(r"[^.!?“”\"\n]{0,80}[.!?][^\S\n]*")  # what "Velm said on Monday." ends with
_TRANSCRIPT = re.compile(r"[“\"]?[A-Z][A-Z.’' -]+:\s")  # each paragraph has its own speaker


def continued(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """What was found, with the later pieces of the quotations that it only begins."""
    found = list(found)
    for pieces in _unclosed(text):
        at = _owner(text, found, pieces[0])
        if at is None:
            continue
        others = found[:at] + found[at + 1 :]
        added = []
        for piece in pieces:
            if any(_is_anothers(other, piece) for other in others):
                break
            added.append(piece)
        found[at] = replace(found[at], content=joined((*found[at].content, *added)))
    return found


def _unclosed(text: str) -> Iterator[list[Span]]:
    """The pieces of each quotation of more than one paragraph, with their marks, in text order."""
    pieces: list[Span] = []
    for match in _PARAGRAPH.finditer(text):
        paragraph = Span(*match.span())
        if match[0].isspace():
            continue
        begun = _OPENING.match(text, paragraph.start)
        opened = _left_open(text, paragraph)
        if pieces and begun and not _TRANSCRIPT.match(text, begun.start(1)):
            closed = _closing(text, begun.end(), paragraph.end)
            pieces.append(Span(begun.start(1), closed or paragraph.end))
            if closed is None:
                continue
        if len(pieces) > 1:
            yield pieces
        pieces = [] if opened is None else [Span(opened, paragraph.end)]
    if len(pieces) > 1:
        yield pieces


def _left_open(text: str, paragraph: Span) -> int | None:
    """Where the quotation begins that the paragraph doesn't close."""
    opened = None
    for mark in _MARK.finditer(text, paragraph.start, paragraph.end):
        is_opening = mark[0] == "“" or (mark[0] != "”" and opened is None)
        opened = mark.start() if is_opening else None
    return opened


def _closing(text: str, start: int, end: int) -> int | None:
    """Where the quotation ends that is open at `start`, its mark included."""
    for mark in _MARK.finditer(text, start, end):
        if mark[0] != "“":
            return mark.end()
    return None


def _owner(text: str, found: Sequence[Attribution], first: Span) -> int | None:
    """Which attribution the quotation's first piece is part of, or follows on in its paragraph."""
    shares = [_share(one.content, first) for one in found]
    best = max(range(len(found)), key=shares.__getitem__, default=None)
    if best is not None and shares[best] >= LEAST_SHARED:
        return best
    for at, one in enumerate(found):
        if not any(_MARK.match(text, span.start) for span in one.content):
            continue
        end = one.content[-1].end
        last = max((span.end for span in (*one.source, *one.cue)), default=0)
        between = _CLAUSE if last > end else _STOP
        if between.fullmatch(text, max(end, last), first.start):
            return at
    return None


def _is_anothers(one: Attribution, piece: Span) -> bool:
    """Whether a piece belongs to this attribution; one that is told inside of it has no part."""
    is_inside = any(piece.start <= span.start < piece.end for span in one.cue)
    return not is_inside and _share(one.content, piece) >= LEAST_SHARED


def _share(spans: Spans, piece: Span) -> float:
    """How much of a piece lies in the spans, from 0 to 1."""
    return shared(spans, (piece,)) / (piece.end - piece.start)
