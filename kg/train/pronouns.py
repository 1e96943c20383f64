"""Trains kg/resolve/weights/pronouns.json: which actor a pronoun means.

`python -m kg.train.pronouns FOLDER...` learns from gold sources that are pronouns, prints how many
are right when each story is judged by a model that has not seen it, and writes the weights.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.extract.pipeline import load as load_pipeline
from kg.linear import Features, Linear
from kg.names import name_key
from kg.records import Statement
from kg.resolve import salience
from kg.resolve.actors import clean
from kg.resolve.clusters import Coreference, Trace
from kg.resolve.mentions import PRONOUNS, find
from kg.resolve.parse import Doc
from kg.resolve.speakers import source_tokens
from kg.train.fit import fit
from kg.train.gold import GoldDocument, load, stories

STRENGTH = 0.3  # of 0.03, 0.1, 0.3, 1, 3: best by story on the training data


@dataclass(frozen=True)
class Example:
    """A pronoun: its candidates' features, and which of them are right (none may be)."""

    candidates: tuple[Features, ...]
    right: tuple[bool, ...]


def examples(documents: list[GoldDocument], pipeline: object) -> Iterator[Example]:
    """The pronouns that stand as sources, with a model as it is now choosing for the others."""
    for gold in documents:
        doc = Doc(pipeline(gold.reading.article.text))  # type: ignore[operator]
        attributions = [one.attribution for one in gold.reading.statements]
        trace: Trace = []
        Coreference(doc, find(doc), source_tokens(doc, attributions), trace)
        meant = {
            one.speaker.mention[0].start: one.speaker.actor
            for one in gold.reading.statements
            if one.speaker and one.speaker.actor and _is_pronoun(one, gold.reading.article.text)
        }
        for mention, candidates in trace:
            actor = meant.get(mention.span.start)
            if actor is not None and mention.form == "pronoun":
                names = {name_key(name) for name in gold.names[actor]}
                right = tuple(
                    bool(names & {name_key(clean(name)) for name in cluster.names})
                    for cluster, _ in candidates
                )
                yield Example(tuple(found for _, found in candidates), right)


def _is_pronoun(statement: Statement, text: str) -> bool:
    return [span.of(text).lower() in PRONOUNS for span in statement.attribution.source] == [True]


def trained(found: list[Example]) -> Linear:
    """A model of the examples."""
    features = [one for example in found for one in example.candidates]
    labels = ["meant" if one else "not" for example in found for one in example.right]
    return fit(features, labels, STRENGTH, "meant")


def judged(model: Linear, found: list[Example]) -> list[tuple[float, bool]]:
    """The score of each example's best candidate, and whether that is right."""
    result = []
    for example in found:
        scores = [model.score(one) for one in example.candidates]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        result.append((0.0, False) if best is None else (scores[best], example.right[best]))
    return result


def main() -> None:
    """Print the figures and write the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    documents = [one for folder in options.folders for one in load(folder)]
    by_story = [list(examples(story, pipeline)) for story in stories(documents)]
    outcomes = []
    for held_out in range(len(by_story)):
        rest = [one for at, story in enumerate(by_story) if at != held_out for one in story]
        outcomes += judged(trained(rest), by_story[held_out])
    possible = sum(any(one.right) for story in by_story for one in story)
    print(f"{len(outcomes)} pronouns, {possible} with the right actor among the candidates")
    for least in (0.0, 0.2, 0.3, 0.4, 0.5):
        named = [right for score, right in outcomes if score >= least]
        print(f"named at {least}: {len(named)}, right {sum(named)}")
    trained([one for story in by_story for one in story]).save(salience.WEIGHTS)


if __name__ == "__main__":
    main()
