"""What every store can do, wherever it keeps its quads."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from types import TracebackType
from typing import IO, Self

from kg.store.binding import Bindings
from kg.store.dataset import Dataset
from kg.store.results import Result
from kg.store.update import Triple, canonical, split
from kg.store.value import Value

Graphs = Mapping[str, Iterable[Triple]]


class Store(ABC):
    """Named graphs and what they answer; open one with `kg.store.open_store`.

    Triples go in as N-Triples terms and come out as `Value`s. Graphs are named by bare IRIs. A
    query sees the union of all graphs as its default graph. A context manager: leaving it closes
    the store.
    """

    location: str

    @abstractmethod
    def query(
        self, sparql: str, bindings: Bindings | None = None, dataset: Dataset | None = None
    ) -> Result:
        """What a SELECT, ASK, CONSTRUCT or DESCRIBE answers, its parameters bound as values.

        A dataset takes the place of the query's own; without either it sees all graphs.

        Raises QueryError if it does not parse, or has no parameter of a given name.
        """

    @abstractmethod
    def put(self, graphs: Graphs) -> int:
        """Store graphs, replacing those that are there; returns how many triples they hold.

        Each graph is stored in whole or not at all, even if the process is killed.
        """

    @abstractmethod
    def drop(self, graphs: Iterable[str]) -> None:
        """Remove graphs and all they hold; unknown ones are nothing to remove."""

    @abstractmethod
    def change(
        self, graph: str, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()
    ) -> None:
        """Remove, then add, triples of one graph; remotely in parts, if they are many."""

    @abstractmethod
    def graphs(self) -> list[str]:
        """The names of all graphs, sorted."""

    @abstractmethod
    def lines(self, graph: str) -> list[str]:
        """A graph as sorted lines of N-Triples without line ends; none if there is none."""

    @abstractmethod
    def triples(self, graph: str) -> Iterator[tuple[Value, Value, Value]]:
        """A graph's triples in no particular order."""

    @abstractmethod
    def close(self) -> None:
        """Write what is not yet on disk, and let others in. Closing twice is closing once."""

    def place(self) -> str:
        """What another process opens to read what this one reads now: a folder or a URL."""
        return self.location

    def revise(self, graph: str, triples: Iterable[Triple]) -> int:
        """Make a graph hold exactly these triples, touching only what differs.

        Returns how many triples were added and removed.
        """
        wanted = set(canonical(triples))
        held = set(canonical(map(split, self.lines(graph))))
        added, removed = sorted(wanted - held), sorted(held - wanted)
        if added or removed:
            self.change(graph, map(split, added), map(split, removed))
        return len(added) + len(removed)

    def keys(self) -> dict[str, str]:
        """The content hash of each article's reading, by article id."""
        from kg.vocab import KG  # Lookups do without rdflib, which takes longer than they do.

        found = self.query(
            f"SELECT ?id ?key {{ GRAPH ?g {{ ?g {KG.readingOf.n3()} ?article ;"
            f" {KG.contentHash.n3()} ?key . ?article {KG.id.n3()} ?id }} }}"
        )
        return {str(name): str(key) for name, key in found}

    def dump(self, output: IO[bytes]) -> None:
        """Write all graphs as canonical N-Quads: sorted lines, the same for the same quads."""
        named = ((name, self.lines(name)) for name in self.graphs())
        rows = [f"{line[:-1]}<{name}> .\n" for name, lines in named for line in lines]
        output.writelines(row.encode() for row in sorted(rows))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()
