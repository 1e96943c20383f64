"""Which statements stand around an agent or a claim: what a page draws of a large store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.ask.filters import EVERYTHING
from kg.ask.names import agent as agent_node
from kg.ask.names import node, party
from kg.ask.statements import kept
from kg.ask.values import among, ask, texts
from kg.store import Store, iri

_INVOLVED = "?said kg:speaker|kg:about|kg:via ?agent ."
_LINKED = "{ ?said kg:rebuts|kg:repeats ?one } UNION { ?one kg:rebuts|kg:repeats ?said }"


@dataclass(frozen=True, slots=True)
class Nearby:
    """The IRIs of the newest statements around `focus`, out of `count`; newest first.

    `title` is the name of the agent, or the wording of the claim, that is in focus.
    """

    focus: str | None
    title: str | None
    statements: tuple[str, ...]
    count: int


def nearby(
    store: Store, agent: str | None = None, claim: str | None = None, steps: int = 1, limit: int = 1
) -> Nearby:
    """The statements that one step, or two, lead to.

    One step leads from an agent to what it says, passes on or is spoken of in, and from a claim to
    its statements and those that rebut or repeat them, or are so treated by them. Another leads to
    whatever involves an agent of these. Without agent and claim, these are the store's newest.
    Raises UnknownName or AmbiguousName.
    """
    focus, title, around = None, None, "?said a kg:Statement ."
    if agent is not None:
        focus = str(agent_node(store, agent))
        title = party(store, focus).name
        around = f"{among('agent', [focus])} {_INVOLVED}"
    elif claim is not None:
        focus = str(node(store, "Claim", claim))
        ((title,),) = texts(store, "SELECT ?text { ?claim kg:text ?text }", claim=iri(focus))
        around = among("said", _of_claim(store, focus))
    if steps > 1 and focus is not None:
        around = f"{among('agent', _agents(store, around))} {_INVOLVED}"
    counted = ask(store, f"SELECT (COUNT(DISTINCT ?said) AS ?count) {{ {around} }}")
    count = int(counted[0][0] or 0)
    if focus is None:
        return Nearby(None, None, tuple(kept(store, EVERYTHING, limit)), count)
    newest = "OPTIONAL { ?said kg:dated ?date } } ORDER BY DESC(?date) ?said"
    found = ask(store, f"SELECT DISTINCT ?said ?date {{ {around} {newest} LIMIT {int(limit)}")
    return Nearby(focus, title, tuple(str(row[0]) for row in found), count)


def _of_claim(store: Store, claim: str) -> list[str]:
    of_it = f"{among('claim', [claim])} ?one kg:claim ?claim ."
    own = ask(store, f"SELECT ?one {{ {of_it} }}")
    linked = ask(store, f"SELECT DISTINCT ?said {{ {of_it} {_LINKED} }}")
    return sorted({str(row[0]) for row in (*own, *linked)})


def _agents(store: Store, around: str) -> Sequence[str]:
    query = f"SELECT DISTINCT ?agent {{ {{ SELECT ?said {{ {around} }} }} {_INVOLVED} }}"
    return sorted(str(row[0]) for row in ask(store, query))
