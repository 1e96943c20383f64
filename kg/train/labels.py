"""PolNeAR's attributions with acts that annotators gave them, as gold documents.

Speakers and aims are those that the program finds, as they are in use; nothing else is known. A
file of labels has one JSON object a line: `{"document": id, "acts": {"12-40": "denial"}}`, by the
offsets of the parts of a content.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from kg.extract.pipeline import load
from kg.records import Article, Reading, Spans, Statement
from kg.resolve import resolve
from kg.train.corpus import Annotated, brat, most_alike, ranges
from kg.train.gold import GoldDocument
from kg.values import ACTS

Labels = list[tuple[Spans, int]]


def read(path: Path) -> dict[str, Labels]:
    """By document, the spans that are labelled, with the act's place in ACTS."""
    found: dict[str, Labels] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        found[record["document"]] = [
            (ranges(key.replace("-", " ").replace(",", ";")), ACTS.index(act))
            for key, act in record["acts"].items()
        ]
    return found


def documents(polnear: Path, labels: Path) -> Iterator[GoldDocument]:
    """The labelled articles of a PolNeAR folder; statements without a label are left out."""
    known, language = read(labels), load(tagger=False)
    for versions in brat(polnear):
        if versions[0].id in known:
            yield _document(versions[0], known[versions[0].id], language)


def _document(one: Annotated, labels: Labels, language: Language) -> GoldDocument:
    article = Article(one.id, one.text)
    reading = resolve(article, language(one.text), one.attributions)
    statements = tuple(_labelled(reading.statements, labels))
    claims = {statement.id: statement.id for statement in statements}
    return GoldDocument(Reading(article, reading.actors, statements), claims, frozenset(), {})


def _labelled(statements: Iterable[Statement], labels: Labels) -> Iterator[Statement]:
    for statement in statements:
        act = most_alike(statement.attribution.content, labels)
        if act is not None:
            yield replace(statement, act=ACTS[act])
