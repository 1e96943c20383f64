"""An invented story of a harbour, told by two papers, and a store that holds it in memory."""

from __future__ import annotations

import pyoxigraph

from kg.graph import Iris, linked_triples, reading_triples
from kg.records import (
    Actor,
    Agent,
    Article,
    Attribution,
    Claim,
    Day,
    Evidence,
    Identification,
    Link,
    Linked,
    Reading,
    Reference,
    Span,
    Statement,
)
from kg.store.binding import bind
from kg.store.results import Result

BASE = "http://kg.example/"
GULL = Article(
    "gull/1",
    "Ada Voss said on Friday that the port hid a leak. She showed no proof.\r\n"
    "The port denied it.\n",
    title="Leak",
    published="2031-05-03",
    publisher="The Gull",
    url="https://gull.example/1",
)
TERN = Article(
    "tern-2", "In May, Voss again accused the port, said Radio Quay. One man spoke of fish."
)
VOSS = Agent("voss", "Ada Voss", "person", ("Voss",))
PORT = Agent("port", "Port of Lund", "organisation", ("the port",), ("http://names.example/7",))
QUAY = Agent("quay", "Radio Quay", "organisation")


def said_as(*identifiers: str) -> list[str]:
    """The IRIs of statements."""
    return [f"{BASE}statement/{one}" for one in identifiers]


def spans(article: Article, *words: str) -> tuple[Span, ...]:
    starts = [article.text.index(one) for one in words]
    return tuple(Span(at, at + len(one)) for at, one in zip(starts, words, strict=True))


def said(identifier, article, speaker, source, cue, content, act, **rest) -> Statement:
    attribution = Attribution(
        spans(article, *source), spans(article, *cue), spans(article, *content), 0.9
    )
    usual = {"via": (), "about": (), "uttered": None, "evidence": (), "confidence": 0.8}
    return Statement(
        id=identifier,
        article=article.id,
        attribution=attribution,
        text=" ".join(content),
        sentence=Span(0, len(article.text)),
        speaker=Reference(speaker, attribution.source) if source else None,
        act=act,
        mode="indirect",
        **(usual | rest),
    )


BLAME = said(
    *("s1", GULL, "gull-voss", ["Ada Voss"], ["said"], ["the port hid a leak"], "accusation"),
    about=(Reference("gull-port", spans(GULL, "the port")),),
    uttered=Day("2031-05-02", spans(GULL, "Friday")[0]),
    evidence=(Evidence("unsupported", spans(GULL, "She showed no proof")[0], 0.75),),
)
DENIAL = said("s2", GULL, "gull-port", ["The port"], ["denied"], ["it"], "denial", confidence=0.7)
AGAIN = said(
    *("s3", TERN, "tern-voss", ["Voss", "again"], ["accused"], ["the port"], "accusation"),
    about=(Reference("tern-port", spans(TERN, "the port")),),
    via=(Reference("tern-quay", spans(TERN, "Radio Quay")), Reference(None, ())),
    uttered=Day("2031-05"),
)
FISH = said("s4", TERN, None, ["One man"], ["spoke of"], ["fish"], "assertion", confidence=0.0)
READINGS = (
    Reading(
        GULL,
        (
            Actor("gull-port", "Port of Lund", "organisation", ("The port", "the port")),
            Actor("gull-voss", "Ada Voss", "person"),
        ),
        (BLAME, DENIAL),
    ),
    Reading(
        TERN,
        (
            Actor("tern-port", "the port", "organisation"),
            Actor("tern-quay", "Radio Quay", "organisation"),
            Actor("tern-voss", "Voss", "person"),
        ),
        (AGAIN, FISH),
    ),
)
LINKED = Linked(
    (PORT, QUAY, VOSS),
    tuple(
        Identification(actor.id, actor.id.rpartition("-")[2], 0.9, "the same name")
        for reading in READINGS
        for actor in reading.actors
    ),
    (
        Claim("c1", "The port hid a leak", ("s1", "s3")),
        Claim("c2", "The port hid no leak", ("s2",)),
        Claim("c3", "fish", ("s4",)),
    ),
    (
        Link("rebuts", "s2", "s1", 0.65, "denies what it is accused of"),
        Link("repeats", "s3", "s1", 0.6, "the same words"),
    ),
)


class Memory:
    """As much of a store as an export asks of it, held in memory."""

    def __init__(self, readings=READINGS, linked=LINKED, base: str = BASE) -> None:
        self.engine = pyoxigraph.Store()
        iris = Iris(base)
        for reading in readings:
            triples = reading_triples(reading, iris, "0.1.0", "rules")
            self.add(iris.reading(reading.article.id), triples)
        statements = [one for reading in readings for one in reading.statements]
        self.add(iris.links_graph, linked_triples(linked, statements, iris))

    def add(self, graph, triples) -> None:
        rows = "".join(f"{' '.join(triple)} <{graph}> .\n" for triple in triples)
        self.engine.load(rows, pyoxigraph.RdfFormat.N_QUADS)

    def graphs(self):
        return sorted(name.value for name in self.engine.named_graphs())

    def lines(self, graph):
        found = self.engine.dump(
            format=pyoxigraph.RdfFormat.N_TRIPLES, from_graph=pyoxigraph.NamedNode(graph)
        )
        return sorted(found.decode().split("\n")[:-1])

    def triples(self, graph):
        return self.query(f"SELECT ?s ?p ?o {{ GRAPH <{graph}> {{ ?s ?p ?o }} }}")

    def query(self, sparql, bindings=None):
        bound = bind(sparql, bindings or {})
        return Result(self.engine.query(bound, use_default_graph_as_union=True))
