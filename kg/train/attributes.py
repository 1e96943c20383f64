"""Fits and measures what tells a statement's date and evidence; measures acts and modes, too.

`python -m kg.train.attributes evidence FOLDER... --gists FILE` writes the weights of evidence,
learnt from the articles that have gists, `dates FOLDER...` those of dates. `cross` prints the
figures of models that have not seen the story they are measured on, `measure FOLDER...` those of
the weights that are there. Statements come from the gold, with all that stands before these steps.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.extract.pipeline import load as load_pipeline
from kg.gist import Gists
from kg.records import Article, Statement
from kg.resolve import acts, dates, evidence
from kg.resolve.modes import mode
from kg.resolve.parse import Doc
from kg.train import dates as train_dates
from kg.train import evidence as train_evidence
from kg.train.gists import load_gists, of_known, with_gists
from kg.train.gold import GoldDocument, load, stories

FOLDS = 5


@dataclass(frozen=True)
class Models:
    """All models of one training."""

    dates: dates.Models
    evidence: evidence.Models


@dataclass(frozen=True)
class Parsed:
    """A gold document, parsed; `gold` are its statements in text order."""

    document: GoldDocument
    doc: Doc
    gold: list[Statement]

    @property
    def article(self) -> Article:
        """The article itself."""
        return self.document.reading.article


def parsed(documents: Iterable[GoldDocument]) -> list[Parsed]:
    """The documents as the resolve stage gets them."""
    language = load_pipeline(tagger=False)
    found = []
    for one in documents:
        doc = Doc(language(one.reading.article.text))
        gold = train_dates.in_order(one.reading.statements)
        found.append(Parsed(one, doc, gold))
    return found


def folds(documents: Sequence[Parsed]) -> list[list[Parsed]]:
    """The documents in five parts, each story in one of them."""
    by_id = {one.article.id: one for one in documents}
    grouped = stories(one.document for one in documents)
    return [
        [by_id[one.reading.article.id] for story in grouped[part::FOLDS] for one in story]
        for part in range(min(FOLDS, len(grouped)))
    ]


def guessed(statements: Iterable[Statement]) -> list[Statement]:
    """The statements with acts by their gists, as evidence will have to use them."""
    return [replace(one, act=acts.act(one)) for one in statements]


def of_dates(documents: Iterable[Parsed]) -> dates.Models:
    """Models of dates."""
    return train_dates.train([(one.document, one.doc) for one in documents])


def of_evidence(documents: Iterable[Parsed]) -> evidence.Models:
    """Models of evidence, of documents with gists."""
    rows = train_evidence.Examples()
    for one in documents:
        rows += train_evidence.examples(one.document, one.doc, guessed(one.gold), one.gold)
    return train_evidence.train(rows)


def figures(documents: Iterable[Parsed], models: Models) -> Counter[str]:
    """Counts of what is right, given, wanted."""
    counts: Counter[str] = Counter()
    for one in documents:
        drafts = [
            replace(
                s, uttered=None, evidence=(), mode=mode(one.article.text, s.attribution.content)
            )
            for s in guessed(one.gold)
        ]
        days = dates.uttered(one.article, one.doc, drafts, models.dates)
        found = evidence.assess(one.doc, drafts, models.evidence)
        for gold, draft, day, given in zip(one.gold, drafts, days, found, strict=True):
            counts["statements"] += 1
            counts["act"] += gold.act == draft.act
            counts["mode"] += gold.mode == draft.mode
            if gold.uttered is not None:
                counts["dated"] += 1
                counts["date"] += day is not None and day.value == gold.uttered.value
            else:
                counts["undated"] += 1
                counts["date too many"] += day is not None
            counts.update(evidence_counts(gold, {one.status for one in given.evidence}))
    return counts


def evidence_counts(gold: Statement, given: set[str]) -> Counter[str]:
    """How many statuses of a statement are wanted, given and right, in all and by status."""
    wanted = {one.status for one in gold.evidence}
    counts: Counter[str] = Counter()
    for status in wanted | given:
        for name in ("evidence", status):
            counts[f"{name} wanted"] += status in wanted
            counts[f"{name} given"] += status in given
            counts[f"{name} right"] += status in wanted and status in given
    return counts


def table(counts: Counter[str]) -> str:
    """The figures as lines to print."""

    def share(part: str, whole: str) -> str:
        return f"{counts[part] / counts[whole]:.3f}" if counts[whole] else "-"

    lines = [
        f"mode right      {share('mode', 'statements')}",
        f"act right       {share('act', 'statements')}",
        f"date right      {share('date', 'dated')} of {counts['dated']}",
        f"dates too many  {share('date too many', 'undated')} of {counts['undated']}",
    ]
    for name in ("evidence", *train_evidence.STATUSES):
        right, given, wanted = (counts[f"{name} {of}"] for of in ("right", "given", "wanted"))
        both = given + wanted
        lines.append(
            f"{name:15} F1 {2 * right / both if both else 0:.3f}"
            f"  P {right / given if given else 0:.3f}  R {right / wanted if wanted else 0:.3f}"
            f"  of {wanted}"
        )
    return "\n".join(lines)


def cross(documents: Sequence[Parsed]) -> Counter[str]:
    """The figures over all documents, each by models trained without its story."""
    counts: Counter[str] = Counter()
    for held_out in folds(documents):
        names = {one.article.id for one in held_out}
        rest = [one for one in documents if one.article.id not in names]
        counts += figures(held_out, Models(of_dates(rest), of_evidence(rest)))
    return counts


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("verb", choices=("evidence", "dates", "cross", "measure"))
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--gists", type=Path, help="what `kg.train gist --held-out` made")
    asked = parser.parse_args()
    # A story may stand in several folders.
    by_id = {one.reading.article.id: one for folder in asked.folders for one in load(folder)}
    if asked.verb == "measure":
        gists = Gists()
        read = (replace(one, reading=gists.of(one.reading)) for one in by_id.values())
        print(table(figures(parsed(read), Models(dates.Models.load(), evidence.Models.load()))))
        return
    if asked.verb == "dates":
        of_dates(parsed(by_id.values())).save()
        return
    if asked.gists is None:
        parser.error("--gists is needed: evidence learns from acts as they are guessed")
    known = load_gists(asked.gists)
    documents = parsed(with_gists(of_known(by_id.values(), known), known))
    if asked.verb == "evidence":
        of_evidence(documents).save(evidence.FOLDER)
    else:
        print(table(cross(documents)))


if __name__ == "__main__":
    main()
