"""How well speakers, relays and actors spoken of are resolved, given gold attributions.

`python -m kg.train.speakers FOLDER [--errors KIND]` prints the figures and, for one kind (speaker,
about, via), what went wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from kg.extract.pipeline import load as load_pipeline
from kg.names import name_key
from kg.records import Reading, Reference, Statement
from kg.resolve import resolve
from kg.train.gold import GoldDocument, load


class Measure:
    """Counts of right, system and gold answers by role, and the errors as readable lines."""

    def __init__(self) -> None:
        self.counts: Counter[tuple[str, str]] = Counter()
        self.errors: dict[str, list[str]] = {"speaker": [], "about": [], "via": []}

    def add(self, gold: GoldDocument, reading: Reading) -> None:
        """Compare one document; statements are paired by their spans."""
        names = {actor.id: actor.name for actor in reading.actors}
        found = {key(statement): statement for statement in reading.statements}
        for wanted in gold.reading.statements:
            if (statement := found.get(key(wanted))) is not None:
                self._speaker(gold, wanted, statement, names)
                self._actors("about", gold, wanted, wanted.about, called(statement.about, names))
                self._actors("via", gold, wanted, wanted.via, called(statement.via, names))

    def _speaker(
        self, gold: GoldDocument, wanted: Statement, statement: Statement, names: dict[str, str]
    ) -> None:
        given = next(iter(called([statement.speaker], names)), None) if statement.speaker else None
        actor = wanted.speaker.actor if wanted.speaker else None
        fair = {name_key(name) for name in gold.names[actor]} if actor else set()
        right = name_key(given) in fair if given else actor is None
        self.counts["speaker", "gold"] += 1
        self.counts["speaker", "system"] += given is not None or actor is None
        self.counts["speaker", "right"] += right
        if not right:
            mention = [span.of(gold.reading.article.text) for span in wanted.attribution.source]
            line = f"{mention} -> {given!r}, gold {gold.names[actor][0] if actor else None!r}"
            self.errors["speaker"].append(line)

    def _actors(
        self,
        role: str,
        gold: GoldDocument,
        wanted: Statement,
        references: Collection[Reference],
        given: Iterable[str],
    ) -> None:
        left = [set(map(name_key, gold.names[r.actor])) for r in references if r.actor]
        self.counts[role, "gold"] += len(left)
        for name in given:
            self.counts[role, "system"] += 1
            match = next((keys for keys in left if name_key(name) in keys), None)
            if match is None:
                self.errors[role].append(f"+ {name!r} in {wanted.text[:120]!r}")
            else:
                left.remove(match)
                self.counts[role, "right"] += 1
        self.errors[role] += [f"- {min(keys)!r} in {wanted.text[:120]!r}" for keys in left]

    def __str__(self) -> str:
        lines = ["          P     R    F1"]
        for role in self.errors:
            right, system, gold = (self.counts[role, k] for k in ("right", "system", "gold"))
            p, r = right / max(system, 1), right / max(gold, 1)
            lines.append(f"{role:8}{p:.3f} {r:.3f} {2 * right / max(system + gold, 1):.3f}")
        return "\n".join(lines)


def key(statement: Statement) -> tuple[object, ...]:
    """What a statement resolved from gold spans shares with its gold."""
    return statement.attribution.content, statement.attribution.cue, statement.attribution.source


def called(references: Iterable[Reference], names: dict[str, str]) -> Iterator[str]:
    """The names of the actors that are meant."""
    return (names[reference.actor] for reference in references if reference.actor)


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", choices=["speaker", "about", "via"])
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    measure = Measure()
    for gold in load(options.folder):
        article = gold.reading.article
        attributions = [statement.attribution for statement in gold.reading.statements]
        measure.add(gold, resolve(article, pipeline(article.text), attributions))
    if options.errors:
        print("\n".join(measure.errors[options.errors]))
    print(measure)


if __name__ == "__main__":
    main()
