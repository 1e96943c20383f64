"""Publishers: what they carry, and how several report one claim."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.claim import worded
from kg.ask.values import among, ask, texts
from kg.store import Store


@dataclass(frozen=True, slots=True)
class Outlet:
    """A publisher by name, with the days of its oldest and newest article."""

    name: str
    article_count: int
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Shared:
    """A claim that several publishers carry."""

    id: str
    text: str
    publisher_count: int
    statement_count: int


@dataclass(frozen=True, slots=True)
class Item:
    """An article in a list."""

    id: str
    title: str | None
    publisher: str | None
    published: str | None


def outlets(store: Store, limit: int) -> list[Outlet]:
    """The publishers, those with most articles first."""
    query = f"""SELECT ?name (COUNT(?in) AS ?count) (MIN(?day) AS ?first) (MAX(?day) AS ?last) {{
      ?in kg:publisher ?name OPTIONAL {{ ?in kg:published ?day }} }}
      GROUP BY ?name ORDER BY DESC(?count) ?name LIMIT {int(limit)}"""
    return [
        Outlet(str(name), int(count or 0), _text(first), _text(last))
        for name, count, first, last in ask(store, query)
    ]


def shared(store: Store, limit: int) -> list[Shared]:
    """The claims that most publishers carry, if more than one does."""
    # First those of several statements, which are few; only they can have several publishers.
    query = f"""SELECT ?claim (COUNT(DISTINCT ?publisher) AS ?publishers)
        (COUNT(DISTINCT ?said) AS ?statements) {{
      {{ SELECT ?claim {{ ?repeat kg:claim ?claim }} GROUP BY ?claim HAVING (COUNT(*) > 1) }}
      ?said kg:claim ?claim ; kg:article ?in . ?in kg:publisher ?publisher }}
      GROUP BY ?claim HAVING (COUNT(DISTINCT ?publisher) > 1)
      ORDER BY DESC(?publishers) DESC(?statements) ?claim LIMIT {int(limit)}"""
    rows = ask(store, query)
    told = worded(store, [str(row[0]) for row in rows])
    return [
        Shared(*told[str(claim)], int(publishers or 0), int(statements or 0))
        for claim, publishers, statements in rows
    ]


def articles(
    store: Store, publisher: str | None = None, limit: int = 50, offset: int = 0
) -> list[Item]:
    """Articles, newest first, undated ones last; of one publisher, if it is given."""
    # What has a day comes first, so most pages need no look at what has none.
    dated = "?in kg:published ?day"
    undated = "?in a kg:Article FILTER NOT EXISTS { ?in kg:published ?day }"
    nodes = _page(store, dated, "DESC(?day) ?in", publisher, limit, offset)
    if len(nodes) < limit:
        passed = len(_page(store, dated, "?in", publisher, offset)) if offset else 0
        rest = limit - len(nodes)
        nodes += _page(store, undated, "?in", publisher, rest, offset - passed)
    query = f"""SELECT ?in ?id ?title ?publisher ?day {{ {among("in", nodes)} ?in kg:id ?id
      OPTIONAL {{ ?in kg:title ?title }} OPTIONAL {{ ?in kg:publisher ?publisher }}
      OPTIONAL {{ ?in kg:published ?day }} }}"""
    told = {
        str(node): Item(str(name), _text(title), _text(paper), _text(day))
        for node, name, title, paper, day in ask(store, query)
    }
    return [told[node] for node in nodes]


def _page(
    store: Store, pattern: str, order: str, publisher: str | None, limit: int, offset: int = 0
) -> list[str]:
    bound = {} if publisher is None else {"publisher": publisher}
    which = "?in kg:publisher ?publisher ." if bound else ""
    query = f"SELECT ?in {{ {which} {pattern} }} ORDER BY {order} LIMIT {limit} OFFSET {offset}"
    return [node for (node,) in texts(store, query, **bound)]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
