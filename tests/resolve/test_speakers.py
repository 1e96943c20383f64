import pytest

from kg.records import Span
from kg.resolve.clusters import Coreference
from kg.resolve.mentions import find
from kg.resolve.speakers import Speakers


def speaks(language, text, source):
    """The names of whom the words of a source mean, None for nobody."""
    doc = language(text)
    coreference = Coreference(doc, find(doc))
    at = text.index(source)
    found = Speakers(coreference).resolve((Span(at, at + len(source)),))
    return [one.cluster.name if one.cluster else None for one in found]


@pytest.mark.parametrize(
    ("text", "source", "names"),
    [
        ("Ada Brenk said it rains.", "Ada Brenk", ["Ada Brenk"]),
        ("Ada Brenk, the mayor, said it rains.", "Ada Brenk, the mayor,", ["Ada Brenk"]),
        (
            "Ada Brenk and Joss Velm said it rains.",
            "Ada Brenk and Joss Velm",
            ["Ada Brenk", "Joss Velm"],
        ),
        ("Two aides said it rains.", "Two aides", ["two aides"]),
        (
            "Hacker Who Read Ada Brenk's Mail Says It Rains",
            "Hacker Who Read Ada Brenk's Mail",
            ["Hacker"],
        ),
        (
            "Two senators, Ada Brenk and Tom Orvis, said it rains.",
            "Two senators, Ada Brenk and Tom Orvis,",
            ["Ada Brenk", "Tom Orvis"],
        ),
        (
            "Several leaders, including Ada Brenk and Tom Orvis, said it rains.",
            "Several leaders, including Ada Brenk and Tom Orvis,",
            ["Ada Brenk", "Tom Orvis"],
        ),
        (
            "Ada Brenk and Tom Orvis wrote a letter. The two lawmakers said it rains.",
            "The two lawmakers",
            ["Ada Brenk", "Tom Orvis"],
        ),
        ("Ada Brenk and Tom Orvis left. They said it rains.", "They", ["Ada Brenk", "Tom Orvis"]),
        ("Brenk Denies The Theft Of Paintings\n\nAda Brenk left.", "Brenk", ["Ada Brenk"]),
        (
            "A letter from Orvane Minerals said it rains.",
            "A letter from Orvane Minerals",
            ["Orvane Minerals"],
        ),
        ("The mill, which burned, said it rains.", "The mill, which burned,", ["the mill"]),
        (
            "The head of the mill, Ada Brenk, said it rains.",
            "The head of the mill, Ada Brenk,",
            ["Ada Brenk"],
        ),
        (
            "The Miners' Union's Joss Velm said it rains.",
            "The Miners' Union's Joss Velm",
            ["Joss Velm"],
        ),
        (
            "Two people briefed on the talks said it rains.",
            "Two people briefed on the talks",
            ["Two people briefed on the talks"],
        ),
        (
            "The Democratic candidate’s former doctor said it rains.",
            "The Democratic candidate’s former doctor",
            ["the Democratic candidate’s former doctor"],
        ),
        ("They met Tom Orvis of the Orvane Mill, who denied it.", "who", ["Tom Orvis"]),
        ("Some polling suggests it rains.", "Some polling", [None]),
        ("A waitress, who saw it, said it rains.", "A waitress, who saw it,", ["a waitress"]),
    ],
)
def test_source_means_its_speakers(language, text, source, names):
    assert speaks(language, text, source) == names


def test_source_without_words_has_no_speaker(language):
    doc = language("It rains.")
    assert Speakers(Coreference(doc, find(doc))).resolve(()) == []


def test_pronoun_that_nobody_fits_names_nobody(language):
    assert speaks(language, "The mill burned. He said it rains.", "He") == [None]


@pytest.mark.parametrize(
    ("text", "cue", "name"),
    [
        ("Ada Brenk rose, saying that it rains.", "saying", "Ada Brenk"),
        ("Ada Brenk left after warning that it rains.", "warning", "Ada Brenk"),
        ("Joss Velm denied Ada Brenk's claim that it rains.", "claim", "Ada Brenk"),
        ("It rains, according to Ada Brenk.", "according to", "Ada Brenk"),
        ("It was said that it rains.", "said", None),
    ],
)
def test_cue_without_a_source_implies_who_speaks(language, text, cue, name):
    doc = language(text)
    at = text.index(cue)
    found = Speakers(Coreference(doc, find(doc))).implied((Span(at, at + len(cue)),))
    assert (found.cluster.name if found and found.cluster else None) == name
