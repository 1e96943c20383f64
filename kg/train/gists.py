"""Gists that networks made of stories they had not seen, kept for what learns from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from kg.train.gold import GoldDocument


def of_known(documents: Iterable[GoldDocument], gists: Mapping[str, bytes]) -> list[GoldDocument]:
    """The documents whose statements have gists: those of stories that were held out."""
    return [one for one in documents if all(s.id in gists for s in one.reading.statements)]


def with_gists(documents: Iterable[GoldDocument], gists: Mapping[str, bytes]) -> list[GoldDocument]:
    """The documents, whose statements have these gists; KeyError where one is missing."""
    return [_with_gists(one, gists) for one in documents]


def _with_gists(one: GoldDocument, gists: Mapping[str, bytes]) -> GoldDocument:
    known = (replace(s, gist=gists[s.id]) for s in one.reading.statements)
    return replace(one, reading=replace(one.reading, statements=tuple(known)))


def save(gists: dict[str, bytes], path: Path) -> None:
    """Keep gists by statement."""
    rows = np.array([np.frombuffer(one, dtype=np.int8) for one in gists.values()])
    np.savez_compressed(path, ids=np.array(list(gists)), gists=rows)


def load_gists(path: Path) -> dict[str, bytes]:
    """What `save` kept."""
    with np.load(path) as stored:
        pairs = zip(stored["ids"].tolist(), stored["gists"], strict=True)
        return {name: row.tobytes() for name, row in pairs}
