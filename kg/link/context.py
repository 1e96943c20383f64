"""What articles have in common: who else is named in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from kg.link.groups import Group

COMMON = 20  # articles that name somebody, from which on that tells nothing of their affair


class Context:
    """Who is surely named in an article."""

    def __init__(self, groups: Iterable[Group]) -> None:
        self._named: dict[str, list[Group]] = defaultdict(list)
        self._states: dict[str, set[str]] = defaultdict(set)
        for group in groups:
            for article in group.articles:
                if group.kind == "state":
                    self._states[article].add(group.key)
                elif group.is_sure and len(group.articles) <= COMMON:
                    self._named[article].append(group)

    def shared(self, one: Group, other: Group) -> str | None:
        """Who else is named in articles of both groups, in words; None if nobody is."""
        mine = {group for article in one.articles for group in self._named[article]}
        both = sorted(
            group.name
            for article in other.articles
            for group in self._named[article]
            if group in mine and group not in (one, other)
        )
        return both[0] if both else None

    def affairs(self, groups: Iterable[Group]) -> Iterator[tuple[Group, Group, str]]:
        """Pairs of groups of one article each that share a person, body or only state."""
        seen: dict[object, Group] = {}
        for group in groups:
            (article,) = group.articles
            found: list[tuple[object, str]] = [
                (one, f"both articles speak of {one.name}")
                for one in self._named[article]
                if one is not group
            ]
            if len(states := self._states[article]) == 1:
                (state,) = states
                found.append((state, "both articles speak of one state, the same"))
            for place, reason in found:
                if (other := seen.setdefault(place, group)) is not group:
                    yield other, group, reason
