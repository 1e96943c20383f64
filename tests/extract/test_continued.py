import pytest

from kg.extract.continued import continued
from kg.records import Attribution, Span


def said(text, *content):
    """What Velm said, by its words, cue and all."""
    spans = ((text.index(one), text.index(one) + len(one)) for one in ("Velm", "said", *content))
    source, cue, *said = (Span(*one) for one in spans)
    return Attribution((source,), (cue,), tuple(said), score=0.9)


def contents(text, found):
    return [[span.of(text) for span in one.content] for one in found]


@pytest.mark.parametrize(("opening", "closing"), [("“", "”"), ('"', '"'), ("''", "''")])
def test_a_quotation_goes_on_until_it_is_closed(opening, closing):
    first = f"{opening}The pool leaks."
    second, third = f"{opening}It leaked in May.", f"{opening}It leaks today.{closing}"
    text = f"Velm said: {first}\n\n{second}\n\n{third}\n\n{opening}No,{closing} wrote Lee."
    assert contents(text, continued(text, [said(text, first)])) == [[first, second, third]]


@pytest.mark.parametrize("day", ["", " on Monday", " (then mayor)"])
def test_what_follows_its_own_words_of_saying_goes_on_too(day):
    first, rest = '"The pool leaks,"', ('"It leaked in May.', '"It leaks today."')
    text = f"{first} Velm said{day}. {rest[0]}\n\n{rest[1]}"
    assert contents(text, continued(text, [said(text, first)])) == [[first, *rest]]


def test_a_line_of_spaces_is_no_paragraph():
    text = 'Velm said: "The pool leaks.\n \n"It leaks today."'
    found = continued(text, [said(text, '"The pool leaks.')])
    assert contents(text, found) == [['"The pool leaks.', '"It leaks today."']]


def test_a_found_piece_is_taken_whole():
    text = 'Velm said: "The pool leaks.\n\n"It leaked in May. It leaks today."'
    found = continued(text, [said(text, '"The pool leaks.', "It leaked in May.")])
    assert contents(text, found) == [['"The pool leaks.', '"It leaked in May. It leaks today."']]


@pytest.mark.parametrize(
    "rest",
    [
        '\n\nThe pool is old. "It leaks today."',  # does not open with a mark
        '\n\n"LEE: It leaks today."',  # an interview
        "",
    ],
)
def test_a_mark_that_is_only_forgotten_joins_nothing(rest):
    text = f'Velm said: "The pool leaks.{rest}'
    found = [said(text, '"The pool leaks.')]
    assert continued(text, found) == found


def test_a_piece_with_words_of_saying_of_its_own_stays_theirs():
    text = 'Velm said: "The pool leaks.\n\n"It leaks today," he added.'
    he = text.index("he added")
    added = Attribution(
        (Span(he, he + 2),), (Span(he + 3, he + 8),), (Span(he - 18, he - 1),), score=0.9
    )
    found = [said(text, '"The pool leaks.'), added]
    assert continued(text, found) == found


@pytest.mark.parametrize("lead", ["Velm said that it rains.", 'Velm said: "It rains." He left.'])
def test_a_quotation_that_nobody_is_known_to_say_stays_nobodys(lead):
    text = f'{lead} "The pool leaks.\n\n"It leaks today."'
    found = [said(text, lead.partition("said")[2].strip(": ").removesuffix(" He left."))]
    assert continued(text, found) == found


def test_what_is_told_inside_of_a_piece_does_not_end_it():
    first, second = '"The pool leaks.', '"I think that it leaks today."'
    text = f"Velm said: {first}\n\n{second}"
    at = text.index("I think")
    told = Attribution(
        (Span(at, at + 1),), (Span(at + 2, at + 7),), (Span(at + 8, len(text) - 1),), score=0.9
    )
    found = continued(text, [said(text, first), told])
    assert contents(text, found) == [[first, second], ["that it leaks today."]]
