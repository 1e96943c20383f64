"""Who speaks, who is spoken of, and how often."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.filters import folded
from kg.ask.values import among, ask, concept, texts
from kg.store import Store, Value

# What is counted of an agent, and the pattern that finds it; ?said is the statement.
_COUNTED = {
    "said": "?said kg:speaker ?agent",
    "spoken_of": "?said kg:about ?agent",
    "relayed": "?said kg:via ?agent",
    "rebutted": "{ SELECT ?said { ?answer kg:rebuts ?said } } ?said kg:speaker ?agent",
    "rebuts": "{ SELECT ?said { ?said kg:rebuts ?claim } } ?said kg:speaker ?agent",
}


@dataclass(frozen=True, slots=True)
class Known:
    """An agent with its other names and those of name lists (IRIs), and counts of statements.

    `rebutted_count` are rebuttals of what it said, `rebuts_count` those that it made.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...]
    same_as: tuple[str, ...]
    said_count: int
    spoken_of_count: int
    relayed_count: int
    rebutted_count: int
    rebuts_count: int


def agents(
    store: Store,
    words: Iterable[str] = (),
    kind: str | None = None,
    min_confidence: float = 0.0,
    limit: int | None = None,
) -> list[Known]:
    """Agents by how much they said, then were spoken of; `words` must stand in one of the names.

    Only statements of at least `min_confidence` are counted; agents with none are listed as well.
    """
    found = _named(store, tuple(words), kind)
    counts = _counts(store, min_confidence)

    def amount(node: str) -> tuple[int, int, str]:
        return -counts["said"].get(node, 0), -counts["spoken_of"].get(node, 0), node

    return _described(store, sorted(found, key=amount)[:limit], counts)


def ranked(
    store: Store,
    words: Iterable[str],
    kind: str | None,
    limit: int,
    offset: int = 0,
) -> list[Known]:
    """Some of the agents, without counting what all others did: who says most comes first.

    `words` must stand in one of the names.
    """
    patterns, bound = ["?agent a kg:Agent ."], dict[str, Value]()
    if kind is not None:
        patterns.append("?agent kg:kind ?kind .")
        bound["kind"] = concept("kind", kind)
    if match := "".join(_has(one) for one in words):
        names = f"?agent kg:name|kg:alias ?name {match}"
        patterns.append(f"{{ SELECT DISTINCT ?agent {{ {names} }} }}")
    query = f"""SELECT ?agent (COUNT(?said) AS ?count) {{ {" ".join(patterns)}
      OPTIONAL {{ ?said kg:speaker ?agent }} }}
      GROUP BY ?agent ORDER BY DESC(?count) ?agent LIMIT {int(limit)} OFFSET {int(offset)}"""
    nodes = [row[0] for row in texts(store, query, **bound)]
    return _described(store, nodes, _counts(store, 0.0, among("agent", nodes))) if nodes else []


def known(store: Store, node: str) -> Known:
    """An agent by its IRI."""
    return _described(store, [node], _counts(store, 0.0, among("agent", [node])))[0]


def _described(store: Store, nodes: list[str], counts: dict[str, dict[str, int]]) -> list[Known]:
    if not nodes:
        return []
    chosen = among("agent", nodes)
    own = f"{{ {chosen} ?agent kg:id ?id ; kg:name ?name ; kg:kind ?kind }}"
    told = {row[0]: row[1:] for row in texts(store, f"SELECT ?agent ?id ?name ?kind {own}")}
    aliases = _lists(store, f"SELECT ?agent ?alias {{ {chosen} ?agent kg:alias ?alias }}")
    same = _lists(store, f"SELECT ?agent ?same {{ {chosen} ?agent owl:sameAs ?same }}")
    return [
        Known(
            id=told[node][0],
            name=told[node][1],
            kind=told[node][2].rpartition("#")[2],
            aliases=tuple(sorted(aliases[node])),
            same_as=tuple(sorted(same[node])),
            **{f"{counted}_count": counts[counted].get(node, 0) for counted in _COUNTED},
        )
        for node in nodes
    ]


def _named(store: Store, words: tuple[str, ...], kind: str | None) -> set[str]:
    """The agents of that kind that have all the words in their names, all in one."""
    match = "".join(map(_has, words))
    names = f"?agent kg:name|kg:alias ?name {match}" if words else ""
    bound: dict[str, Value] = {}
    if kind is not None:
        names += " ?agent kg:kind ?kind ."
        bound["kind"] = concept("kind", kind)
    query = f"SELECT DISTINCT ?agent {{ ?agent a kg:Agent . {names} }}"
    return {node for (node,) in texts(store, query, **bound)}


def _has(words: str) -> str:
    return f' FILTER(REGEX(?name, {Value(folded(words)).term()}, "i"))'


def _counts(store: Store, least: float, chosen: str = "") -> dict[str, dict[str, int]]:
    """By what is counted, how often by agent."""
    sure, bound = "", {}
    if least > 0:
        sure = "?said kg:confidence ?confidence . FILTER(?confidence >= ?least)"
        bound["least"] = least
    counts: dict[str, dict[str, int]] = {}
    for counted, pattern in _COUNTED.items():
        query = f"SELECT ?agent (COUNT(*) AS ?count) {{ {chosen} {pattern} . {sure} }}"
        rows = ask(store, f"{query} GROUP BY ?agent", **bound)
        counts[counted] = {str(node): int(count or 0) for node, count in rows}
    return counts


def _lists(store: Store, query: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for node, value in texts(store, query):
        found[node].append(value)
    return found
