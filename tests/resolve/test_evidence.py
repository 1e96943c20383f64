from dataclasses import replace

import numpy as np
from drafts import drafted
from sayings import gists

from kg.packed import pack
from kg.records import Evidence, Reading, Span
from kg.resolve.acts import act
from kg.resolve.answers import answers
from kg.resolve.evidence import assess
from kg.resolve.pairs import wordings
from kg.values import ACTS, GIST


def read(marked):
    """An article and its statements with their gists."""
    article, statements = drafted(marked)
    return article, gists().of(Reading(article, (), tuple(statements))).statements


def found(language, marked):
    """What is found for each statement: (status, words)."""
    article, statements = read(marked)
    doc = language(article.text)
    statements = [replace(one, act=act(one)) for one in statements]
    return [
        [(one.status, one.span.of(article.text)) for one in evidence]
        for evidence, _ in assess(doc, statements)
    ]


def test_missing_proof_in_the_next_sentence_is_the_statements(language):
    (evidence,) = found(
        language,
        "[s ada|Ada Brenk] [c|claimed] that [t joss|Joss Velm had bribed the surveyor]. "
        "She offered no proof.",
    )
    assert evidence == [("unsupported", "She offered no proof")]


def test_what_could_not_be_checked_is_unverified(language):
    (evidence,) = found(
        language,
        "[s ada|Ada Brenk] [c|said] that [t joss|Joss Velm had bribed the surveyor]. "
        "Her account could not be independently verified.",
    )
    assert evidence == [("unverified", "Her account could not be independently verified")]


def test_denial_by_the_accused_disputes_the_accusation(language):
    accusation, denial = found(
        language,
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of bribing the surveyor]. "
        "[s2 joss|Velm] [c2|rejected] [t2 joss|the accusation].",
    )
    assert accusation == [("disputed", "Velm rejected the accusation")]
    assert denial == []


def test_who_nobody_knows_is_no_other_party(language):
    accusation, _ = found(
        language,
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of bribing the surveyor]. "
        "[c2|Rejected] [t2 joss|the accusation].",
    )
    assert accusation == []


def test_a_claim_is_taken_back_by_admitting_or_denying_and_by_nothing_else(language):
    article, (claim, later) = read(
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of bribing the surveyor]. "
        "[s2 ada|Brenk] [c2|admitted] that [t2 joss|the accusation against Velm was false and"
        " withdrew it]."
    )
    doc, claim = language(article.text), replace(claim, act="accusation")
    given = {
        act: [one.status for one in assess(doc, [claim, replace(later, act=act)])[0].evidence]
        for act in ("confirmation", "denial", "opinion", "assertion")
    }
    assert "retracted" in given["confirmation"] + given["denial"]
    assert given["opinion"] == given["assertion"] == []


def test_statement_says_whom_it_answers(language):
    article, (accusation, denial) = read(
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of bribing the surveyor]. "
        "[s2 joss|Velm] [c2|rejected] [t2 joss|the accusation]."
    )
    statements = [replace(accusation, act="accusation"), replace(denial, act="denial")]
    first, second = assess(language(article.text), statements)
    assert all(one.score < 0.2 for one in first.answers)
    assert [one.statement for one in second.answers] == [accusation.id]
    assert 0.5 < second.answers[0].score <= 1


def test_nothing_is_assessed_where_nothing_is_said(language):
    assert found(language, "[s ada|Ada Brenk] [c|said] [t|the mill is old]. It rained.") == [[]]


def test_no_statements_no_evidence(language):
    assert found(language, "Nobody said that the proof was missing.") == []


def test_assessments_lie_inside_the_text(language):
    article, statements = drafted(
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of fraud]; "
        "[s2 joss|he] [c2|denied] [t2|it]. She showed no papers."
    )
    for evidence, _ in assess(language(article.text), statements):
        assert all(0 <= one.span.start < one.span.end <= len(article.text) for one in evidence)
        assert all(isinstance(one, Evidence) and isinstance(one.span, Span) for one in evidence)
        assert all(0 < one.confidence < 1 for one in evidence)


def test_denial_of_one_of_two_accusations_leaves_the_other(language):
    article, statements = drafted(
        "[s1 ada|Ada Brenk] [c1|accused] [t1 joss|Joss Velm of bribing the surveyor]. "
        "[s2 ada|She] [c2|accused] [t2 mila|Mila Torr of drowning the cat]. "
        "[s3 joss|Velm] [c3|denied] [t3 joss|bribing the surveyor]."
    )
    worded = wordings(language(article.text), statements)
    denial = next(one for one in answers(worded) if one.one == 2)
    assert denial.others == [0, 1]
    assert denial.seen[0]["none: cue deny"] == 1.0
    assert denial.seen[1]["rank 0"] == 1.0
    assert denial.seen[1]["lead in likeness"] > 0 > denial.seen[2]["lead in likeness"]


def test_how_much_is_denied_in_an_article_is_seen(language):
    article, statements = drafted("[s1 ada|Ada Brenk] [c1|denied] [t1|that it rains].")
    doc, directions = language(article.text), np.ones(sum(GIST), dtype=np.float32)

    def contest(share):
        shares = {"denial": share, "assertion": 1 - share}
        acts = np.array([shares.get(one, 0.0) for one in ACTS], dtype=np.float32)
        return wordings(doc, [replace(one, gist=pack(directions, acts)) for one in statements])

    assert [contest(share)[0].contest for share in (0.0, 0.08, 1.0)] == [0, 2, 5]
