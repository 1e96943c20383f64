"""One article: its text, and where in it each statement stands."""

from __future__ import annotations

from dataclasses import dataclass

from kg.ask.show import ROLES
from kg.ask.values import ask, texts
from kg.store import Store, iri


@dataclass(frozen=True, slots=True)
class Read:
    """An article as read."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Words of an article's text, in code points, that play a role in a statement (its id)."""

    start: int
    end: int
    role: str
    statement: str

    @property
    def span(self) -> str:
        """The range as the fragment of its IRI has it."""
        return f"{self.start},{self.end}"


def article(store: Store, node: str) -> Read:
    """An article by its IRI."""
    fields = ("title", "publisher", "author", "published", "url")
    optional = " ".join(f"OPTIONAL {{ ?article kg:{name} ?{name} }}" for name in fields)
    names = " ".join(f"?{name}" for name in fields)
    query = f"SELECT ?id {names} ?text {{ ?article kg:id ?id ; kg:text ?text . {optional} }}"
    row = ask(store, query, article=iri(node))[0]
    title, publisher, author, published, url = (
        None if value is None else str(value) for value in row[1:-1]
    )
    return Read(str(row[0]), title, publisher, author, published, url, str(row[-1]))


def statements(store: Store, node: str) -> list[str]:
    """The IRIs of an article's statements, in no particular order."""
    query = "SELECT ?said { ?said kg:article ?article ; a kg:Statement }"
    return [one for (one,) in texts(store, query, article=iri(node))]


def places(store: Store, node: str) -> list[Place]:
    """The marked words of an article, given by its IRI, in the order of its text."""
    found = set()
    for role, way in ROLES.items():
        query = f"""SELECT ?id ?start ?end {{ ?said kg:article ?article ; a kg:Statement ;
          kg:id ?id ; {way} ?span . ?span oa:start ?start ; oa:end ?end }}"""
        for identifier, start, end in ask(store, query, article=iri(node)):
            found.add(Place(int(start or 0), int(end or 0), role, str(identifier)))
    return sorted(found)
