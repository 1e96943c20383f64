"""How fast articles are stored, against pyoxigraph's own bulk_extend on the same quads.

    python tests/benchmarks/store_writing.py [--smoke] [--quads N] [--rounds N]

Each round writes both to new stores on disk, one after the other, and compares the two; the result
is the median of the rounds' ratios. bulk_extend gets finished Quad objects in one call and nothing
else to do; our side gets triples as `kg.graph` makes them, in batches as `kg build` makes them, and
survives kill -9 between any two. Exit status 1 if it reaches less than half of bulk_extend.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import time
from pathlib import Path

import pyoxigraph as ox
from synthetic import readings

from kg.build.batch import BATCH_TRIPLES
from kg.graph import Iris, Triple, reading_triples
from kg.store import open_store

REQUIRED = 0.5
Graphs = dict[str, list[Triple]]


def graphs(quad_count: int) -> Graphs:
    """The graphs of as many articles as it takes."""
    iris, made, count = Iris(), Graphs(), 0
    for reading in readings(quad_count):  # more than enough: a statement has dozens of quads
        triples = list(reading_triples(reading, iris, "0"))
        made[iris.reading(reading.article.id)] = triples
        count += len(triples)
        if count >= quad_count:
            break
    return made


def quads(made: Graphs) -> list[ox.Quad]:
    """The same, as the engine's own objects."""
    rows = (f"{s} {p} {o} <{name}> .\n" for name, rows in made.items() for s, p, o in rows)
    return list(ox.parse("".join(rows), ox.RdfFormat.N_QUADS))


def engine_seconds(objects: list[ox.Quad], place: Path) -> float:
    """One bulk_extend."""
    store = ox.Store(str(place))
    start = time.perf_counter()
    store.bulk_extend(objects)
    return time.perf_counter() - start


def our_seconds(made: Graphs, place: Path) -> float:
    """Batches, as a build puts them."""
    with open_store(str(place), write=True) as store:
        start = time.perf_counter()
        batch, size = Graphs(), 0
        for name, triples in made.items():
            batch[name] = triples
            size += len(triples)
            if size >= BATCH_TRIPLES:
                store.put(batch)
                batch, size = {}, 0
        if batch:
            store.put(batch)
        return time.perf_counter() - start


def main() -> int:
    """Print the rates and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small, and any ratio will do")
    parser.add_argument("--quads", type=int, default=300_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    made = graphs(20_000 if options.smoke else options.quads)
    objects = quads(made)
    ratios = []
    for number in range(1 if options.smoke else options.rounds):
        with tempfile.TemporaryDirectory() as folder:
            engine = len(objects) / engine_seconds(objects, Path(folder, "engine"))
            ours = len(objects) / our_seconds(made, Path(folder, "ours"))
        ratios.append(ours / engine)
        print(
            f"round {number + 1}: {len(objects):,} quads of {len(made):,} articles:"
            f" bulk_extend {engine:,.0f}/s, ours {ours:,.0f}/s, ratio {ratios[-1]:.2f}"
        )
    ratio = statistics.median(ratios)
    print(f"ratio {ratio:.2f} (required {REQUIRED})")
    return 0 if options.smoke or ratio >= REQUIRED else 1


if __name__ == "__main__":
    sys.exit(main())
