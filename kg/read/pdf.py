"""PDF, by pypdf, where that extra is installed."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import BytesIO

from kg.errors import ReadError
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source, said
from kg.records import Article


def read(source: Source, options: ReadOptions) -> Iterator[Draft]:
    """The one article that a file is, pages joined by newlines.

    Its metadata give title and author, never the date: that is when the file was made. Raises
    ReadError if pypdf is missing or finds no text, as in scans.
    """
    try:
        import pypdf
    except ImportError as error:
        raise ReadError("PDF needs pypdf: pip install 'claim-kg[pdf]'") from error
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    raw = source.content(options.max_bytes)
    try:
        reader = pypdf.PdfReader(BytesIO(raw))
        if reader.is_encrypted and not reader.decrypt(""):
            raise ReadError("encrypted PDF")
        text = "\n".join(page.extract_text() for page in reader.pages)
        about = reader.metadata
        title, author = (about.title, about.author) if about else (None, None)
    except ReadError:
        raise
    except Exception as error:  # whatever pypdf raises, it is the file that is bad
        raise ReadError(f"malformed PDF: {said(error)}") from error
    if not text.strip():
        raise ReadError("no text in this PDF; is it a scan?")
    yield Draft(
        source.place,
        Article(source.id, text, title=title or None, author=author or None, url=source.url),
    )
