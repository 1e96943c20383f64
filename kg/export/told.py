"""Statements with what the graph of links says of them: what record and network formats write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from kg.errors import StoreError
from kg.records import (
    Agent,
    Article,
    Claim,
    Evidence,
    Link,
    Linked,
    Reading,
    Reference,
    Shared,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Told:
    """A statement as all articles together know it.

    `speaker` is None where the text names nobody, or nobody who can be named. `via` goes along
    with `statement.via`; `about` holds each agent once, in the order of the text. `evidence` is
    its own and what it shares with other statements of its claim. `links` are those from this
    statement to others that are exported too.
    """

    statement: Statement
    article: Article
    speaker: Agent | None
    via: tuple[Agent | None, ...]
    about: tuple[Agent, ...]
    evidence: tuple[Evidence, ...]
    claim: Claim
    links: tuple[Link, ...]

    @property
    def date(self) -> str | None:
        """When it was said, as fine as is known; else the day on which the article told it."""
        said = self.statement.uttered
        return said.value if said else self.article.published

    @property
    def rebuts(self) -> tuple[str, ...]:
        """The ids of the statements that this one denies or contradicts."""
        return tuple(link.target for link in self.links if link.kind == "rebuts")

    @property
    def agents(self) -> Iterator[Agent]:
        """Everybody named in it: the speaker, the relays, those it speaks of."""
        return (one for one in chain((self.speaker,), self.via, self.about) if one is not None)


def tell(
    readings: Iterable[Reading],
    linked: Linked,
    kept: Collection[str] | None = None,
    least: float = 0.0,
) -> Iterator[Told]:
    """The statements of the readings, in their order; with `kept`, only those ids.

    Of evidence, what is as sure as `least`.

    Raises StoreError where a statement has no claim or an actor no agent.
    """
    index = _Index(linked, kept, least)
    for reading in readings:
        own = {one.id: one.evidence for one in reading.statements}
        for statement in reading.statements:
            if kept is None or statement.id in kept:
                yield index.told(statement, reading.article, own)


class _Index:
    """What is linked, by the id one asks with."""

    def __init__(self, linked: Linked, kept: Collection[str] | None, least: float) -> None:
        self.least = least
        agents = {agent.id: agent for agent in linked.agents}
        self.agents = {found.actor: agents[found.agent] for found in linked.identifications}
        self.claims = {member: claim for claim in linked.claims for member in claim.statements}
        self.links: dict[str, list[Link]] = defaultdict(list)
        for link in sorted(linked.links, key=lambda one: (one.kind, one.target)):
            if kept is None or link.target in kept:
                self.links[link.statement].append(link)
        self.shared: dict[str, list[Shared]] = defaultdict(list)
        for one in linked.shared:
            self.shared[one.statement].append(one)

    def told(
        self, statement: Statement, article: Article, own: Mapping[str, Sequence[Evidence]]
    ) -> Told:
        if statement.id not in self.claims:
            raise StoreError(f"statement {statement.id} makes no claim; run kg check")
        about = dict.fromkeys(map(self.agent, statement.about))
        lent = [own[one.origin][one.position - 1] for one in self.shared.get(statement.id, ())]
        return Told(
            statement,
            article,
            self.agent(statement.speaker) if statement.speaker else None,
            tuple(map(self.agent, statement.via)),
            tuple(agent for agent in about if agent is not None),
            tuple(one for one in (*statement.evidence, *lent) if one.confidence >= self.least),
            self.claims[statement.id],
            tuple(self.links.get(statement.id, ())),
        )

    def agent(self, reference: Reference) -> Agent | None:
        if reference.actor is None:
            return None
        if reference.actor not in self.agents:
            raise StoreError(f"actor {reference.actor} is no agent; run kg check")
        return self.agents[reference.actor]
