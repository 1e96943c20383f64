"""Windows tile a text."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.pieces import Pieces
from kg.extract.windows import windows


def text_of(sentences: list[int], paragraph: int = 3) -> Pieces:
    """Pieces of sentences with the given lengths, `paragraph` sentences a paragraph."""
    numbers = np.repeat(np.arange(len(sentences)), sentences)
    zeros = np.zeros(len(numbers), dtype=np.int64)
    return Pieces(zeros, zeros, zeros, zeros, numbers // paragraph, numbers)


@given(st.lists(st.integers(1, 300), max_size=30), st.integers(40, 200), st.integers(0, 12))
def test_cores_cover_each_piece_once(lengths: list[int], size: int, context: int) -> None:
    found = text_of(lengths)
    cut = list(windows(found, size, context))
    covered = [at for window in cut for at in range(window.core_start, window.core_end)]
    assert covered == list(range(len(found)))
    assert all(window.end - window.start <= size for window in cut)
    assert all(window.start <= window.core_start < window.core_end <= window.end for window in cut)


def test_a_window_ends_with_a_paragraph_that_nearly_fills_it() -> None:
    cores = [window.core_end for window in windows(text_of([30] * 12), 100, 0)]
    assert cores == [90, 180, 270, 360]


def test_a_window_ends_with_a_sentence_where_no_paragraph_does() -> None:
    cores = [window.core_end for window in windows(text_of([30] * 6, paragraph=6), 100, 0)]
    assert cores == [90, 180]


def test_a_sentence_too_long_for_a_window_is_cut() -> None:
    cores = [window.core_end for window in windows(text_of([250]), 100, 0)]
    assert cores == [100, 200, 250]
