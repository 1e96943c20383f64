"""What the shipped tagger finds."""

import pytest

from kg.extract import Tagger
from kg.records import Attribution

DIRECT = "“The bridge will open in May,” the mayor of Tolbury, Anna Weiss, said on Monday."
INDIRECT = "Weiss said that the council had paid for the repairs."
ACCORDING = "According to the police, two lorries had hit the pillar."
FILLER = "The river rose quickly during the night and the road along it stayed closed. "


@pytest.fixture(scope="module")
def tagger() -> Tagger:
    return Tagger.load()


def one(tagger: Tagger, text: str) -> list[Attribution]:
    return next(tagger.attributions([text]))


def words(text: str, found: Attribution) -> tuple[list[str], list[str], list[str]]:
    return tuple([s.of(text) for s in role] for role in (found.source, found.cue, found.content))


def test_direct_quotation(tagger: Tagger) -> None:
    (found,) = one(tagger, DIRECT)
    source, cue, content = words(DIRECT, found)
    assert source[0].strip(",") == "the mayor of Tolbury, Anna Weiss" and cue == ["said"]
    assert content[0].strip("“”,") == "The bridge will open in May"
    assert 0.5 < found.score <= 1


def test_indirect_statement(tagger: Tagger) -> None:
    (found,) = one(tagger, INDIRECT)
    assert words(INDIRECT, found) == (
        ["Weiss"],
        ["said"],
        ["that the council had paid for the repairs"],
    )


def test_according_to(tagger: Tagger) -> None:
    (found,) = one(tagger, ACCORDING)
    source, cue, content = words(ACCORDING, found)
    assert (source, cue) == (["the police"], ["According to"])
    assert content == ["two lorries had hit the pillar"]


def test_content_around_its_cue_is_one_attribution(tagger: Tagger) -> None:
    text = "“We knew,” Oduya said, “that the figures were wrong.”"
    (found,) = one(tagger, text)
    assert words(text, found)[:2] == (["Oduya"], ["said"]) and len(found.content) == 2


def test_texts_are_answered_in_their_order(tagger: Tagger) -> None:
    texts = [DIRECT, "", FILLER, INDIRECT, " \n", ACCORDING]
    together = list(tagger.attributions(texts))
    assert [len(found) for found in together] == [1, 0, 0, 1, 0, 1]
    assert [[f.cue for f in found] for found in together] == [
        [f.cue for f in one(tagger, text)] for text in texts
    ]


@pytest.mark.parametrize("shift", range(1, 14, 2))
def test_no_attribution_is_lost_at_a_seam(tagger: Tagger, shift: int) -> None:
    before = FILLER * shift
    text = f"{before}{DIRECT} {FILLER * 9}"
    found = [f for f in one(tagger, text) if f.cue and f.cue[0].of(text) == "said"]
    assert len(found) == 1
    assert found[0].source[0].of(text).strip(",") == "the mayor of Tolbury, Anna Weiss"
    assert "The bridge will open in May" in found[0].content[0].of(text)


@pytest.mark.parametrize("run", ["x" * 10_000, "“" * 10_000, "ab\xa0" * 3_000, "😀" * 3_000])
def test_long_runs_do_not_hide_what_follows(tagger: Tagger, run: str) -> None:
    text = f"{run}\n\n{INDIRECT}"
    assert ["said"] in [words(text, found)[1] for found in one(tagger, text)]
