"""Which of some media types an Accept header likes best (RFC 9110, section 12.5.1)."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RANGE = re.compile(r"\s*([\w!#$&^.+*-]+/[\w!#$&^.+*-]+)\s*((?:;[^;]*)*)", re.ASCII)
_WEIGHT = re.compile(r";\s*q=([01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE | re.ASCII)


def best(header: str | None, offered: Iterable[str]) -> str | None:
    """The type with the highest weight, the first of those with the same; None if none will do.

    Without a header, or with one that names no type, anything will do.
    """
    weights = dict(filter(None, map(_weight, (header or "").split(","))))
    if not weights:
        weights = {"*/*": 1.0}
    chosen, most = None, 0.0
    for kind in offered:
        ranges = (kind, f"{kind.partition('/')[0]}/*", "*/*")  # the most specific one counts
        weight = next((weights[one] for one in ranges if one in weights), 0.0)
        if weight > most:
            chosen, most = kind, weight
    return chosen


def _weight(part: str) -> tuple[str, float] | None:
    if not (found := _RANGE.fullmatch(part)):
        return None
    weight = _WEIGHT.search(found[2])
    return found[1].lower(), float(weight[1]) if weight else 1.0
