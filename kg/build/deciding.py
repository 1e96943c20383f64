"""What a user says of agents: kept in the store, and obeyed by every later build."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kg.ask.names import agent, party
from kg.ask.values import texts
from kg.build.links import relink
from kg.build.report import BuildOptions, LinkReport
from kg.build.stages import Stages
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.graph import Iris, decision_triples, decisions
from kg.names import name_key
from kg.records import Decision, mint
from kg.store import Store, iri


def decide(
    decided: Iterable[Decision],
    store: Store,
    options: BuildOptions | None = None,
    stages: Stages | None = None,
    undo: bool = False,
) -> LinkReport | None:
    """Keep, or with `undo` forget, what a user said of agents, and link anew by it."""
    options = options or BuildOptions()
    iris = Iris(options.base)
    triples = list(decision_triples(decided, iris))
    if undo:
        store.change(iris.decisions_graph, removed=triples)
    else:
        store.change(iris.decisions_graph, added=triples)
    return relink(store, options, stages or Stages())


def identifier(decision: Decision) -> str:
    """What a decision goes by: made of its verb and names, in whatever order these are."""
    return mint(decision.verb, *sorted(decision.names))


def merging(store: Store, called: Sequence[str], base: str) -> Decision:
    """The decision that agents are one, each called by a name or an agent's or actor's id.

    Raises UnknownName, AmbiguousName, or UsageError if there are not two or a split says otherwise.
    """
    named = [_lasting(store, one) for one in called]
    return _checked(store, Decision("merge", tuple(dict.fromkeys(named))), base)


def splitting(store: Store, called: Sequence[str], base: str) -> Decision:
    """The decision that names, actors' ids or a name and articles' ids are not one agent.

    Raises UnknownName, or UsageError if there are not two or a merge says otherwise.
    """
    for one in called:
        if not (_is_known(store, one) or _is_article(store, one)):
            _lasting(store, one)
    if all(_is_article(store, one) for one in called):
        raise UsageError("give a name too: the agent of that name in the article is another")
    return _checked(store, Decision("split", tuple(dict.fromkeys(called))), base)


def decision(store: Store, start: str, base: str) -> Decision:
    """The decision whose id starts so; raises UnknownName or AmbiguousName."""
    known = {identifier(one): one for one in kept(store, base)}
    found = [one for name, one in known.items() if start and name.startswith(start)]
    if not found:
        raise UnknownName("decision", start, tuple(known)[:5])
    if len(found) > 1:
        raise AmbiguousName("decision", start, tuple(map(identifier, found)))
    return found[0]


def kept(store: Store, base: str) -> tuple[Decision, ...]:
    """All decisions that the store keeps, merges first, by name."""
    found = decisions(store.triples(Iris(base).decisions_graph))
    return tuple(sorted(found, key=lambda one: (one.verb, one.names)))


def are_one(store: Store, called: Iterable[str]) -> bool:
    """Whether all that go by a name, and there are some, are one agent."""
    key = "SELECT ?agent { ?agent a kg:Agent ; kg:nameKey ?key }"
    found = [set(texts(store, key, key=name_key(one))) for one in called if name_key(one)]
    return len(found) > 1 and all(len(one) == 1 and one == found[0] for one in found)


def _lasting(store: Store, called: str) -> str:
    """A name or actor's id, for an agent's id may change when agents are joined."""
    if _is_actor(store, called):
        return called
    node = agent(store, called)
    name = party(store, node).name
    key = "SELECT ?agent { ?agent kg:nameKey ?key }"
    if len(list(texts(store, key, key=name_key(name)))) == 1 and _is_known(store, name):
        return name
    actors = "SELECT ?id { ?actor kg:identifiedAs ?agent ; kg:id ?id } ORDER BY ?id LIMIT 1"
    ((one,),) = texts(store, actors, agent=iri(node))
    return one


def _is_actor(store: Store, called: str) -> bool:
    return bool(list(texts(store, "SELECT ?actor { ?actor a kg:Actor ; kg:id ?id }", id=called)))


def _is_article(store: Store, called: str) -> bool:
    return bool(list(texts(store, "SELECT ?one { ?one a kg:Article ; kg:id ?id }", id=called)))


def _is_known(store: Store, called: str) -> bool:
    """Whether an actor has the id, or an agent the name."""
    query = "SELECT ?agent { ?agent a kg:Agent ; kg:nameKey ?key }"
    key = name_key(called)
    return _is_actor(store, called) or bool(key and list(texts(store, query, key=key)))


def _checked(store: Store, found: Decision, base: str) -> Decision:
    if len(found.names) < 2:
        raise UsageError(f"{found.verb} takes two agents at least; these are one already")
    names = set(map(name_key, found.names))
    for one in kept(store, base):
        if one.verb != found.verb and len(names & set(map(name_key, one.names))) > 1:
            raise UsageError(
                f"decision {identifier(one)} says otherwise ({one.verb}: {', '.join(one.names)});"
                f" kg agents undo {identifier(one)} takes it back"
            )
    return found
