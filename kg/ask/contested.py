"""The claims that were rebutted most, and by whom an agent is rebutted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.claim import worded
from kg.ask.names import Party, party
from kg.ask.values import ask
from kg.store import Store, iri


@dataclass(frozen=True, slots=True)
class Contested:
    """A claim by its id and clearest wording, with how many agents rebutted it how often."""

    id: str
    text: str
    rebutter_count: int
    rebuttal_count: int


@dataclass(frozen=True, slots=True)
class Opponent:
    """An agent, and how many of its statements rebut, or are rebutted by, another's."""

    agent: Party
    count: int


def contested(store: Store, limit: int) -> list[Contested]:
    """The claims with most rebutters, then most rebuttals."""
    query = f"""SELECT ?claim (COUNT(DISTINCT ?who) AS ?agents)
        (COUNT(DISTINCT ?later) AS ?times) {{
      ?later kg:rebuts ?earlier . ?earlier kg:claim ?claim OPTIONAL {{ ?later kg:speaker ?who }} }}
      GROUP BY ?claim ORDER BY DESC(?agents) DESC(?times) ?claim LIMIT {int(limit)}"""
    rows = ask(store, query)
    told = worded(store, [str(row[0]) for row in rows])
    return [
        Contested(*told[str(claim)], int(agents or 0), int(times or 0))
        for claim, agents, times in rows
    ]


def rebutters(store: Store, agent: str, limit: int) -> list[Opponent]:
    """Who rebuts an agent, given by its IRI, most often first; itself among them."""
    return _opponents(store, agent, "earlier", "later", limit)


def rebutted(store: Store, agent: str, limit: int) -> list[Opponent]:
    """Whom an agent rebuts, most often first."""
    return _opponents(store, agent, "later", "earlier", limit)


def _opponents(store: Store, agent: str, own: str, other: str, limit: int) -> list[Opponent]:
    # Sub-selects are joined by their rows; bare patterns would be looked up one by one.
    query = f"""SELECT ?who (COUNT(*) AS ?times) {{
      {{ SELECT ?{other} {{ {{ SELECT ?later ?earlier {{ ?later kg:rebuts ?earlier }} }}
        {{ SELECT ?{own} {{ ?{own} kg:speaker ?agent }} }} }} }}
      ?{other} kg:speaker ?who }}
      GROUP BY ?who ORDER BY DESC(?times) ?who LIMIT {int(limit)}"""
    rows = ask(store, query, agent=iri(agent))
    return [Opponent(party(store, str(who)), int(times or 0)) for who, times in rows]
