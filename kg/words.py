"""Words in their dictionary form."""

from __future__ import annotations

from functools import lru_cache

from simplemma import lemmatize


@lru_cache(maxsize=1 << 16)
def lemma(word: str) -> str:
    """An English word's dictionary form in lower case: "denies" is "deny"."""
    return lemmatize(word.lower(), "en").lower()
