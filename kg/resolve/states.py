"""Which names are states: countries, their demonyms and adjectives.

Known ones are in states.txt, which `kg.train.states` makes from rigour's territories. A name that
the text itself uses with a demonym of its own ("Tavoria", "the Tavorian side") counts as a state
too.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from kg.names import name_key

_ENDINGS = ("an", "ian", "ean", "ese", "ish", "i", "ic", "n")


@cache
def country(name: str) -> str | None:
    """The English short name of the country that the name, demonym or adjective stands for."""
    # Shorter ones are abbreviations, if they are written as such: U.S., UK.
    if not name[:1].isupper() or (len(name) < 4 and not name.replace(".", "").isupper()):
        return None
    for form in (name, name.removesuffix("s")):
        if known := _countries().get(name_key(form)):
            return known
    return None


@cache
def _countries() -> dict[str, str]:
    """The countries' short names by the keys of all their names."""
    text = (files("kg.resolve") / "states.txt").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in text.splitlines())
    return {key: country for country, keys in rows for key in keys.split("|")}


def own_states(names: Iterable[str]) -> dict[str, str]:
    """Demonym -> state for single words of the text that share a stem: Tavorian -> Tavoria."""
    singles = {name for name in names if name.isalpha() and name[:1].isupper() and len(name) > 4}
    found = {}
    for word in sorted(singles):
        bare = word.removesuffix("s")
        for ending in _ENDINGS:
            stem = bare.removesuffix(ending)
            if stem == bare or len(stem) < 4:
                continue
            states = [state for state in _bases(stem, ending) if state in singles and state != word]
            if states:
                found[word] = states[0]
                break
    return found


def _bases(stem: str, ending: str) -> tuple[str, ...]:
    """The forms of a state's name from which a demonym with that stem may be made."""
    if ending == "n":
        return (stem,) if stem.endswith("a") else ()
    return (f"{stem}ia", f"{stem}a", f"{stem}e", f"{stem}y") + ((stem,) if ending != "i" else ())
