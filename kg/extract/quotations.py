"""Quotations that have no words of saying, and what tells whose they are: where they stand.

The corpus has next to none of them, so the network knows neither "“Keep the pool!” ― Ann Lee" on a
line of its own, as letters, mottos and voices from the street are printed, nor "LEE: Keep it!", as
interviews are, nor a sentence in quotation marks that follows on an attributed one.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence

from kg.extract.continued import continued
from kg.records import Attribution, Span, shared

# How likely an annotator marks them. Of 24 signed lines in PolNeAR, all in one article of its dev
# split, 24 are marked, as their names'; of 23 lines of interviews in four articles of both splits
# 19; of six sentences that follow on in 276 articles five.
SIGNED, SPOKEN, FOLLOWING = 0.8, 0.8, 0.6
LEAST_WORDS = 5
_NAME = r"[A-Z][\w.’'-]*(?: (?:[a-z]{1,3} )?[A-Z][\w.’'-]*){0,4}"
_SIGNED = re.compile(
    rf"^[^\S\n]*([“”\"„«].+[.!?…][”\"“»])\s?([―—–]|--?)[^\S\n]*"
    rf"({_NAME}(?:, [^\n“”\"]{{1,80}})?)[^\S\n]*$",
    re.MULTILINE,
)
_SPOKEN = re.compile(
    r"^[^\S\n]*[“\"]?([A-Z][A-Z.’'-]+(?: [A-Z][A-Z.’'-]*){0,3})(:)[^\S\n]+([^\s“\"][^\n]*)",
    re.MULTILINE,
)
_QUOTED = re.compile(r"“[^“”\n]+”|\"[^\"\n]+\"")
_BEGINS = re.compile(r"[“\"][A-Z]")
_STOP = re.compile(r"[.!?][”\"’']?\s*")
_NEXT = re.compile(r"\s*(?:$|\n|and [a-z]|but [a-z])")


def completed(text: str, found: Sequence[Attribution]) -> list[Attribution]:
    """What was found, with the quotations that stand by themselves, each in its place."""
    signed = [*_signed(text), *_spoken(text)]
    kept = [one for one in found if not any(_overlap(one, other) for other in signed)]
    kept = continued(text, kept + signed)
    kept += _following(text, kept)
    return sorted(kept, key=lambda one: one.cue or one.content)


def _signed(text: str) -> Iterator[Attribution]:
    """A line that is a quoted sentence, a dash and a name: its content, cue and source."""
    for match in _SIGNED.finditer(text):
        if len(match[1].split()) >= LEAST_WORDS:
            content, cue, source = (Span(*match.span(group)) for group in (1, 2, 3))
            while text[source.end - 1] == ".":
                source = Span(source.start, source.end - 1)
            yield Attribution((source,), (cue,), (content,), SIGNED)


def _spoken(text: str) -> Iterator[Attribution]:
    """Lines of an interview: a name in capitals and a colon. Somebody there is named otherwise."""
    lines = [(match[1].split()[-1], match) for match in _SPOKEN.finditer(text)]
    counts = Counter(name for name, _ in lines)
    known = {name for name in counts if re.search(rf"\w,?\s{re.escape(name.title())}\b", text)}
    speakers = known | {name for name, count in counts.items() if count > 1}
    if not known or len(speakers) == 1:
        return
    for name, match in lines:
        said = match[3].rstrip().rstrip('”"')
        if name in speakers and len(said.split()) >= LEAST_WORDS:
            content = Span(match.start(3), match.start(3) + len(said))
            yield Attribution((Span(*match.span(1)),), (Span(*match.span(2)),), (content,), SPOKEN)


def _following(text: str, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """A quoted sentence right after an attributed one in its paragraph: content without a cue."""
    taken = bytearray(len(text))
    ends = [0]
    for one in found:
        spans = (*one.source, *one.cue, *one.content)
        for span in spans:
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
        ends.append(max(span.end for span in spans))
    ends.sort()
    for match in _QUOTED.finditer(text):
        start, end = match.span()
        if any(taken[start:end]) or len(match[0].split()) < LEAST_WORDS:
            continue
        if not _BEGINS.match(match[0]) or not _NEXT.match(text, end):
            continue
        before = ends[bisect(ends, start) - 1]
        between = text[before:start]
        if before and _STOP.fullmatch(between) and "\n" not in between:
            yield Attribution((), (), (Span(start, end),), FOLLOWING)


def _overlap(one: Attribution, other: Attribution) -> bool:
    """Whether most of the one's content is said by the other, which doesn't tell of it as well."""
    (whole,) = other.content
    if any(whole.start <= span.start < whole.end for span in one.cue):
        return False
    length = sum(span.end - span.start for span in one.content)
    return 2 * shared(one.content, other.content) > length
