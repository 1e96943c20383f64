"""What spans articles, from triples to records: the inverse of `linked_triples`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from sys import intern
from typing import Literal, cast

from rdflib import OWL, RDF

from kg.errors import StoreError
from kg.graph.terms import ASSESSMENT
from kg.records import Agent, Claim, Identification, Kind, Link, Linked, Shared
from kg.vocab import KG

_MANY = frozenset(map(str, (RDF.type, KG.alias, KG.evidence, OWL.sameAs)))


class _Columns:
    """Values by predicate, then by subject: a tenth of what a dictionary a node would take."""

    def __init__(self, triples: Iterable[tuple[str, str, str]]) -> None:
        self.ones: dict[str, dict[str, str]] = defaultdict(dict)
        self.many: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in triples:
            if predicate in _MANY:
                self.many[predicate][intern(str(subject))].append(intern(str(value)))
            else:
                self.ones[predicate][intern(str(subject))] = intern(str(value))

    def of(self, term: str) -> dict[str, str]:
        return self.ones[str(KG[term])]

    def one(self, subject: str, term: str) -> str:
        try:
            return self.of(term)[subject]
        except KeyError:
            raise StoreError(f"{subject}: no value of kg:{term}; run kg check") from None

    def of_type(self, term: str) -> Iterator[str]:
        types = self.many[str(RDF.type)]
        return (subject for subject in sorted(types) if str(KG[term]) in types[subject])


def linked(triples: Iterable[tuple[str, str, str]]) -> Linked:
    """The agents, identifications, claims and links in their graph, each sorted by id.

    A claim's statements come in the order of their ids: their days stand in other graphs. Raises
    StoreError if a value is missing.
    """
    columns = _Columns(triples)
    members: dict[str, list[str]] = defaultdict(list)
    for statement, claim in columns.of("claim").items():
        members[claim].append(_tail(statement))
    return Linked(
        tuple(_agent(columns, node) for node in columns.of_type("Agent")),
        tuple(_identification(columns, node) for node in columns.of_type("Identification")),
        tuple(
            Claim(_tail(node), columns.one(node, "text"), tuple(sorted(members[node])))
            for node in columns.of_type("Claim")
        ),
        tuple(
            sorted(
                (*_links(columns, "Rebuttal", "rebuts"), *_links(columns, "Repeat", "repeats")),
                key=lambda link: (link.kind, link.statement, link.target),
            )
        ),
        tuple(sorted(_shared(columns))),
    )


def _agent(columns: _Columns, node: str) -> Agent:
    return Agent(
        _tail(node),
        columns.one(node, "name"),
        cast(Kind, columns.one(node, "kind").rpartition("#")[2]),
        tuple(sorted(columns.many[str(KG.alias)].get(node, ()))),
        tuple(sorted(columns.many[str(OWL.sameAs)].get(node, ()))),
    )


def _identification(columns: _Columns, node: str) -> Identification:
    actor, agent = columns.one(node, "actor"), columns.one(node, "agent")
    score = float(columns.one(node, "confidence"))
    return Identification(_tail(actor), _tail(agent), score, columns.one(node, "reason"))


def _links(columns: _Columns, term: str, kind: Literal["rebuts", "repeats"]) -> Iterator[Link]:
    for node in columns.of_type(term):
        later, earlier = columns.one(node, "statement"), columns.one(node, "earlier")
        score = float(columns.one(node, "confidence"))
        yield Link(kind, _tail(later), _tail(earlier), score, columns.one(node, "reason"))


def _shared(columns: _Columns) -> Iterator[Shared]:
    for statement, assessments in columns.many[str(KG.evidence)].items():
        for node in assessments:
            origin, _, position = _tail(node).partition(ASSESSMENT)
            yield Shared(_tail(statement), origin, int(position))


def _tail(node: str) -> str:
    return intern(node.rpartition("/")[2])
