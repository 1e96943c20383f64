"""A store whose queries are bounded: what pages ask that run a query with a reader's values."""

from __future__ import annotations

from collections.abc import Iterator

from kg.store import Bindings, Dataset, Result, Store, Value
from kg.store.binding import bind
from kg.store.reading import ReadingStore
from kg.web.sparql.asked import Asked
from kg.web.sparql.pool import Pool


class BoundedStore(ReadingStore):
    """Answers queries by a pool's workers; a result says by `is_cut` if rows are missing.

    A query may raise what `Pool.answer` does. For any number of threads.
    """

    def __init__(self, store: Store, pool: Pool) -> None:
        self.location, self._store, self._pool = store.location, store, pool

    def query(
        self, sparql: str, bindings: Bindings | None = None, dataset: Dataset | None = None
    ) -> Result:
        answer = self._pool.answer(Asked(bind(sparql, bindings or {}), "json", "nt", dataset))
        with answer.body as body:
            read = Result.of_triples if answer.form == "graph" else Result.of_json
            return read(body.read(), answer.is_cut)

    def graphs(self) -> list[str]:
        return self._store.graphs()

    def lines(self, graph: str) -> list[str]:
        return self._store.lines(graph)

    def triples(self, graph: str) -> Iterator[tuple[Value, Value, Value]]:
        return self._store.triples(graph)

    def place(self) -> str:
        return self._store.place()

    def close(self) -> None:
        """The store and its pool are closed by whoever opened them."""
