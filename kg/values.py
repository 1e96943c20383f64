"""The closed sets of values that records and the command line share.

Apart from the records, since a look-up needs these and not the dataclasses, which take longer to
make than the rest of its start.
"""

from __future__ import annotations

from typing import Literal, get_args

Act = Literal[
    "assertion",
    "accusation",
    "denial",
    "confirmation",
    "warning",
    "commitment",
    "directive",
    "opinion",
]
ACTS: tuple[Act, ...] = get_args(Act)
Mode = Literal["direct", "indirect", "mixed"]
Status = Literal[
    "unsupported",
    "supported",
    "corroborated",
    "disputed",
    "refuted",
    "unverified",
    "retracted",
]
Kind = Literal["person", "organisation", "state", "group"]

# The lengths of a gist's parts: what a statement says, what it speaks against, and what speaks
# against it. Each is a direction in a space of so many dimensions. A share of each act follows.
GIST = (128, 96, 96)
