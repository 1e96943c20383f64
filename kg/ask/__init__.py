"""Questions and their answers, as plain values.

    from kg.ask import Filters, claims
    for one in claims(store, Filters(by="Ana Ruiz", since="2024-03")):
        print(one.who.name, one.text)

Named queries are in `kg.ask.named`, other look-ups in modules of their names.
"""

from kg.ask.filters import Filters
from kg.ask.names import Party, agent
from kg.ask.statements import Answer, Assessed, Claimed, claims, count, kept

__all__ = [
    "Answer",
    "Assessed",
    "Claimed",
    "Filters",
    "Party",
    "agent",
    "claims",
    "count",
    "kept",
]
