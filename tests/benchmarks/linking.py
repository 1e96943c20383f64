"""Linking ten times the statements: must take at most fifteen times as long.

Statements are synthetic: ten an article, thirty words in all, so that all of them look alike and
every key of the index is full, which is the worst case.
"""

from __future__ import annotations

import argparse
import sys
import time

from synthetic import readings

from kg.link import link

MOST = 15.0


def seconds(statement_count: int) -> float:
    """How long linking that many statements takes, in processor time."""
    known = list(readings(statement_count))
    start = time.process_time()
    linked = link(known)
    taken = time.process_time() - start
    kinds = [one.kind for one in linked.links]
    print(
        f"{statement_count:,} statements: {taken:.1f} s, {len(linked.claims):,} claims, "
        f"{kinds.count('repeats'):,} repeats, {kinds.count('rebuts'):,} rebuttals",
        flush=True,
    )
    return taken


def main() -> int:
    """Exit status 1 if linking grows faster than it may."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--smoke", action="store_true", help="small, and any result is good")
    parser.add_argument("--statements", type=int, default=10_000)
    options = parser.parse_args()
    base = 100 if options.smoke else options.statements
    link(readings(20))  # reads weights and vectors
    ratio = seconds(10 * base) / max(seconds(base), 1e-9)
    print(f"ten times the statements: {ratio:.1f} times as long (at most {MOST:g})")
    return 0 if options.smoke or ratio <= MOST else 1


if __name__ == "__main__":
    sys.exit(main())
