"""PolNeAR's attributions with acts and days that annotators gave them, as gold documents.

Speakers and aims are those that the program finds, as they are in use; there is no evidence and no
link. A file of labels has one JSON object a line: `{"document": id, "acts": {"12-40": "denial"},
"days": {"12-40": "2016-03-02"}}`, by the offsets of the parts of a content; a day may be null.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from spacy.language import Language

from kg.extract.pipeline import load
from kg.records import Article, Day, Reading, Spans, Statement
from kg.resolve import resolve
from kg.train.corpus import Annotated, brat, most_alike, ranges
from kg.train.gold import GoldDocument
from kg.values import ACTS

Labels = list[tuple[Spans, tuple[int, str | None]]]


def read(path: Path) -> dict[str, Labels]:
    """By document, the spans that are labelled, with the act's place in ACTS and the day."""
    found: dict[str, Labels] = {}
    for line in path.read_text("utf-8").splitlines():
        record = json.loads(line)
        days = record.get("days", {})
        found[record["document"]] = [
            (ranges(key.replace("-", " ").replace(",", ";")), (ACTS.index(act), days.get(key)))
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
    date = re.search(r"\d{4}-\d\d-\d\d", one.id)
    article = Article(one.id, one.text, published=date[0] if date else None)
    reading = resolve(article, language(one.text), one.attributions)
    statements = tuple(_labelled(reading.statements, labels))
    claims = {statement.id: statement.id for statement in statements}
    return GoldDocument(Reading(article, reading.actors, statements), claims, frozenset(), {})


def _labelled(statements: Iterable[Statement], labels: Labels) -> Iterator[Statement]:
    for statement in statements:
        label = most_alike(statement.attribution.content, labels)
        if label is not None:
            act, day = label
            yield replace(statement, act=ACTS[act], uttered=Day(day) if day else None, evidence=())
