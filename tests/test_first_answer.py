"""The question that the program was made for, asked of the articles that raised it."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.ask import Claimed, Filters, claims
from kg.build import build
from kg.store import open_store


@pytest.fixture(scope="module")
def told(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> list[Claimed]:
    """What Lukashenko claimed about Ukraine."""
    place = str(tmp_path_factory.mktemp("store") / "claims.kg")
    with open_store(place, write=True) as store:
        build([str(shared / "seeds")], store)
        return claims(store, Filters(by="Lukashenko", about="Ukraine"))


def test_the_july_claim_shows_that_no_evidence_was_given(told: list[Claimed]) -> None:
    (claim,) = (one for one in told if "strike military facilities" in one.text)
    assert claim.uttered == "2022-07-02"
    assert ("unsupported", "who did not provide evidence for the claim") in [
        (one.status, one.words) for one in claim.evidence
    ]


def test_the_october_accusation_shows_who_rejected_it_and_when(told: list[Claimed]) -> None:
    (claim,) = (one for one in told if one.act == "accusation" and one.uttered == "2022-10-10")
    rebuttals = [
        one for one in claim.rebuttals if "We categorically reject another slander" in one.text
    ]
    (rebuttal,) = rebuttals
    assert rebuttal.who is not None
    assert rebuttal.who.name == "Ukrainian Ministry of Foreign Affairs"
    assert rebuttal.uttered == "2022-10-09"
