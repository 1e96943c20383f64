import pytest

from kg.resolve.clusters import Coreference, headline_end
from kg.resolve.mentions import find


def meant(language, text, word, nth=0):
    """The name of whom the nth token of that spelling means, None if nobody is named."""
    doc = language(text)
    coreference = Coreference(doc, find(doc))
    token = [token for token in doc if token.text == word][nth]
    number = coreference.by_token.get(token.i)
    cluster = coreference.of.get(number) if number is not None else None
    return cluster.name if cluster else None


def test_surname_is_the_person_named_in_full(language):
    assert meant(language, "Ada Brenk left. Brenk was ill.", "Brenk", 1) == "Ada Brenk"


def test_surname_before_the_full_name_is_the_same_person(language):
    assert meant(language, "Brenk was ill. On Monday Ada Brenk left.", "Brenk") == "Ada Brenk"


def test_title_and_gender_tell_two_people_of_one_surname(language):
    text = "Mr Arne Brandvold met Mrs Xochitl Brandvold. Later Mrs Brandvold left."
    assert meant(language, text, "Brandvold", 2) == "Xochitl Brandvold"


@pytest.mark.xfail(reason="a lone surname goes to the nearer of two, though one sentence has both")
def test_surname_of_two_in_one_sentence_is_nobodys(language):
    text = "Arne Brandvold met Toril Brandvold. Later Brandvold left."
    assert meant(language, text, "Brandvold", 2) not in ("Arne Brandvold", "Toril Brandvold")


def test_misspelt_surname_is_the_person_it_resembles(language):
    text = "Mayor Andri Sadovy spoke. Savoy was angry."
    assert meant(language, text, "Savoy") == "Andri Sadovy"


def test_acronym_is_the_body_with_those_initials(language):
    text = "The League of Coastal States met. The LCS voted."
    assert meant(language, text, "LCS") == "League of Coastal States"


def test_pronoun_is_the_last_person_who_agrees(language):
    text = "Mrs Ada Brenk runs the mill. She said that it was safe."
    assert meant(language, text, "She") == "Ada Brenk"


def test_pronoun_of_another_gender_is_nobody(language):
    assert meant(language, "Mrs Ada Brenk runs the mill. He said so.", "He") is None


def test_apposition_and_name_are_one(language):
    text = "Ada Brenk, the mayor of Varn, left. The mayor was ill."
    assert meant(language, text, "mayor", 1) == "Ada Brenk"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Mayor Blames Mill For Poisoned River\n\nThe mayor spoke.", "Poisoned River"),
        ("Mayor Blames Mill For Poisoned River.\n\nThe mayor spoke.", "Poisoned River."),
        ("Ada Brenk Met Joss Velm Again.\nIt burned.", ""),
        ("The mayor blamed the mill.\n\nIt burned.", ""),
        ("", ""),
    ],
)
def test_headline_is_a_first_line_in_capitals(text, words):
    end = headline_end(text)
    assert text[:end].endswith(words)
    assert bool(end) == bool(words)
