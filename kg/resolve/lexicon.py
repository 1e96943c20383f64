"""Classes of words that matter to what a statement does and to what a text says of its support.

lexicon.txt holds one class a line: its name, then lemmas in lower case. A word may be in several.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path


def classes(lemma: str) -> tuple[str, ...]:
    """The names of the classes that hold the lemma, in the lexicon's order."""
    return _by_word().get(lemma, ())


@cache
def _by_word() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for line in Path(__file__).with_name("lexicon.txt").read_text("utf-8").splitlines():
        name, _, words = line.partition(":")
        for word in words.split():
            found[word] = (*found.get(word, ()), name)
    return found
