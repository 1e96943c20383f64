"""Train what decides of whom a content speaks, and measure it across stories.

`python -m kg.train.about FOLDER... [--save]` prints cross-validated figures for each folder, by
groups of stories none of which is in two folds; `--save` writes the weights. Given gold
attributions; speakers and coreference are resolved.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from spacy.language import Language

from kg.extract.pipeline import load as load_pipeline
from kg.linear import Linear
from kg.names import name_key
from kg.records import Statement
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import Cluster
from kg.resolve.drafts import Draft
from kg.resolve.surroundings import Aim, Surroundings
from kg.resolve.traits import Traits
from kg.resolve.weighing import WEIGHTS, Weighing
from kg.train.fit import ACTORS, fit, grow
from kg.train.gold import GoldDocument, digest, load, stories
from kg.train.meant import drafted

FOLDS = 3
STRENGTH = 0.3  # inverse of the L2 penalty; best of .1 to 1 across stories
LEAST_COUNT = 4  # traits seen in fewer candidates are left out
LEAST_AIMS = 100  # and features seen in fewer aims
THRESHOLDS = [step / 50 for step in range(12, 30)]

Features = dict[str, float]
Matrix = npt.NDArray[np.float32]


@dataclass
class Example:
    """A document's drafts with their gold, their candidates and those candidates' traits."""

    gold: GoldDocument
    wanted: list[Statement]
    drafts: list[Draft]
    candidates: Candidates
    found: list[list[Candidate]]
    traits: list[list[Features]]

    def fair(self, index: int) -> list[set[str]]:
        """For each actor that the gold names, the keys of all its names."""
        spoken_of = self.wanted[index].about
        return [set(map(_key, self.gold.names[one.actor])) for one in spoken_of if one.actor]

    def is_fair(self, index: int, clusters: Iterable[Cluster]) -> list[bool]:
        """Whether the gold names each of them."""
        fair = set().union(*self.fair(index))
        return [called(cluster) in fair for cluster in clusters]

    def aims(self, direct: Linear) -> list[list[Aim]]:
        """The aims of each draft, as they look to that model of the candidates' own places."""
        scored = [
            [(one, direct.score(traits)) for one, traits in zip(those, features, strict=True)]
            for those, features in zip(self.found, self.traits, strict=True)
        ]
        surroundings = Surroundings(self.candidates, self.drafts, scored)
        return [surroundings.of(index) for index in range(len(self.drafts))]


def examples(documents: Iterable[GoldDocument], pipeline: Language) -> Iterator[Example]:
    """The documents as they stand before `about` decides."""
    for gold in documents:
        wanted, coreference, _, drafts = drafted(gold, pipeline)
        candidates = Candidates(coreference)
        traits = Traits(coreference, drafts)
        found = [candidates.of(draft) for draft in drafts]
        features = [
            [traits.of(draft, one, len(those)) for one in those]
            for draft, those in zip(drafts, found, strict=True)
        ]
        yield Example(gold, wanted, drafts, candidates, found, features)


def train_direct(those: Iterable[Example]) -> Linear:
    """The model of candidates by their own places."""
    rows: list[tuple[Features, bool]] = []
    for one in those:
        for index, candidates in enumerate(one.found):
            labels = one.is_fair(index, (candidate.cluster for candidate in candidates))
            rows += zip(one.traits[index], labels, strict=True)
    counts = Counter(name for features, _ in rows for name in features)
    kept = [{n: v for n, v in f.items() if counts[n] >= LEAST_COUNT} for f, _ in rows]
    return fit(kept, ["about" if label else "" for _, label in rows], STRENGTH, "about")


@dataclass
class Table:
    """The aims of one example as rows of values, and which are right."""

    one: Example
    aims: list[list[Aim]]

    @property
    def flat(self) -> list[Aim]:
        """The aims of all drafts."""
        return [aim for aims in self.aims for aim in aims]

    def right(self) -> list[bool]:
        """Whether the gold names each aim."""
        return [
            label
            for index, aims in enumerate(self.aims)
            for label in self.one.is_fair(index, (aim.cluster for aim in aims))
        ]

    def rows(self, names: Sequence[str]) -> Matrix:
        """A row for each aim."""
        return np.array(
            [[aim.features.get(name, 0.0) for name in names] for aim in self.flat], np.float32
        ).reshape(-1, len(names))

    def predicted(self, model: Weighing) -> list[dict[str, float]]:
        """For each draft the actors by name, with their probabilities."""
        scores = iter(model.scores([aim.features for aim in self.flat]))
        result = []
        for aims in self.aims:
            names: dict[str, float] = {}
            for aim in aims:
                name = called(aim.cluster)
                names[name] = max(next(scores), names.get(name, 0.0))
            result.append(names)
        return result


