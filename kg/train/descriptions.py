"""Trains kg/resolve/weights/descriptions.json: which actor a definite description means.

`python -m kg.train.descriptions FOLDER...` learns from the descriptions of the gold's sources, and
from those whose words are an alias of one of a document's entities alone. Prints how many are right
when each story is judged by a model that has not seen it, and writes the weights.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.extract.pipeline import load as load_pipeline
from kg.linear import Linear
from kg.names import name_key
from kg.resolve import antecedents
from kg.resolve.actors import clean
from kg.resolve.clusters import Coreference, Trace
from kg.resolve.mentions import Mention, find
from kg.resolve.parse import Doc
from kg.resolve.speakers import source_tokens
from kg.train.fit import fit
from kg.train.gold import GoldDocument, load, stories
from kg.train.pronouns import Example, judged

STRENGTH = 0.1  # of 0.03, 0.1, 0.3, 1: best by story on the training data


def examples(documents: list[GoldDocument], pipeline: object) -> Iterator[Example]:
    """The descriptions whose actor the gold tells, the model as it is now choosing for the rest."""
    for gold in documents:
        doc = Doc(pipeline(gold.reading.article.text))  # type: ignore[operator]
        attributions = [one.attribution for one in gold.reading.statements]
        trace: Trace = []
        Coreference(doc, find(doc), source_tokens(doc, attributions), trace)
        meant = _Gold(gold)
        for mention, candidates in trace:
            names = meant.names(mention) if mention.form == "description" else None
            if names is not None:
                right = tuple(
                    any(name_key(clean(name)) in names for name in cluster.names)
                    for cluster, _ in candidates
                )
                yield Example(tuple(found for _, found in candidates), right)


class _Gold:
    """What a document's gold says of whom its descriptions mean."""

    def __init__(self, gold: GoldDocument) -> None:
        self.gold = gold
        self.called: dict[str, set[str]] = defaultdict(set)
        for actor, names in gold.names.items():
            for name in names:
                self.called[name_key(name)].add(actor)
        self.sources = {
            one.speaker.mention[0]: one.speaker.actor
            for one in gold.reading.statements
            if one.speaker and one.speaker.actor and one.speaker.mention
        }

    def names(self, mention: Mention) -> set[str] | None:
        """The keys of the names of the actor that is meant; None if the gold does not tell."""
        actor = self.sources.get(mention.span)
        called = self.called.get(name_key(mention.text), set())
        if actor is None and len(called) == 1:
            actor = next(iter(called))
        return {name_key(name) for name in self.gold.names[actor]} if actor else None


def trained(found: list[Example]) -> Linear:
    """A model of the examples."""
    features = [one for example in found for one in example.candidates]
    labels = ["meant" if one else "not" for example in found for one in example.right]
    return fit(features, labels, STRENGTH, "meant")


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
    print(f"{len(outcomes)} descriptions, {possible} with the right actor among the candidates")
    for least in (0.0, 0.2, 0.3, 0.4, 0.5, 0.6):
        named = [right for score, right in outcomes if score >= least]
        print(f"named at {least}: {len(named)}, right {sum(named)}")
    trained([one for story in by_story for one in story]).save(antecedents.WEIGHTS)


if __name__ == "__main__":
    main()
