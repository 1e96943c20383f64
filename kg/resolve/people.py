"""Nouns that denote people, beyond the roles that `nouns` lists: from WordNet."""

from __future__ import annotations

from functools import cache
from importlib import resources

from kg.resolve import nouns

# Adjectives that stand for people who share a state: "the injured", "eleven killed".
STATES_OF_PEOPLE = frozenset(
    """
    accused dead deceased detained disabled displaced elderly evacuated homeless hurt ill
    imprisoned injured jailed killed missing poor rich sick unemployed wounded young
    """.split()
)
# Nouns of several people that WordNet counts among groups.
BODIES_OF_PEOPLE = frozenset(
    """
    audience band bunch bloc camp cartel clan clergy couple crew cult delegation dynasty electorate
    elite faction family gang household jury leadership majority management militia minority mob
    nobility pair panel personnel population posse public side squad staff tribe workforce
    """.split()
)


@cache
def _table() -> frozenset[str]:
    text = resources.files("kg.resolve").joinpath("person_nouns.txt").read_text("utf-8")
    return frozenset(text.split())


def is_person_noun(noun: str) -> bool:
    """Whether the lower-case noun, singular or plural, denotes a person or several."""
    one = nouns.singular(noun)
    return one in _table() or one in BODIES_OF_PEOPLE or nouns.is_role(one)


def is_single(noun: str) -> bool:
    """Whether the lower-case noun denotes one person, not several."""
    return noun not in BODIES_OF_PEOPLE and nouns.singular(noun) == noun
