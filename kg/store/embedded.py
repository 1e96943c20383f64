"""A store on disk, in this process: Oxigraph on RocksDB.

Small writes are one transaction. Large ones are loaded in bulk, some three times as fast. Oxigraph
hands all files of a bulk load to RocksDB in one call, but does not promise that it always will, so
the graphs in flight are noted in a file first. Whoever opens the store next removes those of an
interrupted load: a graph is there in whole or not at all, also for lookups.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import pyoxigraph as ox

from kg.errors import QueryError, StoreError, StoreLocked, StoreMissing
from kg.store.base import Graphs, Store
from kg.store.binding import Bindings, bind, has_dataset
from kg.store.dataset import Dataset
from kg.store.locking import NAME as LOCK
from kg.store.locking import Lock
from kg.store.results import Result, value
from kg.store.update import Triple, changes, replacement
from kg.store.value import Value, iri_term

PENDING = "kg.pending"
BULK_TRIPLES = 5_000  # below, a transaction is faster than writing and syncing new files


class EmbeddedStore(Store):
    """One folder on disk; many may read it or one may write it."""

    def __init__(self, location: str, write: bool = False) -> None:
        self.location, self._folder = location, Path(location)
        self._write, self._has_written = write, False
        _check(self._folder, write)
        self._lock = Lock(self._folder, exclusive=write)
        try:
            self._store: ox.Store | None = self._open(write)
        except BaseException:
            self._lock.release()
            raise

    def _open(self, write: bool) -> ox.Store:
        try:
            if not write and not self._pending.exists():
                return ox.Store.read_only(str(self._folder))
            if not write:
                self._lock.release()
                self._lock = Lock(self._folder, exclusive=True)
            store = ox.Store(str(self._folder))
            self._recover(store)
        except OSError as error:
            if "lock" in str(error).lower():
                raise StoreLocked(
                    f"{self.location}: another process writes to it; wait for it to end"
                ) from error
            raise StoreError(f"{self.location}: cannot be opened: {error}") from error
        if write:
            return store
        del store
        self._lock.release()
        self._lock = Lock(self._folder, exclusive=False)
        return ox.Store.read_only(str(self._folder))

    def _recover(self, store: ox.Store) -> None:
        if not self._pending.exists():
            return
        for name in self._pending.read_text(encoding="utf-8").splitlines():
            store.remove_graph(ox.NamedNode(name))
        store.flush()
        self._pending.unlink()

    @property
    def _pending(self) -> Path:
        return self._folder / PENDING

    @property
    def _engine(self) -> ox.Store:
        if self._store is None:
            raise StoreError(f"{self.location}: closed")
        return self._store

    def query(
        self, sparql: str, bindings: Bindings | None = None, dataset: Dataset | None = None
    ) -> Result:
        bound = bind(sparql, bindings or {})
        try:
            if dataset is None:
                found = self._engine.query(
                    bound, use_default_graph_as_union=not has_dataset(sparql)
                )
            else:
                found = self._engine.query(
                    bound,
                    default_graph=list(map(ox.NamedNode, dataset.default)),
                    named_graphs=list(map(ox.NamedNode, dataset.named)),
                )
        except SyntaxError as error:
            raise QueryError(f"not SPARQL: {error}") from error
        except (OSError, RuntimeError, ValueError) as error:
            raise QueryError(f"the query failed: {error}") from error
        return Result(found)

    def put(self, graphs: Graphs) -> int:
        new: dict[str, Sequence[Triple]] = {}
        known: dict[str, Sequence[Triple]] = {}
        for name, triples in graphs.items():
            (known if self._holds(name) else new)[name] = list(triples)
        self._update("".join(replacement(name, known[name]) for name in known))
        self._add(new)
        return sum(map(len, new.values())) + sum(map(len, known.values()))

    def _holds(self, graph: str) -> bool:
        iri_term(graph)
        return self._engine.contains_named_graph(ox.NamedNode(graph))

    def _add(self, graphs: Mapping[str, Sequence[Triple]]) -> None:
        rows = _quads(graphs)
        with self._writing():
            if sum(map(len, graphs.values())) < BULK_TRIPLES:
                self._engine.load(rows, ox.RdfFormat.N_QUADS)
                return
            _write_through(self._pending, "".join(f"{name}\n" for name in graphs))
            try:
                self._engine.bulk_load(rows, ox.RdfFormat.N_QUADS)
            except BaseException:
                self._recover(self._engine)
                raise
            self._pending.unlink()

    def drop(self, graphs: Iterable[str]) -> None:
        self._update("".join(f"DROP SILENT GRAPH {iri_term(name)};\n" for name in graphs))

    def change(
        self, graph: str, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()
    ) -> None:
        new = list(added)
        if len(new) >= BULK_TRIPLES and not self._holds(graph):
            self._add({graph: new})
        else:
            self._update(changes(graph, new, removed))

    def _update(self, sparql: str) -> None:
        with self._writing():
            if sparql:
                self._engine.update(sparql)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        if not self._write:
            raise StoreError(f"{self.location}: open for reading only")
        self._has_written = True
        try:
            yield
        except (SyntaxError, OSError, RuntimeError, ValueError) as error:
            raise StoreError(f"{self.location}: cannot be written: {error}") from error

    def graphs(self) -> list[str]:
        return sorted(cast(ox.NamedNode, name).value for name in self._engine.named_graphs())

    def lines(self, graph: str) -> list[str]:
        named = ox.NamedNode(graph)
        found = self._engine.dump(format=ox.RdfFormat.N_TRIPLES, from_graph=named) or b""
        return sorted(found.decode().split("\n")[:-1])

    def triples(self, graph: str) -> Iterator[tuple[Value, Value, Value]]:
        for quad in self._engine.quads_for_pattern(None, None, None, ox.NamedNode(graph)):
            yield cast(
                tuple[Value, Value, Value],
                (value(quad.subject), value(quad.predicate), value(quad.object)),
            )

    def close(self) -> None:
        if self._store is not None and self._has_written:
            self._store.flush()
        # RocksDB closes when the last reference goes.
        self._store = None
        self._lock.release()


def _quads(graphs: Mapping[str, Sequence[Triple]]) -> bytes:
    named = ((iri_term(name), triples) for name, triples in graphs.items())
    return "".join(f"{s} {p} {o} {name} .\n" for name, rows in named for s, p, o in rows).encode()


def _write_through(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _check(folder: Path, write: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise StoreError(f"{folder}: a file, not a store; --store takes a folder or a URL")
    is_store = (folder / "CURRENT").exists()
    if not write:
        if not is_store:
            raise StoreMissing(f"{folder}: no store here; build one with kg build PATH...")
    elif not folder.exists():
        folder.mkdir(parents=True)
    elif not (is_store or (folder / LOCK).exists()) and any(folder.iterdir()):
        raise StoreError(f"{folder}: a folder of other files; choose a new one for the store")
