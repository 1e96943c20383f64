"""The encoder over texts: windows in batches of one length, and what it says of each piece."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from kg.extract.decode import Floats
from kg.extract.pieces import FEATURES, Ints, Pieces
from kg.extract.windows import Window, windows

if TYPE_CHECKING:
    from onnxruntime import InferenceSession  # type: ignore[import-untyped]

CLS, SEP = 101, 102
# Windows are read together until they fill so many cells: more are no faster.
CELLS = 2_048


@dataclass(frozen=True, slots=True)
class Views:
    """What the encoder says of each piece: cue tags' scores, and the linker's two views."""

    tags: Floats
    piece: Floats
    cue: Floats


def views(encoder: InferenceSession, group: list[Pieces], window: int, context: int) -> Views:
    """The encoder's views of all pieces of the texts, one behind the other."""
    offsets = np.cumsum([0, *(len(found) for found in group)])
    flat = [
        (int(offset), found, cut)
        for offset, found in zip(offsets, group, strict=False)
        for cut in windows(found, window, context)
    ]
    flat.sort(key=lambda item: item[2].end - item[2].start)
    sizes = [output.shape[-1] for output in encoder.get_outputs()]
    gathered = [np.zeros((int(offsets[-1]), size), dtype=np.float32) for size in sizes]
    for batch in batches(flat):
        ids, features, rows, columns, targets = side_by_side(batch)
        outputs = encoder.run(None, {"ids": ids, "features": features})
        for whole, output in zip(gathered, outputs, strict=True):
            whole[targets] = output[rows, columns]
    return Views(*gathered)


def batches(
    flat: list[tuple[int, Pieces, Window]],
) -> Iterator[list[tuple[int, Pieces, Window]]]:
    """Windows of nearly one length together, as many as fill CELLS."""
    held: list[tuple[int, Pieces, Window]] = []
    for item in flat:
        if held and (len(held) + 1) * (item[2].end - item[2].start + 2) > CELLS:
            yield held
            held = []
        held.append(item)
    if held:
        yield held


def side_by_side(
    batch: list[tuple[int, Pieces, Window]],
) -> tuple[Ints, Ints, Ints, Ints, Ints]:
    """The windows as ids and features, and where each core piece stands there and overall."""
    length = max(window.end - window.start for _, _, window in batch) + 2
    ids = np.zeros((len(batch), length), dtype=np.int64)
    features = np.full((len(batch), length), FEATURES, dtype=np.int64)
    rows, columns, targets = [], [], []
    for row, (offset, found, window) in enumerate(batch):
        size = window.end - window.start
        ids[row, 0], ids[row, size + 1] = CLS, SEP
        ids[row, 1 : size + 1] = found.ids[window.start : window.end]
        features[row, 1 : size + 1] = found.features[window.start : window.end]
        core = np.arange(window.core_start, window.core_end)
        rows.append(np.full(len(core), row))
        columns.append(core - window.start + 1)
        targets.append(core + offset)
    return ids, features, np.concatenate(rows), np.concatenate(columns), np.concatenate(targets)
