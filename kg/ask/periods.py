"""How much an agent said, and was spoken of, by day; what others said of it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kg.ask.selection import Selection, newest
from kg.ask.values import ask
from kg.store import Store, iri

_VIEWS = {
    "said": ("?said kg:speaker ?agent",),
    "rebutted": ("?said kg:speaker ?agent", "{ SELECT DISTINCT ?said { ?later kg:rebuts ?said } }"),
    "spoken_of": ("?said kg:about ?agent",),
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
    for name, found in _VIEWS.items():
        chosen = _of(store, agent, found)
        query = f"SELECT ?date (COUNT(*) AS ?count) {{ {chosen.dated} }} GROUP BY ?date"
        for date, count in ask(store, query, **chosen.values):
            counts[str(date)][name] = int(count or 0)
    return [Day(date, *(counts[date].get(name, 0) for name in _VIEWS)) for date in sorted(counts)]


def others_on(store: Store, agent: str, limit: int) -> list[str]:
    """The IRIs of what others said of an agent, given by its IRI, newest first."""
    return newest(_of(store, agent, ("?said kg:about ?agent",), "?said kg:speaker ?agent"), limit)


def _of(store: Store, agent: str, found: tuple[str, ...], *left_out: str) -> Selection:
    return Selection(store, found, {"agent": iri(agent)}, left_out)
