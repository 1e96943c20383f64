"""Decoding: proposed cues, best paths, ranges."""

from itertools import pairwise, product

import numpy as np

from kg.extract.decode import cues, ranges, total, viterbi, weight


def test_viterbi_finds_the_best_of_all_paths() -> None:
    chance = np.random.default_rng(7)
    scores = chance.normal(size=(3, 5, 4)).astype(np.float32)
    steps = chance.normal(size=(4, 4)).astype(np.float32)
    found = viterbi(scores, steps, np.ones((3, 5), dtype=np.bool_))

    def total(row: int, path: tuple[int, ...]) -> float:
        at = sum(scores[row, place, label] for place, label in enumerate(path))
        return float(at + sum(steps[a, b] for a, b in pairwise(path)))

    for row in range(3):
        best = max(product(range(4), repeat=5), key=lambda path: total(row, path))
        assert tuple(found[row]) == best


def test_total_sums_the_weights_of_all_paths() -> None:
    chance = np.random.default_rng(8)
    scores = chance.normal(size=(2, 4, 3)).astype(np.float32)
    steps = chance.normal(size=(3, 3)).astype(np.float32)
    whole = np.ones((2, 4), dtype=np.bool_)
    paths = [np.array([path] * 2) for path in product(range(3), repeat=4)]
    weights = np.array([weight(scores, steps, whole, path) for path in paths])
    assert np.allclose(total(scores, steps, whole), np.logaddexp.reduce(weights), atol=1e-4)


def test_masked_places_have_no_label() -> None:
    scores = np.zeros((1, 4, 3), dtype=np.float32)
    scores[:, :, 2] = 5
    mask = np.array([[False, True, True, False]])
    assert viterbi(scores, np.zeros((3, 3), dtype=np.float32), mask).tolist() == [[0, 2, 2, 0]]


def test_a_cue_goes_on_while_inside_is_likeliest() -> None:
    chance = np.array(
        [[1, 0, 0], [0.2, 0.8, 0], [0.1, 0, 0.9], [1, 0, 0], [0.6, 0.4, 0], [0.2, 0.7, 0.1]],
        dtype=np.float32,
    )
    places, sure = cues(chance, np.array([0, 6]), 0.3)
    assert places.tolist() == [[1, 2], [4, 4], [5, 5]]
    assert np.allclose(sure, [0.8, 0.4, 0.7])


def test_a_cue_does_not_go_on_into_the_next_text() -> None:
    chance = np.array([[0, 1, 0], [0, 0, 1]], dtype=np.float32)
    assert cues(chance, np.array([0, 1, 2]), 0.3)[0].tolist() == [[0, 0]]
    assert cues(chance, np.array([0, 2]), 0.3)[0].tolist() == [[0, 1]]


def test_no_piece_no_cue() -> None:
    places, sure = cues(np.zeros((0, 3), dtype=np.float32), np.array([0, 0]), 0.3)
    assert places.shape == (0, 2) and sure.shape == (0,)


def test_ranges_of_a_role() -> None:
    labels = np.array([0, 3, 4, 4, 0, 1, 2, 3, 3, 4])
    assert ranges(labels, 3) == [(1, 4), (7, 8), (8, 10)]
    assert ranges(labels, 1) == [(5, 7)]
    assert ranges(np.zeros(3, dtype=np.int64), 1) == []
