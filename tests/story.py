"""One invented story, small enough to know by heart: every query is asked about it.

A mayor says that a mill poisoned a river and later takes it back. Four articles tell of it; the
last one has neither date nor publisher.
"""

from __future__ import annotations

from collections.abc import Iterator

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

AGENTS = (
    Agent("ag-brandt", "Ilsa Brandt", "person", ("Brandt", "Mayor Ilsa Brandt")),
    Agent("ag-karl", "Karl Brandt", "person", ("Brandt",)),
    Agent("ag-mill", "Oskar Mills", "organisation", ("the mill",), ("http://names.test/Q1",)),
    Agent("ag-pell", "Jon Pell", "person"),
    Agent("ag-reyl", "Tomás Réyl", "person", ("Reyl",)),
    Agent("ag-fish", "Fisheries Office", "organisation"),
    Agent("ag-delta", "Radio Delta", "organisation"),
    Agent("ag-herald", "Varnholt Herald", "organisation"),
    Agent("ag-aides", "council aides", "group"),
)
NAMES = {agent.id.removeprefix("ag-"): agent for agent in AGENTS}

FIRST = Article(
    "herald-1",
    "Mayor Ilsa Brandt said on Friday that Oskar Mills had poisoned the river. She showed no"
    " proof. The mill denied that it had poisoned the river. “The river is clean,” its director"
    " Jon Pell told Radio Delta, which could not check it.\n",
    title="Mayor blames mill",
    published="2024-03-02",
    publisher="Varnholt Herald",
)
SECOND = Article(
    "courier",
    "Oskar Mills poisoned the river, the mayor said, according to Radio Delta, which cited the"
    " Varnholt Herald. In March two council aides accused Brandt of lying. Samples held poison"
    " from the mill, the Fisheries Office said, and showed the figures. A man at the gate said"
    " the fish were dead.\n",
    title="Fish die",
    published="2024-03-04",
    publisher="Coast Courier",
)
THIRD = Article(
    "herald-2",
    "Brandt had said on March 1 that the mill poisoned the river. On Tuesday she took it back:"
    " the mill had not poisoned the river, she said. Réyl accused Brandt of wasting money.\n",
    title="Mayor takes it back",
    published="2024-03-20",
    publisher="Varnholt Herald",
)
FOURTH = Article(
    "leaflet",
    "The river is clean, Karl Brandt promised, and showed photographs, but nobody believed him."
    " Jon Pell is a liar, the mill said.\n",
)


def _actor(article: Article, who: str) -> str:
    return f"{article.id}-{who}"


def _said(
    identifier: str,
    article: Article,
    speaker: tuple[str | None, str] | None,
    cue: str,
    content: str,
    act: str,
    *,
    about: tuple[tuple[str, str], ...] = (),
    via: tuple[tuple[str, str], ...] = (),
    day: str | None = None,
    day_words: str | None = None,
    evidence: tuple[tuple[str, str], ...] = (),
    mode: str = "indirect",
    confidence: float = 0.9,
) -> Statement:
    text = article.text
    begin = text.index(content)

    def near(words: str) -> Span:
        """Where the words stand nearest to the content."""
        places = [i for i in range(len(text)) if text.startswith(words, i)]
        start = min(places, key=lambda place: abs(place - begin))
        return Span(start, start + len(words))

    def reference(who: str | None, words: str) -> Reference:
        return Reference(_actor(article, who) if who else None, (near(words),))

    spans = [near(content), near(cue)]
    sentence = Span(text.rfind(". ", 0, min(spans).start) + 1, text.find(".", max(spans).end) + 1)
    shift = len(text[sentence.start :]) - len(text[sentence.start :].lstrip())
    source = reference(*speaker) if speaker else None
    return Statement(
        id=identifier,
        article=article.id,
        attribution=Attribution(
            source.mention if source else (), (spans[1],), (spans[0],), confidence
        ),
        text=content,
        sentence=Span(sentence.start + shift, sentence.end),
        speaker=source,
        via=tuple(reference(*one) for one in via),
        about=tuple(reference(*one) for one in about),
        act=act,  # type: ignore[arg-type]
        mode=mode,  # type: ignore[arg-type]
        uttered=Day(day, near(day_words) if day_words else None) if day else None,
        evidence=tuple(Evidence(status, near(words), 0.85) for status, words in evidence),  # type: ignore[arg-type]
        confidence=confidence,
    )


