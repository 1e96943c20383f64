"""One claim: its statements, and what texts say of its evidence."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.values import among, ask, texts
from kg.store import Store, iri


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim by its id and clearest wording, with counts of what is said of it."""

    id: str
    text: str
    statement_count: int
    rebuttal_count: int
    publisher_count: int


def claim(store: Store, node: str) -> Claim:
    """A claim by its IRI."""
    ((identifier, text),) = texts(
        store, "SELECT ?id ?text { ?claim kg:id ?id ; kg:text ?text }", claim=iri(node)
    )
    statements = "SELECT (COUNT(?said) AS ?n) { ?said kg:claim ?claim }"
    rebuttals = (
        "SELECT (COUNT(DISTINCT ?later) AS ?n) { ?said kg:claim ?claim . ?later kg:rebuts ?said }"
    )
    publishers = """SELECT (COUNT(DISTINCT ?publisher) AS ?n) {
      ?said kg:claim ?claim ; kg:article ?in . ?in kg:publisher ?publisher }"""
    counts = (ask(store, one, claim=iri(node)) for one in (statements, rebuttals, publishers))
    return Claim(identifier, text, *(int(rows[0][0] or 0) for rows in counts))


def worded(store: Store, nodes: list[str]) -> dict[str, tuple[str, str]]:
    """The ids and wordings of claims, by their IRIs."""
    # Asked for apart: as part of a larger query, Oxigraph would look up those of all claims first.
    query = (
        f"SELECT ?claim ?id ?text {{ {among('claim', nodes)} ?claim kg:id ?id ; kg:text ?text }}"
    )
    return {claim: (identifier, text) for claim, identifier, text in texts(store, query)}


def members(store: Store, node: str, limit: int, offset: int = 0) -> list[str]:
    """The IRIs of a claim's statements, oldest first, undated ones last."""
    query = f"""SELECT ?said {{ ?said kg:claim ?claim OPTIONAL {{ ?said kg:dated ?date }} }}
      ORDER BY (!BOUND(?date)) ?date ?said LIMIT {int(limit)} OFFSET {int(offset)}"""
    return [one for (one,) in texts(store, query, claim=iri(node))]


def evidence_of(store: Store, node: str) -> dict[str, int]:
    """How many statements of a claim have each status, most frequent first."""
    query = """SELECT ?status (COUNT(DISTINCT ?said) AS ?count) {
      ?said kg:claim ?claim ; kg:evidence ?one . ?one kg:status ?status }
      GROUP BY ?status ORDER BY DESC(?count) ?status"""
    rows = ask(store, query, claim=iri(node))
    return {
        str(status).rpartition("#")[2]: int(count or 0)
        for status, count in rows
        if status is not None
    }
