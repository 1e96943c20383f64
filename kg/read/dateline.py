"""When, and by which agency, an article's own first lines say that it was published."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from kg.read.dates import DAY, day_of

# Of the first six lines that hold anything, the first 200 characters each.
LINES, LINE_CHARS = 6, 200

_HEADER = re.compile(rf"\ufeff? ?date {DAY}(?!\S)")
# "Published on 5 March 2024", "Date: 2024-03-05", "FOR IMMEDIATE RELEASE: March 5, 2024".
_LABEL = re.compile(
    r"\W*(?:first\s+)?(?:published|posted|date|dated|released|issued|for\s+immediate\s+release)"
    rf"(?:\s+(?:on|at))?\s*[:|–—-]?\s*(?:\d\d?:\d\d,?\s+)?{DAY}",
    re.IGNORECASE,
)
# "By Jane Roe | Tuesday 5 March 2024, 10:30 GMT": a line that ends in a day behind a separator.
_MASTHEAD = re.compile(
    r"(?P<lead>.*(?:[,|:·•–—/(-]|\b(?:report|statement|bulletin|release|judgment|edition)\s+of)\s*)?"
    rf"{DAY}(?:[\s,|·•–—-]*(?:at\s+)?\d\d?[:.]\d\d\s*(?:[ap]\.?m\b\.?)?)?\s*[A-Z]{{0,4}}\s*[.)]?\s*",
    re.IGNORECASE,
)
# "PORT VEY, March 5, 2024 (Agency) -", "Vey, 5 March 2024. /Agency/", "VEY (Agency), 5 March -".
_WORD = r"(?-i:[A-Z])[\w.'’-]*"
_PLACE = rf"{_WORD}(?:\s+(?:{_WORD}|de|del|la|of|on|upon|am|sur))*"
_AGENCY = r"(?-i:[A-Z])[^()/]{1,39}"
_DATELINE = re.compile(
    r"(?!(?:on|in|at|by|since|until|from|before|after|for)\b)"
    rf"(?:{_PLACE}(?:,\s*{_PLACE}){{0,2}}(?:\s*\({_AGENCY}\))?\s*[,–—-]\s*)?{DAY}\s*[.,]?\s*"
    rf"(?:/(?P<agency>{_AGENCY})/|\({_AGENCY}\)|(?P<dash>[–—:-](?!\s?\d)))",
    re.IGNORECASE,
)
# What a day may stand for instead: "Updated 6 March 2024", "A Name (@name), 5 March 2024".
_OTHER_DAY = re.compile(
    r"\b(?:updated?|modified|accessed|retrieved|photo\w*|image|file|pic|born|died|dies|dead|deadline"
    r"|until|since|before|after|effective|expires|tweet\w*|killed|attacks?)\b|@",
    re.IGNORECASE,
)


class Dateline(NamedTuple):
    """The ISO day on which an article appeared, and the agency whose own dispatch it is."""

    day: str | None = None
    agency: str | None = None


def dateline(text: str, near: str | None = None) -> Dateline:
    """What the first lines surely say; empty if nothing.

    `near` is an ISO day that fixes the year of a dateline without one ("VEY, 5 March (Agency) -").
    """
    if (header := _HEADER.match(text)) and (found := day_of(header)):
        return Dateline(found)
    for line in _head(text):
        for match in (_LABEL.match(line), _masthead(line)):
            if match and (found := day_of(match)):
                return Dateline(found)
        if (match := _DATELINE.match(line)) and not _is_timeline(match):
            found = day_of(match, near)
            if found or match["agency"]:
                return Dateline(found, match["agency"])
    return Dateline()


def _head(text: str) -> Iterator[str]:
    # An article that is one long line must not be split as a whole for its first words.
    lines = (line.strip("\ufeff \t\r") for line in text[: LINES * 1000].split("\n"))
    filled = (line for line in lines if line)
    for line, _ in zip(filled, range(LINES), strict=False):
        yield line[:LINE_CHARS]


def _masthead(line: str) -> re.Match[str] | None:
    if len(line) > 100 or _OTHER_DAY.search(line):
        return None
    return _MASTHEAD.fullmatch(line)


def _is_timeline(match: re.Match[str]) -> bool:
    """Whether the line starts with the day and goes on: "March 5, 2024 - The plant burns."."""
    starts = match.start("month2"), match.start("day1"), match.start("year3"), match.start("first")
    return match["dash"] is not None and min(s for s in starts if s >= 0) - match.start() < 4
