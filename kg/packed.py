"""A gist as bytes, as statements keep it, and as numbers, as they are compared."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from kg.values import ACTS, GIST

Vector = npt.NDArray[np.float32]
LENGTH = sum(GIST) + len(ACTS)
_MOST = 127


class Gist(NamedTuple):
    """What a statement says, speaks against, and is spoken against by: directions of length 1.

    `acts` are shares of ACTS, which sum to one. Without a gist, all are zeros.
    """

    says: Vector
    against: Vector
    opposed: Vector
    acts: Vector


def pack(directions: Vector, acts: Vector) -> bytes:
    """Directions one after the other, and acts, as signed bytes: `LENGTH` of them.

    Of each direction the largest number becomes 127, of acts what is certain.
    """
    parts = np.split(directions, np.cumsum(GIST)[:-1])
    scaled = [part * (_MOST / max(float(np.abs(part).max()), 1e-9)) for part in parts]
    return np.round(np.concatenate([*scaled, acts * _MOST])).astype(np.int8).tobytes()


def unpack(gist: bytes) -> Gist:
    """What `pack` made; zeros of nothing, or of what another version kept."""
    kept = gist if len(gist) == LENGTH else bytes(LENGTH)
    numbers = np.frombuffer(kept, dtype=np.int8).astype(np.float32)
    *directions, acts = np.split(numbers, np.cumsum(GIST))
    says, against, opposed = (one / max(float(np.linalg.norm(one)), 1e-9) for one in directions)
    return Gist(says, against, opposed, acts / max(float(acts.sum()), 1e-9))
