"""Make kg/resolve/states.txt: the English names, adjectives and chief places of countries.

From rigour's territories: `python -m kg.train.states`. They come in all languages and unmarked:
"Iron" and "Rossi" are there as somebody's Iran and Russia. Kept is what simplemma's dictionary of
English knows just so, with its capital, and abbreviations of the full name.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from rigour.territories.lookup import _load_territory_names
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from kg.names import name_key

KNOWN = DefaultDictionaryFactory().get_dictionary("en")
TARGET = Path(__file__).parents[1] / "resolve" / "states.txt"
_ABBREVIATION = re.compile(r"(?:[A-Z]\.?){2,5}")


def main() -> None:
    """Write the file: a country's name, a tab, and the keys of its other names, parted by bars."""
    ranked: list[dict[str, str]] = [{}, {}, {}]  # as in rigour, a surer kind of name goes first
    for territory, strong, weak, places in _load_territory_names():
        if not territory.is_country:
            continue
        own = [territory.name, territory.full_name]
        short = [name for name in strong if _ABBREVIATION.fullmatch(name)]
        kinds = ([*own, *short, *english(strong)], english(weak), english(places))
        for names, kind in zip(ranked, kinds, strict=True):
            for name in kind:
                if not _is_misspelt(name_key(name), name_key(territory.name)):
                    names.setdefault(name_key(name), territory.name)
    keys: dict[str, set[str]] = defaultdict(set)
    for key, country in {**ranked[2], **ranked[1], **ranked[0]}.items():
        keys[country].add(key)
    lines = (f"{country}\t{'|'.join(sorted(found))}\n" for country, found in sorted(keys.items()))
    TARGET.write_text("".join(lines), encoding="utf-8")


def english(names: Iterable[str]) -> list[str]:
    """The names that are one proper word of English, or several words of it."""
    titled = (name if _is_mixed(name) else name.title() for name in names)
    return [name for name in titled if len(name) > 3 and all(map(_is_known(name), name.split()))]


def _is_misspelt(key: str, own: str) -> bool:
    """Whether one letter inside differs: "Columbia", "Guiana", which are names of other places."""
    differing = [at for at, (a, b) in enumerate(zip(key, own, strict=False)) if a != b]
    return len(key) == len(own) and len(differing) == 1 and 0 < differing[0] < len(own) - 1


def _is_mixed(name: str) -> bool:
    return not name.islower() and not name.isupper()


def _is_known(name: str) -> Callable[[str], bool]:
    """Alone a word must stand in the dictionary just so: "Iron" does not, but "iron" does."""
    if " " in name:
        return lambda word: word in KNOWN or word.lower() in KNOWN
    return lambda word: word[:1].isupper() and word in KNOWN


if __name__ == "__main__":
    main()
