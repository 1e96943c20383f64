"""What statements rebut and repeat, and which repeat them; `kg.ask.statements` has rebuttals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from kg.ask.names import Party
from kg.ask.statements import day
from kg.ask.values import among, ask
from kg.store import Store

# Oxigraph works out an optional part of several patterns for the whole store; one of each, by row.
_LINKED = """SELECT ?said ?class ?id ?text ?who ?name ?uttered ?precision ?score ?reason { %s
  ?link kg:statement ?said ; a ?class ; kg:confidence ?score ; kg:reason ?reason ;
    kg:earlier ?earlier .
  FILTER(?class = kg:Rebuttal || ?class = kg:Repeat)
  ?earlier kg:id ?id ; kg:text ?text .
  OPTIONAL { ?earlier kg:uttered ?uttered } OPTIONAL { ?earlier kg:precision ?precision }
  OPTIONAL { ?earlier kg:speaker ?agent
    OPTIONAL { ?agent kg:id ?who } OPTIONAL { ?agent kg:name ?name } }
  } ORDER BY DESC(?score) ?id LIMIT %d"""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A statement that another rebuts or repeats (`kind`), and why the two are linked."""

    kind: str
    id: str
    who: Party | None
    text: str
    uttered: str | None
    score: float
    reason: str


def earlier(store: Store, statements: Iterable[str], limit: int = 500) -> dict[str, list[Earlier]]:
    """By the IRI of each statement, what it rebuts and repeats, surest first."""
    found: dict[str, list[Earlier]] = defaultdict(list)
    if not (wanted := list(statements)):
        return found
    for row in ask(store, _LINKED % (among("said", wanted), limit)):
        said, kind, name, text, who, full, uttered, precision, score, reason = row
        party = None if who is None else Party(str(who), str(full))
        when = day(uttered, precision)
        found[str(said)].append(
            Earlier(
                "rebuts" if str(kind).endswith("#Rebuttal") else "repeats",
                str(name),
                party,
                str(text),
                when,
                float(score or 0),
                str(reason),
            )
        )
    return found
