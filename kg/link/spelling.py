"""Spellings of one name: transliterations, initials, middle names, short forms of bodies."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache

from kg.names import name_key

_SOUNDS = tuple(
    (re.compile(pattern), plain)
    for pattern, plain in (
        (r"(?:tsch|tch|cz|ch|c(?=[eiy]))", "q"),
        (r"(?:ts|tz|c)", "z"),
        (r"(?:sch|sh|sz|s)", "s"),
        (r"(?:zh|z)", "z"),
        (r"(?:kh|gh|dh|bh|th|h)", ""),
        (r"(?:ph|f)", "f"),
        (r"(?:ck|k|q(?=u))", "k"),
        (r"(?:w|v)", "v"),
        (r"(?:ks|x)", "x"),
        (r"[aeiouyj]", ""),
        (r"(.)\1+", r"\1"),
    )
)
FIRST_ALIKE = 0.6  # Alexander/Aliaksandr .74, Ana/Ines .29
LAST_ALIKE = (
    0.72  # Sadovy/Savoy .73, Lukashenko/Lukashenka .90, Varga/Vargas .91 (kept by skeleton)
)


@cache
def skeleton(word: str) -> str:
    """The consonants of a folded word, spellings of one sound made one; blocks transliterations."""
    for pattern, plain in _SOUNDS:
        word = pattern.sub(plain, word)
    return word


def same_person(one: str, other: str) -> tuple[float, str] | None:
    """How sure it is that two full names (keys of two words or more) are one person's, and why.

    None if they are not, or if nothing tells.
    """
    if one == other:
        return 1.0, "the same name"
    first, second = one.split(), other.split()
    if first[-1] == second[-1]:
        if first[0] == second[0]:
            return 0.95, "the same first and last name"
        if 1 in (len(first[0]), len(second[0])) and first[0][0] == second[0][0]:
            return 0.85, "the same surname and initial"
    if first[0][0] != second[0][0] or skeleton(first[-1]) != skeleton(second[-1]):
        return None
    last = SequenceMatcher(None, first[-1], second[-1]).ratio()
    given = SequenceMatcher(None, first[0], second[0]).ratio()
    if last >= LAST_ALIKE and given >= FIRST_ALIKE:
        return round(0.5 + 0.4 * min(last, given), 2), "two spellings of one name"
    return None


def is_short_form(short: str, full: str) -> bool:
    """Whether a body's key is the start of another's, or its initials: `moa`, `orvane`."""
    words = [word for word in full.split() if word not in ("of", "the", "and", "for", "in")]
    if len(words) < 2:
        return False
    return short == "".join(word[0] for word in words) or full.startswith(f"{short} ")


def is_named(name: str, kind: str) -> bool:
    """Whether a name is a proper one; that of an unnamed person is a description."""
    if kind == "group":
        return False
    words = name.replace("-", " ").split()
    return (
        bool(words) and words[0][:1].isupper() and words[-1][:1].isupper() and bool(name_key(name))
    )
