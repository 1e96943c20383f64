from dataclasses import replace

import numpy as np
import pytest
from drafts import drafted
from sayings import gists

from kg.packed import pack
from kg.records import Reading
from kg.resolve.acts import act
from kg.values import ACTS, GIST


@pytest.mark.parametrize(
    ("marked", "wanted"),
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
def test_act_follows_cue_and_content(marked, wanted):
    article, statements = drafted(marked)
    (statement,) = gists().of(Reading(article, (), tuple(statements))).statements
    assert act(statement) == wanted


def shares(most):
    """All the share for one act."""
    return np.array([one == most for one in ACTS], dtype=np.float32)


def test_the_gist_counts_before_the_tagger_and_the_tagger_before_nothing():
    _, (statement,) = drafted("[s ada|Ada Brenk] [c|said] [t|the bridge has 40 arches].")
    assert act(statement) == "assertion"
    judged = replace(statement.attribution, acts=tuple(shares("warning").tolist()))
    statement = replace(statement, attribution=judged)
    assert act(statement) == "warning"
    gist = pack(np.ones(sum(GIST), dtype=np.float32), shares("denial"))
    assert act(replace(statement, gist=gist)) == "denial"
