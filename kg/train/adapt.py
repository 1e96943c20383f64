"""Fits models of evidence to ordinary news: `python -m kg.train.adapt --gists FILE --news FOLDER`.

Invented stories tell of one dispute each; in ordinary news few statements are disputed, and what
stories taught finds many more. The weights that are there learn anew from annotated news, in which
the program's own statements stand for gold ones. What they say of stories that the network of gists
has not seen is to stay, so that they tell the two apart by how much an article's statements deny.
Prints how well news are done that the models have not seen, and the folders to be measured.

Of a gold file of news only contents, evidence and rebuttals are looked at. Statements that stand
for no gold one teach nothing.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from kg.extract.pipeline import load as load_pipeline
from kg.gist import Gists
from kg.linear import Features, Linear
from kg.records import Statement
from kg.resolve import resolve
from kg.resolve.answers import answers
from kg.resolve.evidence import FOLDER, LEAST_ANSWER, Models, assess
from kg.resolve.pairs import features, wordings
from kg.resolve.parse import Doc
from kg.resolve.remarks import features as remark_features
from kg.resolve.remarks import remarks, targets
from kg.train import attributes, refit
from kg.train.dates import in_order
from kg.train.evidence import examples
from kg.train.gists import load_gists, of_known
from kg.train.gold import STORIES, GoldDocument, load
from kg.train.met import partners
from kg.train.refit import Choice, Row, certain

FOLDS = 4
KEPT_WORTH = 0.25  # of what the models say of a statement there, against a statement of news
TIGHT, LOOSE = 0.03, 1.0


@dataclass(frozen=True)
class Read:
    """An article of news as the program reads it; `gold` is None where no gold one stands there."""

    document: GoldDocument
    doc: Doc
    statements: list[Statement]
    gold: list[Statement | None]


@dataclass
class Rows:
    """What the three models are fitted to."""

    remarks: list[Row] = field(default_factory=list)
    answers: list[Choice] = field(default_factory=list)
    pairs: list[Row] = field(default_factory=list)

    def __iadd__(self, other: Rows) -> Rows:
        self.remarks += other.remarks
        self.answers += other.answers
        self.pairs += other.pairs
        return self


def read(documents: Iterable[GoldDocument], pipeline: Any, gists: Gists) -> list[Read]:
    """The articles with the program's own statements, before their evidence is judged."""
    found = []
    for one in documents:
        article, parsed = one.reading.article, pipeline(one.reading.article.text)
        doc = Doc(parsed)
        reading = resolve(article, doc, parsed._.attributions, gists.of)
        stands_for = {own: gold for gold, own in partners(one.reading, reading).items()}
        by_id = {gold.id: gold for gold in one.reading.statements}
        found.append(
            Read(
                one,
                doc,
                [replace(each, evidence=(), answers=()) for each in reading.statements],
                [by_id.get(stands_for.get(each.id, "")) for each in reading.statements],
            )
        )
    return found


def of_news(one: Read, models: Models) -> Rows:
    """What an article of news teaches."""
    found = examples(one.document, one.doc, one.statements, one.gold)
    return Rows(
        _certain(found.remark, models.remark),
        [Choice(seen, certain(right, len(seen))) for seen, right in found.answer],
        _certain(found.pair, models.pair),
    )


def of_story(document: GoldDocument, pipeline: Any, gists: Gists, models: Models) -> Rows:
    """What is to stay: what the models say of a story's statements."""
    doc = Doc(pipeline(document.reading.article.text))
    statements = in_order(attributes.guessed(gists.of(document.reading).statements))
    worded = wordings(doc, statements)
    rows = Rows()
    for remark in remarks(doc, statements):
        for place in targets(remark, worded):
            rows.remarks.append(_said(models.remark, remark_features(remark, worded, place)))
    for answer in answers(worded):
        shares = models.answer.shares(answer.seen)
        rows.answers.append(Choice(answer.seen, shares, KEPT_WORTH))
        for other, share in zip(answer.others, shares[1:], strict=True):
            if share > LEAST_ANSWER:
                rows.pairs.append(_said(models.pair, features(worded, answer.one, other)))
    return rows


def _said(model: Linear, seen: Features) -> Row:
    scores = model.scores(seen)
    return Row(seen, [scores[label] for label in model.labels], KEPT_WORTH)


def _certain(rows: Iterable[tuple[Features, str]], model: Linear) -> list[Row]:
    count = len(model.labels)
    return [Row(seen, certain(model.labels.index(label), count)) for seen, label in rows]


def fitted(models: Models, rows: Rows) -> Models:
    """The models, near what they were."""

    def looseness(name: str) -> float:
        return LOOSE if "contest" in name else TIGHT

    return replace(
        models,
        remark=refit.labels(models.remark, rows.remarks, looseness),
        answer=refit.choices(models.answer, rows.answers, looseness),
        pair=refit.labels(models.pair, rows.pairs, looseness),
    )


def judged(articles: Iterable[Read], models: Models) -> Counter[str]:
    """How many statuses are right, given, wanted, of statements that stand for gold ones."""
    counts: Counter[str] = Counter()
    for one in articles:
        found = assess(one.doc, one.statements, models)
        for gold, given in zip(one.gold, found, strict=True):
            if gold is not None:
                counts += attributes.evidence_counts(gold, {each.status for each in given.evidence})
    return counts


def told(counts: Counter[str]) -> str:
    """The counts as a line to print."""
    right, given, wanted = (counts[f"evidence {of}"] for of in ("right", "given", "wanted"))
    f1 = 2 * right / max(1, given + wanted)
    return f"{right} of {given} right, {wanted} wanted: F1 {f1:.3f}, P {right / max(1, given):.3f}"


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--news", nargs="+", type=Path, required=True, help="folders to learn from")
    parser.add_argument("--stories", type=Path, default=STORIES)
    parser.add_argument(
        "--gists", type=Path, required=True, help="of stories held out: these count"
    )
    parser.add_argument("--measure", nargs="*", type=Path, default=[], help="folders kept apart")
    asked = parser.parse_args()
    pipeline, gists, models = load_pipeline(), Gists(), Models.load()
    news = [read(load(folder), pipeline, gists) for folder in asked.news]
    kept = Rows()
    for document in of_known(load(asked.stories), load_gists(asked.gists)):
        kept += of_story(document, pipeline, gists, models)
    rows = {id(one): of_news(one, models) for articles in news for one in articles}

    def learnt(articles: Sequence[Read]) -> Models:
        together = Rows()
        for part in (kept, *(rows[id(one)] for one in articles)):
            together += part
        return fitted(models, together)

    counts: Counter[str] = Counter()
    for part in range(FOLDS):
        rest = [one for articles in news for at, one in enumerate(articles) if at % FOLDS != part]
        counts += judged([one for each in news for one in each[part::FOLDS]], learnt(rest))
    every = [one for articles in news for one in articles]
    final = learnt(every)
    print("news, before:", told(judged(every, models)))
    print("news, of models that have not seen them:", told(counts))
    for folder in asked.measure:
        apart = read(load(folder), pipeline, gists)
        print(f"{folder}:", told(judged(apart, models)), "before;", told(judged(apart, final)))
    final.save(FOLDER)


if __name__ == "__main__":
    main()
