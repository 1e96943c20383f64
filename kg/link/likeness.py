"""What one statement has in common with many: how much of their words it covers, and their gists.

Two words are as alike as their vectors. What is asked of single pairs takes ten times as long: most
of it is not arithmetic but calls.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from kg.link.profiles import Profile, Words
from kg.link.words import Vector

# By gists of networks that had not seen the story, 20% of gold's pairs of one claim, 33% of its
# rebuttals and 78% of all other pairs are no nearer than this; but what is so far apart is seldom
# linked rightly: with 0.1, nearly twice as many pairs are compared and fewer rebuttals are found
# (F1 within articles .312 instead of .320, across .125 instead of .132, same claim .399 for .396).
_NEAR = 0.3
_UNLIKE = 0.3  # words this unlike, or more, cover nothing of each other


class Likeness(NamedTuple):
    """Shares of one text's weight, from 0 to 1, that another covers; 0 where either has no words.

    `covered` is the earlier's words by the later's, `covering` the later's by the earlier's,
    `earlier_around` the earlier's by what stands around the later, `later_around` the reverse.
    `cosine` compares the means of their words' vectors, `contexts` those of what stands around.
    By their gists, `says` tells how alike they are, `against` how much the later speaks against the
    earlier, `opposed` the reverse.
    """

    covered: float
    covering: float
    cosine: float
    earlier_around: float
    later_around: float
    contexts: float
    says: float
    against: float
    opposed: float


def likenesses(earlier: Sequence[Profile], later: Profile) -> list[tuple[int, Likeness]]:
    """What the later statement has in common with earlier ones, by their places.

    Left out are those whose gists leave nothing to compare; where either has none, all that can be
    told is by their words.
    """
    gists = np.stack(
        [
            np.stack([one.gist.says for one in earlier]) @ later.gist.says,
            np.stack([one.gist.opposed for one in earlier]) @ later.gist.against,
            np.stack([one.gist.against for one in earlier]) @ later.gist.opposed,
        ]
    )
    known = later.gist.says.any()
    near = gists.max(axis=0) > _NEAR
    kept = [at for at, one in enumerate(earlier) if near[at] or not (known and one.gist.says.any())]
    if not kept:
        return []
    earlier = [earlier[at] for at in kept]
    words, around = [one.words for one in earlier], [one.around for one in earlier]
    covered, covering = _cover(words, later.words)
    earlier_around, _ = _cover(words, later.around)
    _, later_around = _cover(around, later.words)
    cosine = np.stack([one.mean for one in words]) @ later.words.mean
    contexts = np.stack([one.mean for one in around]) @ later.around.mean
    words_and_around = (covered, covering, cosine, earlier_around, later_around, contexts)
    found = (*words_and_around, *gists[:, kept])
    # Rounded, so that what is equally alike stays so whichever way a processor adds.
    rows = np.stack(found, axis=1).astype(float).round(6).tolist()
    return [(at, Likeness(*row)) for at, row in zip(kept, rows, strict=True)]


def _cover(texts: Sequence[Words], other: Words) -> tuple[Vector, Vector]:
    """The share of each text's weight that the other covers, and of the other's that it covers."""
    there, back = np.zeros((2, len(texts)), dtype=np.float32)
    full = np.array([one.total > 0 for one in texts])
    if not other.total or not full.any():
        return there, back
    held = [one for one in texts if one.total]
    starts = np.cumsum([0, *(len(one.values) for one in held[:-1])])
    likeness = np.concatenate([one.vectors for one in held]) @ other.vectors.T
    values = np.concatenate([one.values for one in held])
    there[full] = np.add.reduceat(_weighed(likeness.max(axis=1)) * values, starts) / np.array(
        [one.total for one in held], dtype=np.float32
    )
    back[full] = _weighed(np.maximum.reduceat(likeness, starts)) @ other.values / other.total
    return there, back


def _weighed(likeness: Vector) -> Vector:
    return np.asarray(np.maximum(likeness - _UNLIKE, 0) / np.float32(1 - _UNLIKE))
