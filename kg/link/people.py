"""Which names are one person's: spellings, initials, fuller forms, lone surnames."""

from __future__ import annotations

from collections import defaultdict
from difflib import SequenceMatcher
from itertools import combinations

from kg.given import is_given_name
from kg.link.context import Context
from kg.link.groups import Forest, Group
from kg.link.spelling import GENERATIONS, same_person, skeleton, sound
from kg.names import name_key

WITH_CONTEXT, WITHOUT = 0.85, 0.75
SAME_SURNAME = 0.8
LONE_SPELLING = 0.7
LONE_ALIKE = 0.8  # Lukashenka/Lukashenko .9; shorter names differ in a letter by chance
LONE_LENGTH = 6


def join(forest: Forest, groups: list[Group], context: Context) -> None:
    """Join the groups of people that names and articles show to be one."""
    full = [group for group in groups if " " in group.key]
    lone = [group for group in groups if " " not in group.key]
    _full_names(forest, full)
    _lone_names(forest, full, lone, context)


def _full_names(forest: Forest, groups: list[Group]) -> None:
    """Join full names that fit, unless one fits two that do not fit each other."""
    fitting: dict[Group, dict[Group, tuple[float, str]]] = defaultdict(dict)
    for one, other in _alike(groups):
        # Whoever writes two names in one article means two people.
        if one.articles & other.articles:
            continue
        if found := same_person(one.key, other.key):
            fitting[one][other] = fitting[other][one] = found
    clear = {
        group
        for group, found in fitting.items()
        if all(b in fitting[a] or a.key == b.key for a, b in combinations(found, 2))
    }
    pairs = sorted(
        ((*fitting[one][other], one, other) for one in clear for other in fitting[one]),
        key=lambda pair: (-pair[0], pair[2].fullness, pair[3].fullness),
    )
    for score, reason, one, other in pairs:
        if other in clear:
            forest.join(one, other, score, reason)


def _alike(groups: list[Group]) -> list[tuple[Group, Group]]:
    """Pairs that may be one person: they sound alike, or share surname and initial or beginning."""
    blocks: dict[tuple[str, ...], list[Group]] = defaultdict(list)
    for group in groups:
        words = group.key.split()
        first, last = words[0], words[-1]
        if len(first) > 1:
            blocks["sound", sound(first), skeleton(last)].append(group)
        blocks["initial", first[0], last].append(group)
        for end in range(2, len(words) + 1):
            blocks["start", *words[:end]].append(group)
    pairs: dict[tuple[Group, Group], None] = {}
    for (kind, *named), block in blocks.items():
        name = " ".join(named)
        brief = {
            "sound": block,
            "initial": [group for group in block if len(group.key.split()[0]) == 1],
            "start": [group for group in block if group.key == name],
        }[kind]
        for at, one in enumerate(brief):
            for other in brief[at + 1 :] if kind == "sound" else block:
                if one is not other and (other, one) not in pairs:
                    pairs[one, other] = None
    return list(pairs)


def _lone_names(forest: Forest, full: list[Group], lone: list[Group], context: Context) -> None:
    """Join lone surnames to the only one who bears them."""
    bearers, spelled, firsts = _bearers(full)
    left: dict[str, list[Group]] = defaultdict(list)
    for group in lone:
        if group.key in firsts or group.entry:
            continue
        if fitting := bearers.get(group.key):
            _to_bearer(forest, group, fitting, context)
        elif not _to_spelling(forest, group, spelled, context) and not is_given_name(group.key):
            left[group.key].append(group)
    for found in left.values():
        for one, other, reason in context.affairs(found):
            forest.join(one, other, SAME_SURNAME, f"the same name, and {reason}")


def _bearers(
    full: list[Group],
) -> tuple[dict[str, list[Group]], dict[str, list[Group]], set[str]]:
    """The people by surname or other single name, by its sound, and all their first names."""
    bearers: dict[str, list[Group]] = defaultdict(list)
    spelled: dict[str, list[Group]] = defaultdict(list)
    firsts = {group.key.split()[0] for group in full}
    for group in full:
        last = _surname(group.key)
        aliases = {name_key(alias) for actor in group.actors for alias in actor.aliases}
        called = {alias for alias in aliases if alias and skeleton(alias) == skeleton(last)}
        for word in sorted({last, *called}):
            bearers[word].append(group)
        spelled[skeleton(last)].append(group)
    return bearers, spelled, firsts - bearers.keys()


def _surname(key: str) -> str:
    words = key.split()
    return words[-2] if len(words) > 2 and words[-1] in GENERATIONS else words[-1]


def _to_bearer(forest: Forest, group: Group, fitting: list[Group], context: Context) -> None:
    # An article that has both the full name and the lone one means two people, or says too little:
    # not even that it is somebody else.
    roots = forest.roots(fitting)
    if len(roots) != 1 or any(one.articles & group.articles for one in fitting):
        return
    best = _best(forest, roots[0], fitting)
    shared = next((name for one in fitting if (name := context.shared(one, group))), None)
    told = f", and both articles speak of {shared}" if shared else ""
    forest.join(best, group, WITH_CONTEXT if shared else WITHOUT, f"the only bearer{told}")


def _to_spelling(
    forest: Forest, group: Group, spelled: dict[str, list[Group]], context: Context
) -> bool:
    """Join a surname spelt in another way, where the articles share somebody else."""
    fitting = [
        one
        for one in spelled.get(skeleton(group.key), ())
        if len(group.key) >= LONE_LENGTH
        and SequenceMatcher(None, one.key.split()[-1], group.key).ratio() >= LONE_ALIKE
    ]
    if len(roots := forest.roots(fitting)) != 1:
        return False
    for one in fitting:
        if one.articles & group.articles:
            return False
        if shared := context.shared(one, group):
            reason = f"two spellings of one surname, and both articles speak of {shared}"
            return forest.join(_best(forest, roots[0], [one]), group, LONE_SPELLING, reason)
    return False


def _best(forest: Forest, root: Group, groups: list[Group]) -> Group:
    """The fullest of the groups that belong to the root."""
    return max((g for g in groups if forest.root(g) is root), key=lambda group: group.fullness)
