"""Publishers: what they carry, and how several report one claim."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.values import ask
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
    query = f"""SELECT ?id ?text ?publishers ?statements {{ ?claim kg:id ?id ; kg:text ?text .
      {{ SELECT ?claim (COUNT(DISTINCT ?publisher) AS ?publishers)
          (COUNT(DISTINCT ?said) AS ?statements) {{
        {{ SELECT ?claim {{ ?repeat kg:claim ?claim }}
          GROUP BY ?claim HAVING (COUNT(*) > 1) }}
        ?said kg:claim ?claim ; kg:article ?in . ?in kg:publisher ?publisher }}
        GROUP BY ?claim HAVING (COUNT(DISTINCT ?publisher) > 1)
        ORDER BY DESC(?publishers) DESC(?statements) ?claim LIMIT {int(limit)} }} }}
      ORDER BY DESC(?publishers) DESC(?statements) ?claim"""
    return [
        Shared(str(name), str(text), int(publishers or 0), int(statements or 0))
        for name, text, publishers, statements in ask(store, query)
    ]


def articles(
    store: Store, publisher: str | None = None, limit: int = 50, offset: int = 0
) -> list[Item]:
    """Articles, newest first, undated ones last; of one publisher, if it is given."""
    bound = {} if publisher is None else {"publisher": publisher}
    named = "?in kg:publisher ?publisher ."
    query = f"""SELECT ?id ?title ?publisher ?day {{ ?in a kg:Article ; kg:id ?id .
      {f"OPTIONAL {{ {named} }}" if publisher is None else named}
      OPTIONAL {{ ?in kg:title ?title }} OPTIONAL {{ ?in kg:published ?day }} }}
      ORDER BY DESC(?day) ?id LIMIT {int(limit)} OFFSET {int(offset)}"""
    return [
        Item(str(name), _text(title), _text(paper), _text(day))
        for name, title, paper, day in ask(store, query, **bound)
    ]


def _text(value: object) -> str | None:
    return None if value is None else str(value)
