"""One thing by its id: a statement, a claim, an agent or an article, with the words of the text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.ask.agents import Known, known
from kg.ask.filters import Filters
from kg.ask.names import agent, nodes
from kg.ask.statements import Claimed, described, kept
from kg.ask.values import among, ask, texts
from kg.errors import AmbiguousName, UnknownName
from kg.store import Store, Value, iri

# The part that words play in a statement, and the way there from it.
ROLES = {
    "source": "kg:source/kg:mention",
    "cue": "kg:cue",
    "content": "kg:content",
    "via": "kg:relay/kg:mention",
    "date": "kg:utteredWords",
    "evidence": "kg:evidence/kg:words",
}


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """Which words of a passage play which role; offsets count code points of its text."""

    start: int
    end: int
    role: str


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of a statement, from `start` in its article; marks are in text order."""

    statement: Claimed
    start: int
    text: str
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class ShownClaim:
    """A claim with its statements, oldest first."""

    id: str
    text: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ShownAgent:
    """An agent, what it said last, and its names in articles: name, article, score, reason."""

    agent: Known
    namings: tuple[tuple[str, str, float, str], ...]
    passages: tuple[Passage, ...]


@dataclass(frozen=True, slots=True)
class ShownArticle:
    """An article with its statements in the order of its text."""

    id: str
    title: str | None
    publisher: str | None
    author: str | None
    published: str | None
    url: str | None
    text: str
    passages: tuple[Passage, ...]


Shown = Passage | ShownClaim | ShownAgent | ShownArticle

LAST = 10  # statements that are shown of an agent


def show(store: Store, identifier: str, min_confidence: float = 0.0) -> Shown:
    """What has this id or IRI, or, if nothing has, what alone has one that starts so.

    An agent's name will do as well. Raises UnknownName or AmbiguousName.
    """
    found = nodes(store, identifier, "Statement", "Claim", "Agent", "Article")
    if len(found) > 1:
        listed = tuple(f"{kind.lower()} {name}" for _, name, kind in found[:5])
        raise AmbiguousName("thing", identifier, listed)
    if not found:
        try:
            return _agent(store, agent(store, identifier), min_confidence)
        except UnknownName as error:
            raise UnknownName(
                "statement, claim, agent or article", identifier, error.nearest
            ) from None
    node, _, kind = found[0]
    if kind == "Statement":
        return passages(store, [node], min_confidence)[0]
    views: dict[str, Callable[[Store, Value, float], Shown]] = {
        "Claim": _claim,
        "Agent": _agent,
        "Article": _article,
    }
    return views[kind](store, iri(node), min_confidence)


def passages(store: Store, statements: Iterable[str], min_confidence: float = 0.0) -> list[Passage]:
    """Statements by their IRIs, in that order, each with its marked sentences."""
    wanted = list(statements)
    if not wanted:
        return []
    said = among("said", wanted)
    span = "?span oa:start ?start ; oa:end ?end"
    marks: dict[str, set[Mark]] = defaultdict(set)
    for role, way in ROLES.items():
        query = f"SELECT ?said ?start ?end {{ {said} ?said {way} ?span . {span} }}"
        for node, start, end in ask(store, query):
            marks[str(node)].add(Mark(int(start or 0), int(end or 0), role))
    query = (
        f"SELECT ?said ?start ?text {{ {said} ?said kg:sentence ?span . {span} ; oa:exact ?text }}"
    )
    sentences = {str(node): (int(start or 0), str(text)) for node, start, text in ask(store, query)}
    return [
        Passage(one, *sentences[node], _inside(marks[node], *sentences[node]))
        for node, one in zip(wanted, described(store, wanted, min_confidence), strict=True)
    ]


def _inside(marks: set[Mark], start: int, text: str) -> tuple[Mark, ...]:
    """The marks within a passage, counted from its start."""
    moved = (Mark(mark.start - start, mark.end - start, mark.role) for mark in marks)
    return tuple(sorted(mark for mark in moved if 0 <= mark.start < mark.end <= len(text)))


def _claim(store: Store, node: Value, min_confidence: float) -> ShownClaim:
    ((identifier, text),) = texts(
        store, "SELECT ?id ?text { ?claim kg:id ?id ; kg:text ?text }", claim=node
    )
    query = "SELECT ?said { ?said kg:claim ?claim OPTIONAL { ?said kg:dated ?date } }"
    order = " ORDER BY (!BOUND(?date)) ?date ?said"
    members = [one for (one,) in texts(store, query + order, claim=node)]
    told = passages(store, members, min_confidence)
    sure = tuple(one for one in told if one.statement.confidence >= min_confidence)
    return ShownClaim(identifier, text, sure)


def _agent(store: Store, node: Value, min_confidence: float) -> ShownAgent:
    query = """SELECT DISTINCT ?name ?article ?score ?reason {
      ?one kg:agent ?agent ; kg:actor ?actor ; kg:confidence ?score ; kg:reason ?reason .
      ?actor kg:name ?name ; kg:article ?in .
      ?in kg:id ?article } ORDER BY ?article ?name"""
    namings = tuple(
        (str(name), str(article), float(score or 0), str(reason))
        for name, article, score, reason in ask(store, query, agent=node)
    )
    last = kept(store, Filters(by=str(node), min_confidence=min_confidence), LAST)
    return ShownAgent(
        known(store, str(node)), namings, tuple(passages(store, last, min_confidence))
    )


def _article(store: Store, node: Value, min_confidence: float) -> ShownArticle:
    fields = ("title", "publisher", "author", "published", "url")
    optional = " ".join(f"OPTIONAL {{ ?article kg:{name} ?{name} }}" for name in fields)
    names = " ".join(f"?{name}" for name in ("id", "text", *fields))
    query = f"SELECT {names} {{ ?article kg:id ?id ; kg:text ?text . {optional} }}"
    row = [None if value is None else str(value) for value in ask(store, query, article=node)[0]]
    mine = kept(store, Filters(article=str(node), min_confidence=min_confidence))
    told = passages(store, mine, min_confidence)
    told.sort(key=lambda one: (one.start, one.marks, one.statement.id))
    return ShownArticle(
        id=str(row[0]),
        title=row[2],
        publisher=row[3],
        author=row[4],
        published=row[5],
        url=row[6],
        text=str(row[1]),
        passages=tuple(told),
    )
