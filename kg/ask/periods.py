"""How much an agent said, and was spoken of, by day; what others said of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.ask.values import ask, texts
from kg.store import Store, iri

_VIEWS = {
    "said": "?said kg:speaker ?agent",
    "rebutted": "?said kg:speaker ?agent FILTER EXISTS { ?later kg:rebuts ?said }",
    "spoken_of": "?said kg:about ?agent",
}


@dataclass(frozen=True, slots=True)
class Day:
    """Counts of the statements dated to one day; `rebutted_count` are among those it said."""

    date: str
    said_count: int
    rebutted_count: int
    spoken_of_count: int


def days(store: Store, agent: str) -> list[Day]:
    """The days on which an agent, given by its IRI, said something or was spoken of."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    for name, pattern in _VIEWS.items():
        where = f"?said kg:dated ?date . {pattern}"
        query = f"SELECT ?date (COUNT(*) AS ?count) {{ {where} }} GROUP BY ?date"
        for date, count in ask(store, query, agent=iri(agent)):
            counts[str(date)][name] = int(count or 0)
    return [Day(date, *(counts[date].get(name, 0) for name in _VIEWS)) for date in sorted(counts)]


def others_on(store: Store, agent: str, limit: int) -> list[str]:
    """The IRIs of what others said of an agent, given by its IRI, newest first."""
    query = f"""SELECT ?said {{ ?said kg:about ?agent
      FILTER NOT EXISTS {{ ?said kg:speaker ?agent }}
      OPTIONAL {{ ?said kg:dated ?date }} }} ORDER BY DESC(?date) ?said LIMIT {int(limit)}"""
    return [one for (one,) in texts(store, query, agent=iri(agent))]
