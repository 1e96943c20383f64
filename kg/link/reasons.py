"""Why two statements are linked, in words that a person can check against the text."""

from __future__ import annotations

from collections.abc import Mapping

from kg.link.features import is_denying, is_withdrawing
from kg.link.profiles import Profile

_SHOWN = 4


def repeats(later: Profile, earlier: Profile, names: Mapping[str, str]) -> str:
    """Why the one is told again in the other; `names` leads from agent to name."""
    parts = ["the same speaker"] if later.speaker and later.speaker == earlier.speaker else []
    if later.act == earlier.act == "denial":
        parts.append("both deny")
    parts += _common(later, earlier, names)
    return _sentence("says the same", [*parts, _when(later, earlier)])


def rebuts(later: Profile, earlier: Profile, names: Mapping[str, str], is_shown: bool) -> str:
    """Why the one contradicts the other.

    `is_shown` is false where it does so because it says, or answers, what another statement does.
    """
    verb = _verb(later, earlier)
    parts = _common(later, earlier, names)
    if later.speaker is not None and later.speaker in earlier.about:
        parts.insert(0, f"it spoke of {names.get(later.speaker, 'the speaker')}")
    if later.figures and earlier.figures and not later.figures & earlier.figures:
        parts.append(f"{_figures(later.figures)} against {_figures(earlier.figures)}")
    if not is_shown:
        parts.append("another telling of the same claim shows it more clearly")
    return _sentence(verb, [*parts, _answered(later, earlier)])


def _verb(later: Profile, earlier: Profile) -> str:
    if is_withdrawing(later):
        return "takes the statement back"
    if later.act == "denial" or is_denying(later):
        return "denies the accusation" if earlier.act == "accusation" else "denies the statement"
    if later.act == "confirmation":
        return "admits the opposite"
    return "gives an account that cannot be true beside it"


def _common(later: Profile, earlier: Profile, names: Mapping[str, str]) -> list[str]:
    named = sorted(names[one] for one in later.about & earlier.about if one in names)
    parts = [f"both name {_list(named)}"] if named else []
    left, right = later.words, earlier.words
    shared = sorted(
        left.weights.keys() & right.weights.keys(), key=lambda one: (-left.weights[one], one)
    )
    said = " ".join(named).casefold()
    words = [left.spelled[one] for one in shared if left.spelled[one] not in said]
    if words:
        parts.append(f"both say {_list([repr(word) for word in words])}")
    if figures := later.figures & earlier.figures:
        parts.append(f"both give {_figures(figures)}")
    return parts


def _answered(later: Profile, earlier: Profile) -> str:
    """When the answer was given; what is told again after it was said before it, too."""
    if later.day is None or earlier.day is None or later.day >= earlier.day:
        return _when(later, earlier)
    return f"told again {_days(earlier.day - later.day)} after that"


def _when(later: Profile, earlier: Profile) -> str:
    if later.day is None or earlier.day is None or later.day == earlier.day:
        return "in the same article" if later.article == earlier.article else "the same day"
    side = "later" if later.day > earlier.day else "earlier"
    return f"said {_days(abs(later.day - earlier.day))} {side}"


def _days(count: int) -> str:
    return "a day" if count == 1 else f"{count} days"


def _list(words: list[str]) -> str:
    shown = words[:_SHOWN]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _figures(values: frozenset[float]) -> str:
    return _list([f"{value:,.12g}" for value in sorted(values)])


def _sentence(verb: str, parts: list[str]) -> str:
    return "; ".join([verb, *parts])
