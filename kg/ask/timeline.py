"""One agent over time: what it said, what was said of it, what it passed on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from kg.ask.filters import EVERYTHING, Filters
from kg.ask.statements import Claimed, described, kept, sort_day
from kg.store import Store

Role = Literal["said", "said of it", "relayed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement on a timeline; `date` is its day or else its article's, None without either."""

    date: str | None
    role: Role
    statement: Claimed


def timeline(
    store: Store, agent: str, filters: Filters = EVERYTHING, limit: int | None = None
) -> list[Entry]:
    """The newest statements by, of and through an agent, oldest first, undated ones last.

    The filters hold for all of them, but for `by`, `about` and `via`, which the agent takes in
    turn. Raises UnknownName or AmbiguousName.
    """
    roles: dict[str, Role] = {}
    views: tuple[tuple[Role, Filters], ...] = (
        ("said", replace(filters, by=agent)),
        ("said of it", replace(filters, about=agent)),
        ("relayed", replace(filters, via=agent)),
    )
    for role, view in views:
        for node in kept(store, view, limit):
            roles.setdefault(node, role)
    told = zip(roles.values(), described(store, roles, filters.min_confidence), strict=True)
    entries = [Entry(sort_day(one) or None, role, one) for role, one in told]
    entries.sort(key=lambda entry: (entry.date is None, entry.date or "", entry.statement.id))
    if limit is None:
        return entries
    dated = [entry for entry in entries if entry.date]
    undated = [entry for entry in entries if not entry.date]
    return [*dated[max(0, len(dated) - limit) :], *undated][:limit]
