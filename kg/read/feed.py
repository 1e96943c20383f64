"""RSS and Atom: each entry an article, by feedparser."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax import SAXException

from kg.errors import ReadError
from kg.read.dates import day
from kg.read.markup import plain
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source, said
from kg.records import Article, Skipped


def read(source: Source, options: ReadOptions) -> Iterator[Draft | Skipped]:
    """The article of each entry: its content, or its summary where it has no content."""
    feed = _parsed(source.content(options.max_bytes))
    for number, entry in enumerate(feed.entries, 1):
        place = f"{source.place}: entry {number}"
        text = _text(entry)
        if text:
            name = f"{source.id}-{number}"
            article = _article(entry, text, name, feed.feed)
            yield Draft(place, article, f"-{number}" if article.id == name else None)
        else:
            yield Skipped(place, "empty: no content and no summary")
    error = feed.get("bozo_exception")
    if isinstance(error, SAXException):
        yield Skipped(source.place, f"malformed after entry {len(feed.entries)}: {said(error)}")


def _parsed(raw: bytes) -> Any:
    import feedparser  # slow to import

    try:
        # A stream, because feedparser would take bytes that name a file for that file.
        feed = feedparser.parse(BytesIO(raw))
    except Exception as error:  # whatever its parsers raise, it is the feed that is bad
        raise ReadError(f"malformed feed: {said(error)}") from error
    if not feed.get("version") and not feed.entries:
        raise ReadError("neither RSS nor Atom" if raw.strip() else "empty")
    return feed


def _article(entry: Any, text: str, name: str, channel: Any) -> Article:
    # feedparser takes any guid for a link.
    link = link if (link := _line(entry.get("link"))) and "://" in link else None
    origin = entry.get("source")
    return Article(
        _line(entry.get("id")) or link or name,
        text,
        title=_line(entry.get("title")),
        published=_published(entry),
        publisher=_line(origin.get("title")) if origin else _line(channel.get("title")),
        author=_line(entry.get("author")),
        url=link,
    )


def _text(entry: Any) -> str:
    parts = entry.get("content") or [entry.get("summary_detail") or {}]
    longest = max((part.get("value") or "" for part in parts), key=len)
    return plain(longest)


def _published(entry: Any) -> str | None:
    # The day as written: feedparser's own parse shifts it to UTC, often to the next day.
    for name in ("published", "updated"):
        # entry.get would give one for the other.
        stated = dict.get(entry, name)
        if stated and (found := day(stated)):
            return found
    then = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return f"{then.tm_year:04}-{then.tm_mon:02}-{then.tm_mday:02}" if then else None


def _line(value: Any) -> str | None:
    return (" ".join(plain(value).split()) or None) if isinstance(value, str) else None
