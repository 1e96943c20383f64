"""What the models of whom words mean share: first drafts, examples, training, judging by story."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from kg.extract.pipeline import load as load_pipeline
from kg.linear import Features, Linear
from kg.names import name_key
from kg.records import Statement
from kg.resolve.clusters import Coreference, Trace
from kg.resolve.drafts import Draft
from kg.resolve.mentions import Mention, clean, find
from kg.resolve.parse import Doc
from kg.resolve.speakers import Speakers, source_tokens
from kg.train.fit import fit
from kg.train.gold import GoldDocument, load, stories

# The keys of the names of the actor that a mention means; None if the gold does not tell.
Names = Callable[[Mention], set[str] | None]


@dataclass(frozen=True)
class Example:
    """A mention: its candidates' features, and which of them are right (none may be)."""

    candidates: tuple[Features, ...]
    right: tuple[bool, ...]


class Drafted(NamedTuple):
    """A document's gold statements in text order, each with the draft that stands for it."""

    wanted: list[Statement]
    coreference: Coreference
    speakers: Speakers
    drafts: list[Draft]


def drafted(gold: GoldDocument, pipeline: Any) -> Drafted:
    """A document as it stands before its sources are weighed, given gold attributions."""
    doc = Doc(pipeline(gold.reading.article.text))
    wanted = sorted(
        gold.reading.statements, key=lambda one: (one.attribution.content, one.attribution.cue)
    )
    said = [one.attribution for one in wanted]
    coreference = Coreference(doc, find(doc), source_tokens(doc, said))
    speakers = Speakers(coreference)
    drafts = [Draft(one, next(iter(speakers.resolve(one.source)), None)) for one in said]
    return Drafted(wanted, coreference, speakers, drafts)


def examples(
    documents: list[GoldDocument], pipeline: Any, told: Callable[[GoldDocument], Names]
) -> Iterator[Example]:
    """The mentions that `told` knows, with the models as they are now choosing for the others."""
    for gold in documents:
        doc = Doc(pipeline(gold.reading.article.text))
        attributions = [one.attribution for one in gold.reading.statements]
        trace: Trace = []
        Coreference(doc, find(doc), source_tokens(doc, attributions), trace)
        names_of = told(gold)
        for mention, candidates in trace:
            names = names_of(mention)
            if names is not None:
                right = tuple(
                    any(name_key(clean(name)) in names for name in cluster.names)
                    for cluster, _ in candidates
                )
                yield Example(tuple(found for _, found in candidates), right)


def trained(found: list[Example], strength: float) -> Linear:
    """A model of the examples."""
    features = [one for example in found for one in example.candidates]
    labels = ["meant" if one else "not" for example in found for one in example.right]
    return fit(features, labels, strength, "meant")


def judged(model: Linear, found: list[Example]) -> list[tuple[float, bool]]:
    """The score of each example's best candidate, and whether that is right."""
    result = []
    for example in found:
        scores = [model.score(one) for one in example.candidates]
        best = max(range(len(scores)), key=scores.__getitem__, default=None)
        result.append((0.0, False) if best is None else (scores[best], example.right[best]))
    return result


def learn(
    about: str | None,
    kind: str,
    told: Callable[[GoldDocument], Names],
    strength: float,
    levels: Sequence[float],
    weights: Path,
) -> None:
    """Read folders from the command line, print the figures by story, and write the weights."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("folders", type=Path, nargs="+")
    options = parser.parse_args()
    pipeline = load_pipeline(tagger=False)
    documents = [one for folder in options.folders for one in load(folder)]
    by_story = [list(examples(story, pipeline, told)) for story in stories(documents)]
    outcomes = []
    for held_out in range(len(by_story)):
        rest = [one for at, story in enumerate(by_story) if at != held_out for one in story]
        outcomes += judged(trained(rest, strength), by_story[held_out])
    possible = sum(any(one.right) for story in by_story for one in story)
    print(f"{len(outcomes)} {kind}, {possible} with the right actor among the candidates")
    for least in levels:
        named = [right for score, right in outcomes if score >= least]
        print(f"named at {least}: {len(named)}, right {sum(named)}")
    trained([one for story in by_story for one in story], strength).save(weights)
