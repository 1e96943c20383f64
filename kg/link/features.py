"""What a pair of statements has in common. Each docstring is what a user may read of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.link.likeness import Likeness
from kg.link.profiles import Profile, Words, bag
from kg.values import ACTS

_DENYING = (
    "deny denies denied rejected dismissed refuted rebutted disputed contradicted disputes "
    "denial disagrees countered"
)
_WITHDRAWING = "withdrew withdraw retracted dropped recanted abandoned retreat"
_DISMISSIVE = (
    "lie lies false untrue nonsense rubbish invention fabrication slander baseless groundless "
    "forgery fantasy absurd hoax wrong"
)

SAME = (
    "dice",
    "containment",
    "soft_dice",
    "soft_containment",
    "cosine",
    "shared_weight",
    "figures_shared",
    "figures_differ",
    "figures_one_sided",
    "names_shared",
    "names_differ",
    "about_shared",
    "about_differ",
    "about_missing",
    "same_speaker",
    "speaker_unknown",
    "speaker_spoken_of",
    "same_act",
    "denial_and_not",
    "both_deny",
    "negation_differs",
    "same_article",
    "days_apart",
    "same_day_told",
    "days_differ",
    "least_words",
    "words_ratio",
    "context",
    "contexts_alike",
    "places_apart",
    "one_sentence",
    "counted_shared",
    "gists_alike",
    "acts_alike",
)
REBUTS = (
    *SAME,
    *(f"rebutter_{act}" for act in ACTS),
    *(f"target_{act}" for act in ACTS),
    "rebutter_denies",
    "rebutter_accuses",
    "rebutter_confirms",
    "target_accuses",
    "target_denies",
    "target_asserts",
    "target_other",
    "denying_cue",
    "withdrawing_cue",
    "dismissive",
    "target_speaker_spoken_of",
    "rebutter_spoken_of",
    "rebutter_bare",
    "after",
    "steps_back",
    "target_negated",
    "rebutter_negated",
    "rebutter_words",
    "rebutter_context_on_target",
    "charges_between",
    "others_between",
    "characters_apart",
    "answered",
    "answered_back",
    "likeness",
    "opposes",
    "opposed",
    "likeness_lead",
    "opposes_lead",
)
_CONTAINMENT = SAME.index("soft_containment")
_OPPOSES, _TARGET_LIKENESS = REBUTS.index("opposes"), REBUTS.index("likeness")
_DAYS_APART, _DAYS_DIFFER = SAME.index("days_apart"), SAME.index("days_differ")
FAR_DAYS = 60


def same(a: Profile, b: Profile, alike: Likeness) -> list[float]:
    """The values of `SAME`: whether two statements, the earlier first, may be one claim."""
    left, right = a.words, b.words
    shared = left.weights.keys() & right.weights.keys()
    common = sum(left.weights[one] for one in shared)
    least, most = sorted((left.total, right.total))
    there, back = alike.covered, alike.covering
    contained = there if left.total <= right.total else back
    both_figures = bool(a.figures and b.figures)
    figures_shared = len(a.figures & b.figures)
    names_shared = len(a.names & b.names)
    about = len(a.about & b.about)
    day_gap = _gap(a.day, b.day)
    told = a.uttered is not None and b.uttered is not None
    is_same = a.speaker is not None and a.speaker == b.speaker
    denials = (a.act == "denial") + (b.act == "denial")
    in_one = a.article == b.article
    return [
        2 * common / (left.total + right.total) if most else 0.0,
        common / least if least else 0.0,
        (there * left.total + back * right.total) / (left.total + right.total) if most else 0.0,
        contained,
        alike.cosine,
        common,
        figures_shared / min(len(a.figures), len(b.figures)) if both_figures else 0.0,
        float(both_figures and not figures_shared),
        float(bool(a.figures) != bool(b.figures)),
        names_shared / min(len(a.names), len(b.names)) if a.names and b.names else 0.0,
        float(bool(a.names) and bool(b.names) and not names_shared),
        about / len(a.about | b.about) if about else 0.0,
        float(bool(a.about) and bool(b.about) and not about),
        float(not a.about) + float(not b.about),
        float(is_same),
        float(a.speaker is None or b.speaker is None),
        float(a.speaker in b.about) + float(b.speaker in a.about),
        float(a.act == b.act),
        float(denials == 1),
        float(denials == 2),
        float((a.negations % 2) != (b.negations % 2)),
        float(in_one),
        day_gap,
        float(told and a.uttered == b.uttered),
        float(told and abs((a.uttered or 0) - (b.uttered or 0)) > 1),
        least,
        least / most if most else 0.0,
        max(alike.earlier_around, alike.later_around),
        alike.contexts,
        float(abs(a.place - b.place)) if in_one else 99.0,
        float(in_one and a.sentence.start < b.sentence.end and b.sentence.start < a.sentence.end),
        float(bool(a.counted & b.counted)),
        alike.says,
        float(a.gist.acts @ b.gist.acts),
    ]


def rebuts(
    later: Profile,
    earlier: Profile,
    between: tuple[int, int],
    pair: list[float],
    on_target: float,
    speaks: tuple[float, float],
) -> list[float]:
    """The values of `REBUTS` but the last two: whether the first contradicts the second.

    `between` counts the accusations, and the statements of neither speaker, that stand between
    them in one article; `pair` holds their `same` values, `on_target` how much of the second
    stands around the first, `speaks` how much each speaks against the other by their gists. The
    last values tell how much likelier the target is than the others, see `lead`.
    """
    in_one = later.article == earlier.article
    return [
        *pair,
        *later.gist.acts.tolist(),
        *earlier.gist.acts.tolist(),
        float(later.act == "denial"),
        float(later.act == "accusation"),
        float(later.act == "confirmation"),
        float(earlier.act == "accusation"),
        float(earlier.act == "denial"),
        float(earlier.act == "assertion"),
        float(earlier.act not in ("accusation", "denial", "assertion")),
        _likeness(later.cue, _DENYING),
        _likeness(later.cue, _WITHDRAWING),
        _likeness(later.words, _DISMISSIVE),
        float(earlier.speaker in later.about),
        float(later.speaker in earlier.about),
        float(later.is_bare),
        float(in_one and later.place > earlier.place),
        float(max(-9, min(9, later.place - earlier.place))) if in_one else 0.0,
        float(earlier.negations),
        float(later.negations),
        later.words.total,
        on_target,
        float(between[0]) if in_one else 9.0,
        float(between[1]) if in_one else 9.0,
        math.copysign(math.log1p(abs(later.start - earlier.start)), later.start - earlier.start)
        if in_one
        else 9.0,
        later.answers.get(earlier.id, 0.0),
        earlier.answers.get(later.id, 0.0),
        max(on_target, pair[_CONTAINMENT]),
        *speaks,
    ]


def lead(rows: Sequence[list[float]]) -> None:
    """Append to the rows of one statement each one's lead over the next best target."""
    found = [[row[at] for row in rows] for at in (_TARGET_LIKENESS, _OPPOSES)]
    for place, row in enumerate(rows):
        for values in found:
            others = values[:place] + values[place + 1 :]
            row.append(values[place] - max(others, default=0.0))


@lru_cache(maxsize=4096)  # a statement is asked for with each of its pairs, one after the other
def _likeness(words: Words, kind: str) -> float:
    """How near the nearest of the words comes to those of a kind."""
    if not len(words.values):
        return 0.0
    return float((words.vectors @ _kind(kind).vectors.T).max())


@cache
def _kind(words: str) -> Words:
    return bag(words, least=0.0)


def _gap(a: int | None, b: int | None) -> float:
    return -1.0 if a is None or b is None else math.log1p(abs(a - b))


def are_far(pair: Sequence[float]) -> bool:
    """Whether two statements, by their `same` values, were made on stated days too far apart.

    In gold, two of 930 pairs of one claim with stated days are more than `FAR_DAYS` apart: what is
    said then is of another event.
    """
    return bool(pair[_DAYS_DIFFER]) and pair[_DAYS_APART] > math.log1p(FAR_DAYS)


def is_denying(profile: Profile) -> bool:
    """Whether the words that introduce the statement reject something."""
    return _likeness(profile.cue, _DENYING) > 0.8


def is_withdrawing(profile: Profile) -> bool:
    """Whether the words that introduce the statement take something back."""
    return _likeness(profile.cue, _WITHDRAWING) > 0.8
