"""The shipped weights: what they must fit."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from kg.errors import WeightsError
from kg.extract.bands import LABELS, RELATIONS, STEPS
from kg.extract.pieces import FEATURES
from kg.networks import description
from kg.values import ACTS

FOLDER = Path(__file__).parent / "weights"
META, ENCODER, LINKER, TOKENIZER = "meta.json", "encoder.onnx", "linker.onnx", "tokenizer.json"
FILES = (ENCODER, LINKER, TOKENIZER)

# What the encoder tags by itself, each as outside, begin, inside.
FLAT_ROLES = ["cue", "source", "content"]

# What the linker is given and gives: version 2 sees the whole band, and judges acts.
LINKER_FORM = 2

# Changes whenever the same weights would find something else: stored articles are then read anew.
CODE = 1


def layout() -> dict[str, Any]:
    """What weights must have been trained with to mean anything to this code."""
    return {
        "features": FEATURES,
        "labels": list(LABELS),
        "flat": FLAT_ROLES,
        "relations": RELATIONS,
        "steps": STEPS.tolist(),
        "acts": list(ACTS),
        "linker": LINKER_FORM,
    }


def read_meta(folder: Path = FOLDER) -> dict[str, Any]:
    """The meta.json beside the weights; raises WeightsError if it does not fit this code."""
    path = folder / META
    meta = description(path)
    for key, value in layout().items():
        found = meta.get("layout", {}).get(key)
        if found != value:
            raise WeightsError(
                f"{path}: weights made for {key} {found!r}, this version needs {value!r}; "
                "train them again or install the version that they came with"
            )
    return meta


def version(folder: Path = FOLDER) -> str:
    """Names weights and code; what it was extracted with stands beside each stored article."""
    return f"{read_meta(folder)['weights']}-{CODE}"
