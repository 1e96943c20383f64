from dataclasses import replace

import pytest
from sayings import reading

from kg.records import Span
from kg.train.gold import GoldDocument

pytest.importorskip("scipy")

from kg.train.met import led_over, partners

GOLD = reading(
    "monday",
    "2024-03-04",
    ("Tallow Union", "said", "Brask dumped solvent in the river", "accusation", ["Brask"], None),
    ("Brask", "denied", "it", "denial", [], None),
)


def found(*statements):
    return replace(GOLD, statements=statements)


def test_found_statement_stands_for_the_gold_one_that_shares_its_words():
    first = replace(GOLD.statements[0], id="monday#found")
    assert partners(GOLD, found(first)) == {"monday#0": "monday#found"}


def test_statement_that_shares_too_few_words_stands_for_none():
    first = GOLD.statements[0]
    short = Span(first.attribution.content[0].start, first.attribution.content[0].start + 5)
    only = replace(first, attribution=replace(first.attribution, content=(short,)))
    assert partners(GOLD, found(only)) == {}


def test_claims_and_links_are_led_over_and_what_was_missed_keeps_its_gold_id():
    first = replace(GOLD.statements[0], id="monday#found")
    other = replace(GOLD.statements[1], id="monday#other")
    document = GoldDocument(
        found(first, other),
        {"monday#0": "monday#c1", "monday#1": "monday#c2"},
        frozenset({("monday#1", "monday#0")}),
        {},
    )
    moved = led_over(document, {"monday#0": "monday#found"})
    assert moved.claims == {"monday#found": "monday#c1", "monday#other": "monday#other"}
    assert moved.rebuts == {("monday#1", "monday#found")}
