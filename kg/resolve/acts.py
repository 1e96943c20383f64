"""What a statement does: assert, accuse, deny, confirm, warn, promise, demand or judge."""

from __future__ import annotations

from kg.packed import unpack
from kg.records import Act, Statement
from kg.values import ACTS


def act(statement: Statement) -> Act:
    """The likeliest act by the statement's gist; without one by the tagger, which knows less.

    An assertion, if neither judged it. Of 1,771 statements of news that neither had seen, the gist
    has .680 right, the tagger .599, and both together .673.
    """
    judged = unpack(statement.gist).acts.tolist() if statement.gist else statement.attribution.acts
    if not any(judged):
        return "assertion"
    return max(zip(judged, ACTS, strict=True))[1]
