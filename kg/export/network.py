"""Statements as networks, which the formats for network programs write.

Both views are a `networkx.MultiDiGraph`. Ids are unique across nodes and across edges and say what
they stand for: `agent/ID`, and for an edge `relation:source:target`. Attributes are strings, whole
numbers and floats only, on one line, in what XML can hold; one that is unknown is left out. `days`,
the sorted days on which an element was told of, is for formats that know time.

Nodes have `label` (short), `name` (in full), `type` (person, organisation, state, group, statement,
claim or article), `size`, `color`, `r`, `g`, `b`; edges have `interaction`, `label`, `weight` and
the colours. Dates are when a statement was said, or else the day on which its article told it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.export import looks
from kg.export.formats import View
from kg.export.told import Told
from kg.graph.terms import first_day
from kg.records import Agent, Day

if TYPE_CHECKING:
    import networkx as nx

LEAST_WEIGHT = 0.0001  # Gephi drops edges that weigh nothing


def node_id(kind: str, identifier: str) -> str:
    """What a node is called in every network; its IRI without the base."""
    return f"{kind}/{quote(identifier, safe='/')}"


class Drawing:
    """Nodes and edges as they are gathered, in any order; `network` sorts them."""

    def __init__(self) -> None:
        self.nodes: dict[str, dict[str, Any]] = {}
        self.edges: dict[tuple[str, str, str], dict[str, Any]] = {}

    def node(self, kind: str, identifier: str, what: str, name: str, **rest: object) -> str:
        """Add a node, or leave it as it is; its id."""
        node = node_id(kind, identifier)
        if node not in self.nodes:
            given = {"label": looks.short(name), "name": name, "type": what, **rest}
            self.nodes[node] = {"weighs": 0, "days": set(), **given, **looks.colour(what)}
        return node

    def edge(self, source: str, interaction: str, target: str, **rest: object) -> None:
        """Add an edge, in place of one of the same relation between the same nodes."""
        label = interaction.replace("_", " ")
        given = {"interaction": interaction, "label": label, "days": set(), **rest}
        self.edges[interaction, source, target] = {**given, **looks.colour(interaction)}

    def network(self) -> nx.MultiDiGraph[str]:
        """The nodes, then the edges, in the order of their ids."""
        import networkx as nx  # a quarter of a second that other formats need not pay

        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for node, given in sorted(self.nodes.items()):
            size = looks.size(given.pop("weighs"))
            graph.add_node(node, **_cleaned({**given, "size": size}))
        for (interaction, source, target), given in sorted(self.edges.items()):
            key = f"{interaction}:{source}:{target}"
            graph.add_edge(source, target, key=key, **_cleaned(given))
        return graph


def draw(told: Iterable[Told], view: View) -> nx.MultiDiGraph[str]:
    """The network of one view."""
    return _agents(list(told)) if view == "agents" else _claims(list(told))


# --- agents ----------------------------------------------------------------------------------


@dataclass
class _Relation:
    """What is summed over the statements, or rebuttals, that one edge stands for."""

    acts: Counter[str] = field(default_factory=Counter)
    statements: list[str] = field(default_factory=list)
    days: set[str] = field(default_factory=set)
    weight: float = 0.0

    def add(self, told: Told, score: float) -> None:
        self.acts[told.statement.act] += 1
        self.statements.append(told.statement.id)
        self.days |= _days(told)
        self.weight += score


def _agents(told: list[Told]) -> nx.MultiDiGraph[str]:
    """One edge per ordered pair and relation.

    `weight` is the expected count: the sum of the statements' (for `rebuts`, the rebuttals')
    scores. There is no edge for accusations: who is accused is not told apart from who else an
    accusation speaks of, so they are counted in the `acts` of `speaks_of`.
    """
    drawing = Drawing()
    found: dict[tuple[str, str, str], _Relation] = defaultdict(_Relation)
    roles: dict[str, Counter[str]] = defaultdict(Counter)
    for one in told:
        for agent in dict.fromkeys(one.agents):
            node = _agent(drawing, agent)
            drawing.nodes[node]["weighs"] += 1
            drawing.nodes[node]["days"] |= _days(one)
        for role, agent in _roles(one):
            roles[_agent(drawing, agent)][role] += 1
    for source, interaction, target, one, score in relations(told):
        ends = _agent(drawing, source), _agent(drawing, target)
        found[interaction, *ends].add(one, score)
        if interaction == "rebuts":
            roles[ends[1]]["rebutted"] += 1
    for node, counts in roles.items():
        roles_of = ("said", "relayed", "spoken_of", "rebutted")
        drawing.nodes[node] |= {role: counts[role] for role in roles_of}
        drawing.nodes[node] |= _period(drawing.nodes[node]["days"])
    for (interaction, start, end), relation in found.items():
        drawing.edge(
            start,
            interaction,
            end,
            count=len(relation.statements),
            weight=max(round(relation.weight, 4), LEAST_WEIGHT),
            acts=", ".join(f"{act} {n}" for act, n in sorted(relation.acts.items(), key=_most)),
            statements=" ".join(sorted(relation.statements)),
            **_period(relation.days),
        )
        drawing.edges[interaction, start, end]["days"] = relation.days
    return drawing.network()


def relations(told: Iterable[Told]) -> Iterator[tuple[Agent, str, Agent, Told, float]]:
    """Who is related to whom by each statement that names its speaker, and the score of that."""
    told = list(told)
    speakers = {one.statement.id: one.speaker for one in told}
    for one in told:
        if one.speaker is None:
            continue
        for agent in one.about:
            yield one.speaker, "speaks_of", agent, one, one.statement.confidence
        for relay in dict.fromkeys(one.via):
            if relay:
                yield relay, "relays", one.speaker, one, one.statement.confidence
        for link in one.links:
            if link.kind == "rebuts" and (other := speakers.get(link.target)):
                yield one.speaker, "rebuts", other, one, link.score


def _roles(told: Told) -> Iterator[tuple[str, Agent]]:
    if told.speaker:
        yield "said", told.speaker
    yield from (("relayed", agent) for agent in dict.fromkeys(told.via) if agent)
    yield from (("spoken_of", agent) for agent in told.about)


# --- claims ----------------------------------------------------------------------------------


def _claims(told: list[Told]) -> nx.MultiDiGraph[str]:
    """Agents, statements, claims and articles as nodes."""
    drawing = Drawing()
    for one in told:
        _place(drawing, one)
    for one in told:
        for link in one.links:
            drawing.edge(
                _statement(drawing, one),
                link.kind,
                node_id("statement", link.target),
                weight=max(round(link.score, 4), LEAST_WEIGHT),
                reason=link.reason,
                days=_days(one),
            )
    for given in drawing.nodes.values():
        given |= _period(given["days"])
    return drawing.network()


def _place(drawing: Drawing, told: Told) -> None:
    """Add a statement with all that hangs on it."""
    statement, article = told.statement, told.article
    node = _statement(drawing, told)
    claim = drawing.node("claim", told.claim.id, "claim", told.claim.text)
    paper = drawing.node(
        *("article", article.id, "article", article.title or article.id),
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )
    ends = [(node, "makes", claim), (node, "stands_in", paper)]
    if told.speaker:
        ends.append((_agent(drawing, told.speaker), "says", node))
    ends += ((_agent(drawing, agent), "relays", node) for agent in told.via if agent)
    ends += ((node, "about", _agent(drawing, agent)) for agent in told.about)
    for source, interaction, target in dict.fromkeys(ends):
        weight = max(statement.confidence, LEAST_WEIGHT)
        drawing.edge(source, interaction, target, weight=weight, days=_days(told))
        for end in (source, target):
            drawing.nodes[end]["days"] |= _days(told)
        drawing.nodes[source if target == node else target]["weighs"] += 1


def _statement(drawing: Drawing, told: Told) -> str:
    statement = told.statement
    return drawing.node(
        *("statement", statement.id, "statement", statement.text),
        act=statement.act,
        mode=statement.mode,
        uttered=statement.uttered.value if statement.uttered else None,
        evidence=", ".join(dict.fromkeys(one.status for one in told.evidence)) or None,
        confidence=statement.confidence,
    )


# --- both ------------------------------------------------------------------------------------


def _agent(drawing: Drawing, agent: Agent) -> str:
    aliases = "; ".join(agent.aliases) or None
    same_as = " ".join(agent.same_as) or None
    return drawing.node("agent", agent.id, agent.kind, agent.name, aliases=aliases, same_as=same_as)


def _days(told: Told) -> set[str]:
    return {first_day(Day(told.date))} if told.date else set()


def _period(days: set[str]) -> dict[str, str]:
    return {"first": min(days), "last": max(days)} if days else {}


def _most(counted: tuple[str, int]) -> tuple[int, str]:
    return -counted[1], counted[0]


def _cleaned(given: dict[str, Any]) -> dict[str, Any]:
    """The attributes that are known, fit for XML; `days` in their order."""
    return {
        name: looks.one_line(value)
        if isinstance(value, str)
        else (tuple(sorted(value)) if name == "days" else value)
        for name, value in sorted(given.items())
        if value is not None
    }