def crossed(those: Sequence[Example], fold: Sequence[int]) -> list[Table]:
    """The examples' aims, each by a model of the places that has not seen its story."""
    models = [
        train_direct(one for one, at in zip(those, fold, strict=True) if at != left)
        for left in range(FOLDS)
    ]
    return [Table(one, one.aims(models[at])) for one, at in zip(those, fold, strict=True)]


def train_aims(tables: Sequence[Table]) -> dict[str, Any]:
    """The trees over aims, as they are stored, without their threshold."""
    counts = Counter(name for table in tables for aim in table.flat for name in aim.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_AIMS)
    rows = np.concatenate([table.rows(names) for table in tables])
    return grow(rows, [label for table in tables for label in table.right()], names, ACTORS)


def as_model(stored: dict[str, Any]) -> Weighing:
    """Stored trees as what uses them, with any threshold."""
    return Weighing.parse({"least": 0.5, **stored})


def called(cluster: Cluster) -> str:
    """The key of what the graph calls an actor."""
    return _key(cluster.called)


def _key(name: str) -> str:
    return name_key(name).removeprefix("the ")


class Figures:
    """Right, system and gold counts at each threshold."""

    def __init__(self) -> None:
        self.counts = {threshold: [0, 0, 0] for threshold in THRESHOLDS}
        self.reachable = 0

    def add(self, one: Example, predicted: Sequence[dict[str, float]]) -> None:
        """Count one document's answers; actors are matched one to one."""
        for index, names in enumerate(predicted):
            fair = one.fair(index)
            for threshold, counts in self.counts.items():
                given = [name for name, score in names.items() if score >= threshold]
                counts[0] += _matched(given, fair)
                counts[1] += len(given)
                counts[2] += len(fair)
            self.reachable += _matched(list(names), fair)

    def f1(self, threshold: float) -> tuple[float, float, float]:
        """Precision, recall and F1."""
        right, system, gold = self.counts[threshold]
        return right / max(system, 1), right / max(gold, 1), 2 * right / max(system + gold, 1)

    def line(self, threshold: float) -> str:
        """A line of the table."""
        p, r, f1 = self.f1(threshold)
        reachable = self.reachable / max(self.counts[threshold][2], 1)
        return f"at {threshold:.2f}  {p:.3f} {r:.3f} {f1:.3f}  reachable {reachable:.3f}"


def _matched(given: Iterable[str], fair: Sequence[set[str]]) -> int:
    left = list(fair)
    right = 0
    for name in given:
        match = next((keys for keys in left if name in keys), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def best(figures: Iterable[Figures]) -> float:
    """The threshold with the best mean of the folders' F1."""
    those = list(figures)
    return max(THRESHOLDS, key=lambda one: sum(each.f1(one)[2] for each in those))


def cross_validate(
    tables: Sequence[Table], fold: Sequence[int], names: Sequence[str]
) -> dict[str, Figures]:
    """Figures of each of `names`, the documents' folders, on stories that the trees did not see."""
    figures = {name: Figures() for name in names}
    for left in range(FOLDS):
        seen = [table for table, at in zip(tables, fold, strict=True) if at != left]
        trees = as_model(train_aims(seen))
        for table, at, name in zip(tables, fold, names, strict=True):
            if at == left:
                figures[name].add(table.one, table.predicted(trees))
    return figures


def main() -> None:
    """Print the figures; save the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    documents: list[GoldDocument] = []
    names: list[str] = []
    for folder in options.folders:
        documents += load(folder)
        names += [str(folder)] * (len(documents) - len(names))
    home = {d.reading.article.id: n % FOLDS for n, s in enumerate(stories(documents)) for d in s}
    fold = [home[document.reading.article.id] for document in documents]
    those = list(examples(documents, pipeline))
    tables = crossed(those, fold)
    figures = cross_validate(tables, fold, names)
    least = best(figures.values())
    for name, one in figures.items():
        print(f"{name:22} {one.line(least)}")
    if options.save:
        train_direct(those).save(WEIGHTS / "about.json")
        stored = {"gold": digest(documents), "least": least, **train_aims(tables)}
        text = json.dumps(stored, separators=(",", ":")) + "\n"
        (WEIGHTS / "about_aims.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
