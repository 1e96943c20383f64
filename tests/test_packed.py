"""Gists as bytes."""

import numpy as np
import pytest

from kg.packed import LENGTH, pack, unpack
from kg.values import ACTS, GIST


def test_bytes_keep_directions_and_shares() -> None:
    numbers = np.random.default_rng(0)
    vector = numbers.normal(size=sum(GIST)).astype(np.float32)
    shares = numbers.dirichlet([1.0] * len(ACTS)).astype(np.float32)
    gist = pack(vector, shares)
    assert len(gist) == LENGTH
    *kept, acts = unpack(gist)
    for part, other in zip(np.split(vector, np.cumsum(GIST)[:-1]), kept, strict=True):
        assert part @ other / np.linalg.norm(part) == pytest.approx(1, abs=1e-3)
    assert acts == pytest.approx(shares, abs=0.02) and acts.sum() == pytest.approx(1)


@pytest.mark.parametrize("gist", [b"", bytes(320), pack(np.zeros(sum(GIST)), np.zeros(len(ACTS)))])
def test_what_is_no_gist_is_all_zeros(gist: bytes) -> None:
    assert not any(part.any() for part in unpack(gist))
