"""Statements chosen by conditions, in the shape of SPARQL that Oxigraph answers fastest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import cached_property
from typing import NamedTuple

from kg.ask.values import ask, texts
from kg.store import Store, Value

Bound = dict[str, Value | str | float | date]

XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
# To look a value up costs some forty steps of a scan (30 µs against 0.7 µs where the files have
# not been read before), and an article has some ten statements.
FEW = 500
FEW_PER_ARTICLE = 0.25
_ALL = ("?said a kg:Statement",)


class Tried(NamedTuple):
    """A condition on a value that each statement may have: its pattern, variable and test."""

    pattern: str
    variable: str
    test: str
    values: Bound

    def sparql(self, is_few: bool) -> str:
        """The value looked up for each of a few statements, or joined from a scan of all."""
        if is_few:
            return f"{self.pattern} . {self.test}"
        return f"{{ SELECT ?said {self.variable} {{ {self.pattern} }} }} {self.test}"


_DATED = Tried("?said kg:dated ?date", "?date", "", {})


class Selection:
    """What `?said` must fulfil, and the values of its parameters.

    `found` are patterns that an index answers, with each statement once; as sub-selects, because
    Oxigraph would look a bare pattern up for each row of another, and a FILTER EXISTS even slower.
    `left_out` are patterns that must not hold, `tried` conditions on what remains.
    """

    def __init__(
        self,
        store: Store,
        found: Iterable[str],
        values: Bound,
        left_out: Iterable[str] = (),
        tried: Iterable[Tried] = (),
    ) -> None:
        self.store, self._found, self._sought = store, tuple(found), values
        self._left_out, self._tried = tuple(left_out), tuple(tried)

    @property
    def values(self) -> Bound:
        """By parameter."""
        return self._sought | {name: one for of in self._tried for name, one in of.values.items()}

    @cached_property
    def is_few(self) -> bool:
        """Whether to look statements up one by one is cheaper than to scan what all have."""
        if not self._found:
            return False
        if not self._finds_more_than(FEW):
            return True
        articles = ask(self.store, "SELECT (COUNT(*) AS ?count) { ?article a kg:Article }")
        return not self._finds_more_than(int(int(articles[0][0] or 0) * FEW_PER_ARTICLE))

    def _finds_more_than(self, most: int) -> bool:
        some = f"SELECT ?said {{ {_sought(self._found)} }} LIMIT {most + 1}"
        counted = ask(self.store, f"SELECT (COUNT(*) AS ?count) {{ {{ {some} }} }}", **self._sought)
        return int(counted[0][0] or 0) > most

    @property
    def patterns(self) -> str:
        """All of it."""
        return self._joined(self._found or _ALL)

    @property
    def dated(self) -> str:
        """The patterns for what has a day, which is `?date`."""
        return self._joined(self._found, _DATED.sparql(self.is_few))

    @property
    def undated(self) -> str:
        """The patterns for what has none."""
        if self.is_few:
            return f"{self.patterns} FILTER NOT EXISTS {{ ?said kg:dated ?day }}"
        return self._joined(self._found or _ALL, "MINUS { ?said kg:dated ?day }")

    def on(self, day: str) -> str:
        """The patterns for what has a certain day."""
        term = Value(day, datatype=XSD_DATE).term()
        has_it = f"VALUES ?day {{ {term} }} ?said kg:dated ?day"
        return self._joined((*self._found, has_it), is_few=True)

    def _joined(self, found: tuple[str, ...], then: str = "", is_few: bool | None = None) -> str:
        less = (f"MINUS {{ {one} }}" for one in self._left_out)
        tried = (one.sparql(self.is_few if is_few is None else is_few) for one in self._tried)
        return "\n".join([_sought(found), then, *less, *tried])


def newest(chosen: Selection, limit: int | None = None) -> list[str]:
    """The IRIs of what is chosen, newest first, undated ones last."""
    found = _dated(chosen, limit)
    if limit is not None and len(found) >= limit:
        return found[:limit]
    # What has a day comes first, so most pages need no look at what has none.
    rest = "" if limit is None else f"LIMIT {int(limit) - len(found)}"
    query = f"SELECT DISTINCT ?said {{ {chosen.undated} }} ORDER BY ?said {rest}"
    return found + [node for (node,) in texts(chosen.store, query, **chosen.values)]


def _dated(chosen: Selection, limit: int | None) -> list[str]:
    """At least the first so many of what has a day, if there are; those of one day by their IRIs.

    Oxigraph reads IRIs from disk each time it compares two, but not days.
    """
    bound = "" if limit is None else f"ORDER BY DESC(?date) LIMIT {int(limit) + 1}"
    query = f"SELECT DISTINCT ?said ?date {{ {chosen.dated} }} {bound}"
    rows = sorted(texts(chosen.store, query, **chosen.values))
    rows.sort(key=lambda row: row[1], reverse=True)
    last = rows[-1][1] if rows else ""
    if limit is None or len(rows) <= limit or rows[limit - 1][1] != last:
        return [node for node, _ in rows]
    query = f"SELECT DISTINCT ?said {{ {chosen.on(last)} }}"
    on_last = sorted(node for (node,) in texts(chosen.store, query, **chosen.values))
    return [node for node, day in rows if day != last] + on_last


def _sought(found: tuple[str, ...]) -> str:
    each = " ".join(f"{{ SELECT ?said {{ {one} }} }}" for one in found)
    # Bound up, lest Oxigraph tries what follows on the first of them before it joins the rest.
    return f"{{ SELECT ?said {{ {each} }} }}" if len(found) > 1 else each
