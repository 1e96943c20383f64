"""Acts that annotators gave PolNeAR's attributions.

A file of labels has one JSON object a line: `{"document": id, "acts": {"12-40": "denial"}}`, by the
offsets of the parts of a content.
"""

from __future__ import annotations

import json
from pathlib import Path

from kg.records import Spans
from kg.train.corpus import ranges
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
