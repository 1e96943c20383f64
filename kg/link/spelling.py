"""Spellings of one person's name: transliterations, initials, middle names."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from kg.given import gender
from kg.names import name_key

_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:tsch|tch|cz|ch|c(?=[eiy]))", "q"),
        (r"(?:ts|tz|c)", "z"),
        (r"(?:sch|sh|sz|s)", "s"),
        (r"(?:zh|z)", "z"),
        (r"(?:bh|mh|w)", "v"),
        (r"ph", "f"),
        (r"(?:kh|h)", ""),
        (r"(?:ck|q(?=u))", "k"),
        (r"ks", "x"),
        (r"[aeiouyj]", ""),
        (r"(.)\1+", r"\1"),
    )
)
_GLIDES = re.compile(r"[yij]+")
_DOUBLED = re.compile(r"(.)\1+")
_ONSET = re.compile(r"^i(?=[aeou])")
GENERATIONS = frozenset("jr sr junior senior i ii iii iv".split())

GIVEN_ALIKE = 0.73  # Aliaksandr/Alexander .74; Brandon/Brendan .71 are two names
FOREIGN_ALIKE = 0.6  # where the surname's spelling differs as well, that is transliteration
LAST_ALIKE = 0.72  # Lukashenko/Lukashenka .90, Duvghaill/Dhubhghaill .80
LEAST_WITH_ONSET = 5  # letters; Ian is not Ann
LEAST_CONSONANTS = 3  # fewer sound alike in names that differ: Tim/Tom, Reed/Reid


@cache
def skeleton(word: str) -> str:
    """The consonants of a folded word, spellings of one sound made one; blocks transliterations."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


@cache
def sound(given: str) -> str:
    """What spellings of one given name share: its consonants, or all of it where those are few."""
    consonants = skeleton(given)
    return consonants if len(consonants) >= LEAST_CONSONANTS else _plain(given)


def same_person(one: str, other: str) -> tuple[float, str] | None:
    """How sure it is that two full names (keys of two words or more) are one person's, and why.

    None if they are not, or if nothing tells.
    """
    if one == other:
        return 1.0, "the same name"
    first, second = sorted((one.split(), other.split()), key=len)
    if first[-1] == second[-1]:
        if first[0] == second[0]:
            fits = _middle_names_fit(first[1:-1], second[1:-1])
            return (0.95, "the same first and last name") if fits else None
        if 1 in (len(first[0]), len(second[0])):
            fits = first[0][0] == second[0][0]
            return (0.85, "the same surname and initial") if fits else None
    if second[: len(first)] == first and not GENERATIONS & set(second[len(first) :]):
        return 0.85, "a fuller form of the name"
    return _two_spellings(first, second)


def _two_spellings(first: list[str], second: list[str]) -> tuple[float, str] | None:
    if not alike(first[-1], second[-1]) or not _middle_names_fit(first[1:-1], second[1:-1]):
        return None
    least = GIVEN_ALIKE if first[-1] == second[-1] else FOREIGN_ALIKE
    if not _same_given(first[0], second[0], least):
        return None
    likeness = min(_ratio(first[0], second[0]), _ratio(first[-1], second[-1]))
    return round(0.5 + 0.4 * likeness, 2), "two spellings of one name"


def alike(one: str, other: str) -> bool:
    """Whether two surnames are one, maybe in two spellings."""
    consonants = skeleton(one)
    return one == other or (
        consonants == skeleton(other)
        and len(consonants) >= LEAST_CONSONANTS
        and _ratio(one, other) >= LAST_ALIKE
    )


def _same_given(one: str, other: str, least: float) -> bool:
    if one == other:
        return True
    if sound(one) != sound(other):
        return False
    # Ivan and Ivana, Andrei and Andrea: an ending tells people apart that sound alike.
    if one.endswith("a") != other.endswith("a") or _genders_differ(one, other):
        return False
    return _plain(one) == _plain(other) or _ratio(one, other) >= least


def _genders_differ(one: str, other: str) -> bool:
    return {gender(one), gender(other)} == {"male", "female"}


def _middle_names_fit(few: list[str], many: list[str]) -> bool:
    """Whether the fewer middle names or initials begin the others: H. of H. W., but not W."""
    few, many = sorted((few, many), key=len)
    return all(
        a == b or (1 in (len(a), len(b)) and a[0] == b[0])
        for a, b in zip(few, many[: len(few)], strict=True)
    )


def _plain(word: str) -> str:
    """The word with y, i and j as one and no letter doubled: Yuri, Yury and Juri; Yelena, Elena."""
    plain = _DOUBLED.sub(r"\1", _GLIDES.sub("i", word))
    return _ONSET.sub("", plain) if len(word) >= LEAST_WITH_ONSET else plain


def _ratio(one: str, other: str) -> float:
    # The ratio depends on which comes first.
    return SequenceMatcher(None, min(one, other), max(one, other)).ratio()


def is_named(name: str, kind: str) -> bool:
    """Whether a name is a proper one; that of an unnamed person is a description."""
    if kind == "group":
        return False
    words = name.replace("-", " ").split()
    return (
        bool(words) and words[0][:1].isupper() and words[-1][:1].isupper() and bool(name_key(name))
    )
