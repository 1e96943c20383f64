"""Terms of the graph as plain Python values, and words of the user as terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal, get_args

from kg.errors import UsageError
from kg.store import Store, Value, iri

Plain = str | int | float | bool | None

NAMESPACE = "https://w3id.org/claim-kg"
PREFIXES = "".join(
    f"PREFIX {name}: <{place}>\n"
    for name, place in (
        ("kg", f"{NAMESPACE}#"),
        ("oa", "http://www.w3.org/ns/oa#"),
        ("owl", "http://www.w3.org/2002/07/owl#"),
    )
)
_DATE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_WHOLE = {"integer", "int", "long", "nonNegativeInteger"}
_BROKEN = {"decimal", "double", "float"}


def plain(value: Value | None) -> Plain:
    """A term as a string, or as the number or truth value that its datatype makes it."""
    if value is None or value.datatype is None:
        return None if value is None else str(value)
    name = value.datatype.rpartition("#")[2]
    if name in _WHOLE:
        return int(value)
    if name in _BROKEN:
        return float(value)
    return value == "true" if name == "boolean" else str(value)


def ask(
    store: Store, where: str, **bindings: Value | str | float | date
) -> list[tuple[Plain, ...]]:
    """The rows of a SELECT, as plain values; the prefixes kg, oa and owl are declared for it."""
    found = store.query(PREFIXES + where, bindings)
    return [tuple(map(plain, row)) for row in found]


def texts(
    store: Store, where: str, **bindings: Value | str | float | date
) -> Iterator[tuple[str, ...]]:
    """The same rows as strings, for columns that are always bound."""
    for row in store.query(PREFIXES + where, bindings):
        yield tuple(str(value) for value in row)


def among(name: str, nodes: Iterable[str]) -> str:
    """A VALUES block that keeps a variable to some nodes of the graph."""
    return f"VALUES ?{name} {{ {' '.join(iri(node).term() for node in nodes)} }}"


def concept(kind: Literal["act", "status", "kind"], word: str) -> Value:
    """An act, evidence status or kind of agent by its name; raises UsageError if there is none."""
    from kg.records import Act, Kind, Status  # its many classes would slow every lookup

    known = get_args({"act": Act, "status": Status, "kind": Kind}[kind])
    if word not in known:
        raise UsageError(f"no {kind} named {word!r}; there are {', '.join(known)}")
    return iri(f"{NAMESPACE}/{kind}#{word}")


def first_day(text: str) -> date:
    """The first day of a year, month or day written as ISO 8601 has it; else raises UsageError."""
    return _period(text)[0]


def last_day(text: str) -> date:
    """The last day of a year, month or day."""
    return _period(text)[1]


def _period(text: str) -> tuple[date, date]:
    found = _DATE.fullmatch(text.strip())
    try:
        if not found:
            raise ValueError("neither YYYY, YYYY-MM nor YYYY-MM-DD")
        year, month, day = (int(part) if part else 0 for part in found.groups())
        first = date(year, month or 1, day or 1)
        if day:
            return first, first
        last = month or 12
        following = date(year + last // 12, last % 12 + 1, 1)
        return first, following - timedelta(days=1)
    except ValueError as error:
        raise UsageError(f"not a date: {text!r} ({error})") from None
