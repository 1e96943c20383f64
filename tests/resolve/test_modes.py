import pytest

from kg.records import Span
from kg.resolve.modes import mode, quotations


def spans(text, *parts):
    return tuple(Span(text.index(part), text.index(part) + len(part)) for part in parts)


@pytest.mark.parametrize(
    "text",
    [
        'The bell is cracked, Ines said: "Nobody will ring it."',
        "The bell is cracked, Ines said: “Nobody will ring it.”",
        "The bell is cracked, Ines said: ‘Nobody will ring it.’",
        "The bell is cracked, Ines said: 'Nobody will ring it.'",
        "The bell is cracked, Ines said: «Nobody will ring it.»",
        "The bell is cracked, Ines said: „Nobody will ring it.“",
        "The bell is cracked, Ines said: ''Nobody will ring it.''",
        "The bell is cracked, Ines said: ``Nobody will ring it.''",
    ],
)
def test_any_marks_make_a_quotation_direct(text):
    assert mode(text, spans(text, "Nobody will ring it")) == "direct"
    assert mode(text, spans(text, "The bell is cracked")) == "indirect"


def test_content_that_holds_its_outer_marks_is_direct():
    text = "“Nobody will ring it,” Ines said."
    assert mode(text, spans(text, "“Nobody will ring it,”")) == "direct"


def test_content_quoted_in_part_is_mixed():
    text = 'Ines called the bell "a cracked pot".'
    assert mode(text, spans(text, 'the bell "a cracked pot"')) == "mixed"


def test_quotation_split_by_its_cue_is_direct():
    text = '"The bell," Ines said, "is cracked."'
    assert mode(text, spans(text, "The bell", "is cracked")) == "direct"


def test_apostrophes_quote_nothing():
    text = "Ines said the ringers' rope wasn't the parish's, and that the '90s were better."
    assert mode(text, spans(text, "the ringers' rope wasn't the parish's")) == "indirect"


def test_quotation_without_close_ends_with_its_paragraph():
    text = '"The bell is cracked," she said. "It hums.\n\n"It always will.\n\nThe parish is poor.'
    assert mode(text, spans(text, "It hums", "It always will")) == "direct"
    assert mode(text, spans(text, "The parish is poor")) == "indirect"


def test_quotation_inside_a_quotation_is_part_of_it():
    text = "“He said ‘ring it’ and left,” Ines recalled."
    assert quotations(text) == (Span(0, text.index(" Ines")),)
