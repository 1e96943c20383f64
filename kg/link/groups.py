"""Actors of one name as groups, and which groups are one agent: a forest of reasoned joins."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kg.records import Actor, Agent, Identification, Kind, mint

Sides = Mapping[int, int]  # by the number of a split, on which side of it a group stands


@dataclass(eq=False)
class Group:
    """Actors that go by one key and are one agent beyond doubt.

    `is_sure` tells names that mean the same in every article from weak ones, such as a lone
    surname, which make a group an article. `entry` is the entry of a user's list of names that the
    group stands for; such a group has no actors.
    """

    key: str
    kind: Kind
    is_sure: bool
    sides: Sides
    actors: list[Actor] = field(default_factory=list)
    articles: set[str] = field(default_factory=set)
    entry: Agent | None = None
    is_named: bool = True

    @property
    def name(self) -> str:
        """The actors' most usual name of those with most words."""
        if self.entry:
            return self.entry.name
        spelled = Counter(actor.name for actor in self.actors)
        return min(spelled, key=lambda one: (-len(one.split()), "." in one, -spelled[one], one))

    @property
    def fullness(self) -> tuple[bool, int, int, str, str]:
        """Orders the groups of an agent: the greatest names it."""
        first = self.actors[0].id if self.actors else ""
        return not self.entry, len(self.key.split()), len(self.key), self.key, first


class Forest:
    """Which groups are one agent. Groups on two sides of a split are never joined."""

    def __init__(self, groups: list[Group]) -> None:
        self.groups = groups
        self._parent: dict[Group, Group] = {}
        self._sides: dict[Group, dict[int, int]] = {}
        self._joins: dict[Group, list[tuple[Group, float, str]]] = defaultdict(list)

    def root(self, group: Group) -> Group:
        """The same group for all that are one agent."""
        found = group
        while (above := self._parent.get(found)) is not None:
            found = above
        while (above := self._parent.get(group)) is not None:
            self._parent[group], group = found, above
        return found

    def roots(self, groups: list[Group]) -> list[Group]:
        """The agents that the groups belong to, each once."""
        return list(dict.fromkeys(map(self.root, groups)))

    def join(self, one: Group, other: Group, score: float, reason: str) -> bool:
        """Make two groups one agent, unless a split forbids it; returns whether they are now."""
        first, second = self.root(one), self.root(other)
        if first is second:
            return True
        mine, others = self._of(first), self._of(second)
        if any(others.get(split, side) != side for split, side in mine.items()):
            return False
        self._parent[second] = first
        self._sides[first] = {**mine, **others}
        self._joins[one].append((other, score, reason))
        self._joins[other].append((one, score, reason))
        return True

    def _of(self, root: Group) -> Mapping[int, int]:
        return self._sides.get(root, root.sides)

    def agents(self) -> tuple[tuple[Agent, ...], tuple[Identification, ...]]:
        """The agents and which actor is which of them, both sorted by id."""
        members: dict[Group, list[Group]] = defaultdict(list)
        for group in self.groups:
            members[self.root(group)].append(group)
        leaders = {
            max(found, key=lambda group: group.fullness): found
            for found in members.values()
            if any(group.actors for group in found)
        }
        bearers = Counter(leader.key for leader in leaders if leader.is_named)
        agents: list[Agent] = []
        identifications: list[Identification] = []
        for leader, found in leaders.items():
            # The id of a name's only bearer stays when an article more speaks of it.
            own = [] if bearers[leader.key] == 1 else [min(a.id for g in found for a in g.actors)]
            agent = _agent(mint("agent", leader.key, *own), leader, found)
            agents.append(agent)
            identifications += self._identifications(agent, leader)
        return (
            tuple(sorted(agents, key=lambda agent: agent.id)),
            tuple(sorted(identifications, key=lambda one: one.actor)),
        )

    def _identifications(self, agent: Agent, leader: Group) -> Iterator[Identification]:
        """Every actor with the reasons that lead from it to the agent's fullest name."""
        plain = "the same name" if leader.is_named else "an unnamed actor of one article"
        waiting: list[tuple[Group, float, tuple[str, ...]]] = [(leader, 1.0, ())]
        seen = {leader}
        while waiting:
            group, score, reasons = waiting.pop()
            reason = "; ".join(reasons) or plain
            for actor in group.actors:
                yield Identification(actor.id, agent.id, round(score, 4), reason)
            for other, sure, why in self._joins[group]:
                if other not in seen:
                    seen.add(other)
                    named = f"{other.name} and {group.name}: {why}"
                    waiting.append((other, min(score, sure), (named, *reasons)))


def _agent(identifier: str, leader: Group, groups: list[Group]) -> Agent:
    entries = [group.entry for group in groups if group.entry]
    actors = [actor for group in groups for actor in group.actors]
    names = {name for actor in actors for name in (actor.name, *actor.aliases)}
    names |= {name for entry in entries for name in (entry.name, *entry.aliases)}
    name = leader.name if leader.entry else _usual_name(actors)
    return Agent(
        identifier,
        name,
        _kind(groups),
        tuple(sorted(names - {name})),
        tuple(sorted({same for entry in entries for same in entry.same_as})),
    )


def _usual_name(actors: list[Actor]) -> str:
    """What most articles call it, of names with more than one word if there are any.

    Of equals the shortest: a longer one may hold a misread word ("Ruiz Defends").
    """
    spelled = Counter(actor.name for actor in actors)
    return min(
        spelled, key=lambda one: (" " not in one, -spelled[one], len(one.split()), -len(one), one)
    )


def _kind(groups: list[Group]) -> Kind:
    return usual_kind([actor for group in groups for actor in group.actors])


def usual_kind(actors: list[Actor]) -> Kind:
    """The kind of most of the actors, with most words of name first; of equals a person."""
    kinds = Counter(actor.kind for actor in actors)
    return min(kinds, key=lambda kind: (-kinds[kind], kind != "person", kind))
