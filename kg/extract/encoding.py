"""The encoder over texts: window by window, and what it says of each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.decode import Floats
from kg.extract.pieces import FEATURES, Ints, Pieces
from kg.extract.windows import Window, windows
from kg.networks import CLS, SEP

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Views:
    """What the encoder says of each piece: cue tags' scores, and the linker's two views."""

    tags: Floats
    piece: Floats
    cue: Floats


def views(encoder: InferenceSession, group: list[Pieces], window: int, context: int) -> Views:
    """The encoder's views of all pieces of the texts, one behind the other.

    Each window is read alone: that is as fast, and what stands beside it cannot change its numbers,
    which eight bits would make them do.
    """
    offsets = np.cumsum([0, *(len(found) for found in group)])
    sizes = [output.shape[-1] for output in encoder.get_outputs()]
    gathered = [np.zeros((int(offsets[-1]), size), dtype=np.float32) for size in sizes]
    for offset, found in zip(offsets, group, strict=False):
        for cut in windows(found, window, context):
            ids, features = cells(found, cut)
            outputs = encoder.run(None, {"ids": ids, "features": features})
            core = slice(cut.core_start - cut.start + 1, cut.core_end - cut.start + 1)
            for whole, output in zip(gathered, outputs, strict=True):
                whole[offset + cut.core_start : offset + cut.core_end] = output[0, core]
    return Views(*gathered)


def cells(found: Pieces, window: Window) -> tuple[Ints, Ints]:
    """The window as ids and features, 1 x length, between the marks of its two ends."""
    part = slice(window.start, window.end)
    ids = np.concatenate([[CLS], found.ids[part], [SEP]]).astype(np.int64)
    features = np.concatenate([[FEATURES], found.features[part], [FEATURES]]).astype(np.int64)
    return ids[None], features[None]
