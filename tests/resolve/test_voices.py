import pytest
from drafts import drafted, resolved

from kg.resolve.clusters import Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import find
from kg.resolve.speakers import Source, Speakers, source_tokens
from kg.resolve.voices import Voices, settled


@pytest.fixture
def drafts(language):
    """Coreference, speakers and first drafts of a marked text."""

    def made(marked):
        article, statements = drafted(marked)
        doc = language(article.text)
        said = [statement.attribution for statement in statements]
        coreference = Coreference(doc, find(doc), source_tokens(doc, said))
        speakers = Speakers(coreference)
        first = [Draft(one, next(iter(speakers.resolve(one.source)), None)) for one in said]
        return coreference, speakers, first

    return made


@pytest.fixture
def who(language):
    """The names of the speakers of a marked text."""

    def names(marked):
        statements, called = resolved(language, marked)
        return [called.get(one.speaker.actor) if one.speaker else None for one in statements]

    return names


def test_a_name_is_not_weighed(drafts):
    coreference, speakers, first = drafts("Tom Birch left. [s|Ada Roan] [c|said] [t|it rained].")
    assert Voices(coreference, speakers, first).of(0) is None


def test_all_near_actors_may_speak_even_those_named_later(drafts):
    marked = "[s|The harbour chief] [c|said] [t|it rained]. Tom Birch, the harbour chief, left."
    voices = Voices(*drafts(marked)).of(0)
    assert "Tom Birch" in {one.cluster.called for one in voices}


def test_pronoun_of_a_lone_person_is_that_person(who):
    marked = "Ada Roan met reporters on Monday. [s|She] [c|said] [t|the bridge was safe]."
    assert who(marked) == ["Ada Roan"]


def test_whom_nobody_is_known_to_be_goes_by_the_texts_words(who):
    marked = "[s|The night register] [c|says] that [t|the gate was shut at six]."
    assert who(marked) == ["night register"]


def test_unnamed_document_is_called_without_what_was_done_to_it(who):
    marked = "[s|A police report dated June 18] [c|says] that [t|the gate was shut]."
    assert who(marked) == ["A police report"]


def test_part_of_a_group_goes_by_its_words(who):
    marked = "[s|Several of the men] [c|said] [t|they had been paid in cash]."
    assert who(marked) == ["Several of the men"]


def test_pronoun_without_anybody_to_mean_names_nobody(who):
    assert who("[s|He] [c|said] [t|it rained].") == [None]


def test_weighed_speaker_is_as_certain_as_it_is_likely(drafts):
    marked = "Ada Roan met reporters on Monday. [s|She] [c|said] [t|the bridge was safe]."
    (draft,) = settled(*drafts(marked))
    assert draft.source.certainty == draft.source.chance > 0.5


def test_quotation_that_goes_on_keeps_its_speaker(drafts):
    marked = "[s1|The mayor] [c1|said] [t1|it rained]. [t2|And it poured]."
    coreference, speakers, (first, second) = drafts(marked)
    other = Source(first.speaker, first.mention, "continued")
    found = settled(coreference, speakers, [first, Draft(second.attribution, other)])
    assert found[1].speaker is found[0].speaker is not None


def test_who_hands_over_a_note_may_speak_by_it(drafts):
    marked = "The Tavorian Foreign Ministry sent a note [s|which] [c|said] [t|the dam was shut]."
    voices = Voices(*drafts(marked)).of(0)
    (issuer,) = [one for one in voices if one.features.get("issues")]
    assert issuer.cluster.called == "Tavorian Foreign Ministry"


def test_document_of_a_relative_clause_goes_by_its_words(who):
    marked = "On the table lay a note [s|which] [c|said] that [t|the dam was shut]."
    assert who(marked) == ["a note"]


def test_two_who_are_meant_together_both_speak(who):
    marked = (
        "Ada Brenk and Tom Orvis wrote a letter on Monday. "
        "[s|The two lawmakers] [c|said] [t|the mill had lied]."
    )
    assert sorted(who(marked)) == ["Ada Brenk", "Tom Orvis"]
