"""Who is meant by a name, and what by an id."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.values import ask, texts
from kg.errors import AmbiguousName, UnknownName, UsageError
from kg.names import name_key
from kg.store import Store, Value, iri


@dataclass(frozen=True, slots=True)
class Party:
    """An agent, by its id and fullest name."""

    id: str
    name: str


def agent(store: Store, name: str) -> Value:
    """The IRI of the one agent that goes by a name, an alias, an id or an IRI (a name list's too).

    Case, accents and punctuation do not matter. Raises AmbiguousName with the candidates, or
    UnknownName with the nearest names.
    """
    found = _known(store, name)
    if len(found) == 1:
        return iri(next(iter(found)))
    if found:
        raise AmbiguousName("agent", name, _candidates(found))
    raise UnknownName("agent", name, nearest(store, name))


def node(store: Store, kind: str, identifier: str) -> Value:
    """The IRI of the one Statement, Claim or Article with an id that starts with the given one.

    Raises UnknownName or AmbiguousName.
    """
    found = {found: name for found, name, _ in nodes(store, identifier, kind)}
    if len(found) == 1:
        return iri(next(iter(found)))
    if found:
        raise AmbiguousName(kind.lower(), identifier, tuple(sorted(found.values())[:5]))
    raise UnknownName(kind.lower(), identifier)


def nodes(store: Store, identifier: str, *kinds: str) -> list[tuple[str, str, str]]:
    """IRI, id and class of what has this id or IRI; failing that, of what has one that starts so.

    At most six are returned, in the order of their ids; an empty id finds nothing.
    """
    if not identifier.strip():
        return []
    classes = " ".join(f"kg:{kind}" for kind in kinds)
    select = f"SELECT ?node ?id ?class {{ VALUES ?class {{ {classes} }} ?node kg:id ?id ; a ?class"
    end = "} ORDER BY ?id LIMIT 6"
    rows = list(texts(store, f"{select} {end}", id=identifier))
    if not rows and "://" in identifier:
        rows = list(texts(store, f"{select} {end}", node=iri(identifier)))
    elif not rows:
        match = "FILTER(STRSTARTS(?id, ?start))"
        rows = list(texts(store, f"{select} {match} {end}", start=identifier))
    return [(found, name, kind.rpartition("#")[2]) for found, name, kind in rows]


def nearest(store: Store, name: str) -> tuple[str, ...]:
    """Up to five names of agents that resemble a name, best first."""
    import difflib  # wanted only where a name is unknown

    wanted = name_key(name)
    keys: dict[str, str] = {}
    for key, full in texts(store, "SELECT ?key ?name { ?agent kg:nameKey ?key ; kg:name ?name }"):
        keys[key] = min(full, keys.get(key, full))
    holding = sorted(
        (key for key in keys if wanted and f" {wanted} " in f" {key} "),
        key=lambda key: (len(key), key),
    )
    close = difflib.get_close_matches(wanted, sorted(keys), n=5, cutoff=0.6)
    return tuple(dict.fromkeys(keys[key] for key in (*holding, *close)))[:5]


def _known(store: Store, name: str) -> dict[str, Party]:
    """The agents that go by a name, by IRI."""
    if not name.strip():
        raise UsageError("an empty name is nobody's")
    answer = "SELECT ?agent ?id ?name { ?agent kg:id ?id ; kg:name ?name"
    if "://" in name:
        same = " . ?agent owl:sameAs ?same }"
        rows = [
            *texts(store, answer + " ; a kg:Agent }", agent=iri(name)),
            *texts(store, answer + same, same=iri(name)),
        ]
    else:
        key = name_key(name)
        rows = [
            *texts(store, answer + " ; a kg:Agent }", id=name),
            *(texts(store, answer + " ; kg:nameKey ?key }", key=key) if key else ()),
        ]
    return {found: Party(identifier, full) for found, identifier, full in rows}


def _candidates(found: dict[str, Party]) -> tuple[str, ...]:
    return tuple(
        f"{one.name} ({one.id})" for one in sorted(found.values(), key=lambda p: (p.name, p.id))
    )


def party(store: Store, node: str) -> Party:
    """An agent's id and name, by its IRI."""
    ((identifier, name),) = ask(
        store, "SELECT ?id ?name { ?agent kg:id ?id ; kg:name ?name }", agent=iri(node)
    )
    return Party(str(identifier), str(name))
