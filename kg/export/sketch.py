"""Networks for pages: the nodes and edges of `kg.export.network`, from a few small queries.

A page draws while somebody waits, so nothing is read but what it shows: no texts of articles, no
spans, no aliases. Instead of sums, an edge has its tellings, by which a browser filters at once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kg.ask.values import among, ask
from kg.export import looks
from kg.export.formats import View
from kg.store import Store

BATCH = 500  # statements a query
MOST_NODES = 5000  # what a browser lays out within seconds
RELATIONS: dict[View, tuple[str, ...]] = {
    "agents": ("speaks_of", "rebuts", "relays"),
    "claims": ("says", "about", "relays", "rebuts", "repeats", "makes", "stands_in"),
}

# When a relation was told, and how surely: the first and last day of the statements that it needs.
Telling = tuple[str | None, str | None, float]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Node:
    """`id` is its IRI without the base, `size` as in `kg.export.looks`."""

    id: str
    label: str
    type: str
    size: float


@dataclass(frozen=True, slots=True)
class Edge:
    """A relation of two nodes, by their ids."""

    source: str
    relation: str
    target: str
    told: tuple[Telling, ...]

    @property
    def weight(self) -> float:
        """How often it is told, each time as sure as it is."""
        return sum(score for *_, score in self.told)

    @property
    def days(self) -> tuple[str | None, str | None]:
        """The first and the last day on which it was told; None where no day is known."""
        firsts = [first for first, *_ in self.told if first]
        lasts = [last for _, last, _ in self.told if last]
        return min(firsts, default=None), max(lasts, default=None)


@dataclass(frozen=True, slots=True)
class Shown:
    """What of a network is wanted: relations, days (YYYY-MM-DD, inclusive), least confidence."""

    relations: frozenset[str]
    since: str | None = None
    until: str | None = None
    least: float = 0.0

    def keeps(self, telling: Telling) -> bool:
        """Whether a telling is within the days and sure enough."""
        first, last, score = telling
        if score < self.least or (self.since and not (first and first >= self.since)):
            return False
        return not self.until or bool(last and last <= self.until)


@dataclass(frozen=True, slots=True)
class Sketch:
    """A network of `statements`, by their IRIs; nodes and edges in the order of their ids."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    statements: Mapping[str, Telling]

    def shown(self, wanted: Shown, focus: Iterable[str] = ()) -> Sketch:
        """The tellings that are wanted, with the nodes that they join and those in focus."""
        edges = tuple(
            replace(edge, told=tuple(filter(wanted.keeps, edge.told)))
            for edge in self.edges
            if edge.relation in wanted.relations and any(map(wanted.keeps, edge.told))
        )
        ends = {end for edge in edges for end in (edge.source, edge.target)} | set(focus)
        kept = {said: own for said, own in self.statements.items() if wanted.keeps(own)}
        return Sketch(tuple(node for node in self.nodes if node.id in ends), edges, kept)


def sketch(store: Store, statements: Sequence[str], view: View, base: str) -> Sketch:
    """The network of statements, by their IRIs: the first of them, if all are too many to draw."""
    told: dict[str, _Said] = {}
    sizes: Counter[str] = Counter()
    for one in _told(store, statements):
        ends = dict.fromkeys(_agents(one)) if view == "agents" else _joined(one)
        if len(sizes) + sum(end not in sizes for end in (*ends, one.node)) > MOST_NODES:
            break
        told[one.node] = one
        sizes.update(list(ends))
        if view == "claims":
            sizes[one.node] += 0
    edges: dict[Key, list[Telling]] = defaultdict(list)
    relations = _between_agents if view == "agents" else _around_statements
    for one in told.values():
        for key, telling in relations(one, told):
            edges[key].append(telling)
    labels = _labels(store, sizes, base)

    def named(node: str) -> str:
        return node.removeprefix(base)

    return Sketch(
        tuple(
            Node(named(node), *labels[node], looks.size(count))
            for node, count in sorted(sizes.items())
        ),
        tuple(
            Edge(named(source), relation, named(target), tuple(sorted(tellings, key=str)))
            for (source, relation, target), tellings in sorted(edges.items())
        ),
        {node: one.telling for node, one in told.items()},
    )


# --- what is asked ---------------------------------------------------------------------------

_OWN = "SELECT ?said ?day ?score { %s ?said kg:confidence ?score OPTIONAL { ?said kg:dated ?day } }"
_ROLES = ("speaker", "about", "via", "claim", "article")
_TO = f"""SELECT ?said ?role ?other {{ %s ?said ?role ?other
  FILTER(?role IN ({", ".join(f"kg:{role}" for role in _ROLES)})) }}"""
