"""Assessments that hold for more statements of an article than the one they stand by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.records import Claim, Reading, Shared, Statement


def shared(readings: Iterable[Reading], claims: Iterable[Claim]) -> tuple[Shared, ...]:
    """What the statements of one claim in one article have of each other's assessments, sorted.

    An article assesses a claim, not a wording: what it calls unproven is so wherever it says it.
    """
    home = {member: claim.id for claim in claims for member in claim.statements}
    together: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for reading in readings:
        for one in reading.statements:
            together[one.article, home[one.id]].append(one)
    return tuple(sorted(found for group in together.values() for found in _lent(group)))


def _lent(group: list[Statement]) -> Iterator[Shared]:
    """Of each status that a statement has not, the assessment that stands first in the text."""
    for one in group:
        known = {assessed.status for assessed in one.evidence}
        for other in group:
            for position, assessed in enumerate(other.evidence, 1):
                if assessed.status not in known:
                    known.add(assessed.status)
                    yield Shared(one.id, other.id, position)
