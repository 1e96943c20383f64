"""`python -m kg.train tagger-figures`: the model card's tables, from the shipped weights."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Annotated as Arg

import typer

from kg.extract import model
from kg.extract.pieces import quotation
from kg.extract.tagger import Tagger
from kg.records import Attribution
from kg.train import corpus
from kg.train.calibrate import reliability
from kg.train.compare import Comparison, Figure, matched
from kg.train.corpus import Annotated

MARKS = frozenset('"“”„«»')
ROLES = ("source", "cue", "content", "attribution", "with source")


def kind(text: str, attribution: Attribution) -> str:
    """Whether the content stands in quotation marks: "direct" (all), "mixed" or "indirect"."""
    open_at = quotation(text)
    inside = [
        bool(open_at[at])
        for a, b in attribution.content
        for at in range(a, b)
        if text[at].isalnum()
    ]
    return "direct" if inside and all(inside) else "mixed" if any(inside) else "indirect"


def marked(text: str, attribution: Attribution) -> str:
    """Whether the content has a quotation mark in it or right around it."""
    near = (text[max(0, a - 1) : b + 1] for a, b in attribution.content)
    return "with quotation marks" if any(MARKS & set(words) for words in near) else "without"


def features(text: str, attribution: Attribution) -> list[str]:
    """The classes of attributions that the model card tells apart."""
    return [
        kind(text, attribution),
        marked(text, attribution),
        "with a source" if attribution.source else "without a source",
        "broken content" if len(attribution.content) > 1 else "content in one piece",
        "cue of several words"
        if any(" " in span.of(text) for span in attribution.cue)
        else "cue of one word",
    ]


def by_feature(
    articles: Sequence[Annotated],
    found: Sequence[Sequence[Attribution]],
    of: Callable[[str, Attribution], list[str]] = features,
) -> dict[str, Figure]:
    """Attribution figures by class; a pair counts in the classes of its annotated half."""
    figures: dict[str, Figure] = defaultdict(Figure)
    for article, some in zip(articles, found, strict=True):
        text, gold = article.text, article.attributions
        partner = {b: gold[a] for a, b in matched(text, gold, some)}
        for each in gold:
            for name in of(text, each):
                figures[name].add(0, 0, 1)
        for index, each in enumerate(some):
            for name in of(text, partner.get(index, each)):
                figures[name].add(int(index in partner), 1, 0)
    return figures


def rows(figures: dict[str, Figure]) -> Iterator[str]:
    """Precision, recall and F1 of each class as rows of a Markdown table."""
    yield "| | precision | recall | F1 | annotated |\n| --- | --- | --- | --- | --- |"
    for name, figure in sorted(figures.items()):
        precision = figure.right / max(1, figure.system)
        yield (
            f"| {name} | {precision:.3f} | {figure.recall:.3f} | {figure.f1:.3f} | {figure.gold} |"
        )


def plot(bins: Iterable[tuple[float, float, int]]) -> Iterator[str]:
    """The share that is true, as bars, over the mean score."""
    for mean, share, count in bins:
        yield f"{mean:.2f} {'#' * round(40 * share):40} {share:.2f} of {count}"


def tell(
    polnear: Arg[Path, typer.Option(help="Folder with PolNeAR's dev.")],
    weights: Arg[Path, typer.Option(help="Folder of the weights.")] = model.FOLDER,
) -> None:
    """Print what dev says of the weights, as it stands in the model card."""
    import numpy as np

    tagger = Tagger(weights)
    articles = [versions[0] for versions in corpus.brat(polnear / "dev")]
    found = list(tagger.attributions(article.text for article in articles))
    comparison = Comparison()
    publishers: dict[str, Comparison] = defaultdict(Comparison)
    scores, truth = [], []
    for article, some in zip(articles, found, strict=True):
        for counted in (comparison, publishers[article.id.split("_")[0]]):
            counted.add(article.text, article.attributions, some)
        right = {b for _, b in matched(article.text, article.attributions, some)}
        scores += [each.score for each in some]
        truth += [float(index in right) for index in range(len(some))]
    typer.echo("| | " + " | ".join(ROLES) + " |\n" + "| --- " * (len(ROLES) + 1) + "|")
    for name, counted in [("all", comparison), *sorted(publishers.items())]:
        f1 = counted.f1()
        typer.echo(f"| {name} | " + " | ".join(f"{f1[role]:.3f}" for role in ROLES) + " |")
    typer.echo("\n" + "\n".join(rows(by_feature(articles, found))))
    typer.echo("\n" + "\n".join(plot(reliability(np.array(scores), np.array(truth)))))
