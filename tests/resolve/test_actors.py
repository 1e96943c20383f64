import pytest
from drafts import drafted, resolved

from kg.resolve import resolve
from kg.resolve.mentions import clean


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the mayor", "mayor"),
        ("Ada  Brenk's", "Ada Brenk"),
        ("“Orvane”,", "Orvane"),
        ("Ada\nBrenk", "Ada Brenk"),
        ("the ", "the"),
    ],
)
def test_name_is_cleaned_of_what_is_not_its_own(words, name):
    assert clean(words) == name


def speakers(language, marked):
    """The name of each statement's speaker, in text order."""
    statements, called = resolved(language, marked)
    told = [one.speaker and one.speaker.actor for one in statements]
    return [called[one] if one else None for one in told]


def test_speaker_has_the_fullest_of_his_names(language):
    text = (
        "[s1|Mayor Ada Brenk] [c1|said] [t1|the mill is shut]. [s2|Brenk] [c2|added] [t2|it leaks]."
    )
    assert speakers(language, text) == ["Ada Brenk", "Ada Brenk"]


def test_pronoun_speaks_for_whom_it_means(language):
    text = "Mrs Ada Brenk runs the mill. [s|She] [c|said] [t|it was safe]."
    assert speakers(language, text) == ["Ada Brenk"]


def test_joint_speakers_make_a_statement_each(language):
    text = "[s|Ada Brenk and Joss Velm] [c|said] [t|the mill is shut]."
    assert sorted(speakers(language, text)) == ["Ada Brenk", "Joss Velm"]


def test_each_joint_speaker_has_the_whole_source(language):
    article, drafts = drafted("[s|Ada Brenk and Joss Velm] [c|said] [t|the mill is shut].")
    reading = resolve(article, language(article.text), [one.attribution for one in drafts])
    sources = [one.attribution.source for one in reading.statements]
    assert sources == [drafts[0].attribution.source] * 2
    assert all(one.speaker.mention == one.attribution.source for one in reading.statements)


def test_two_roles_under_one_determiner_are_one_speaker(language):
    text = "[s|The former mayor and senator] [c|said] [t|the mill is shut]."
    assert len(speakers(language, text)) == 1


def test_actors_are_those_that_a_statement_speaks_of(language):
    article, drafts = drafted("[s|Ada Brenk] [c|said] [t|it rains]. Joss Velm slept.")
    reading = resolve(article, language(article.text), [one.attribution for one in drafts])
    assert [(one.name, one.kind) for one in reading.actors] == [("Ada Brenk", "person")]


def test_reading_twice_gives_the_same_ids(language):
    article, drafts = drafted("[s|Ada Brenk] [c|said] [t|Joss Velm lied].")
    attributions = [one.attribution for one in drafts]
    doc = language(article.text)
    assert resolve(article, doc, attributions) == resolve(article, doc, attributions)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("[s|His campaign] [c|said] [t|it rains].", "his campaign"),
        (
            "A retired pilot slept. Then [s1|the pilot] [c1|said] [t1|it rains]. "
            "[s2|The pilot] [c2|said] [t2|it snows].",
            "pilot",
        ),
        ("[s|Two workers at the mill] [c|said] [t|it rains].", "two workers at the mill"),
    ],
)
def test_unnamed_speaker_goes_by_the_words_that_the_text_uses_most(language, text, name):
    assert speakers(language, text)[-1] == name


def test_unnamed_speaker_is_called_by_whose_it_is(language):
    article, drafts = drafted("Ada Brenk slept. [s|Her lawyer] [c|said] [t|it rains].")
    reading = resolve(article, language(article.text), [one.attribution for one in drafts])
    (lawyer,) = reading.actors
    assert (lawyer.name, lawyer.aliases) == ("Brenk's lawyer", ("Her lawyer", "her lawyer"))
