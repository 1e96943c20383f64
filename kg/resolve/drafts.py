"""A statement in the making."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.records import Attribution, Spans
from kg.resolve.clusters import Cluster
from kg.resolve.speakers import Source


@dataclass(frozen=True, eq=False)
class Draft:
    """An attribution and one of its speakers; `source` is None where the text has no source.

    `through` are the words of who only passed it on, where the attribution was to them.
    """

    attribution: Attribution
    source: Source | None
    through: Spans = ()

    @property
    def speaker(self) -> Cluster | None:
        """The actor that speaks, if it is known."""
        return self.source.cluster if self.source else None

    @property
    def mention(self) -> Spans:
        """The words that mean this speaker."""
        return self.source.mention if self.source else ()


SAME_CONTENT = 0.9  # least share of common code points for two contents to be one


def distinct(drafts: Sequence[Draft], relayed: Sequence[Sequence[Source]]) -> list[bool]:
    """Which drafts to keep where several attribute one content.

    Of those of one speaker the surest stays; a relay's goes where its source's is known, and one
    without a speaker where another names him.
    """
    kept = [True] * len(drafts)
    relays = [{id(source.cluster) for source in sources} for sources in relayed]
    for at, one in enumerate(drafts):
        for other in range(at + 1, len(drafts)):
            second = drafts[other]
            if second.attribution.content[0].start > one.attribution.content[-1].end:
                break
            if not (kept[at] and kept[other]) or not _share_content(one, second):
                continue
            loser = _weaker(one, second, relays[at], relays[other])
            if loser is not None:
                kept[at if loser is one else other] = False
    return kept


def _weaker(one: Draft, second: Draft, relays: set[int], others: set[int]) -> Draft | None:
    """Which of two drafts of one content says nothing that the other does not; None if both do."""
    if one.speaker is second.speaker:
        return one if one.attribution.score < second.attribution.score else second
    if one.speaker is None or id(one.speaker) in others:
        return one
    if second.speaker is None or id(second.speaker) in relays:
        return second
    return None


def _share_content(one: Draft, second: Draft) -> bool:
    first, other = (
        {at for span in draft.attribution.content for at in range(*span)} for draft in (one, second)
    )
    return len(first & other) >= SAME_CONTENT * len(first | other)
