"""What a caller may decide about a build, and what a build tells."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.graph import DEFAULT_BASE
from kg.read import ReadOptions
from kg.records import Agent, Skipped


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildOptions:
    """How articles become a graph.

    `jobs` is how many processes understand articles; what they store is the same for any number.
    `base` begins all IRIs. `again` reads unchanged articles too. `names` is a list of agents that
    articles' actors are matched with in this and all later builds; None leaves the last one.
    """

    reading: ReadOptions = field(default_factory=ReadOptions)
    jobs: int = 1
    base: str = DEFAULT_BASE
    again: bool = False
    names: tuple[Agent, ...] | None = None


@dataclass(frozen=True, slots=True)
class LinkReport:
    """What spans the articles of a store; `change_count` is of triples that differ from before."""

    article_count: int
    statement_count: int
    agent_count: int
    claim_count: int
    rebuttal_count: int
    repeat_count: int
    change_count: int


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did, in counts of articles, and what it left out.

    `links` is None if nothing had changed since the store was last linked.
    """

    added_count: int
    replaced_count: int
    unchanged_count: int
    statement_count: int
    triple_count: int
    skipped: tuple[Skipped, ...]
    links: LinkReport | None
    read_seconds: float
    link_seconds: float


class Step(NamedTuple):
    """Progress: what just happened to which article, or that linking begins."""

    kind: Literal["understood", "unchanged", "skipped", "linking"]
    name: str


Progress = Callable[[Step], None]
