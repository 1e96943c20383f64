"""Train what joins claims and finds rebuttals: `kg/link/weights.json`.

Learnt by story from gold annotations and from what the program itself makes of the same articles:
of each story it is measured how well the others' weights do on it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.linear_model import LogisticRegression

from kg.link import features, told
from kg.link.agents import identify
from kg.link.candidates import Pair
from kg.link.claims import agreement, group
from kg.link.compare import Batch, Comparison, measured, scored
from kg.link.model import Least, Model, parse
from kg.link.profiles import Profile
from kg.link.rebuttals import find
from kg.train.fit import grow
from kg.train.gold import GoldDocument, digest, stories
from kg.train.met import met

Matrix = npt.NDArray[np.float64]

TREES: dict[str, Any] = {
    "max_iter": 250,
    "learning_rate": 0.04,
    "max_leaf_nodes": 14,
    "min_samples_leaf": 30,
    "l2_regularization": 5.0,
    "random_state": 0,
    "early_stopping": False,
    "max_features": 0.15,
}
FOLDS = 3
UNLINKED = 0.4  # the share of pairs without a link that is learnt from
GRID = [step / 40 for step in range(7, 25)]
# Of rebuttals among the program's own statements of stories held out, which contradict each other
# more often, and less plainly, than those of news do.
LEAST_PRECISION = {"within": 0.4, "across": 0.4}
# Below these, statements of different events are linked in 32 articles of news kept apart.
LOWEST = {"within": 0.25, "across": 0.275}


@dataclass
class Story:
    """One story's statements, their pairs' values and what the gold says of them."""

    name: str
    profiles: list[Profile]
    claims: dict[str, str]
    rebuts: frozenset[tuple[str, str]]
    pairs: list[Pair] = field(default_factory=list)
    same: Matrix = field(default_factory=lambda: np.zeros((0, len(features.SAME))))
    directed: list[Pair] = field(default_factory=list)
    rebuttals: Matrix = field(default_factory=lambda: np.zeros((0, len(features.REBUTS))))

    @property
    def is_same(self) -> list[bool]:
        """For each pair, whether it is one claim."""
        claim = [self.claims[one.id] for one in self.profiles]
        return [claim[a] == claim[b] for a, b in self.pairs]

    @property
    def is_rebuttal(self) -> list[bool]:
        """For each directed pair, whether the first rebuts the second."""
        ids = [one.id for one in self.profiles]
        return [(ids[a], ids[b]) in self.rebuts for a, b in self.directed]


@dataclass
class Counts:
    """Right, found and wanted links, by kind."""

    right: int = 0
    found: int = 0
    wanted: int = 0

    def add(self, found: set[Any], wanted: set[Any]) -> None:
        """Count two sets of links."""
        self.right += len(found & wanted)
        self.found += len(found)
        self.wanted += len(wanted)

    @property
    def precision(self) -> float:
        """The share of those found that are right."""
        return self.right / self.found if self.found else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.found + self.wanted
        return 2 * self.right / both if both else 0.0


def story(documents: Sequence[GoldDocument]) -> Story:
    """A story's statements, measured as the program would."""
    readings = [one.reading for one in documents]
    _, found = identify(readings)
    profiles = told(readings, {one.actor: one.agent for one in found})
    result = Story(
        documents[0].story,
        profiles,
        {statement: claim for one in documents for statement, claim in one.claims.items()},
        frozenset(link for one in documents for link in one.rebuts),
    )
    same, rebuttals = [result.same], [result.rebuttals]
    for batch in measured(profiles):
        result.pairs += batch.pairs
        result.directed += batch.directed
        same.append(np.array(batch.same))
        if batch.rebuts:
            rebuttals.append(np.array(batch.rebuts))
    result.same, result.rebuttals = np.concatenate(same), np.concatenate(rebuttals)
    return result


