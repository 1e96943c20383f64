"""Agents across articles: which articles' actors are one, how sure that is, and why.

Actors join by name: the same key, a fuller form, another transliteration, a short form that only
one body goes by. Unnamed ones ("two aides") never join across articles, nor do two people who
share but a surname. A user's decisions and own list of names come before all of that.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from kg.link.spelling import is_named, is_short_form, same_person, skeleton
from kg.names import name_key
from kg.records import Actor, Agent, Decision, Identification, Kind, Reading, mint


@dataclass(eq=False)
class _Group:
    """Actors of one name; `parent` leads to the group that it was joined to."""

    key: str
    kind: Kind
    named: bool
    article: str
    actors: list[Actor] = field(default_factory=list)
    parent: _Group | None = None
    score: float = 1.0
    reason: str = "the same name"
    same_as: set[str] = field(default_factory=set)

    @property
    def root(self) -> _Group:
        return self.parent.root if self.parent else self


def identify(
    readings: Iterable[Reading],
    decisions: Iterable[Decision] = (),
    names: Iterable[Agent] = (),
) -> tuple[tuple[Agent, ...], tuple[Identification, ...]]:
    """The agents behind all actors, and for each actor which one it is; both sorted by id.

    `decisions` say which names are, or are not, one agent; `names` is a user's own list, whose
    `same_as` its agents get. The result depends on the set of readings only.
    """
    groups = _grouped(readings)
    apart = {
        frozenset((one, other))
        for decision in decisions
        if decision.verb == "split"
        for one in map(name_key, decision.names)
        for other in map(name_key, decision.names)
        if one != other
    }
    joiner = _Joiner(groups, apart)
    for decision in decisions:
        if decision.verb == "merge":
            joiner.decided(decision.names)
    for agent in sorted(names, key=lambda one: one.id):
        joiner.listed(agent)
    joiner.join()
    return _result(groups)


def _grouped(readings: Iterable[Reading]) -> list[_Group]:
    """The actors by kind of name: unnamed ones by article, others by key."""
    groups: dict[tuple[str, ...], _Group] = {}
    for reading in readings:
        for actor in reading.actors:
            named = is_named(actor.name, actor.kind)
            key = name_key(actor.name) or actor.name
            place = (key,) if named else (key, actor.id)
            article = "" if named else reading.article.id
            group = groups.setdefault(place, _Group(key, actor.kind, named, article))
            group.actors.append(actor)
    for group in groups.values():
        group.actors.sort(key=lambda actor: actor.id)
        kinds = Counter(actor.kind for actor in group.actors)
        group.kind = min(kinds, key=lambda kind: (-kinds[kind], kind))
    return [groups[place] for place in sorted(groups)]


class _Joiner:
    """Joins groups, the surest reasons first; `apart` holds pairs of keys that must not meet."""

    def __init__(self, groups: list[_Group], apart: set[frozenset[str]]) -> None:
        self.groups = groups
        self.apart = apart
        self.by_key: dict[str, list[_Group]] = defaultdict(list)
        for group in groups:
            self.by_key[group.key].append(group)

    def join(self) -> None:
        """Join what names alone tell."""
        named = [group for group in self.groups if group.named]
        people = [g for g in named if g.kind == "person"]
        bodies = [g for g in named if g.kind != "person"]
        self._full_names([g for g in people if " " in g.key])
        self._single_words(people)
        self._short_forms(bodies)

    def decided(self, names: Sequence[str]) -> None:
        """Join what the user said is one; a name may be an agent's or actor's key."""
        found = [group for name in names for group in self._called(name)]
        for other in found[1:]:
            self._unite(found[0], other, 1.0, "decided by a user", forced=True)

    def listed(self, agent: Agent) -> None:
        """Join what the user's own list of names calls one."""
        keys = dict.fromkeys(map(name_key, (agent.name, *agent.aliases)))
        found = [g for key in keys for g in self.by_key.get(key, ()) if g.named]
        for group in found:
            self._unite(found[0], group, 0.98, f"both stand in the list of names as {agent.name}")
        if found:
            found[0].root.same_as.update(agent.same_as)

    def _called(self, name: str) -> list[_Group]:
        return [g for g in self.by_key.get(name_key(name), ()) if g.named] or [
            g for g in self.groups if any(actor.id == name for actor in g.actors)
        ]

    def _full_names(self, people: list[_Group]) -> None:
        blocks: dict[tuple[str, str], list[_Group]] = defaultdict(list)
        for group in people:
            words = group.key.split()
            blocks[words[0][0], skeleton(words[-1])].append(group)
        for block in blocks.values():
            for at, one in enumerate(block):
                for other in block[at + 1 :]:
                    if found := same_person(one.key, other.key):
                        self._unite(one, other, *found)

    def _single_words(self, people: list[_Group]) -> None:
        """A lone surname is the one person who bears it, if there is just one."""
        bearers: dict[str, list[_Group]] = defaultdict(list)
        for group in people:
            if " " in group.key:
                bearers[group.key.split()[-1]].append(group)
        for group in people:
            roots = {id(one.root): one.root for one in bearers.get(group.key, ())}
            if " " not in group.key and len(roots) == 1:
                self._unite(
                    next(iter(roots.values())), group, 0.85, "the only bearer of the surname"
                )

    def _short_forms(self, bodies: list[_Group]) -> None:
        """A first word or acronym is the one body that it fits, if there is just one."""
        by_start: dict[str, list[_Group]] = defaultdict(list)
        for group in bodies:
            if " " in group.key and group.kind == "organisation":
                words = group.key.split()
                initials = "".join(
                    w[0] for w in words if w not in ("of", "the", "and", "for", "in")
                )
                for start in {initials, *(" ".join(words[:n]) for n in range(1, len(words)))}:
                    by_start[start].append(group)
        for group in bodies:
            fitting = [g for g in by_start.get(group.key, ()) if is_short_form(group.key, g.key)]
            roots = {id(one.root): one.root for one in fitting}
            if group.kind == "organisation" and len(roots) == 1:
                self._unite(
                    next(iter(roots.values())), group, 0.85, "a short form of one name only"
                )

    def _unite(
        self, one: _Group, other: _Group, score: float, reason: str, forced: bool = False
    ) -> None:
        first, second = one.root, other.root
        if first is second or (not forced and self._kept_apart(first, second)):
            return
        # The root with the fullest name leads, so that the result does not depend on the order.
        if _fullness(second) > _fullness(first):
            first, second = second, first
        second.parent, second.score = first, score
        second.reason = reason
        first.same_as |= second.same_as

    def _kept_apart(self, one: _Group, other: _Group) -> bool:
        if not self.apart:
            return False
        members = [[g.key for g in self.groups if g.root is root] for root in (one, other)]
        return any(frozenset((a, b)) in self.apart for a in members[0] for b in members[1])


