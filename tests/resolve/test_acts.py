from dataclasses import replace

import pytest
from drafts import drafted

from kg.resolve.acts import classify
from kg.values import ACTS


@pytest.mark.parametrize(
    ("marked", "act"),
    [
        ("[s ada|Ada Brenk] [c|accused] [t joss|Joss Velm of bribing the surveyor].", "accusation"),
        ("[s joss|Joss Velm] [c|denied] that [t joss|he had bribed the surveyor].", "denial"),
        (
            "[s joss|Joss Velm] [c|admitted] that [t joss|he had paid for the bridge].",
            "confirmation",
        ),
        ("[s ada|Ada Brenk] [c|urged] [t|the council to close the bridge].", "directive"),
        ("[s ada|Ada Brenk] [c|vowed] [t|to close the bridge by June].", "commitment"),
        ("[s ada|Ada Brenk] [c|said] [t|the bridge has 40 arches].", "assertion"),
    ],
)
def test_act_follows_cue_and_content(language, marked, act):
    article, statements = drafted(marked)
    ((found, score),) = classify(language(article.text), statements)
    assert found == act
    assert 0 < score <= 1


def test_every_statement_gets_an_act(language):
    article, statements = drafted("[t|Nobody rang.] [t2|Nobody came.]")
    assert len(classify(language(article.text), statements)) == 2


def test_what_the_words_alone_rule_out_is_out(language):
    article, (statement,) = drafted("[s ada|Ada Brenk] [c|said] [t|the bridge has 40 arches].")
    judged = tuple(float(act == "warning") for act in ACTS)
    statement = replace(statement, attribution=replace(statement.attribution, acts=judged))
    ((found, score),) = classify(language(article.text), [statement])
    assert found == "warning"
    assert 0 < score <= 1


def test_judgement_that_tells_nothing_changes_nothing(language):
    article, (statement,) = drafted("[s ada|Ada Brenk] [c|said] [t|the bridge has 40 arches].")
    judged = (1 / len(ACTS),) * len(ACTS)
    told = replace(statement, attribution=replace(statement.attribution, acts=judged))
    doc = language(article.text)
    assert classify(doc, [told])[0][0] == classify(doc, [statement])[0][0]
