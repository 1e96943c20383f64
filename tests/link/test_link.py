import random
from dataclasses import replace

import pytest
from sayings import reading

from kg.link import link, told
from kg.link.candidates import pairs
from kg.link.compare import compare
from kg.link.model import Least
from kg.link.rebuttals import find
from kg.records import Answer, Day, Reading

ACCUSED = reading(
    "monday",
    "2024-03-04",
    (
        "Tallow Union",
        "said",
        "Brask Chemicals dumped 400 barrels of solvent in the Ymer river",
        "accusation",
        ["Brask Chemicals"],
        "2024-03-04",
    ),
    (
        "Brask Chemicals",
        "denied",
        "that it had dumped any barrels of solvent in the Ymer river",
        "denial",
        ["Brask Chemicals"],
        "2024-03-04",
    ),
    ("Ymer Town", "said", "the library would close at noon", "commitment", [], None),
)
RETOLD = reading(
    "thursday",
    "2024-03-07",
    (
        "Tallow Union",
        "repeated",
        "Brask Chemicals had dumped 400 barrels of solvent in the Ymer",
        "accusation",
        ["Brask Chemicals"],
        None,
    ),
)


ANSWERED = reading(
    "friday",
    "2024-03-08",
    (
        "Karl Oster of Brask",
        "called the solvent affair of the Ymer",
        "nothing",
        "opinion",
        [],
        None,
    ),
    ("Karl Oster of Brask", "rejected", "it", "denial", [], None),
)


def claims_of(linked):
    return {frozenset(claim.statements) for claim in linked.claims}


def rebuttals_of(linked):
    return {(one.statement, one.target) for one in linked.links if one.kind == "rebuts"}


def test_nothing_links_to_nothing():
    linked = link([])
    assert (linked.claims, linked.links) == ((), ())


def test_retelling_shares_the_claim_and_other_statements_do_not():
    assert claims_of(link([ACCUSED, RETOLD])) == {
        frozenset({"monday#0", "thursday#0"}),
        frozenset({"monday#1"}),
        frozenset({"monday#2"}),
    }


def test_denial_rebuts_what_it_denies_and_its_retelling_of_no_day():
    linked = link([ACCUSED, RETOLD])
    assert rebuttals_of(linked) == {("monday#1", "monday#0"), ("monday#1", "thursday#0")}


def test_repeat_leads_back_to_the_earlier_telling_with_a_reason():
    (repeat,) = [one for one in link([ACCUSED, RETOLD]).links if one.kind == "repeats"]
    assert (repeat.statement, repeat.target) == ("thursday#0", "monday#0")
    assert 0 < repeat.score <= 1
    assert repeat.reason.startswith("says the same; the same speaker; both name Brask Chemicals")
    assert repeat.reason.endswith("said 3 days later")


@pytest.fixture
def repeated():
    """An accusation that is told again, with no word on it, after it was denied."""
    later = reading(
        "friday",
        "2024-03-08",
        (
            "Tallow Union",
            "said",
            "Brask Chemicals dumped 400 barrels of solvent in the Ymer river",
            "accusation",
            ["Brask Chemicals"],
            "2024-03-08",
        ),
    )
    before = reading(
        "monday",
        "2024-03-04",
        (
            "Brask Chemicals",
            "denied",
            "that it had dumped any barrels of solvent in the Ymer river",
            "denial",
            ["Brask Chemicals"],
            "2024-03-04",
        ),
    )
    return rebuttals_of(link([later, before]))


def test_nobody_rebuts_what_is_said_later(repeated):
    assert ("monday#0", "friday#0") not in repeated


@pytest.mark.xfail(strict=True, reason="an accusation told again is taken to answer its denial")
def test_an_accusation_told_again_rebuts_nothing(repeated):
    assert repeated == set()


def test_what_was_said_of_another_event_is_another_claim():
    accused = replace(ACCUSED, statements=ACCUSED.statements[:1])
    again = replace(RETOLD.statements[0], uttered=Day("2024-03-07"))
    soon = replace(RETOLD, statements=(again,))
    assert len(claims_of(link([accused, soon]))) == 1
    later = replace(RETOLD.article, published="2024-09-07")
    much_later = Reading(later, RETOLD.actors, (replace(again, uttered=Day("2024-09-07")),))
    assert len(claims_of(link([accused, much_later]))) == 2


def test_nobody_answers_what_was_said_years_ago():
    accused, denied, _ = ACCUSED.statements
    long_ago = replace(accused, uttered=Day("2009-03-04"))
    assert rebuttals_of(link([ACCUSED])) == {(denied.id, accused.id)}
    assert rebuttals_of(link([replace(ACCUSED, statements=(long_ago, denied))])) == set()


def test_what_an_article_tells_of_an_answer_makes_a_rebuttal_likelier():
    def score(*answers):
        accused, denied, _ = ACCUSED.statements
        statements = (accused, replace(denied, answers=answers))
        return compare(told([replace(ACCUSED, statements=statements)], {})).rebuts[1, 0]

    assert score(Answer("monday#0", 0.8)) > score()


def test_reason_says_that_what_was_denied_is_told_again():
    reasons = {
        one.target: one.reason for one in link([ACCUSED, RETOLD]).links if one.kind == "rebuts"
    }
    assert reasons["thursday#0"].endswith("told again 3 days after that")


def test_words_around_make_a_statement_without_any_a_candidate():
    found = told([ACCUSED, ANSWERED], {})
    names = [one.id for one in found]
    compared = {(names[a], names[b]) for a, b in pairs(found)}
    assert ("monday#0", "friday#1") in compared


def test_order_of_readings_does_not_matter():
    readings = [ACCUSED, RETOLD]
    random.Random(1).shuffle(readings)
    assert link(readings) == link(reversed(readings)) == link([ACCUSED, RETOLD])


def test_what_denies_a_charge_denies_another_as_likely_as_they_are_one():
    readings = [ACCUSED, RETOLD]
    statements = told(readings, {one.id: one.name for each in readings for one in each.actors})
    charge, denial, _, again = (
        next(at for at, one in enumerate(statements) if one.id == name)
        for name in ("monday#0", "monday#1", "monday#2", "thursday#0")
    )
    answers = {(denial, charge): 0.5, (denial, again): 0.4}

    def score(alike):
        groups = [[place] for place in range(len(statements))]
        found = find(statements, groups, answers, {(charge, again): alike}, Least(0, 0, 0))
        return next(one.score for one in found if one.earlier == charge)

    odds, others = 1, 2 / 3
    for alike in (0.0, 0.2, 1.0):
        assert score(alike) == pytest.approx((odds + alike * others) / (1 + odds + others))
