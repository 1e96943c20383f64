"""The claims that were rebutted most, and by whom an agent is rebutted."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.names import Party
from kg.ask.values import ask
from kg.store import Store, iri

_LINK = "?link a kg:Rebuttal ; kg:earlier ?earlier ; kg:statement ?later ."


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
    query = f"""SELECT ?id ?text ?agents ?times {{ ?claim kg:id ?id ; kg:text ?text .
      {{ SELECT ?claim (COUNT(DISTINCT ?who) AS ?agents) (COUNT(DISTINCT ?later) AS ?times) {{
        {_LINK} ?earlier kg:claim ?claim OPTIONAL {{ ?later kg:speaker ?who }} }}
        GROUP BY ?claim ORDER BY DESC(?agents) DESC(?times) ?claim LIMIT {int(limit)} }} }}
      ORDER BY DESC(?agents) DESC(?times) ?claim"""
    return [
        Contested(str(name), str(text), int(agents or 0), int(times or 0))
        for name, text, agents, times in ask(store, query)
    ]


def rebutters(store: Store, agent: str, limit: int) -> list[Opponent]:
    """Who rebuts an agent, given by its IRI, most often first; itself among them."""
    return _opponents(store, agent, "?earlier kg:speaker ?agent . ?later kg:speaker ?who", limit)


def rebutted(store: Store, agent: str, limit: int) -> list[Opponent]:
    """Whom an agent rebuts, most often first."""
    return _opponents(store, agent, "?later kg:speaker ?agent . ?earlier kg:speaker ?who", limit)


def _opponents(store: Store, agent: str, pattern: str, limit: int) -> list[Opponent]:
    query = f"""SELECT ?id ?name ?times {{ ?who kg:id ?id ; kg:name ?name .
      {{ SELECT ?who (COUNT(*) AS ?times) {{ ?later kg:rebuts ?earlier . {pattern} }}
        GROUP BY ?who ORDER BY DESC(?times) ?who LIMIT {int(limit)} }} }}
      ORDER BY DESC(?times) ?name ?id"""
    rows = ask(store, query, agent=iri(agent))
    return [Opponent(Party(str(name), str(full)), int(n or 0)) for name, full, n in rows]
