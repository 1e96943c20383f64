"""Trains kg/resolve/weights/voices.json: who speaks where the source is no name.

`python -m kg.train.voices FOLDER... [--save]` prints, for sources that are pronouns and for all
others, how many would be given an actor of the article at each threshold and how many of those are
right, when each story is judged by trees that have not seen it; `--save` writes the weights. Given
gold attributions; the article's actors are found by coreference as it is.
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
from kg.names import name_key
from kg.records import Statement
from kg.resolve.clusters import Cluster
from kg.resolve.mentions import clean
from kg.resolve.voices import Voice, Voices
from kg.resolve.weighing import WEIGHTS, Weighing
from kg.train.fit import ACTORS, grow
from kg.train.gold import GoldDocument, digest, load, stories
from kg.train.meant import drafted

FOLDS = 3
LEAST_VOICES = 100  # features seen in fewer voices are left out
LEAST = 0.55  # somewhat surer than not: a wrong name costs more than none
LEVELS = (0.0, 0.4, 0.5, 0.55, 0.6, 0.7, 0.8)


@dataclass(frozen=True)
class Example:
    """A source that is no name: who may be meant by it, and which of them is (none may be)."""

    is_pronoun: bool
    voices: tuple[Voice, ...]
    right: tuple[bool, ...]


def examples(gold: GoldDocument, pipeline: Language) -> Iterator[Example]:
    """The sources of a document that are asked about."""
    wanted, coreference, speakers, drafts = drafted(gold, pipeline)
    voices = Voices(coreference, speakers, drafts)
    for index, (statement, draft) in enumerate(zip(wanted, drafts, strict=True)):
        if those := voices.of(index):
            names = _names(gold, statement)
            right = tuple(_is_called(one.cluster, names) for one in those)
            form = draft.source is not None and draft.source.how == "pronoun"
            yield Example(form, tuple(those), right)


def _names(gold: GoldDocument, statement: Statement) -> frozenset[str]:
    speaker = statement.speaker
    actor = speaker.actor if speaker else None
    return frozenset(map(_key, gold.names[actor])) if actor else frozenset()


def _is_called(cluster: Cluster, names: frozenset[str]) -> bool:
    return any(_key(name) in names for name in (*cluster.names, cluster.called))


def _key(name: str) -> str:
    return name_key(clean(name)).removeprefix("the ")


def train(those: Iterable[Example]) -> dict[str, Any]:
    """The trees, as they are stored, with their threshold."""
    known = list(those)
    counts = Counter(name for one in known for voice in one.voices for name in voice.features)
    names = sorted(name for name, count in counts.items() if count >= LEAST_VOICES)
    rows: npt.NDArray[np.float32] = np.array(
        [
            [voice.features.get(name, 0.0) for name in names]
            for one in known
            for voice in one.voices
        ],
        np.float32,
    )
    right = [label for one in known for label in one.right]
    return {"least": LEAST, **grow(rows, right, names, ACTORS)}


def judged(model: Weighing, those: Sequence[Example]) -> list[tuple[bool, float, bool]]:
    """Of each example whether it is a pronoun, its best score, and whether that actor is right."""
    found = []
    for one in those:
        scores = model.scores([voice.features for voice in one.voices])
        best = max(range(len(scores)), key=scores.__getitem__)
        found.append((one.is_pronoun, scores[best], one.right[best]))
    return found


def main() -> None:
    """Print the figures by story; save the weights if asked to."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    parser.add_argument("--save", action="store_true")
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    documents = [one for folder in options.folders for one in load(folder)]
    by_story = [
        [example for gold in story for example in examples(gold, pipeline)]
        for story in stories(documents)
    ]
    outcomes: list[tuple[bool, float, bool]] = []
    for left in range(FOLDS):
        seen = [one for at, story in enumerate(by_story) if at % FOLDS != left for one in story]
        model = Weighing.parse(train(seen))
        outcomes += [one for story in by_story[left::FOLDS] for one in judged(model, story)]
    for name, is_pronoun in (("pronouns", True), ("others", False)):
        those = [(score, right) for kind, score, right in outcomes if kind is is_pronoun]
        print(f"{len(those)} {name}")
        for level in LEVELS:
            given = [right for score, right in those if score >= level]
            print(f"  at {level:.2f} given an actor {len(given)}, right {sum(given)}")
    if options.save:
        trees = train([one for story in by_story for one in story])
        text = json.dumps({"gold": digest(documents), **trees}, separators=(",", ":")) + "\n"
        (WEIGHTS / "voices.json").write_text(text, "utf-8")


if __name__ == "__main__":
    main()
