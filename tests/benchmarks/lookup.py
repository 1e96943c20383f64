"""How long a cold `kg claims --by X` takes: `python tests/benchmarks/lookup.py [--smoke]`.

A whole process that looks up an agent's claims in a store of 100,000 statements, against one that
only imports what the command line stands on, in turn, the median of each. `--smoke` does the same
on a small store, to show that it runs. Nothing is asserted: a shared machine proves no time.

`--cpu` takes the processes' time instead of the clock's, which on a busy machine tells more.
"""

from __future__ import annotations

import argparse
import compileall
import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parent))

from synthetic import fill, readings

ROOT = Path(__file__).parents[2]
BARE = "import typer, rich, pyoxigraph"
LOOKUP = "from kg.cli import main; main()"


def main() -> None:
    """Fill a store, then time both processes in pairs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="a small store and few rounds")
    parser.add_argument("--statements", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--store", help="a folder to fill, or to use if it is there")
    parser.add_argument("--cpu", action="store_true", help="processor's time, not the clock's")
    options = parser.parse_args()
    clock = _processor_seconds if options.cpu else perf_counter
    if options.smoke:
        options.statements, options.rounds = 1_000, 3
    # As an installed package is; else every run would compile it anew.
    compileall.compile_dir(ROOT / "kg", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        store = options.store or str(Path(folder) / "claims.kg")
        known = list(readings(options.statements))
        if not Path(store).exists():
            fill(store, known)
        for title, name, count in _agents(known):
            for words, rows in (("a terminal's 50 rows", ["--limit", "50"]), ("all rows", [])):
                bare, lookup = _paired(store, name, rows, options.rounds, clock)
                print(
                    f"{title}, {words}, {count} of {options.statements} statements:"
                    f" {lookup * 1000:.0f} ms; imports alone {bare * 1000:.0f} ms;"
                    f" ratio {lookup / bare:.2f}"
                )


def _agents(known: list) -> list[tuple[str, str, int]]:
    """The agent of the median statement, and the one that says most."""
    counts: dict[str, int] = {}
    for reading in known:
        names = {actor.id: actor.name for actor in reading.actors}
        for statement in reading.statements:
            name = names[statement.speaker.actor]
            counts[name] = counts.get(name, 0) + 1
    ranked = sorted(counts.items(), key=lambda pair: (pair[1], pair[0]))
    middle, most = ranked[len(ranked) // 2], ranked[-1]
    return [("a usual agent", *middle), ("the most quoted agent", *most)]


def _paired(
    store: str, name: str, rows: list[str], rounds: int, clock: Callable[[], float]
) -> tuple[float, float]:
    """Median seconds of the bare imports and of the lookup, run in turn."""
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(rounds + 1):
        times[0].append(_run(clock, BARE))
        times[1].append(_run(clock, LOOKUP, "claims", "--by", name, "--store", store, *rows))
    return median(times[0][1:]), median(times[1][1:])


def _processor_seconds() -> float:
    """What all processes took that were started here and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _run(clock: Callable[[], float], code: str, *words: str) -> float:
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    started = clock()
    subprocess.run(
        [sys.executable, "-c", code, *words],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    return clock() - started


if __name__ == "__main__":
    main()
