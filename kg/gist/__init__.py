"""What a statement says, speaks against, and is spoken against by, and what it does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from kg.errors import WeightsError
from kg.gist.render import PARTS, Rendered, render
from kg.networks import check, description, load_tokenizer, session
from kg.packed import pack
from kg.records import Reading
from kg.values import ACTS, GIST

__all__ = ["Gists", "version"]

FOLDER = Path(__file__).parent / "weights"
META, NETWORK, TOKENIZER = "meta.json", "gist.onnx", "tokenizer.json"
FILES = (NETWORK, TOKENIZER)

# Changes whenever the same weights would find something else: stored articles are then read anew.
CODE = 2


class Gists:
    """The network that makes gists. Holds nothing of the texts: one may serve many threads."""

    def __init__(self, folder: Path = FOLDER, threads: int = 1) -> None:
        """Load the weights; raises WeightsError if they are damaged or don't fit this code."""
        meta = read_meta(folder)
        check(folder, FILES, meta["weights"])
        self.network = session(folder / NETWORK, threads)
        self.tokenizer = load_tokenizer(folder / TOKENIZER)

    def of(self, reading: Reading) -> Reading:
        """The reading with the gists of its statements."""
        rendered = render(reading, self.tokenizer)
        statements = (
            replace(one, gist=self._gist(row))
            for one, row in zip(reading.statements, rendered, strict=True)
        )
        return replace(reading, statements=tuple(statements))

    def _gist(self, row: Rendered) -> bytes:
        """One statement's gist. It is read alone: what stands beside it in a batch would not
        leave its numbers as they are, since eight bits share one scale.
        """
        ids, parts = (np.array([one], dtype=np.int64) for one in row)
        directions, acts = self.network.run(None, {"ids": ids, "parts": parts})
        return pack(directions[0], acts[0])


def layout() -> dict[str, Any]:
    """What weights must have been trained with to mean anything to this code."""
    return {"parts": list(PARTS), "gist": list(GIST), "acts": list(ACTS)}


def read_meta(folder: Path = FOLDER) -> dict[str, Any]:
    """The meta.json beside the weights; raises WeightsError if it does not fit this code."""
    path = folder / META
    meta = description(path)
    if meta.get("layout") != layout():
        raise WeightsError(
            f"{path}: weights made for {meta.get('layout')}, this version needs {layout()}"
        )
    return meta


def version(folder: Path = FOLDER) -> str:
    """Names weights and code; what it was made with stands beside each stored article."""
    return f"{read_meta(folder)['weights']}-{CODE}"
