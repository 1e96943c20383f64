import pytest
from drafts import drafted

from kg.resolve.candidates import Candidates
from kg.resolve.clusters import Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import find
from kg.resolve.speakers import Speakers, source_tokens
from kg.resolve.surroundings import Surroundings


@pytest.fixture
def aims(language):
    """The aims of a marked text's last statement, by name; all contents name actors surely."""

    def found(marked):
        article, statements = drafted(marked)
        doc = language(article.text)
        said = [statement.attribution for statement in statements]
        coreference = Coreference(doc, find(doc), source_tokens(doc, said))
        speakers = Speakers(coreference)
        drafts = [Draft(one, next(iter(speakers.resolve(one.source)), None)) for one in said]
        candidates = Candidates(coreference)
        scored = [[(one, 0.9) for one in candidates.of(draft)] for draft in drafts]
        those = Surroundings(candidates, drafts, scored).of(len(drafts) - 1)
        return {aim.cluster.called: aim for aim in those}

    return found


TWO = "[s1|Ada Roan] [c1|said] [t1|Tom Birch stole the silver]. [s2|Karl Moss] [c2|denied] [t2|it]."


def test_whom_the_statement_before_speaks_of_may_be_meant(aims):
    aim = aims(TWO)["Tom Birch"]
    assert aim.mention == ()
    assert (aim.features["before 1"], aim.features["direct"]) == (0.9, 0.0)


def test_who_made_the_statement_before_may_be_meant(aims):
    assert aims(TWO)["Ada Roan"].features["author"] == 1.0


def test_speaker_may_speak_of_himself(aims):
    assert aims(TWO)["Karl Moss"].features["own"]


def test_pronoun_may_mean_several(aims):
    marked = "Tom Birch met Karl Moss. [s|Ada Roan] [c|said] [t|he had stolen the silver]."
    found = aims(marked)
    senses = {name: found[name].features.get("means rank") for name in ("Tom Birch", "Karl Moss")}
    assert sorted(senses.values()) == [1, 2]


def test_who_stands_in_the_content_is_shown_by_his_words(aims):
    marked = "[s|Ada Roan] [c|said] [t|Tom Birch stole the silver]."
    ((start, end),) = aims(marked)["Tom Birch"].mention
    assert drafted(marked)[0].text[start:end] == "Tom Birch"


def test_content_without_words_has_no_aims(aims):
    assert aims("[s|Ada Roan] [c|said] [t| ].") == {}