def fit(rows: Matrix, right: Sequence[bool], names: Sequence[str]) -> dict[str, Any]:
    """Boosted trees as `weights.json` keeps them; of the pairs without a link some do for all."""
    linked = np.array(right)
    kept = linked | (np.random.default_rng(0).random(len(rows)) < UNLINKED)
    worth = np.where(linked, 1.0, 1 / UNLINKED)[kept]
    return grow(rows[kept], linked[kept], names, TREES, worth)


def learn(some: Sequence[Story]) -> dict[str, Any]:
    """Both models, trained on the stories, without thresholds and curves yet."""
    same = np.concatenate([one.same for one in some])
    rebuttals = np.concatenate([one.rebuttals for one in some])
    is_same = [right for one in some for right in one.is_same]
    is_rebuttal = [right for one in some for right in one.is_rebuttal]
    return {
        "same": fit(same, is_same, features.SAME),
        "rebuts": fit(rebuttals, is_rebuttal, features.REBUTS),
        "least": [0.5, 0.5, 0.5],
        "curves": {"repeats": [1.0, 0.0], "rebuts": [1.0, 0.0]},
    }


def compared(one: Story, model: Model) -> Comparison:
    """The story's pairs with the model's scores."""
    return scored(Batch(one.pairs, one.same.tolist(), one.directed, one.rebuttals.tolist()), model)


def held_out(versions: Sequence[Sequence[Story]]) -> list[list[Comparison]]:
    """Each version's stories' pairs with the scores of a model trained on other stories.

    The first version, gold as it is, is measured but not learnt from: in use nothing is so sure.
    """
    count = len(versions[0])
    found: list[dict[int, Comparison]] = [{} for _ in versions]
    for fold in range(FOLDS):
        chosen = range(fold, count, FOLDS)
        rest = [place for place in range(count) if place not in chosen]
        model = parse(learn([version[place] for version in versions[1:] for place in rest]))
        for scores, version in zip(found, versions, strict=True):
            scores |= {place: compared(version[place], model) for place in chosen}
    return [[scores[place] for place in range(count)] for scores in found]


def measure(
    all_stories: Sequence[Story], scores: Sequence[Comparison], least: Least
) -> dict[str, Counts]:
    """Same-claim pairs and rebuttals, within and across articles, as `score.py` counts them."""
    counts = {"same": Counts(), "within": Counts(), "across": Counts()}
    for one, comparison in zip(all_stories, scores, strict=True):
        ids = [profile.id for profile in one.profiles]
        groups = group(len(ids), comparison.same, least.same)
        by_claim: dict[str, list[str]] = {}
        for place in ids:
            by_claim.setdefault(one.claims[place], []).append(place)
        # What stands for no gold statement counts for rebuttals alone, as in score.py.
        judged = {place for place in ids if one.claims[place] != place}
        counts["same"].add(
            _together([ids[place] for place in group if ids[place] in judged] for group in groups),
            _together(by_claim.values()),
        )
        found = find(one.profiles, groups, comparison.rebuts, comparison.same, least)
        links = {(ids[link.later], ids[link.earlier]) for link in found}
        for kind, is_within in (("within", True), ("across", False)):
            counts[kind].add(
                {link for link in links if _within(link) is is_within},
                {link for link in one.rebuts if _within(link) is is_within},
            )
    return counts


def choose(all_stories: Sequence[Story], scores: Sequence[Comparison]) -> Least:
    """The thresholds with the best F1 in sum; those of rebuttals are precise enough, if any are.

    They depend on each other: a rebuttal leads to all statements of a claim.
    """

    def worth(kind: str, counts: Counts) -> tuple[bool, float]:
        enough = counts.precision >= LEAST_PRECISION[kind]
        return enough, counts.f1 if enough else counts.precision

    best, most = Least(1.1, 1.1, 1.1), (False, False, 0.0)
    for same in GRID:
        tried = {one: measure(all_stories, scores, Least(same, one, one)) for one in GRID}
        within, across = (
            max(
                (one for one in GRID if one >= lowest),
                key=lambda one: worth(kind, tried[one][kind]),
            )
            for kind, lowest in LOWEST.items()
        )
        found = [worth("within", tried[within]["within"]), worth("across", tried[across]["across"])]
        total = tried[within]["same"].f1 + sum(f1 for _, f1 in found)
        if (value := (found[0][0], found[1][0], total)) > most:
            best, most = Least(same, within, across), value
    return best


