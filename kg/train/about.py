"""Train what decides of whom a content speaks, and measure it across stories.

`python -m kg.train.about FOLDER... [--save] [--ablate]` prints cross-validated figures, by groups
of stories none of which is in two folds; `--save` writes the weights, `--ablate` leaves out one
group of features after another. Given gold attributions; speakers and coreference are resolved.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language

from kg.extract.pipeline import load as load_pipeline
from kg.linear import Linear
from kg.names import name_key
from kg.records import Statement
from kg.resolve import about
from kg.resolve.actors import clean
from kg.resolve.anaphora import echoes
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import find
from kg.resolve.parse import Doc
from kg.resolve.speakers import Speakers, source_tokens
from kg.resolve.traits import Traits
from kg.train.fit import fit
from kg.train.gold import GoldDocument, load, stories

FOLDS = 8
STRENGTH, ECHO_STRENGTH = 0.3, 0.2  # inverse of the L2 penalty; best of .1 to 1 across stories
LEAST_COUNT = 4  # features seen in fewer candidates are left out
GROUPS = ("actor", "place", "own", "content")

Features = dict[str, float]
Keep = Callable[[str], bool]


@dataclass
class Example:
    """A document's drafts with their gold, their candidates and those candidates' features."""

    gold: GoldDocument
    wanted: list[Statement]
    drafts: list[Draft]
    candidates: Candidates
    found: list[list[Candidate]]
    features: list[list[Features]]

    def fair(self, index: int) -> list[set[str]]:
        """For each actor that the gold names, the keys of all its names."""
        about = self.wanted[index].about
        return [set(map(_key, self.gold.names[one.actor])) for one in about if one.actor]


@dataclass(frozen=True)
class Models:
    """The model of candidates in the content and that of echoes."""

    direct: Linear
    echoed: Linear


def examples(documents: Iterable[GoldDocument], pipeline: Language) -> Iterator[Example]:
    """The documents as they stand before `about` decides."""
    for gold in documents:
        doc = Doc(pipeline(gold.reading.article.text))
        said = [statement.attribution for statement in gold.reading.statements]
        coreference = Coreference(doc, find(doc), source_tokens(doc, said))
        speakers = Speakers(coreference)
        wanted, drafts = [], []
        key = lambda one: (one.attribution.content, one.attribution.cue)  # noqa: E731
        for statement in sorted(gold.reading.statements, key=key):
            sources = speakers.resolve(statement.attribution.source)
            wanted.append(statement)
            drafts.append(Draft(statement.attribution, sources[0] if sources else None))
        candidates = Candidates(coreference)
        traits = Traits(coreference, drafts)
        found = [candidates.of(draft) for draft in drafts]
        features = [
            [traits.of(draft, one, len(those)) for one in those]
            for draft, those in zip(drafts, found, strict=True)
        ]
        yield Example(gold, wanted, drafts, candidates, found, features)


def train(those: Sequence[Example], keep: Keep = lambda name: True) -> Models:
    """Both models, from examples; only features that `keep` holds."""
    rows: list[tuple[Features, bool]] = []
    for one in those:
        for index, candidates in enumerate(one.found):
            rows += zip(one.features[index], _labels(one, index, candidates), strict=True)
    direct = _fit([(_kept(features, keep), label) for features, label in rows], STRENGTH)
    rows = []
    for one in those:
        scored = _scored(one, direct, keep)
        for index in range(len(one.drafts)):
            fair = set().union(*one.fair(index))
            for echo in echoes(one.candidates, one.drafts, scored, index):
                rows.append((dict(echo.features), _called(echo.cluster) in fair))
    return Models(direct, _fit(rows, ECHO_STRENGTH))


def predict(one: Example, models: Models, keep: Keep = lambda name: True) -> list[dict[str, float]]:
    """For each draft the actors by name, with their probabilities."""
    scored = _scored(one, models.direct, keep)
    result = []
    for index in range(len(one.drafts)):
        best: dict[int, tuple[str, float]] = {}
        for candidate, score in scored[index]:
            best[id(candidate.cluster)] = (_called(candidate.cluster), score)
        for echo in echoes(one.candidates, one.drafts, scored, index):
            score = models.echoed.score(echo.features)
            if score > best.get(id(echo.cluster), ("", 0.0))[1]:
                best[id(echo.cluster)] = (_called(echo.cluster), score)
        names: dict[str, float] = {}
        for name, score in best.values():
            names[name] = max(score, names.get(name, 0.0))
        result.append(names)
    return result


def _scored(one: Example, direct: Linear, keep: Keep) -> list[list[tuple[Candidate, float]]]:
    return [
        [(c, direct.score(_kept(f, keep))) for c, f in zip(those, features, strict=True)]
        for those, features in zip(one.found, one.features, strict=True)
    ]


def _labels(one: Example, index: int, candidates: Sequence[Candidate]) -> list[bool]:
    fair = set().union(*one.fair(index))
    return [_called(candidate.cluster) in fair for candidate in candidates]


def _kept(features: Features, keep: Keep) -> Features:
    return {name: value for name, value in features.items() if keep(name)}


def _called(cluster: Cluster) -> str:
    return _key(clean(cluster.name))


def _key(name: str) -> str:
    return name_key(name).removeprefix("the ")


def _fit(rows: Sequence[tuple[Features, bool]], strength: float) -> Linear:
    counts = Counter(name for features, _ in rows for name in features)
    kept = [{n: v for n, v in f.items() if counts[n] >= LEAST_COUNT} for f, _ in rows]
    return fit(kept, ["about" if label else "" for _, label in rows], strength, "about")


@dataclass(frozen=True)
class _Without:
    """Keeps the features of all groups but one."""

    group: str

    def __call__(self, name: str) -> bool:
        return not name.startswith(self.group)


class Figures:
    """Right, system and gold counts at each threshold."""

    def __init__(self, thresholds: Sequence[float]) -> None:
        self.thresholds = thresholds
        self.counts = {threshold: [0, 0, 0] for threshold in thresholds}
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

    def best(self) -> float:
        """The threshold of the best F1."""
        return max(self.thresholds, key=lambda threshold: self.f1(threshold)[2])


def _matched(given: Iterable[str], fair: Sequence[set[str]]) -> int:
    left = list(fair)
    right = 0
    for name in given:
        match = next((keys for keys in left if name in keys), None)
        if match is not None:
            left.remove(match)
            right += 1
    return right


def cross_validate(those: Sequence[Example], keep: Keep = lambda name: True) -> Figures:
    """Figures on stories that the models did not see."""
    grouped = stories(one.gold for one in those)
    home = {d.reading.article.id: i % FOLDS for i, story in enumerate(grouped) for d in story}
    figures = Figures([step / 50 for step in range(15, 31)])
    for fold in range(FOLDS):
        models = train([o for o in those if home[o.gold.reading.article.id] != fold], keep)
        for one in those:
            if home[one.gold.reading.article.id] == fold:
                figures.add(one, predict(one, models, keep))
    return figures


def show(name: str, figures: Figures, threshold: float) -> str:
    """One line of the table."""
    p, r, f1 = figures.f1(threshold)
    gold = figures.counts[threshold][2]
    return f"{name:22}{p:.3f} {r:.3f} {f1:.3f}  reachable {figures.reachable / max(gold, 1):.3f}"


def main() -> None:
    """Print the figures; save the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--save", action="store_true")
    parser.add_argument("--ablate", action="store_true")
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    documents = [document for folder in options.folders for document in load(folder)]
    those = list(examples(documents, pipeline))
    figures = cross_validate(those)
    best = figures.best()
    print(f"threshold {best}")
    print(show("all features", figures, best))
    if options.ablate:
        for group in GROUPS:
            left = cross_validate(those, _Without(group))
            print(show(f"without {group}", left, left.best()))
    if options.save:
        models = train(those)
        models.direct.save(about.WEIGHTS / "about.json")
        models.echoed.save(about.WEIGHTS / "about_echoes.json")


if __name__ == "__main__":
    main()
