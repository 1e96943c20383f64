"""What a caller may decide about reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import BinaryIO

from kg.errors import UsageError
from kg.read.dates import day

FIELDS = ("id", "text", "title", "published", "publisher", "author", "url")


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOptions:
    """How inputs are read.

    `published` is the day of articles that state none themselves. `fields` maps a field of ours to
    the name it has in JSON lines and CSV files. `stdin` is what `-` reads; None is the process's.
    Raises UsageError if `published` is no day or `fields` names a field that an article lacks.
    """

    published: str | None = None
    skip_undated: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)
    check_language: bool = True
    max_chars: int = 1_000_000  # spaCy's own limit for one text
    max_bytes: int = 100_000_000  # of one HTML, feed or PDF file, which are read whole
    url_timeout_seconds: float = 20.0
    url_max_bytes: int = 20_000_000
    stdin: BinaryIO | None = None

    def __post_init__(self) -> None:
        if self.published is not None and day(self.published) != self.published:
            raise UsageError(f"{self.published!r} is not a day; write it as YYYY-MM-DD")
        for name in self.fields:
            if name not in FIELDS:
                raise UsageError(f"an article has no field {name!r}; it has {', '.join(FIELDS)}")
