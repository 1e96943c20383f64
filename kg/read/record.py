"""Records of JSON lines and CSV files as articles."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import ReadError
from kg.read.options import ReadOptions
from kg.read.source import Draft, Source
from kg.records import Article

# The fields of an exported claim that no article has.
_CLAIM = {"document", "cue", "content", "speaker"}


def draft(record: Mapping[str, object], source: Source, number: int, options: ReadOptions) -> Draft:
    """The article of one record, `number` being its line.

    Its id is the record's `id`, else its `url`, else the file's name and the line. Raises ReadError
    if it has no text or a field is of the wrong kind.
    """
    names = options.fields
    text = record.get(names.get("text", "text"))
    if record.keys() >= _CLAIM:
        raise ReadError("a claim of the exchange format, not an article")
    if not isinstance(text, str):
        raise ReadError(_no_text(record, names.get("text", "text")))
    value: dict[str, Any] = {
        field: _value(record, names.get(field, field))
        for field in ("id", "title", "published", "publisher", "author", "url")
    }
    name, part = value.pop("id") or value["url"], f"-{number}"
    article = Article(name or f"{source.id}{part}", text, **value)
    return Draft(f"{source.place}:{number}", article, None if name else part)


def _value(record: Mapping[str, object], name: str) -> str | None:
    value = record.get(name)
    if value is None or isinstance(value, str):
        return (value or "").strip() or None
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise ReadError(f"field {name!r} is no string")


def _no_text(record: Mapping[str, object], name: str) -> str:
    if name in record:
        return f"field {name!r} is no string"
    names = ", ".join(str(key)[:40] for key in list(record)[:20])
    return f"no field {name!r} among {names or 'none'}; --map text=NAME tells which holds the text"
