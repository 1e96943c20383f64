"""Readings on their way into the store, several at a time."""

from __future__ import annotations

import time
from collections.abc import Mapping

import kg
from kg.build.links import unmark
from kg.graph import Iris, Triple, reading_triples
from kg.records import Article, Reading, mint
from kg.store import Store

BATCH_TRIPLES = 50_000  # some 100 articles; larger ones are stored no faster
BATCH_SECONDS = 20.0  # the most work that a kill undoes


def key(article: Article, version: str, model: str) -> str:
    """The content hash of a reading that some version made."""
    return mint(article.content_hash, version, model)


class Batch:
    """Collects readings and stores them when there are enough, or the oldest has waited."""

    def __init__(self, store: Store, base: str, model: str, known: Mapping[str, str]) -> None:
        self._store, self._iris, self._model, self._known = store, Iris(base), model, known
        self._graphs: dict[str, list[Triple]] = {}
        self._size, self._since = 0, 0.0
        self._is_unmarked = False
        self.added_count = self.replaced_count = self.statement_count = self.triple_count = 0

    def key(self, article: Article) -> str:
        """Changes when the article, the program's version or a model changes."""
        return key(article, kg.__version__, self._model)

    def holds(self, article: Article) -> bool:
        """Whether the store has what would be understood of the article."""
        return self._known.get(article.id) == self.key(article)

    def add(self, reading: Reading) -> None:
        """Take a reading in, to be stored now or soon."""
        article = reading.article
        triples = list(
            reading_triples(reading, self._iris, kg.__version__, self._model, self.key(article))
        )
        if not self._graphs:
            self._since = time.monotonic()
        self._graphs[self._iris.reading(article.id)] = triples
        self._size += len(triples)
        self.triple_count += len(triples)
        self.statement_count += len(reading.statements)
        self.replaced_count += article.id in self._known
        self.added_count += article.id not in self._known
        if self._size >= BATCH_TRIPLES or time.monotonic() - self._since > BATCH_SECONDS:
            self.store()

    def store(self) -> None:
        """Store what was taken in so far."""
        graphs, self._graphs, self._size = self._graphs, {}, 0
        if not graphs:
            return
        if not self._is_unmarked:
            unmark(self._store, self._iris)
            self._is_unmarked = True
        self._store.put(graphs)
