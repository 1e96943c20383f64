"""Bytes to text, unchanged: no newline is translated and no UTF-8 byte order mark removed."""

from __future__ import annotations

import codecs
import re

from kg.errors import ReadError

# UTF-32's mark starts with UTF-16's, so it is asked for first.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Punctuation in the wrong encoding: a capital after a small letter, or between spaces.
_MISREAD = re.compile(r"[a-z,.!?][À-ÖØ-Þ]|[^\W\d_][\x80-\x9f]|\s[ÐÑ](?=\s)")
# Enough to tell an encoding; detection is slow on long input.
_SAMPLE = 100_000
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of `raw`: by its mark, as UTF-8, by the declared `charset`, or as detected.

    Raises ReadError if it is binary or of no encoding that fits.
    """
    marked = next((name for mark, name in _MARKS if raw.startswith(mark)), None)
    if marked is None and _is_binary(raw[:_SAMPLE]):
        raise ReadError("binary, not text")
    # UTF-8 goes before the declared charset: hardly any other text is valid UTF-8 by chance.
    text = _decoded(raw, marked or "utf-8")
    if text is None and marked is None:
        text = _decoded(raw, charset) or _western(raw) or _decoded(raw, _detected(raw))
    if text is None:
        raise ReadError("binary, or text in no known encoding")
    return text


def _is_binary(head: bytes) -> bool:
    return b"\0" in head or len(head) - len(head.translate(None, _CONTROLS)) > len(head) / 100


def _decoded(raw: bytes, name: str | None) -> str | None:
    try:
        return raw.decode(name) if name else None
    except (LookupError, ValueError):  # LookupError: no such encoding, or one of no text
        return None


def _western(raw: bytes) -> str | None:
    """The text as Windows or Macintosh English, if it looks like that.

    Detection by statistics takes an apostrophe in otherwise plain English for Chinese or Baltic.
    """
    if len(raw) - len(raw.decode("ascii", "ignore")) > len(raw) / 10:
        return None
    texts = (_decoded(raw, name) for name in ("cp1252", "mac_roman"))
    # Read as the other of the two, quotation marks become capitals: councilÕs.
    return next((text for text in texts if text and not _MISREAD.search(text)), None)


def _detected(raw: bytes) -> str | None:
    from charset_normalizer import from_bytes  # slow to import, and seldom needed

    best = from_bytes(raw[:_SAMPLE]).best()
    return best.encoding if best else None
