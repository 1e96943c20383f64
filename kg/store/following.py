"""A store for those who read for hours: others may build it meanwhile."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

from kg.errors import StoreError
from kg.store.binding import Bindings
from kg.store.dataset import Dataset
from kg.store.embedded import EmbeddedStore
from kg.store.reading import ReadingStore
from kg.store.results import Result
from kg.store.snapshot import Snapshot, clean, seal
from kg.store.value import Value

LOOK_SECONDS = 1.0  # between two looks at whether the store has changed


class FollowingStore(ReadingStore):
    """Answers from a snapshot of a folder's store, and from a newer one after each build.

    It keeps no writer waiting. During a build it answers as before; at most a second after its end,
    the next query sees what is new. Whoever reads from an older snapshot has `linger_seconds` to
    finish. For any number of threads.
    """

    def __init__(self, location: str, linger_seconds: float) -> None:
        self.location, self._linger = location, linger_seconds
        self._turn = threading.Lock()
        self._past: list[tuple[float, _Opened]] = []
        self._now: _Opened | None = _Opened(location)
        self._looked = time.monotonic()
        clean(Path(location))

    def place(self) -> str:
        return str(self._newest().snapshot.folder)

    def _newest(self) -> _Opened:
        with self._turn:
            if self._now is None:
                raise StoreError(f"{self.location}: closed")
            if (now := time.monotonic()) - self._looked >= LOOK_SECONDS:
                self._looked = now
                self._follow(now)
            return self._now

    def _follow(self, now: float) -> None:
        assert self._now is not None
        while self._past and now - self._past[0][0] > self._linger:
            self._past.pop(0)[1].close()
        try:
            if seal(Path(self.location)) == self._now.snapshot.seal:
                return
            newer = _Opened(self.location)
        except (StoreError, OSError):  # It is being built, or removed: what we have still stands.
            return
        self._past.append((now, self._now))
        self._now = newer

    def query(
        self, sparql: str, bindings: Bindings | None = None, dataset: Dataset | None = None
    ) -> Result:
        return self._newest().store.query(sparql, bindings, dataset)

    def graphs(self) -> list[str]:
        return self._newest().store.graphs()

    def lines(self, graph: str) -> list[str]:
        return self._newest().store.lines(graph)

    def triples(self, graph: str) -> Iterator[tuple[Value, Value, Value]]:
        return self._newest().store.triples(graph)

    def close(self) -> None:
        with self._turn:
            for opened in (*(one for _, one in self._past), self._now):
                if opened is not None:
                    opened.close()
            self._past, self._now = [], None


class _Opened:
    """A snapshot and the store in it."""

    def __init__(self, location: str) -> None:
        # Opening also removes what an interrupted build left behind.
        with EmbeddedStore(location):
            self.snapshot = Snapshot(Path(location))
        try:
            self.store = EmbeddedStore(str(self.snapshot.folder))
        except BaseException:
            self.snapshot.remove()
            raise

    def close(self) -> None:
        self.store.close()
        self.snapshot.remove()
