import pytest
from drafts import resolved


@pytest.fixture
def about(language):
    """The names of the actors of which each statement of a marked text speaks."""

    def names(marked):
        statements, called = resolved(language, marked)
        return [{called[one.actor] for one in s.about} for s in statements]

    return names


def test_doer_and_undergoer_are_spoken_of(about):
    assert about("[s|Ada Roan] [c|said] that [t|Tom Birch had bribed Lena Okafor].") == [
        {"Tom Birch", "Lena Okafor"}
    ]


def test_pronoun_counts_by_whom_it_means(about):
    marked = "Tom Birch left on Monday. [s|Ada Roan] [c|said] [t|he had stolen the silver]."
    assert about(marked) == [{"Tom Birch"}]


def test_i_is_the_speaker(about):
    assert about('"[t|I opened the gate myself]," [s|Ada Roan] [c|said].') == [{"Ada Roan"}]


def test_he_in_a_quotation_is_not_its_speaker(about):
    marked = (
        'Tom Birch resigned. Then Karl Moss spoke. "[t|He lied to us]," [s|Karl Moss] [c|said].'
    )
    assert "Tom Birch" in about(marked)[0]


def test_counted_people_without_a_name_count(about):
    marked = "[s|Ada Roan] [c|said] [t|nine nurses had been locked in the cellar]."
    assert about(marked) == [{"nine nurses"}]


def test_accused_of_a_passive_is_spoken_of(about):
    marked = "Tom Birch was [c|accused] by [s|Ada Roan] of [t|selling the harbour]."
    assert about(marked) == [{"Tom Birch"}]


def test_content_without_actors_speaks_of_nobody(about):
    assert about("[s|Ada Roan] [c|said] [t|the bridge would stay closed until June].") == [set()]


@pytest.mark.xfail(strict=True, reason="the body of a spokeswoman is not chosen")
def test_we_is_whom_the_speaker_speaks_for(about):
    marked = '"[t|We lost the papers]," [c|said] [s|Ada Roan], a spokeswoman for Brackwell Rail.'
    assert about(marked) == [{"Brackwell Rail"}]


def test_charge_speaks_of_whom_the_accusation_spoke(about):
    marked = "[s1|Ada Roan] [c1|accused] [t1|Tom Birch of fraud]. [s2|Birch] [c2|denied] [t2|it]."
    assert about(marked) == [{"Tom Birch"}, {"Tom Birch"}]
