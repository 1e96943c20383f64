"""Wordpieces know where they stand, whatever the text."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from kg.extract import model, pieces
from kg.extract.bands import DISTANCES, RELATIONS, WIDTH, allowed, band, relations
from kg.networks import load_tokenizer

HOSTILE = [
    "",
    " \n\r\n\t",
    "“Open, he said.\r\n\r\n“Still open,” she said.",
    "👩‍👩‍👧‍👦 e\u0301 ﬁ ß İ \u200b\xa0\ufeff \x00 \ud83d said",
    "x" * 10_000,
    "\"'“‘«»’”'\"" * 50,
    "NO BREAK\xa0RUN\u2028line",
    "中文 said العربية",
]


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return load_tokenizer(model.FOLDER / model.TOKENIZER)


def assert_sound(tokenizer: Tokenizer, text: str) -> None:
    found = pieces.pieces(tokenizer, text)
    for row in (found.starts, found.ends, found.features, found.paragraphs, found.sentences):
        assert len(row) == len(found.ids)
    assert np.all(found.starts < found.ends) and np.all(found.starts >= 0)
    assert np.all(found.ends <= len(text)) and np.all(np.diff(found.starts) >= 0)
    assert np.all((found.features >= 0) & (found.features < pieces.FEATURES))
    assert np.all(np.diff(found.paragraphs) >= 0) and np.all(np.diff(found.sentences) >= 0)


@pytest.mark.parametrize("text", HOSTILE)
def test_pieces_lie_inside_hostile_text(tokenizer: Tokenizer, text: str) -> None:
    assert_sound(tokenizer, text)


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=80))
def test_pieces_lie_inside_any_text(tokenizer: Tokenizer, text: str) -> None:
    assert_sound(tokenizer, text)


def test_no_word_is_without_a_piece(tokenizer: Tokenizer) -> None:
    text = "“We’re ready,” Zoë Ångström told the BBC – twice – in naïve tones."
    found = pieces.pieces(tokenizer, text)
    covered = {at for a, b in zip(found.starts, found.ends, strict=True) for at in range(a, b)}
    assert {text[at] for at in range(len(text)) if at not in covered} == {" "}


def test_long_text_is_cut_where_it_does_not_matter(tokenizer: Tokenizer) -> None:
    text = "The mayor said it would rain. " * 2000
    found = pieces.pieces(tokenizer, text)
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert words == ["The", "mayor", "said", "it", "would", "rain", "."] * 2000


def test_shape_gap_and_quotation_are_told_apart(tokenizer: Tokenizer) -> None:
    found = pieces.pieces(tokenizer, 'The EU said: "no".')
    told = [(int(f) // 9, int(f) // 3 % 3, int(f) % 3) for f in found.features]
    assert told == [
        (2, 0, 0),  # The
        (3, 1, 0),  # EU
        (1, 1, 0),  # said
        (0, 0, 0),  # :
        (0, 1, 0),  # "
        (1, 0, 1),  # no
        (0, 0, 0),  # "
        (0, 0, 0),  # .
    ]


def test_unclosed_quotation_ends_with_its_paragraph() -> None:
    states = pieces.quotation("“Ab.\n“Cd.” Ef")
    assert states.tolist() == [0, 2, 2, 2, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0]


def test_sentences_break_after_the_closing_mark(tokenizer: Tokenizer) -> None:
    found = pieces.pieces(tokenizer, "“No.” Yes! Why?\nSo")
    assert found.sentences.tolist() == [0, 0, 0, 0, 1, 1, 2, 2, 3]
    assert found.paragraphs.tolist() == [0, 0, 0, 0, 0, 0, 0, 0, 1]


def test_relations_stay_in_their_table() -> None:
    length = 600
    first, last = np.array([0, 300, 599]), np.array([2, 300, 599])
    indices = np.clip(band(first), 0, length - 1)
    found = relations(indices, first, last, np.arange(length) // 50, np.arange(length) // 20)
    assert found.shape == (3, WIDTH)
    assert found.min() >= 0 and found.max() < RELATIONS


def test_pieces_of_the_cue_have_no_distance() -> None:
    zeros = np.zeros(10, dtype=np.int64)
    found = relations(np.array([[2, 3, 4, 5]]), np.array([3]), np.array([4]), zeros, zeros)
    middle = DISTANCES // 2
    assert (found[0] // 35 - middle).tolist() == [-1, 0, 0, 1]


def test_a_span_goes_on_only_after_its_beginning() -> None:
    table = allowed()
    assert table[:, 2].tolist() == [False, True, True, False, False]
    assert table[:, 0].all() and table[:, 1].all() and table[:, 3].all()
