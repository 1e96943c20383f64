"""A statement in the making."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Attribution, Spans
from kg.resolve.clusters import Cluster
from kg.resolve.speakers import Source


@dataclass(frozen=True, eq=False)
class Draft:
    """An attribution and one of its speakers; `source` is None where the text has no source."""

    attribution: Attribution
    source: Source | None

    @property
    def speaker(self) -> Cluster | None:
        """The actor that speaks, if it is known."""
        return self.source.cluster if self.source else None

    @property
    def mention(self) -> Spans:
        """The words that mean this speaker."""
        return self.source.mention if self.source else ()
