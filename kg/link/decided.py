"""What a user decided of agents, and whom the names in a decision mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from kg.names import name_key
from kg.records import Actor, Decision, Reading


class Register:
    """All actors by what a user may call them."""

    def __init__(self, readings: Iterable[Reading]) -> None:
        self.by_id: dict[str, Actor] = {}
        self.by_article: dict[str, list[Actor]] = defaultdict(list)
        self._by_key: dict[str, list[Actor]] = defaultdict(list)
        self._by_alias: dict[str, list[Actor]] = defaultdict(list)
        for reading in readings:
            for actor in reading.actors:
                self.by_id[actor.id] = actor
                self.by_article[reading.article.id].append(actor)
                self._by_key[name_key(actor.name)].append(actor)
                for alias in actor.aliases:
                    self._by_alias[name_key(alias)].append(actor)

    def called(self, name: str) -> list[Actor]:
        """The actors of that id or name; failing that, those with such an alias."""
        if name in self.by_id:
            return [self.by_id[name]]
        key = name_key(name)
        return (self._by_key.get(key) or self._by_alias.get(key) or []) if key else []

    def meant(self, names: Sequence[str]) -> list[list[Actor]]:
        """For each name of one decision the actors that it means.

        An article's id means the actors there that another of the names means.
        """
        found = [self.called(name) for name in names]
        among = {actor.id for actors in found for actor in actors}
        return [
            actors or [one for one in self.by_article.get(name, ()) if one.id in among]
            for name, actors in zip(names, found, strict=True)
        ]


def sides(register: Register, decisions: Iterable[Decision]) -> Mapping[str, dict[int, int]]:
    """By actor, for the number of each split that speaks of it, the side on which it stands.

    Where several names of a split mean an actor, the one that means fewest does.
    """
    found: dict[str, dict[int, int]] = defaultdict(dict)
    splits = (decision for decision in decisions if decision.verb == "split")
    for number, decision in enumerate(splits):
        meant = list(enumerate(register.meant(decision.names)))
        for side, actors in sorted(meant, key=lambda one: -len(one[1])):
            for actor in actors:
                found[actor.id][number] = side
    return found
