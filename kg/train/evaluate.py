"""Scores of the exported tagger, in the terms of the project's scorer."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from kg.extract.tagger import Tagger
from kg.records import Attribution, Spans


def statement(document: str, number: int, text: str, found: Attribution) -> dict[str, Any]:
    """An attribution as a line of claims JSONL, with all that is resolved later left open."""

    def plain(spans: Spans) -> list[list[int]]:
        return [list(span) for span in spans]

    name = f"{document}-{number}"
    mention = {"id": None, "name": None, "mention": plain(found.source)}
    return {
        "id": name,
        "document": document,
        "speaker": mention if found.source else None,
        "via": [],
        "cue": plain(found.cue),
        "content": plain(found.content),
        "text": " ".join(span.of(text) for span in found.content),
        "mode": "indirect",
        "act": "assertion",
        "about": [],
        "uttered": None,
        "evidence": [],
        "claim": name,
        "rebuts": [],
        "confidence": found.score,
    }


def write_claims(tagger: Tagger, texts: Iterable[Path], path: Path) -> int:
    """Tag the texts and write what was found as claims JSONL; returns the number of lines."""
    files = sorted(texts)
    bodies = [file.read_bytes().decode("utf-8") for file in files]
    count = 0
    with path.open("w", encoding="utf-8") as out:
        for file, text, found in zip(files, bodies, tagger.attributions(bodies), strict=True):
            for number, each in enumerate(found):
                out.write(json.dumps(statement(file.stem, number, text, each)) + "\n")
                count += 1
    return count
