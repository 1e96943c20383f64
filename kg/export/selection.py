"""What an export writes: the part of a store that the filters keep."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from kg.ask import Filters, kept
from kg.export import around
from kg.export.formats import View
from kg.export.terms import literal, plain, terms
from kg.export.told import Told, tell
from kg.graph import DEFAULT_BASE, UNREAD, Iris, Triple, linked, reading
from kg.graph.terms import P, iri
from kg.records import Reading
from kg.store import Store


class Selection:
    """The kept statements of a store with all that belongs to them; None keeps everything.

    `kept` are IRIs. A link belongs to it if both its ends are kept and it is as sure as `least`.
    Articles come in the order of their IRIs. A picture has the `strongest` relations only.
    """

    def __init__(
        self,
        store: Store,
        view: View = "claims",
        kept: Collection[str] | None = None,
        least: float = 0.0,
        strongest: int = 0,
    ) -> None:
        self.store, self.view, self.least, self.strongest = store, view, least, strongest
        self.kept = None if kept is None else frozenset(kept)
        self.names = store.graphs()
        self.iris = Iris(_base(self.names))

    def told(self) -> Iterator[Told]:
        """The statements with what the graph of links says of them, an article at a time."""
        if self.kept is None:
            return tell(self._every_reading(), linked(self.store.triples(self.iris.links_graph)))
        kept = {one.rpartition("/")[2] for one in self.kept}
        return tell(self._every_reading(), linked(map(plain, self._links())), kept, self.least)

    def graphs(self) -> Iterator[tuple[str, list[Triple]]]:
        """Each graph's IRI and its kept triples as N-Triples terms, sorted; none without any.

        Without filters these are all graphs, users' decisions among them. With them, a statement
        keeps its article, spans, references, assessments, actors, agents and claim.
        """
        if self.kept is None:
            for name in self.names:
                yield name, list(map(terms, self.store.lines(name)))
            return
        links = self._links()
        shared = {value for _, predicate, value in links if predicate == P.evidence}
        for name in self._readings():
            found = list(map(terms, self.store.lines(name)))
            nodes = _reached(found, {iri(name), *map(iri, self.kept), *shared})
            yield name, [triple for triple in found if triple[0] in nodes]
        if self.kept:
            yield self.iris.links_graph, links

    def _readings(self) -> list[str]:
        """The names of the graphs of all articles that tell of a kept statement."""
        if self.kept is not None:
            return around.graphs(self.store, self.kept)
        return [name for name in self.names if name.startswith(self.iris.reading(""))]

    def _every_reading(self) -> Iterator[Reading]:
        skipped = ", ".join(f"<{predicate}>" for predicate in sorted(UNREAD))
        for name in self._readings():
            pattern = f"GRAPH <{name}> {{ ?s ?p ?o }} FILTER(?p NOT IN ({skipped}))"
            rows = self.store.query(f"SELECT ?s ?p ?o {{ {pattern} }}")
            yield reading((str(s), str(p), str(o)) for s, p, o in rows)

    def _links(self) -> list[Triple]:
        """What the graph of links says of kept statements, but for links that are left out."""
        found = around.links(self.store, self.kept or (), self.iris.links_graph)
        return list(_between(list(map(terms, found)), set(map(iri, self.kept or ())), self.least))


def select(
    store: Store, view: View = "claims", filters: Filters | None = None, limit: int | None = None
) -> Selection:
    """What the filters keep, or the newest of it; rebuttals must be as sure as they ask."""
    if limit is None and filters in (None, Filters()):
        return Selection(store, view)
    filters = filters or Filters()
    return Selection(store, view, kept(store, filters, limit), filters.min_confidence)


def _base(names: list[str]) -> str:
    """The base of which the graph of links, and so every graph, is named."""
    bases = [name.removesuffix("links") for name in names if name.endswith("links")]
    return next((b for b in bases if all(n.startswith(b) for n in names)), DEFAULT_BASE)


def _reached(triples: list[Triple], seeds: set[str]) -> set[str]:
    """The nodes of one article's graph that the seeds lead to."""
    leads: dict[str, list[str]] = defaultdict(list)
    for subject, _, value in triples:
        leads[subject].append(value)
    waiting = [subject for subject in leads if subject in seeds]
    nodes: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node in leads and node not in nodes:
            nodes.add(node)
            waiting += leads[node]
    return nodes


def _between(triples: list[Triple], seeds: set[str], least: float) -> Iterator[Triple]:
    """The triples without links that lead to other statements or are less sure."""
    ends = {s: o for s, p, o in triples if p == P.earlier}
    starts = {s: o for s, p, o in triples if p == P.statement}
    scores = {s: o for s, p, o in triples if p == P.confidence and s in ends}
    sure = {node for node in ends if float(literal(scores[node])[0]) >= least}
    links = {node for node in sure if ends[node] in seeds}
    pairs = {(starts[node], ends[node]) for node in links}
    for subject, predicate, value in triples:
        if predicate in (P.rebuts, P.repeats):
            if (subject, value) in pairs:
                yield subject, predicate, value
        elif subject not in ends or subject in links:
            yield subject, predicate, value
