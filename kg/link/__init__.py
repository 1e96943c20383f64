"""What spans articles: agents, claims, repeats and rebuttals."""

from __future__ import annotations

from collections.abc import Iterable

from threadpoolctl import threadpool_limits

from kg.link.agents import identify
from kg.link.claims import group
from kg.link.compare import compare
from kg.link.evidence import shared
from kg.link.profiles import Profile, profiles
from kg.link.results import claims, links
from kg.records import Agent, Decision, Linked, Reading

__all__ = ["link"]


def link(
    readings: Iterable[Reading],
    decisions: Iterable[Decision] = (),
    names: Iterable[Agent] = (),
) -> Linked:
    """Agents, claims and links of all the readings, in whatever order they come.

    Depends on nothing but the arguments. Readings need their articles' text: what stands around
    a statement tells which other one is meant by "the charge".
    """
    readings = sorted(readings, key=lambda one: one.article.id)
    agents, identifications = identify(readings, decisions, names)
    found = told(readings, {one.actor: one.agent for one in identifications})
    # The products are small: threads would wait for each other longer than they multiply.
    with threadpool_limits(1, "blas"):
        comparison = compare(found)
    groups = group(len(found), comparison.same, comparison.model.least.same)
    called = {agent.id: agent.name for agent in agents}
    texts = {statement.id: statement.text for one in readings for statement in one.statements}
    made = claims(found, groups, texts)
    return Linked(
        agents,
        identifications,
        made,
        links(found, groups, comparison, called),
        shared(readings, made),
    )


def told(readings: Iterable[Reading], agents: dict[str, str]) -> list[Profile]:
    """The statements' profiles in the order in which they were told, then in that of the text."""
    found = (profile for reading in readings for profile in profiles(reading, agents))
    return sorted(found, key=lambda one: (one.day or 0, one.article, one.place, one.id))
