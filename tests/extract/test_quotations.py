import pytest

from kg.extract.quotations import completed
from kg.records import Attribution, Span


def said(text, source, cue, content):
    """An attribution by its words."""
    spans = (Span(text.index(one), text.index(one) + len(one)) for one in (source, cue, content))
    return Attribution(*((span,) for span in spans), score=0.9)


def words(text, one):
    return [[span.of(text) for span in role] for role in (one.source, one.cue, one.content)]


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("“Keep the old pool open this year!” ― Ann Lee", "Ann Lee"),
        ('"Keep the old pool open this year!" - Ann Lee, Orvane.', "Ann Lee, Orvane"),
        ("“Keep the ‘old’ pool open this year!”—A. van Lee ", "A. van Lee"),
    ],
)
def test_a_line_that_a_name_signs_is_whose_name_it_is(line, source):
    text = f"Readers wrote.\n{line}\n“Close it now, it costs too much.” ― Joss Velm"
    first, second = completed(text, [])
    assert words(text, first)[0] == [source]
    assert words(text, first)[2][0].endswith("year!" + text[first.content[0].end - 1])
    assert words(text, second)[0] == ["Joss Velm"]


def test_a_signature_goes_before_what_the_network_made_of_the_line():
    text = "“Close it now, it costs too much.” ― Joss Velm\n“Keep the old pool open!” ― Ann Lee"
    wrong = said(text, "Joss Velm", "―", "“Keep the old pool open!”")
    assert [words(text, one)[0] for one in completed(text, [wrong])] == [["Joss Velm"], ["Ann Lee"]]


@pytest.mark.parametrize(
    "line",
    [
        "“Keep the old pool open this year!” – it costs little",
        "She swam in “the pool that everybody in Orvane loves” ― Ann Lee",
        "“Old pool.” ― Ann Lee",
        "“The Long Way to the Old Pool” ― Ann Lee",
    ],
)
def test_other_dashes_sign_nothing(line):
    assert completed(line, []) == []


INTERVIEW = "Mayor Ann Lee spoke to the radio.\n\nHOLT: Will you keep the old pool?\n\nANN LEE: "


def test_a_line_of_an_interview_is_whose_name_opens_it():
    text = f"{INTERVIEW}We will keep it for good.\n\nHOLT: What will it cost us?\n\nLEE: Nothing."
    assert [words(text, one) for one in completed(text, [])] == [
        [["HOLT"], [":"], ["Will you keep the old pool?"]],
        [["ANN LEE"], [":"], ["We will keep it for good."]],
        [["HOLT"], [":"], ["What will it cost us?"]],
    ]


def test_what_a_line_of_an_interview_tells_of_others_is_kept():
    text = (
        INTERVIEW + "The council said that it costs too much.\n\nLEE: But it costs next to nothing."
    )
    told = said(text, "The council", "said", "that it costs too much")
    assert told in completed(text, [told])


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The old pool will stay open.\n\nNOTE: The new pool will stay closed.",
        "Ann Lee won.\n\nLEE: Four hundred and ten votes\n\nLEE: Four hundred and nine votes",
    ],
)
def test_a_heading_or_a_table_is_no_interview(text):
    assert completed(text, []) == []


LEAD = "The ministry said that the note was wrong."


def test_a_quoted_sentence_that_follows_in_the_paragraph_is_found():
    text = f"{LEAD} “We reject another slander by the mill,” and believed in fate."
    found = completed(text, [said(text, "The ministry", "said", "that the note was wrong")])
    assert words(text, found[1]) == [[], [], ["“We reject another slander by the mill,”"]]


@pytest.mark.parametrize(
    "rest",
    [
        " “We reject another slander by the mill,” Velm said.",  # another's
        " “another slander by the lazy mill” was its word for it.",  # no sentence
        " It rained. “We reject another slander by the mill.”",  # not right after it
        "\n\n“We reject another slander by the mill.”",  # another paragraph
        " “We reject it.”",
    ],
)
def test_a_quotation_that_may_be_anothers_or_nobodys_is_left_alone(rest):
    text = LEAD + rest
    found = [said(text, "The ministry", "said", "that the note was wrong")]
    assert completed(text, found) == found
