"""Web pages: the article without its page, and what the page's head says of it, by trafilatura."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any

from kg.errors import ReadError
from kg.read.encoding import decode
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source, said
from kg.records import Article

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?([\w-]{1,40})", re.IGNORECASE)


def read(source: Source, options: ReadOptions) -> Iterator[Draft]:
    """The one article of a page. Raises ReadError if it has none."""
    raw = source.content(options.max_bytes)
    meta = _CHARSET.search(raw[:4096])
    page = decode(raw, source.charset or (meta[1].decode("ascii") if meta else None))
    if not page.strip():
        raise ReadError("empty")
    found = _extracted(page, source.url)
    if found is None or not found.text:
        raise ReadError("no article text found in this page")
    yield Draft(
        source.place,
        Article(
            source.id,
            found.text,
            title=found.title,
            published=found.date,
            publisher=found.sitename,
            author=found.author,
            url=source.url or found.url,
        ),
    )


def _extracted(page: str, url: str | None) -> Any:
    import trafilatura  # slow to import

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    try:
        return trafilatura.bare_extraction(
            page,
            url=url,
            with_metadata=True,
            include_comments=False,
            # Its extensive search guesses a date from any number on the page.
            date_extraction_params={"original_date": True, "extensive_search": False, "url": url},
        )
    except Exception as error:  # whatever its parsers raise, it is the page that is bad
        raise ReadError(f"malformed HTML: {said(error)}") from error