def curves(
    all_stories: Sequence[Story], scores: Sequence[Comparison], least: Least
) -> dict[str, list[float]]:
    """How scores of held-out links become probabilities, by kind of link."""
    shown: dict[str, list[tuple[float, bool]]] = {"repeats": [], "rebuts": []}
    for one, comparison in zip(all_stories, scores, strict=True):
        ids = [profile.id for profile in one.profiles]
        groups = group(len(ids), comparison.same, least.same)
        for link in find(
            one.profiles, groups, comparison.rebuts, comparison.same, Least(0, 0.05, 0.05)
        ):
            pair = (ids[link.later], ids[link.earlier])
            shown["rebuts"].append((link.score, pair in one.rebuts))
        for members in groups:
            whole = agreement(members, comparison.same)
            for a, b in pairwise(members):
                own = max(comparison.same.get((a, b), 0.0), whole)
                shown["repeats"].append((own, one.claims[ids[a]] == one.claims[ids[b]]))
    return {kind: _curve(found) for kind, found in shown.items()}


def _curve(found: Sequence[tuple[float, bool]]) -> list[float]:
    kept = np.clip([score for score, _ in found], 1e-4, 1 - 1e-4)
    odds = np.log(kept / (1 - kept)).reshape(-1, 1)
    model = LogisticRegression(C=10.0).fit(odds, [right for _, right in found])
    return [round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)]


def train(
    gold: Sequence[GoldDocument], networks: Sequence[Mapping[str, bytes]], target: Path
) -> dict[str, dict[str, Counts]]:
    """Train on the documents' stories and write the weights; returns the figures held out.

    `networks` are the gists of one network or several, none of which has seen the stories. What
    several tell alike is no accident of one.
    """
    order = [[one.reading.article.id for one in group] for group in stories(gold)]
    told = [[_by_story(version, order) for version in met(gold, gists)] for gists in networks]
    return write(told, digest(gold), target)


def write(
    told: Sequence[Sequence[Sequence[Story]]], gold_hash: str, target: Path
) -> dict[str, dict[str, Counts]]:
    """Write weights learnt from what each network tells of the stories, in the versions of `met`.

    Thresholds and curves are of the first network's. Figures are those of gold statements and of
    the program's own ("met"), by trees that have not seen the story.
    """
    gold, own = told[0][0], told[0][-1]
    learnt = [version for versions in told for version in versions[1:]]
    by_gold, _, by_met, *_ = held_out([gold, *learnt])
    least = choose(own, by_met)
    figures = {"gold": measure(gold, by_gold, least), "met": measure(own, by_met, least)}
    weights = learn([one for version in learnt for one in version]) | {
        "least": list(least),
        "curves": curves(own, by_met, least),
        "stories": [one.name for one in gold],
        "networks": len(told),
        "gold_hash": gold_hash,
        "settings": TREES | {"folds": FOLDS, "least_precision": LEAST_PRECISION},
        "held_out": {
            name: {
                kind: {"precision": round(one.precision, 3), "f1": round(one.f1, 3)}
                for kind, one in counts.items()
            }
            for name, counts in figures.items()
        },
    }
    target.write_text(json.dumps(weights) + "\n", encoding="utf-8")
    return figures


def _by_story(version: Sequence[GoldDocument], order: Sequence[Sequence[str]]) -> list[Story]:
    by_id = {one.reading.article.id: one for one in version}
    return [story([by_id[name] for name in names]) for names in order]


def _together(groups: Iterable[Sequence[str]]) -> set[Any]:
    return {frozenset(pair) for one in groups for pair in combinations(one, 2)}


def _within(link: tuple[str, str]) -> bool:
    return link[0].partition("#")[0] == link[1].partition("#")[0]