_LINKS = """SELECT ?said ?kind ?earlier ?score { %s ?link kg:statement ?said ; kg:earlier ?earlier ;
  kg:confidence ?score ; a ?kind . FILTER(?kind != kg:Link) }"""
_LABELS = {
    "agent": "SELECT ?node ?name ?kind { %s ?node kg:name ?name ; kg:kind ?kind }",
    "statement": "SELECT ?node ?text { %s ?node kg:text ?text }",
    "claim": "SELECT ?node ?text { %s ?node kg:text ?text }",
    "article": "SELECT ?node ?label { %s ?node kg:id ?id OPTIONAL { ?node kg:title ?title }"
    " BIND(COALESCE(?title, ?id) AS ?label) }",
}


@dataclass(slots=True)
class _Said:
    """A statement, the IRIs of what it is joined to by role, and its links to earlier ones."""

    node: str
    day: str | None
    score: float
    to: dict[str, list[str]] = field(default_factory=lambda: {role: [] for role in _ROLES})
    links: list[tuple[str, str, float]] = field(default_factory=list)

    @property
    def telling(self) -> Telling:
        """That it was said at all."""
        return self.day, self.day, self.score


def _told(store: Store, statements: Sequence[str]) -> Iterator[_Said]:
    for start in range(0, len(statements), BATCH):
        batch = statements[start : start + BATCH]
        said = among("said", batch)
        told = {
            str(node): _Said(str(node), None if day is None else str(day), float(score or 0))
            for node, day, score in ask(store, _OWN % said)
        }
        for node, role, other in ask(store, _TO % said):
            told[str(node)].to[str(role).rpartition("#")[2]].append(str(other))
        for node, kind, earlier, score in ask(store, _LINKS % said):
            relation = "rebuts" if str(kind).endswith("Rebuttal") else "repeats"
            told[str(node)].links.append((relation, str(earlier), float(score or 0)))
        yield from (told[node] for node in batch)


def _labels(store: Store, nodes: Iterable[str], base: str) -> dict[str, tuple[str, str]]:
    """Each node's label, and its type as `kg.export.looks` knows it."""
    of: dict[str, list[str]] = defaultdict(list)
    for node in nodes:
        of[node.removeprefix(base).partition("/")[0]].append(node)
    found: dict[str, tuple[str, str]] = {}
    for kind, some in of.items():
        for start in range(0, len(some), BATCH):
            for row in ask(store, _LABELS[kind] % among("node", some[start : start + BATCH])):
                what = str(row[2]).rpartition("#")[2] if kind == "agent" else kind
                found[str(row[0])] = looks.short(str(row[1])), what
    return found


# --- what is drawn of it ---------------------------------------------------------------------


def _agents(said: _Said) -> list[str]:
    """Who is named in a statement: the speaker, the relays, those it speaks of."""
    return list(dict.fromkeys(said.to["speaker"] + said.to["via"] + said.to["about"]))


def _joined(said: _Said) -> list[str]:
    """What a statement is joined to, once for each role."""
    return [other for role in _ROLES for other in said.to[role]]


def _between_agents(said: _Said, told: Mapping[str, _Said]) -> Iterator[tuple[Key, Telling]]:
    own = said.telling
    for speaker in said.to["speaker"]:
        yield from (((speaker, "speaks_of", other), own) for other in said.to["about"])
        yield from (((relay, "relays", speaker), own) for relay in said.to["via"])
        for relation, earlier, telling in _linked(said, told):
            if relation == "rebuts":
                for other in told[earlier].to["speaker"]:
                    yield (speaker, relation, other), telling


def _around_statements(said: _Said, told: Mapping[str, _Said]) -> Iterator[tuple[Key, Telling]]:
    own, to = said.telling, said.to
    yield from (((speaker, "says", said.node), own) for speaker in to["speaker"])
    yield from (((relay, "relays", said.node), own) for relay in to["via"])
    for relation, role in (("about", "about"), ("makes", "claim"), ("stands_in", "article")):
        yield from (((said.node, relation, other), own) for other in to[role])
    for relation, earlier, telling in _linked(said, told):
        yield (said.node, relation, earlier), telling


def _linked(said: _Said, told: Mapping[str, _Said]) -> Iterator[tuple[str, str, Telling]]:
    """The links to statements that are drawn too; each needs both statements."""
    for relation, earlier, score in said.links:
        if other := told.get(earlier):
            days = sorted((said.day, other.day)) if said.day and other.day else (None, None)
            yield relation, earlier, (days[0], days[1], min(score, said.score, other.score))
