"""An invented story of a harbour, told by two papers, and a store that holds it in memory."""

from __future__ import annotations

from collections import defaultdict

from kg.export.terms import literal
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
    evidence=(Evidence("unsupported", spans(GULL, "She showed no proof")[0]),),
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
        Link("rebuts", "s2", "s1", 0.75, "denies what it is accused of"),
        Link("repeats", "s3", "s1", 0.6, "the same words"),
    ),
)


class Memory:
    """A store's graphs as a dictionary."""

    def __init__(self, readings=READINGS, linked=LINKED, base: str = "http://kg.example/") -> None:
        iris = Iris(base)
        self.kept: dict[str, set[str]] = defaultdict(set)
        for reading in readings:
            for triple in reading_triples(reading, iris, "0.1.0", "rules"):
                self.kept[iris.reading(reading.article.id)].add(f"{' '.join(triple)} .")
        statements = [one for reading in readings for one in reading.statements]
        for triple in linked_triples(linked, statements, iris):
            self.kept[iris.links_graph].add(f"{' '.join(triple)} .")

    def graphs(self) -> list[str]:
        return sorted(self.kept)

    def lines(self, graph: str) -> list[str]:
        return sorted(self.kept[graph])

    def triples(self, graph: str):
        for line in self.lines(graph):
            subject, predicate, rest = line.split(" ", 2)
            term = rest.removesuffix(" .")
            value = term[1:-1] if term.startswith("<") else literal(term)[0]
            yield subject[1:-1], predicate[1:-1], value