STATEMENTS = (
    _said(
        "blame", FIRST, ("brandt", "Mayor Ilsa Brandt"), "said",
        "Oskar Mills had poisoned the river", "accusation",
        about=(("mill", "Oskar Mills"),), day="2024-03-01", day_words="Friday",
        evidence=(("unsupported", "She showed no proof"), ("disputed", "The mill denied")),
    ),
    _said(
        "denial", FIRST, ("mill", "The mill"), "denied", "it had poisoned the river", "denial",
        about=(("mill", "it"),),
    ),
    _said(
        "clean", FIRST, ("pell", "Jon Pell"), "told", "The river is clean", "assertion",
        via=(("delta", "Radio Delta"),), mode="direct",
        evidence=(("unverified", "could not check it"),),
    ),
    _said(
        "blame-again", SECOND, ("brandt", "the mayor"), "said", "Oskar Mills poisoned the river",
        "accusation", about=(("mill", "Oskar Mills"),),
        via=(("delta", "Radio Delta"), ("herald", "Varnholt Herald")),
    ),
    _said(
        "lying", SECOND, ("aides", "two council aides"), "accused", "Brandt of lying",
        "accusation", about=(("brandt", "Brandt"),), day="2024-03", day_words="In March",
        confidence=0.6,
    ),
    _said(
        "samples", SECOND, ("fish", "the Fisheries Office"), "said",
        "Samples held poison from the mill", "assertion", about=(("mill", "the mill"),),
        evidence=(("supported", "showed the figures"),),
    ),
    _said(
        "dead-fish", SECOND, (None, "A man at the gate"), "said", "the fish were dead",
        "assertion", confidence=0.4,
    ),
    _said(
        "blame-recalled", THIRD, ("brandt", "Brandt"), "had said", "the mill poisoned the river",
        "accusation", about=(("mill", "the mill"),), day="2024-03-01", day_words="March 1",
        evidence=(("retracted", "took it back"),),
    ),
    _said(
        "takes-back", THIRD, ("brandt", "she"), "said", "the mill had not poisoned the river",
        "confirmation", about=(("mill", "the mill"),), day="2024-03-19", day_words="Tuesday",
    ),
    _said(
        "wasting", THIRD, ("reyl", "Réyl"), "accused", "Brandt of wasting money", "accusation",
        about=(("brandt", "Brandt"),),
    ),
    _said(
        "clean-again", FOURTH, ("karl", "Karl Brandt"), "promised", "The river is clean",
        "commitment",
        evidence=(("supported", "showed photographs"), ("disputed", "nobody believed him")),
    ),
    _said(
        "liar", FOURTH, ("mill", "the mill"), "said", "Jon Pell is a liar", "accusation",
        about=(("pell", "Jon Pell"),), confidence=0.7,
    ),
)  # fmt: skip


def _reading(article: Article) -> Reading:
    mine = tuple(one for one in STATEMENTS if one.article == article.id)
    meant = {
        reference.actor
        for one in mine
        for reference in (one.speaker, *one.via, *one.about)
        if reference and reference.actor
    }
    actors = [
        Actor(known, agent.name, agent.kind, agent.aliases)
        for who, agent in NAMES.items()
        if (known := _actor(article, who)) in meant
    ]
    return Reading(
        article,
        tuple(sorted(actors, key=lambda actor: actor.id)),
        tuple(sorted(mine, key=lambda one: (one.attribution.content, one.id))),
    )


READINGS = tuple(map(_reading, (FIRST, SECOND, THIRD, FOURTH)))
LINKED = Linked(
    AGENTS,
    tuple(
        Identification(actor.id, f"ag-{actor.id.rpartition('-')[2]}", 0.95, "the same name")
        for reading in READINGS
        for actor in reading.actors
    ),
    (
        Claim(
            "c-poison",
            "Oskar Mills poisoned the river",
            ("blame", "blame-recalled", "blame-again"),
        ),
        Claim("c-no-poison", "the mill had not poisoned the river", ("denial", "takes-back")),
        Claim("c-clean", "The river is clean", ("clean", "clean-again")),
        Claim("c-lying", "Brandt lied", ("lying",)),
        Claim("c-samples", "Samples held poison from the mill", ("samples",)),
        Claim("c-dead-fish", "the fish were dead", ("dead-fish",)),
        Claim("c-wasting", "Brandt wasted money", ("wasting",)),
        Claim("c-liar", "Jon Pell is a liar", ("liar",)),
    ),
    (
        Link("rebuts", "denial", "blame", 0.95, "denies what was said of it"),
        Link("rebuts", "clean", "blame", 0.6, "an incompatible account"),
        Link("rebuts", "takes-back", "blame", 0.9, "takes back its own words"),
        Link("repeats", "blame-again", "blame", 0.9, "the same words"),
        Link("repeats", "blame-recalled", "blame", 0.9, "the same words"),
        Link("repeats", "takes-back", "denial", 0.8, "the same words"),
        Link("repeats", "clean-again", "clean", 0.85, "the same words"),
    ),
)


def quads(base: str = "http://kg.test/") -> Iterator[tuple[str, str, str, str]]:
    """The story's graph as N-Quads terms."""
    iris = Iris(base)
    for reading in READINGS:
        for triple in reading_triples(reading, iris, "0.1.0", "rules"):
            yield (*triple, f"<{iris.reading(reading.article.id)}>")
    for triple in linked_triples(LINKED, STATEMENTS, iris):
        yield (*triple, f"<{iris.links_graph}>")


def nquads(base: str = "http://kg.test/") -> str:
    """The story's graph as an N-Quads file."""
    return "".join(f"{' '.join(quad)} .\n" for quad in quads(base))
