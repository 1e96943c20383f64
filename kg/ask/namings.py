"""Under which names articles know an agent, and why they were taken for one."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.values import ask
from kg.store import Store, iri


@dataclass(frozen=True, slots=True)
class Naming:
    """A name that articles use, with why it means the agent; `score` is that of the least sure.

    `article` is the id of one of the articles.
    """

    name: str
    reason: str
    score: float
    article_count: int
    article: str


def namings(store: Store, agent: str, limit: int) -> list[Naming]:
    """The namings of an agent, given by its IRI; those of most articles first."""
    query = f"""SELECT ?name ?reason (MIN(?score) AS ?least) (COUNT(DISTINCT ?id) AS ?count)
        (MIN(?id) AS ?one) {{
      ?naming kg:agent ?agent ; kg:actor ?actor ; kg:confidence ?score ; kg:reason ?reason .
      ?actor kg:name ?name ; kg:article ?in . ?in kg:id ?id }}
      GROUP BY ?name ?reason ORDER BY DESC(?count) ?name ?reason LIMIT {int(limit)}"""
    return [
        Naming(str(name), str(reason), float(least or 0), int(count or 0), str(one))
        for name, reason, least, count, one in ask(store, query, agent=iri(agent))
    ]
