"""Plain text and Markdown: the text stays whole, and what its head states becomes metadata."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.read.dateline import dateline
from kg.read.encoding import decode
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source
from kg.records import Article

_FRONT_MATTER = re.compile(
    r"\ufeff?---[ \t]*\r?\n(.*?\r?\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_PAIR = re.compile(r"^(\w+)[ \t]*:[ \t]*(.*?)[ \t\r]*$", re.MULTILINE)
_HEADING = re.compile(r"[\ufeff\s]*#[ \t]+([^\r\n]{1,300}?)[ \t#]*(?:\r?\n|\Z)")
# A first line without a full stop, a blank line after it, and more after that.
_HEADLINE = re.compile(
    r"[\ufeff\s]*([A-Z0-9\"'“‘][^\r\n|@]{10,140}[^\s.:;,|–—-])[ \t]*\r?\n[ \t]*\r?\n\s*\S{2}"
)
_NAMES = {
    "title": ("title", "headline"),
    "published": ("published", "date"),
    "publisher": ("publisher", "source", "site"),
    "author": ("author", "by"),
    "url": ("url", "link"),
}


def read(source: Source, options: ReadOptions) -> Iterator[Draft]:
    """The one article that a text is."""
    # UTF-8 takes at most four bytes a character; admission counts the characters.
    try:
        raw = source.content(4 * options.max_chars)
    except ReadError as error:
        raise ReadError(f"{error}; up to {options.max_chars:,} characters are read") from error
    text = decode(raw, source.charset)
    pairs, body = _front_matter(text)
    fields: dict[str, Any] = {
        field: next((pairs[name] for name in names if pairs.get(name)), None)
        for field, names in _NAMES.items()
    }
    fields["title"] = fields["title"] or _title(body)
    fields["url"] = fields["url"] or source.url
    yield Draft(source.place, Article(source.id, text, **fields))


def _front_matter(text: str) -> tuple[dict[str, str], str]:
    """The `key: value` lines between two lines of `---` at the start, and the text after them."""
    match = _FRONT_MATTER.match(text)
    if not match:
        return {}, text
    pairs = {key.lower(): value.strip("\"'") for key, value in _PAIR.findall(match[1])}
    return pairs, text[match.end() :]


def _title(text: str) -> str | None:
    match = _HEADING.match(text) or _HEADLINE.match(text)
    if not match or dateline(match[1]).day:
        return None
    return match[1]
