from dataclasses import replace

import pytest
from test_round_trip import STATEMENT, plain

from kg.errors import StoreError
from kg.graph import Iris, linked, linked_triples
from kg.records import Agent, Claim, Identification, Link, Linked, Shared

LINKED = Linked(
    (
        Agent("g1", "Ana Ruiz", "person", ("Ruiz", "the Mayor"), ("http://names.example/1",)),
        Agent("g2", "Sur", "organisation"),
    ),
    (Identification("x1", "g1", 1.0, "same name"), Identification("x2", "g2", 0.9, "so named")),
    (Claim("c1", "the bridge is safe", ("s1", "s2")), Claim("c2", "it is not", ("s3",))),
    (Link("rebuts", "s3", "s1", 0.7, "denies it"), Link("repeats", "s2", "s1", 0.5, "as before")),
    (Shared("s2", "s1", 1), Shared("s2", "s1", 2)),
)


def test_links_survive_their_graph():
    statements = [replace(STATEMENT, id=one) for one in ("s1", "s2", "s3")]
    assert linked(plain(linked_triples(LINKED, statements, Iris()))) == LINKED


def test_link_without_a_reason_is_named():
    triples = [t for t in plain(linked_triples(LINKED, [], Iris())) if not t[1].endswith("#reason")]
    with pytest.raises(StoreError, match=r"no value of kg:reason; run kg check"):
        linked(triples)
