"""What is taken of what was read: articles with text, in English, of bearable length, once each."""

from __future__ import annotations

import hashlib
from dataclasses import replace

from kg.errors import ReadError
from kg.read.dateline import dateline
from kg.read.dates import day, named_day
from kg.read.english import is_english
from kg.read.options import ReadOptions
from kg.read.source import Draft
from kg.records import Article, Skipped


def admit(draft: Draft, options: ReadOptions) -> Article | Skipped:
    """The article with its day as ISO 8601, or why it is not taken.

    The day is the one that its metadata state, else its dateline's, else one that its id or URL
    holds, else `options.published`.
    """
    try:
        _check(draft.article, options)
        return _dated(draft.article, options)
    except ReadError as error:
        return Skipped(draft.place, str(error))


def _check(article: Article, options: ReadOptions) -> None:
    text = article.text
    if not text.strip("\ufeff \t\r\n") or text.isspace():
        raise ReadError("empty")
    if len(text) > options.max_chars:
        raise ReadError(f"too long: {len(text):,} characters; the limit is {options.max_chars:,}")
    if "\0" in text:
        raise ReadError("binary, not text")
    metadata = (article.id, article.title, article.publisher, article.author, article.url)
    for field in (text, *filter(None, metadata)):
        # JSON can spell half of a surrogate pair, which no UTF-8 file, store or export can hold.
        if not field.isascii() and any("\ud800" <= character <= "\udfff" for character in field):
            raise ReadError("half of a surrogate pair is no character")
    if options.check_language and not is_english(text):
        raise ReadError("not English")


def _dated(article: Article, options: ReadOptions) -> Article:
    stated = article.published
    published = day(stated) if stated else None
    if stated and published is None:
        raise ReadError(f"published {stated[:40]!r} is no day; write it as YYYY-MM-DD")
    named = named_day(article.id, article.url)
    line = dateline(article.text, near=published or named or options.published)
    published = published or line.day or named or options.published
    if published is None and options.skip_undated:
        raise ReadError("no publication date; pass --published or leave out --skip-undated")
    return replace(article, published=published, publisher=article.publisher or line.agency)


class Seen:
    """The articles of a run: about 200 bytes each, so that a file may hold millions."""

    def __init__(self) -> None:
        self._places: dict[bytes, tuple[bytes, str]] = {}

    def check(self, article: Article, place: str) -> Article | Skipped | None:
        """The article, None if it was there before, or Skipped if another has its id."""
        content = _digest(article.content_hash)
        before, where = self._places.setdefault(_digest(article.id), (content, place))
        if where == place:
            return article
        if before == content:
            return None
        return Skipped(place, f"id {article.id[:80]!r} is that of another article, {where}")


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8"), digest_size=10).digest()
