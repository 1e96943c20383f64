"""What pages cost beyond their queries: `python tests/benchmarks/pages.py [--smoke]`.

On a store of 100,000 statements, each page is asked for as a browser would, then the queries that
it asked are run bare on the same store in the same process, in turn. Shown are the medians, and the
page's time as a share of three times its queries plus what an empty page costs: above 1 it is too
slow. The slowest page is named with its shares of query and rendering. `--smoke` does the same on a
small store, to show that it runs. Nothing is asserted: a shared machine proves no time.

`--cpu` takes this process's time instead of the clock's, which on a busy machine tells more; it
does not see the named queries, which other processes work on.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).parent))

from starlette.requests import Request
from starlette.routing import Route
from starlette.testclient import TestClient
from synthetic import fill, readings

from kg.ask.named import questions
from kg.store import Store, open_store
from kg.web.app import make
from kg.web.rendering import page

TIMES = 3  # how many times its own queries a page may take
KG = "PREFIX kg: <https://w3id.org/claim-kg#>"
MOST = {
    "agent": "?said kg:speaker ?node",
    "claim": "?said kg:claim ?node",
    "statement": "?later kg:rebuts ?node",
    "article": "?said kg:article ?node",
}


@dataclass
class Measured:
    """Median seconds of a page and of its queries."""

    path: str
    page: float
    bare: float

    def share(self, empty: float) -> float:
        """Of the time that the page may take; above 1 it takes too long."""
        return self.page / (TIMES * self.bare + empty)


class Recorder:
    """A store that remembers what it was asked."""

    def __init__(self, store: Store, asked: list[tuple]) -> None:
        self._store, self._asked = store, asked

    def query(self, *asked: object) -> object:
        self._asked.append(asked)
        return self._store.query(*asked)

    def __getattr__(self, name: str) -> object:
        return getattr(self._store, name)


def main() -> None:
    """Fill a store, then time every page."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a small store and few rounds")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--cpu", action="store_true", help="processor's time, not the clock's")
    parser.add_argument("--store", help="a folder to fill, or to use if it is there")
    options = parser.parse_args()
    if options.smoke:
        options.statements, options.rounds = 1_000, 3
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or str(Path(folder) / "claims.kg")
        if not Path(store).exists():
            fill(store, list(readings(options.statements)))
        application, asked = make(store), list[tuple]()
        served = application.state.served
        application.state.served = replace(
            served, store=Recorder(served.store, asked), bounded=Recorder(served.bounded, asked)
        )
        application.router.routes.append(Route("/nothing-at-all", _empty))
        with TestClient(application) as client, open_store(store) as bare:
            compared = Compared(client, bare, asked, process_time if options.cpu else perf_counter)
            compared.show(options.rounds, list(_paths(bare, options.smoke or options.cpu)))


def _empty(request: Request) -> object:
    return page(request, "base.html")


@dataclass
class Compared:
    """Pages against their queries, by one clock."""

    client: TestClient
    store: Store
    asked: list[tuple]
    clock: Callable[[], float]

    def show(self, rounds: int, paths: list[str]) -> None:
        """Print a row for each page, then which is the slowest."""
        empty = median(self.times(lambda: self.client.get("/nothing-at-all"), rounds * 5))
        print(f"an empty page: {empty * 1000:.1f} ms")
        found = []
        for path in paths:
            one = self.measure(path, rounds)
            found.append(one)
            print(
                f"{one.page * 1000:7.1f} ms, its queries {one.bare * 1000:7.1f} ms,"
                f" {one.share(empty):4.2f} of what it may take: {one.path}",
                flush=True,
            )
        slowest = max(found, key=lambda one: one.page)
        query = min(1.0, slowest.bare / slowest.page)
        print(
            f"slowest: {slowest.path}, {slowest.page * 1000:.0f} ms,"
            f" query {query:.0%}, rendering and all else {1 - query:.0%}"
        )
        print(f"nearest to its limit: {max(found, key=lambda one: one.share(empty)).path}")

    def measure(self, path: str, rounds: int) -> Measured:
        """A page and its queries, in turn."""
        self.asked.clear()
        answer = self.client.get(path)
        if answer.status_code != 200:
            raise SystemExit(f"{path}: status {answer.status_code}")
        queries = list(self.asked)
        pages, bares = [], []
        for _ in range(rounds):
            pages += self.times(lambda: self.client.get(path), 1)
            bares += self.times(lambda: [list(self.store.query(*one)) for one in queries], 1)
        return Measured(path, median(pages), median(bares))

    def times(self, work: Callable[[], object], count: int) -> list[float]:
        """Seconds that some work takes, again and again."""
        found = []
        for _ in range(count):
            started = self.clock()
            work()
            found.append(self.clock() - started)
        return found


def _paths(store: Store, is_small: bool) -> Iterator[str]:
    """Every kind of page: of those that are one a node, the node with most and a usual one."""
    yield from ("/", "/claims", "/claims?page=5", "/agents", "/articles", "/outlets", "/queries")
    yield from ("/graph", "/graph?limit=5000&view=claims", "/editor")
    yield from ("/search?q=inspected", "/claims?q=harbour+report&status=unsupported")
    for kind, pattern in MOST.items():
        rows = f"{{ {pattern} . ?node kg:id ?id }} GROUP BY ?id ORDER BY DESC(COUNT(*)) ?id"
        names = [str(row[0]) for row in store.query(f"{KG} SELECT ?id {rows} LIMIT 200")]
        yield from (f"/{kind}/{one}" for one in dict.fromkeys((names[0], names[-1])))
        if kind == "agent":
            yield f"/claims?by={names[0]}"
        if kind == "claim":
            yield f"/claim/{names[0]}/outlets"
        if kind in ("agent", "claim"):
            yield f"/graph?{kind}={names[0]}"
    (link,) = store.query(f"{KG} SELECT ?link {{ ?link a kg:Rebuttal }} LIMIT 1")
    yield f"/link/{str(link[0]).rpartition('/')[2]}"
    yield "/links"
    if is_small:
        yield "/query/opponents"
    else:
        yield from (f"/query/{one.name}" for one in questions())


if __name__ == "__main__":
    main()
