"""Linking all that a store holds.

The graph of links carries the hash of what it was made from. It is taken away before the first
change to a reading and comes back with the new links, so it also tells whether a build has ended.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import kg
from kg.build.report import BuildOptions, LinkReport
from kg.build.stages import Stages
from kg.graph import Iris, Triple, decisions, entries, entry_triples, linked_triples, reading
from kg.graph.terms import P, iri, text
from kg.records import Agent, Decision, Reading, mint
from kg.store import Store
from kg.store import iri as bound_iri
from kg.vocab import KG

# Without spans, whose IRIs say all: half of the triples, and reading them takes the time.
_TYPES = " ".join(
    term.n3()
    for term in (KG.Article, KG.Actor, KG.Statement, KG.Reference, KG.Assessment, KG.Answer)
)
_TOLD = f"""SELECT ?s ?p ?o {{
    GRAPH ?graph {{ ?s a ?type ; ?p ?o }}
    VALUES ?type {{ {_TYPES} }}
}}"""


def relink(store: Store, options: BuildOptions, stages: Stages) -> LinkReport | None:
    """Link all readings of the store anew; None if they are linked as they stand."""
    iris = Iris(options.base)
    said = list(store.triples(iris.decisions_graph))
    decided, names = decisions(said), entries(said)
    key = _key(store, stages.linking(), decided, names)
    if not options.again and _current(store, iris) == key:
        return None
    readings = list(_readings(store, iris))
    linked = stages.link(readings, decided, names)
    statements = [statement for one in readings for statement in one.statements]
    unmark(store, iris)
    change_count = store.revise(iris.links_graph, linked_triples(linked, statements, iris))
    store.change(iris.links_graph, added=[_mark(iris, key)])
    kinds = [found.kind for found in linked.links]
    return LinkReport(
        article_count=len(readings),
        statement_count=len(statements),
        agent_count=len(linked.agents),
        claim_count=len(linked.claims),
        rebuttal_count=kinds.count("rebuts"),
        repeat_count=kinds.count("repeats"),
        change_count=change_count,
    )


def keep(store: Store, iris: Iris, names: tuple[Agent, ...]) -> None:
    """Keep a user's list of agents in place of the last one."""
    kept = entries(store.triples(iris.decisions_graph))
    removed = list(entry_triples(kept, iris)) if kept else []
    store.change(iris.decisions_graph, added=entry_triples(names, iris), removed=removed)


def unmark(store: Store, iris: Iris) -> None:
    """Say that the links are not current, before a reading changes."""
    if (key := _current(store, iris)) is not None:
        store.change(iris.links_graph, removed=[_mark(iris, key)])


def is_current(store: Store, base: str) -> bool:
    """Whether the last build of the store came to its end."""
    return _current(store, Iris(base)) is not None


def _readings(store: Store, iris: Iris) -> Iterator[Reading]:
    # Read back even if just made: the store rounds scores, and links must not depend on the run.
    for name in store.graphs():
        if name.startswith(iris.reading("")):
            rows = store.query(_TOLD, {"graph": bound_iri(name)})
            yield reading(cast(Iterator[tuple[str, str, str]], iter(rows)))


def _key(
    store: Store, linking: str, decided: tuple[Decision, ...], names: tuple[Agent, ...]
) -> str:
    known = (field for pair in sorted(store.keys().items()) for field in pair)
    return mint(kg.__version__, linking, repr(decided), repr(names), *known)


def _current(store: Store, iris: Iris) -> str | None:
    query = f"SELECT ?key {{ GRAPH ?links {{ ?links {KG.contentHash.n3()} ?key }} }}"
    found = store.query(query, {"links": bound_iri(iris.links_graph)})
    return next((str(key) for (key,) in found), None)


def _mark(iris: Iris, key: str) -> Triple:
    return iri(iris.links_graph), P.contentHash, text(key)
