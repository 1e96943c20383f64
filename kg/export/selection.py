"""What an export writes: the part of a store that the filters keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from kg.export.formats import View
from kg.export.told import Told, tell
from kg.graph import DEFAULT_BASE, Iris, Triple, linked, reading
from kg.graph.terms import P, iri

if TYPE_CHECKING:
    from kg.store import Store


class Selection:
    """The kept statements of a store with all that belongs to them; None keeps everything.

    A link belongs to it if both its ends are kept. Articles come in the order of their IRIs.
    """

    def __init__(
        self, store: Store, view: View = "claims", kept: Collection[str] | None = None
    ) -> None:
        self.store, self.view, self.kept = store, view, kept
        self.names = store.graphs()
        self.iris = Iris(_base(self.names))

    def told(self) -> Iterator[Told]:
        """The statements with what the graph of links says of them, an article at a time."""
        links = linked(self.store.triples(self.iris.links_graph))
        readings = (reading(self.store.triples(name)) for name in self._readings())
        return tell(readings, links, self.kept)

    def graphs(self) -> Iterator[tuple[str, list[Triple]]]:
        """Each graph's IRI and its kept triples as N-Triples terms, sorted; none without any.

        Without filters these are all graphs, users' decisions among them. With them, a statement
        keeps its article, spans, references, actors, agents and claim.
        """
        if self.kept is None:
            for name in self.names:
                yield name, list(map(_terms, self.store.lines(name)))
            return
        seeds = {iri(self.iris.node("statement", one)) for one in self.kept}
        actors: set[str] = set()
        for name in self._readings():
            found = list(map(_terms, self.store.lines(name)))
            nodes = _reached(found, name, seeds)
            actors |= {o for s, p, o in found if p == P.actor and s in nodes}
            if nodes:
                yield name, [triple for triple in found if triple[0] in nodes]
        found = list(map(_terms, self.store.lines(self.iris.links_graph)))
        if kept := list(_links(found, seeds, actors)):
            yield self.iris.links_graph, kept

    def _readings(self) -> list[str]:
        return [name for name in self.names if name.startswith(self.iris.reading(""))]


def _base(names: list[str]) -> str:
    """The base of which the graph of links, and so every graph, is named."""
    bases = [name.removesuffix("links") for name in names if name.endswith("links")]
    return next((b for b in bases if all(n.startswith(b) for n in names)), DEFAULT_BASE)


def _terms(line: str) -> Triple:
    subject, predicate, rest = line.split(" ", 2)
    return subject, predicate, rest.removesuffix(" .")


def _reached(triples: list[Triple], name: str, seeds: set[str]) -> set[str]:
    """The nodes of one article's graph that a kept statement leads to; none if it keeps none."""
    leads: dict[str, list[str]] = defaultdict(list)
    for subject, _, value in triples:
        leads[subject].append(value)
    waiting = [subject for subject in leads if subject in seeds]
    if waiting:
        waiting.append(iri(name))
    nodes: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in leads and node not in nodes:
            nodes.add(node)
            waiting += leads[node]
    return nodes


def _links(triples: list[Triple], seeds: set[str], actors: set[str]) -> Iterator[Triple]:
    """What the graph of links says of kept statements and their actors, agents and claims."""
    nodes = seeds | actors
    later, earlier = set(), set()
    for subject, predicate, value in triples:
        if (predicate in (P.speaker, P.via, P.about, P.claim) and subject in seeds) or (
            predicate == P.identifiedAs and subject in actors
        ):
            nodes.add(value)
        elif predicate == P.actor and value in actors:
            nodes.add(subject)
        elif predicate == P.statement and value in seeds:
            later.add(subject)
        elif predicate == P.earlier and value in seeds:
            earlier.add(subject)
    nodes |= later & earlier
    for triple in triples:
        leads_out = triple[1] in (P.rebuts, P.repeats) and triple[2] not in seeds
        if triple[0] in nodes and not leads_out:
            yield triple
