"""What a request wants drawn: around whom, how far, which relations, and that as a network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import QueryParams

from kg.ask.nearby import Nearby, nearby
from kg.ask.values import first_day, last_day
from kg.errors import UnknownName, UsageError
from kg.export import VIEWS, View
from kg.export.network import draw
from kg.export.selection import Selection
from kg.export.sketch import RELATIONS, Shown, Sketch, sketch
from kg.store import Store

if TYPE_CHECKING:
    import networkx as nx

STATEMENTS = 500  # drawn unless more are asked for
MOST_STATEMENTS = 5000


@dataclass(frozen=True, slots=True)
class Wanted:
    """A neighbourhood; `agent` and `claim` are as somebody typed them, at most one is given."""

    agent: str | None
    claim: str | None
    view: View
    steps: int
    limit: int
    shown: Shown


def wanted(given: QueryParams) -> Wanted:
    """What a page's parameters ask for; raises UsageError for what is none."""
    agent, claim = (given.get(name, "").strip() or None for name in ("agent", "claim"))
    if agent and claim:
        raise UsageError("a network is drawn around an agent or a claim, not both")
    view = given.get("view") or ("claims" if claim else "agents")
    if view not in VIEWS:
        raise UnknownName("view", view[:40], VIEWS)
    relations = frozenset(given.getlist("relation")) - {""}
    if unknown := relations - frozenset(sum(RELATIONS.values(), ())):
        raise UnknownName("relation", min(unknown)[:40], RELATIONS[view])
    since, until = given.get("since"), given.get("until")
    shown = Shown(
        relations if "relation" in given else frozenset(RELATIONS[view]),
        first_day(since).isoformat() if since else None,
        last_day(until).isoformat() if until else None,
        _probability(given.get("min_confidence") or "0"),
    )
    steps = _number(given.get("steps") or "1", "steps", 2)
    limit = _number(given.get("limit") or str(STATEMENTS), "limit", MOST_STATEMENTS)
    return Wanted(agent, claim, view, steps, limit, shown)


@dataclass(frozen=True, slots=True)
class Drawn:
    """All that is around, and the network of it, before filters."""

    wanted: Wanted
    nearby: Nearby
    sketch: Sketch
    focus: tuple[str, ...]

    @property
    def filtered(self) -> Sketch:
        """The network with the wanted relations, days and confidence alone."""
        return self.sketch.shown(self.wanted.shown, self.focus)

    def network(self, store: Store) -> nx.MultiDiGraph[str]:
        """The filtered network with all that exports tell of its nodes and edges."""
        shown, wanted = self.filtered, self.wanted
        selection = Selection(store, wanted.view, shown.statements, wanted.shown.least)
        graph = draw(selection.told(), wanted.view)
        edges = list(graph.edges(keys=True, data="interaction"))
        graph.remove_edges_from(edge[:3] for edge in edges if edge[3] not in wanted.shown.relations)
        graph.remove_nodes_from(set(graph) - {node.id for node in shown.nodes})
        return graph


def drawn(store: Store, wanted: Wanted, base: str) -> Drawn:
    """What is around; raises UnknownName or AmbiguousName."""
    found = nearby(store, wanted.agent, wanted.claim, wanted.steps, wanted.limit)
    focus = (found.focus.removeprefix(base),) if found.focus else ()
    return Drawn(wanted, found, sketch(store, found.statements, wanted.view, base), focus)


def _number(text: str, name: str, most: int) -> int:
    if not (text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most):
        raise UsageError(f"{name} is a number from 1 to {most}, not {text[:40]!r}")
    return int(text)


def _probability(text: str) -> float:
    try:
        found = float(text)
    except ValueError:
        found = -1.0
    if not 0 <= found <= 1:
        raise UsageError(f"a confidence lies from 0 to 1, not at {text[:40]}")
    return found
