"""Names of bodies as such: what they owe to a legal form, and which any country may have."""

from __future__ import annotations

from collections.abc import Container
from functools import cache

OFFICES = frozenset(
    """
    academy administration agency army assembly authority bank board bureau cabinet chamber
    chancellery clinic club coastguard college command commission committee congress council court
    customs department directorate embassy federation forces fund government guard hospital
    inspectorate institute judiciary legislature library military ministry mission municipality
    museum navy office opposition ombudsman panel parliament police prison prosecution
    prosecutor prosecutors registry regulator school secretariat senate service services staff
    tribunal treasury union university
    """.split()
)
_LINKS = frozenset("of the and for in on at to s".split())


def is_common(key: str, places: Container[str] = ()) -> bool:
    """Whether a body's name is made of common nouns alone, as every country has it: Supreme Court.

    An unknown word, or one of the `places`, makes it a name of its own: Supreme Court of Latvia.
    """
    words = [word for word in key.split() if word not in _LINKS]
    if not words or (words[0] not in OFFICES and words[-1] not in OFFICES):
        return False
    return all(word in OFFICES or (word not in places and _is_english(word)) for word in words)


@cache
def _is_english(word: str) -> bool:
    from simplemma import is_known  # only names of offices wait for its dictionary

    return bool(is_known(word, "en"))


@cache
def bare(key: str) -> str:
    """A body's key without its legal form; the whole key if nothing else is in it."""
    from cleanco import basename

    return str(basename(key)) or key


def initials(key: str) -> str:
    """The first letters of a name's words, but for the little ones."""
    return "".join(word[0] for word in key.split() if word not in _LINKS)
