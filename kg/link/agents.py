"""Agents across articles: which articles' actors are one, how sure that is, and why.

Actors join by name: the same one, another spelling, a short form that only one agent goes by.
Unnamed ones ("two aides") never join across articles. A name that many could bear (a lone surname,
"the Foreign Ministry") joins only where its articles share more. In doubt agents stay apart: a
wrong join puts words in somebody's mouth. A user's decisions and list of names come first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.link import bodies, people
from kg.link.context import Context
from kg.link.decided import Register, sides
from kg.link.groups import Forest, Group, usual_kind
from kg.link.offices import is_common
from kg.link.spelling import is_named
from kg.names import name_key
from kg.records import Actor, Agent, Decision, Identification, Kind, Reading

BY_LIST = 0.98


def identify(
    readings: Iterable[Reading],
    decisions: Iterable[Decision] = (),
    names: Iterable[Agent] = (),
) -> tuple[tuple[Agent, ...], tuple[Identification, ...]]:
    """The agents behind all actors, and for each actor which one it is; both sorted by id.

    `decisions` say which actors are, or are not, one agent; each of their names is a name, an
    actor's id or, beside another, an article's. `names` is a user's own list, whose `same_as` its
    agents get. The result depends on the sets of readings, decisions and names only.
    """
    told = sorted(readings, key=lambda reading: reading.article.id)
    decided = sorted(decisions, key=lambda one: (one.verb, sorted(one.names)))
    register = Register(told)
    groups = _grouped(told, sides(register, decided))
    entries = _entries(names)
    forest = Forest([*groups, *entries])
    _merge(forest, register, decided)
    _list(forest, groups, entries)
    _same(forest)
    named = [group for group in forest.groups if group.is_named]
    context = Context(named)
    persons = [group for group in named if group.kind == "person"]
    people.join(forest, persons, context)
    bodies.join(forest, [group for group in named if group.kind != "person"], context)
    return forest.agents()


def _grouped(readings: list[Reading], sides: Mapping[str, dict[int, int]]) -> list[Group]:
    """The named actors by key, weak names by key and article, and each unnamed actor."""
    kinds, places = _kinds(readings), _places(readings)
    found: dict[tuple[object, ...], Group] = {}
    for reading in readings:
        article = reading.article.id
        seen: set[tuple[str, Kind]] = set()
        for actor in sorted(reading.actors, key=lambda one: one.id):
            is_proper = is_named(actor.name, actor.kind)
            key = name_key(actor.name) or actor.name
            kind = kinds[_class(actor)] if is_proper else actor.kind
            # Many people bear a single name, and every country has a Supreme Court.
            is_weak = " " not in key if kind == "person" else is_common(key, places)
            is_sure = is_proper and not is_weak
            side = sides.get(actor.id, {})
            # Two of one name that an article tells apart are namesakes: which, nothing tells.
            is_namesake = (key, kind) in seen
            seen.add((key, kind))
            alone = not is_proper or is_namesake
            place = actor.id if alone else "" if is_sure else article
            at = (key, kind, place, tuple(sorted(side.items())))
            if at not in found:
                named = is_proper and not is_namesake
                found[at] = Group(key, kind, is_sure, side, is_named=named)
            found[at].actors.append(actor)
            found[at].articles.add(article)
    return list(found.values())


def _class(actor: Actor) -> tuple[str, str]:
    """What decides together of which kind a name is: people and bodies may share one word."""
    key = name_key(actor.name)
    return key, "" if " " in key else "person" if actor.kind == "person" else "body"


def _kinds(readings: list[Reading]) -> dict[tuple[str, str], Kind]:
    actors: dict[tuple[str, str], list[Actor]] = defaultdict(list)
    for reading in readings:
        for actor in reading.actors:
            if is_named(actor.name, actor.kind):
                actors[_class(actor)].append(actor)
    return {known: usual_kind(found) for known, found in actors.items()}


def _places(readings: list[Reading]) -> set[str]:
    """The words for states that the readings know: names and demonyms."""
    states = (actor for reading in readings for actor in reading.actors if actor.kind == "state")
    names = (name for state in states for name in (state.name, *state.aliases))
    return {word for name in names for word in name_key(name).split()}


def _entries(names: Iterable[Agent]) -> list[Group]:
    """The user's list as groups without actors, on sides of a split so that none are joined."""
    listed = sorted(names, key=lambda agent: agent.id)
    return [
        Group(name_key(agent.name), agent.kind, True, {-1: number}, entry=agent)
        for number, agent in enumerate(listed)
    ]


def _merge(forest: Forest, register: Register, decisions: list[Decision]) -> None:
    home = {actor.id: group for group in forest.groups for actor in group.actors}
    for decision in decisions:
        if decision.verb == "merge":
            meant = [
                home[actor.id] for actors in register.meant(decision.names) for actor in actors
            ]
            for group in meant[1:]:
                forest.join(meant[0], group, 1.0, "a user's decision")


def _list(forest: Forest, groups: list[Group], entries: list[Group]) -> None:
    """Join what the user's list calls one, by names that only one entry has."""
    claimed: dict[str, set[Group]] = defaultdict(set)
    for group in entries:
        if group.entry:
            for name in (group.entry.name, *group.entry.aliases):
                claimed[name_key(name)].add(group)
    for group in groups:
        holders = claimed.get(group.key, set())
        if group.is_named and len(holders) == 1:
            forest.join(next(iter(holders)), group, BY_LIST, "a name on the user's list")


def _same(forest: Forest) -> None:
    """Join what splits left apart of one sure name, if only one agent is left for it."""
    by_name: dict[tuple[str, Kind], list[Group]] = defaultdict(list)
    for group in forest.groups:
        if group.is_sure and group.is_named and not group.entry:
            by_name[group.key, group.kind].append(group)
    for found in by_name.values():
        free = [group for group in found if not group.sides]
        roots = forest.roots([group for group in found if group.sides])
        if len(roots) == 1:
            for group in free:
                forest.join(roots[0], group, 1.0, "the same name")
