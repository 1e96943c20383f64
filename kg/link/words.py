"""Words as they are compared: stems with weights, and vectors that know words of like meaning."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt
import snowballstemmer

from kg.errors import WeightsError

Vector = npt.NDArray[np.float32]

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
NEGATIONS = frozenset("not no never nobody none nothing neither nor without cannot nowhere".split())
PRONOUNS = frozenset(
    "he she it they him her them his its their this that these those i we you me us my our your "
    "who which what there here so".split()
)
_STEMMER = snowballstemmer.stemmer("english")
_FORMAT = 1


def plain(text: str) -> str:
    """Lower case, without accents; the length may change."""
    if text.isascii():
        return text.lower()
    marked = unicodedata.normalize("NFKD", text)
    return "".join(c for c in marked if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=1 << 16)
def stem(word: str) -> str:
    """The word's Snowball stem, without a genitive's ending."""
    return str(_STEMMER.stemWord(re.sub(r"['’]s?$", "", word)))


def is_negation(word: str) -> bool:
    """Whether the word negates: "never", "didn't"."""
    return word in NEGATIONS or word.endswith(("n't", "n’t"))


class Table:
    """Static word vectors distilled from all-MiniLM-L6-v2, and how rare each word is.

    `kg/train/vectors.py` makes the file. The vocabulary is ordered by frequency, so a word's
    place in it tells its weight: 0 for the commonest, 1 for those it does not hold.
    """

    def __init__(self, pieces: Iterable[str], vectors: npt.NDArray[np.int8], scale: float) -> None:
        self.index = {piece: place for place, piece in enumerate(pieces)}
        self.vectors = vectors
        self.scale = scale
        self._rarest = float(np.log(len(self.index)))

    @property
    def size(self) -> int:
        """The length of a vector."""
        return int(self.vectors.shape[1])

    @lru_cache(maxsize=1 << 16)  # noqa: B019 (the one table lives as long as the process)
    def weight(self, word: str) -> float:
        """How rare the word is, from 0 ("the") to 1."""
        place = self.index.get(word)
        return 1.0 if place is None else float(np.log1p(place) / self._rarest)

    @lru_cache(maxsize=1 << 16)  # noqa: B019
    def vector(self, word: str) -> Vector:
        """The word's vector of length 1, from its longest known pieces; zeros if it has none."""
        found = [self.vectors[place] for place in self._pieces(word)]
        total = np.sum(found, axis=0, dtype=np.float32) if found else np.zeros(self.size)
        return unit(np.asarray(total, dtype=np.float32))

    def _pieces(self, word: str) -> list[int]:
        places, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                place = self.index.get(("##" if start else "") + word[start:end])
                if place is not None:
                    places.append(place)
                    break
            else:
                return []
            start = end
        return places


def unit(vector: Vector) -> Vector:
    """The vector with length 1; zeros stay zeros."""
    norm = float(np.linalg.norm(vector))
    return vector / np.float32(norm) if norm else vector


@cache
def table() -> Table:
    """The shipped table, read once. Raises WeightsError if it is of another format."""
    with (files("kg.link") / "vectors.npz").open("rb") as file, np.load(file) as stored:
        if int(stored["format"]) != _FORMAT:
            raise WeightsError("kg/link/vectors.npz: of another version; run kg.train vectors")
        pieces = bytes(stored["pieces"]).decode("utf-8").split("\n")
        return Table(pieces, stored["vectors"], float(stored["scale"]))
