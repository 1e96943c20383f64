"""Whether a content stands in quotation marks: all of it, some of it or none."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from kg.records import Mode, Span, Spans

_CLOSES = {
    '"': ('"', "''"),
    "“": ("”",),
    "”": ("”",),
    "„": ("“", "”"),
    "«": ("»",),
    "»": ("«",),
    "‘": ("’", "'"),
    "'": ("'", "’"),
    "``": ("''", '"'),
    # Some archives write each double mark as two single ones.
    "''": ("''", '"'),
}
MARKS = frozenset(_CLOSES) - {"``", "''"}  # the single characters that may open a quotation
_MARK = re.compile(r"``|''|[\"“”„«»‘’']")
_WORD = re.compile(r"\w+")
# What may stand before a content without being said.
_LEAD_IN = frozenset({"that", "and", "but"})


def mode(text: str, content: Spans) -> Mode:
    """Direct if every word of the content is quoted, mixed if some are, else indirect.

    The content may hold its outer quotation marks or leave them out; a leading "that" does not
    count. `text` is the article's; offsets count its code points.
    """
    marks = quotations(text)
    starts = [span.start for span in marks]

    def is_quoted(at: int) -> bool:
        place = bisect_right(starts, at) - 1
        return place >= 0 and at < marks[place].end

    words = [
        (span.start + match.start(), match[0])
        for span in content
        for match in _WORD.finditer(span.of(text))
    ]
    if len(words) > 1 and words[0][1].casefold() in _LEAD_IN and not is_quoted(words[0][0]):
        del words[0]
    quoted = sum(is_quoted(at) for at, _ in words)
    if quoted == 0:
        return "indirect"
    return "direct" if quoted == len(words) else "mixed"


@lru_cache(maxsize=4)
def quotations(text: str) -> Spans:
    """What stands in quotation marks, the marks included, in text order and without overlap.

    Quotations inside quotations are part of the outer one. A quotation that is not closed ends
    with its paragraph, since papers close one that runs on only in its last paragraph.
    """
    return tuple(_quotations(text))


def _quotations(text: str) -> Iterator[Span]:
    opening: re.Match[str] | None = None
    end_of_paragraph = 0
    for mark in _MARK.finditer(text):
        if opening is not None and mark.start() >= end_of_paragraph:
            yield Span(opening.start(), end_of_paragraph)
            opening = None
        if opening is None:
            if _opens(text, mark):
                end_of_paragraph = _paragraph_end(text, mark.end())
                if mark[0] not in ("'", "‘") or _has_close(text, mark, end_of_paragraph):
                    opening = mark
        elif mark[0] in _CLOSES[opening[0]] and _closes(text, opening, mark):
            yield Span(opening.start(), mark.end())
            opening = None
    if opening is not None:
        yield Span(opening.start(), end_of_paragraph)


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Whether a quotation may begin here: a word follows at once and none stands before."""
    if mark[0] == "’":
        return False
    before, after = text[mark.start() - 1 : mark.start()], text[mark.end() : mark.end() + 1]
    return not before.isalnum() and bool(after) and not after.isspace()


def _closes(text: str, opening: re.Match[str], mark: re.Match[str]) -> bool:
    """Whether a quotation may end here: for an apostrophe, only at the end of a word."""
    after = text[mark.end() : mark.end() + 1]
    if mark[0] in ("'", "’") and after.isalnum():
        return False
    # A straight mark that follows a space and stands before a word opens another quotation.
    before = text[mark.start() - 1 : mark.start()]
    return not (before.isspace() and after.isalnum() and mark.start() > opening.end())


def _has_close(text: str, opening: re.Match[str], end: int) -> bool:
    """Whether a single mark has its pair in the paragraph; else it is an apostrophe ('em, '90s)."""
    closing = _CLOSES[opening[0]]
    return any(
        mark[0] in closing and _closes(text, opening, mark) and mark.start() > opening.end()
        for mark in _MARK.finditer(text, opening.end(), end)
    )


def _paragraph_end(text: str, at: int) -> int:
    """Where the paragraph ends; a line that ends in mid-sentence was wrapped and goes on."""
    while (end := text.find("\n", at)) >= 0:
        before, after = text[:end].rstrip()[-1:], text[end + 1 : end + 2]
        if before in '.!?,;:"”’' or not after or after.isspace() or not after.islower():
            return end
        at = end + 1
    return len(text)
