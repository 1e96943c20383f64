"""Claims against denials, side by side."""

from __future__ import annotations

from dataclasses import dataclass, replace

from kg.ask.filters import EVERYTHING, Filters, selection
from kg.ask.names import agent
from kg.ask.selection import Bound
from kg.ask.statements import Claimed, described
from kg.ask.values import ask
from kg.store import Store

_LINK = """?link a kg:Rebuttal ; kg:earlier ?said ; kg:statement ?later ; kg:confidence ?score ;
  kg:reason ?reason ."""


@dataclass(frozen=True, slots=True)
class Rebutted:
    """A claim, the statement that denies or contradicts it, and why the two are linked."""

    claim: Claimed
    rebuttal: Claimed
    score: float
    reason: str


def rebuttals(
    store: Store,
    filters: Filters = EVERYTHING,
    rebutted_by: str | None = None,
    limit: int | None = None,
) -> list[Rebutted]:
    """Rebuttals of the claims that the filters keep, surest first.

    Raises UnknownName, AmbiguousName or UsageError for a filter that fits nothing.
    """
    bound = "" if limit is None else f"LIMIT {int(limit)}"
    where, values = _where(store, filters, rebutted_by)
    query = f"SELECT ?said ?later ?score ?reason {{ {where} }} ORDER BY DESC(?score) ?said ?later"
    rows = ask(store, f"{query} {bound}", **values)
    nodes = list(dict.fromkeys(str(node) for row in rows for node in row[:2]))
    told = dict(zip(nodes, described(store, nodes, filters.min_confidence), strict=True))
    return [
        Rebutted(told[str(said)], told[str(later)], float(score or 0), str(reason))
        for said, later, score, reason in rows
    ]


def count_rebuttals(
    store: Store, filters: Filters = EVERYTHING, rebutted_by: str | None = None
) -> int:
    """How many rebuttals there are of the claims that the filters keep."""
    where, values = _where(store, filters, rebutted_by)
    return int(str(ask(store, f"SELECT (COUNT(?link) AS ?count) {{ {where} }}", **values)[0][0]))


def _where(store: Store, filters: Filters, rebutted_by: str | None) -> tuple[str, Bound]:
    chosen = selection(store, replace(filters, rebutted=None))
    patterns, values = [_LINK], dict(chosen.values)
    if rebutted_by is not None:
        patterns.append("?later kg:speaker ?rebutter .")
        values["rebutter"] = agent(store, rebutted_by)
    if filters.min_confidence > 0:
        patterns.append("FILTER(?score >= ?least)")
    return "\n".join([*patterns, chosen.patterns]), values