def _fullness(group: _Group) -> tuple[int, int, str]:
    return len(group.key.split()), len(group.key), group.key


def _result(groups: list[_Group]) -> tuple[tuple[Agent, ...], tuple[Identification, ...]]:
    members: dict[int, list[_Group]] = defaultdict(list)
    for group in groups:
        members[id(group.root)].append(group)
    agents: list[Agent] = []
    found: list[Identification] = []
    for group in groups:
        if group.root is group:
            agent = _agent(group, members[id(group)])
            agents.append(agent)
            found += _identifications(agent, members[id(group)])
    return (
        tuple(sorted(agents, key=lambda agent: agent.id)),
        tuple(sorted(found, key=lambda one: one.actor)),
    )


def _agent(root: _Group, groups: list[_Group]) -> Agent:
    actors = [actor for group in groups for actor in group.actors]
    spelled = Counter(actor.name for actor in actors)
    name = min(spelled, key=lambda one: (-len(one.split()), "." in one, -spelled[one], one))
    aliases = {alias for actor in actors for alias in (actor.name, *actor.aliases)} - {name}
    identity = [root.key] if root.named else [root.key, root.actors[0].id]
    return Agent(
        mint("agent", *identity),
        name,
        root.kind,
        tuple(sorted(aliases)),
        tuple(sorted(root.same_as)),
    )


def _identifications(agent: Agent, groups: list[_Group]) -> Iterator[Identification]:
    for group in groups:
        for actor in group.actors:
            score, reason = group.score, group.reason
            if not group.named:
                reason = "an unnamed actor of one article"
            elif group.parent:
                reason = f"{actor.name} and {agent.name}: {reason}"
            yield Identification(actor.id, agent.id, round(score, 4), reason)
