"""A story with other names, so that what is learnt of it does not hang on who is called what."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Sequence

from kg.train.gold import GoldDocument

_WORD = re.compile(r"[^\W\d_]{3,}")
_OWN = 6  # a word in the names of more stories is no name by itself ("Ministry", "President")
_RARE = 2  # what is taken instead stands in the names of at most so many

Reword = Callable[[str], str]


class Names:
    """The words that names of stories are made of."""

    def __init__(self, stories: Sequence[Sequence[GoldDocument]]) -> None:
        self.words = [_named(story) for story in stories]
        self.count = Counter(word for words in self.words for word in words)
        self.others = sorted(word for word, count in self.count.items() if count <= _RARE)
        self.common = [_small(story) for story in stories]

    def exchange(self, place: int) -> Reword:
        """What puts other stories' names in the place of one story's.

        A word that the story has with a small letter, too, stays as it is.
        """
        words = {
            word: random.choice(self.others)
            for word in sorted(self.words[place])
            if self.count[word] <= _OWN and word.lower() not in self.common[place]
        }
        if not words:
            return str
        found = re.compile(rf"\b({'|'.join(map(re.escape, words))})\b")
        return lambda text: found.sub(lambda match: words[match[0]], text)


def _named(story: Sequence[GoldDocument]) -> set[str]:
    names = (name for one in story for called in one.names.values() for name in called)
    return {word for name in names for word in _WORD.findall(name) if word[0].isupper()}


def _small(story: Sequence[GoldDocument]) -> set[str]:
    words = (word for one in story for word in _WORD.findall(one.reading.article.text))
    return {word for word in words if word.islower()}
