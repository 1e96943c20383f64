"""Statements chosen by conditions, in the shape of SPARQL that Oxigraph answers fastest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kg.ask.values import ask, texts
from kg.store import Store, Value

Bound = dict[str, Value | str | float | date]

XSD_DATE = "http://www.w3.org/2001/XMLSchema#date"
# To look a value up costs some forty steps of a scan (30 µs against 0.7 µs where the files have
# not been read before), and an article has some ten statements.
FEW = 500
FEW_PER_ARTICLE = 0.25


@dataclass(frozen=True, slots=True)
class Tried:
    """A condition on a value that statements have: a pattern, its variable, and a test of it."""

    pattern: str
    variable: str
    test: str = ""

    def sparql(self, is_few: bool) -> str:
        """The value looked up for each of a few statements, or joined from a scan of all."""
        if is_few:
            return f"{self.pattern} . {self.test}"
        return f"{{ SELECT ?said {self.variable} {{ {self.pattern} }} }} {self.test}"


_ALL = ("?said a kg:Statement",)
DATED = Tried("?said kg:dated ?date", "?date")


@dataclass(frozen=True, slots=True)
class Selection:
    """What `?said` must fulfil, and the values of its parameters.

    `found` are patterns that an index answers; as sub-selects, because Oxigraph would look a bare
    pattern up for each row of another, and a FILTER EXISTS even slower. `left_out` are patterns
    that must not hold; `tried` is for what remains, which `is_few` statements, or many.
    """

    found: tuple[str, ...]
    left_out: tuple[str, ...]
    tried: tuple[Tried, ...]
    values: Bound
    is_few: bool

    @property
    def patterns(self) -> str:
        """All of it."""
        return self._joined(self.found or _ALL, self.is_few)

    @property
    def dated(self) -> str:
        """The patterns for what has a day, which is `?date`."""
        return self._joined(self.found, self.is_few, DATED.sparql(self.is_few))

    @property
    def undated(self) -> str:
        """The patterns for what has none."""
        has_day = "?said kg:dated ?day"
        if self.is_few:
            return f"{self.patterns} FILTER NOT EXISTS {{ {has_day} }}"
        found = self.found or _ALL
        return self._joined(found, False, f"MINUS {{ {has_day} }}")

    def on(self, day: str) -> str:
        """The patterns for what has a certain day."""
        term = Value(day, datatype=XSD_DATE).term()
        has_it = f"VALUES ?day {{ {term} }} ?said kg:dated ?day"
        return self._joined((*self.found, has_it), True)

    def _joined(self, found: tuple[str, ...], is_few: bool, then: str = "") -> str:
        each = " ".join(f"{{ SELECT DISTINCT ?said {{ {one} }} }}" for one in found)
        # Bound up, lest Oxigraph tries what follows on the first of them before it joins the rest.
        chosen = [f"{{ SELECT ?said {{ {each} }} }}"] if len(found) > 1 else [each]
        less = (f"MINUS {{ {one} }}" for one in self.left_out)
        return "\n".join([*chosen, then, *less, *(one.sparql(is_few) for one in self.tried)])


def newest(store: Store, chosen: Selection, limit: int | None = None) -> list[str]:
    """The IRIs of what is chosen, newest first, undated ones last."""
    found = _dated(store, chosen, limit)
    if limit is not None and len(found) >= limit:
        return found[:limit]
    # What has a day comes first, so most pages need no look at what has none.
    rest = "" if limit is None else f"LIMIT {int(limit) - len(found)}"
    query = f"SELECT DISTINCT ?said {{ {chosen.undated} }} ORDER BY ?said {rest}"
    return found + [node for (node,) in texts(store, query, **chosen.values)]


def _dated(store: Store, chosen: Selection, limit: int | None) -> list[str]:
    """At least the first so many of what has a day, if there are; those of one day by their IRIs.

    Oxigraph reads IRIs from disk each time it compares two, but not days.
    """
    bound = "" if limit is None else f"ORDER BY DESC(?date) LIMIT {int(limit) + 1}"
    query = f"SELECT DISTINCT ?said ?date {{ {chosen.dated} }} {bound}"
    rows = sorted(texts(store, query, **chosen.values))
    rows.sort(key=lambda row: row[1], reverse=True)
    last = rows[-1][1] if rows else ""
    if limit is None or len(rows) <= limit or rows[limit - 1][1] != last:
        return [node for node, _ in rows]
    query = f"SELECT DISTINCT ?said {{ {chosen.on(last)} }}"
    on_last = sorted(node for (node,) in texts(store, query, **chosen.values))
    return [node for node, day in rows if day != last] + on_last


def is_few(store: Store, found: Iterable[str], values: Bound) -> bool:
    """Whether an index finds few enough statements to look them up one by one."""
    some = Selection(tuple(found), (), (), values, is_few=True).patterns
    query = f"SELECT (COUNT(*) AS ?count) {{ SELECT ?said {{ {some} }} %s }}"
    if _number(store, query % f"LIMIT {FEW + 1}", values) <= FEW:
        return True
    articles = _number(store, "SELECT (COUNT(*) AS ?count) { ?article a kg:Article }", {})
    return _number(store, query % "", values) <= articles * FEW_PER_ARTICLE


def _number(store: Store, query: str, values: Bound) -> int:
    return int(str(ask(store, query, **values)[0][0]))
