"""What stores have in common that are for reading only."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NoReturn

from kg.errors import StoreError
from kg.store.base import Graphs, Store
from kg.store.update import Triple


class ReadingStore(Store):
    """A store that refuses to be written to."""

    def put(self, graphs: Graphs) -> int:
        self._refuse()

    def drop(self, graphs: Iterable[str]) -> None:
        self._refuse()

    def change(
        self, graph: str, added: Iterable[Triple] = (), removed: Iterable[Triple] = ()
    ) -> None:
        self._refuse()

    def _refuse(self) -> NoReturn:
        raise StoreError(f"{self.location}: open for reading only")
