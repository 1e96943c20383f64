"""Triples to records: the inverse of `kg.graph.write`.

Triples come as plain strings in any order: an IRI without brackets, a literal's lexical form.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, cast

from rdflib import OWL, RDF

from kg.errors import StoreError
from kg.graph.terms import OA
from kg.records import (
    Act,
    Actor,
    Agent,
    Answer,
    Article,
    Attribution,
    Day,
    Decision,
    Evidence,
    Kind,
    Mode,
    Reading,
    Reference,
    Span,
    Spans,
    Statement,
    Status,
)
from kg.vocab import KG

_SPAN = re.compile(r"#char=(\d+),(\d+)$")
_TYPE = str(RDF.type)

# What `reading` does not look at, half of an article's triples: a span's IRI says where it is.
UNREAD = frozenset(
    str(OA[name]) for name in ("start", "end", "exact", "prefix", "suffix", "hasSource")
)


class _Nodes:
    """Values by subject and predicate."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self.values: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            self.values[subject][predicate].append(value)

    def of_type(self, term: str) -> list[str]:
        """The subjects of a class, sorted."""
        return sorted(s for s, found in self.values.items() if term in found[_TYPE])

    def all(self, subject: str, term: str) -> list[str]:
        return self.values[subject][str(KG[term])]

    def maybe(self, subject: str, term: str) -> str | None:
        found = self.all(subject, term)
        return found[0] if found else None

    def one(self, subject: str, term: str) -> str:
        found = self.all(subject, term)
        if len(found) != 1:
            raise StoreError(f"{subject}: {len(found)} values of kg:{term}, not one; run kg check")
        return found[0]

    def spans(self, subject: str, term: str) -> Spans:
        return tuple(sorted(map(_span, self.all(subject, term))))

    def ordered(self, subject: str, term: str) -> list[str]:
        return sorted(self.all(subject, term), key=lambda node: int(self.one(node, "position")))


def reading(triples: Iterable[tuple[str, str, str]]) -> Reading:
    """The reading that one article's graph holds.

    Actors and statements come in the order of their first mention and cue or content. Raises
    StoreError if a value is missing or stands twice.
    """
    nodes = _Nodes(triples)
    articles = nodes.of_type(str(KG.Article))
    if len(articles) != 1:
        raise StoreError(f"{len(articles)} articles in one graph, not one; run kg check")
    actors = [_actor(nodes, node) for node in nodes.of_type(str(KG.Actor))]
    statements = [_statement(nodes, node) for node in nodes.of_type(str(KG.Statement))]
    return Reading(
        _article(nodes, articles[0]),
        tuple(sorted(actors, key=lambda actor: actor.id)),
        tuple(sorted(statements, key=lambda one: (one.attribution.content, one.id))),
    )


def decisions(triples: Iterable[tuple[str, str, str]]) -> tuple[Decision, ...]:
    """The decisions in their graph, in the order of their IRIs; names sorted."""
    nodes = _Nodes(triples)
    merges = dict.fromkeys(nodes.of_type(str(KG.Merge)), "merge")
    verbs = merges | dict.fromkeys(nodes.of_type(str(KG.Split)), "split")
    return tuple(
        Decision(verbs[node], tuple(sorted(nodes.all(node, "decidedName"))))  # type: ignore[arg-type]
        for node in sorted(verbs)
    )


def entries(triples: Iterable[tuple[str, str, str]]) -> tuple[Agent, ...]:
    """The agents of a user's list in the graph of decisions, sorted by id."""
    nodes = _Nodes(triples)
    found = (_entry(nodes, node) for node in nodes.of_type(str(KG.Entry)))
    return tuple(sorted(found, key=lambda one: one.id))


def _entry(nodes: _Nodes, node: str) -> Agent:
    (identifier,) = nodes.values[node][str(OWL.sameAs)]
    kind = cast(Kind, _fragment(nodes.one(node, "kind")))
    aliases = tuple(sorted(nodes.all(node, "alias")))
    return Agent(identifier, nodes.one(node, "name"), kind, aliases, (identifier,))


def _article(nodes: _Nodes, node: str) -> Article:
    fields = ("title", "published", "publisher", "author", "url")
    rest: dict[str, Any] = {name: nodes.maybe(node, name) for name in fields}
    return Article(nodes.one(node, "id"), nodes.one(node, "text"), **rest)


def _actor(nodes: _Nodes, node: str) -> Actor:
    kind = cast(Kind, _fragment(nodes.one(node, "kind")))
    aliases = tuple(sorted(nodes.all(node, "alias")))
    return Actor(nodes.one(node, "id"), nodes.one(node, "name"), kind, aliases)


def _statement(nodes: _Nodes, node: str) -> Statement:
    def references(term: str) -> tuple[Reference, ...]:
        return tuple(_reference(nodes, found) for found in nodes.ordered(node, term))

    source = references("source")
    attribution = Attribution(
        source=source[0].mention if source else (),
        cue=nodes.spans(node, "cue"),
        content=nodes.spans(node, "content"),
        score=float(nodes.one(node, "score")),
    )
    return Statement(
        id=nodes.one(node, "id"),
        article=_identifier(nodes, nodes.one(node, "article")),
        attribution=attribution,
        text=nodes.one(node, "text"),
        sentence=nodes.spans(node, "sentence")[0],
        speaker=source[0] if source else None,
        via=references("relay"),
        about=references("target"),
        act=cast(Act, _fragment(nodes.one(node, "act"))),
        mode=cast(Mode, _fragment(nodes.one(node, "mode"))),
        uttered=_day(nodes, node),
        evidence=tuple(_evidence(nodes, found) for found in nodes.ordered(node, "evidence")),
        confidence=float(nodes.one(node, "confidence")),
        answers=_answers(nodes, node),
        gist=b64decode(nodes.maybe(node, "gist") or ""),
    )


def _reference(nodes: _Nodes, node: str) -> Reference:
    actor = nodes.maybe(node, "actor")
    return Reference(_identifier(nodes, actor) if actor else None, nodes.spans(node, "mention"))


def _day(nodes: _Nodes, node: str) -> Day | None:
    first = nodes.maybe(node, "uttered")
    if first is None:
        return None
    length = {"year": 4, "month": 7, "day": 10}[nodes.one(node, "precision")]
    words = nodes.spans(node, "utteredWords")
    return Day(first[:length], words[0] if words else None)


def _evidence(nodes: _Nodes, node: str) -> Evidence:
    status = cast(Status, _fragment(nodes.one(node, "status")))
    return Evidence(status, nodes.spans(node, "words")[0], float(nodes.one(node, "confidence")))


def _answers(nodes: _Nodes, node: str) -> tuple[Answer, ...]:
    found = (
        Answer(_identifier(nodes, nodes.one(one, "answered")), float(nodes.one(one, "confidence")))
        for one in nodes.all(node, "answer")
    )
    return tuple(sorted(found, key=lambda one: one.statement))


def _identifier(nodes: _Nodes, node: str) -> str:
    return nodes.one(node, "id")


def _fragment(concept: str) -> str:
    return concept.rpartition("#")[2]


def _span(node: str) -> Span:
    found = _SPAN.search(node)
    if not found:
        raise StoreError(f"not a span: {node}")
    return Span(int(found[1]), int(found[2]))
