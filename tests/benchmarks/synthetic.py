"""Invented readings in any number, for benchmarks: the same ones for the same count and seed."""

from __future__ import annotations

import datetime
import random
from collections.abc import Iterator

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
    mint,
)

PER_ARTICLE = 10
ACTS = ("assertion", "accusation", "denial", "opinion", "warning", "commitment")
STATUSES = ("unsupported", "supported", "disputed", "unverified")
SYLLABLES = ("ba", "re", "lo", "mi", "sku", "ta", "von", "dar", "ell", "quin", "or", "zi")
SENTENCE = (
    "the harbour bridge was never inspected although the council had promised it would be done "
    "before winter and nobody has seen the report that the contractor says it delivered in May"
)
WORDS = SENTENCE.split()
FIRST_DAY = datetime.date(2020, 1, 1)


def name(number: int) -> str:
    """A full name, different for every number."""
    syllables = [SYLLABLES[number // 12**place % 12] for place in range(4)]
    return f"{''.join(syllables[:2]).title()} {''.join(syllables[2:]).title()}berg"


def readings(statement_count: int, seed: int = 7) -> Iterator[Reading]:
    """Articles of ten statements each; few agents say much, most say little."""
    chance = random.Random(seed)
    agent_count = max(20, statement_count // 50)
    for number in range(-(-statement_count // PER_ARTICLE)):
        yield _reading(number, agent_count, chance)


def _reading(number: int, agent_count: int, chance: random.Random) -> Reading:
    identifier = f"paper-{number:06}"
    day = FIRST_DAY + datetime.timedelta(days=number % 1500)
    text, statements, actors = "", [], {}
    for place in range(PER_ARTICLE):
        who, whom = (int(agent_count * chance.random() ** 3) for _ in range(2))
        references = []
        for one in (who, whom):
            actor = Actor(mint("actor", identifier, name(one)), name(one), "person")
            actors[actor.id] = actor
            references.append(actor.id)
        content = " ".join(chance.choices(WORDS, k=12)) + f" by {name(whom)}"
        sentence = f"{name(who)} said that {content}, without giving evidence.\n"
        start, source = len(text), len(name(who))
        inside = Span(start + source + 11, start + source + 11 + len(content))
        evidence = Span(inside.end + 2, inside.end + 25)
        statements.append(
            Statement(
                id=mint(identifier, str(place)),
                article=identifier,
                attribution=Attribution(
                    (Span(start, start + source),),
                    (Span(start + source + 1, start + source + 5),),
                    (inside,),
                    0.9,
                ),
                text=content,
                sentence=Span(start, start + len(sentence) - 1),
                speaker=Reference(references[0], (Span(start, start + source),)),
                via=(),
                about=(
                    Reference(references[1], (Span(inside.end - len(name(whom)), inside.end),)),
                ),
                act=chance.choice(ACTS),  # type: ignore[arg-type]
                mode="indirect",
                uttered=Day(day.isoformat()) if chance.random() < 0.7 else None,
                evidence=(Evidence(chance.choice(STATUSES), evidence),)  # type: ignore[arg-type]
                if chance.random() < 0.3
                else (),
                confidence=round(chance.uniform(0.3, 1.0), 4),
            )
        )
        text += sentence
    article = Article(
        identifier, text, f"Paper {number}", day.isoformat(), f"Publisher {number % 40}"
    )
    return Reading(article, tuple(sorted(actors.values(), key=lambda a: a.id)), tuple(statements))


def linked(known: list[Reading], seed: int = 7) -> Linked:
    """One agent a name; one statement in ten rebuts, and one repeats, one of an earlier article."""
    chance = random.Random(seed)
    agents: dict[str, Agent] = {}
    identifications, links, claims = [], [], {}
    earlier: list[str] = []
    for reading in known:
        for actor in reading.actors:
            agent = agents.setdefault(
                actor.name,
                Agent(mint("agent", actor.name), actor.name, "person", (f"Mayor {actor.name}",)),
            )
            identifications.append(Identification(actor.id, agent.id, 0.9, "the same name"))
        for statement in reading.statements:
            draw = chance.random()
            target = chance.choice(earlier) if earlier else ""
            if target and draw < 0.1:
                links.append(Link("rebuts", statement.id, target, 0.8, "denies it"))
            if target and 0.1 < draw < 0.2 and target in claims:
                claims[target].append(statement.id)
                links.append(Link("repeats", statement.id, target, 0.8, "the same words"))
            else:
                claims[statement.id] = [statement.id]
        earlier.extend(statement.id for statement in reading.statements)
    texts = {one.id: one.text for reading in known for one in reading.statements}
    return Linked(
        tuple(agents.values()),
        tuple(identifications),
        tuple(Claim(mint("claim", one), texts[one], tuple(of)) for one, of in claims.items()),
        tuple(links),
    )


def fill(folder: str, known: list[Reading]) -> None:
    """Fill a store with readings and what links them."""
    from kg.graph import Iris, linked_triples, reading_triples
    from kg.store import open_store

    iris = Iris()
    with open_store(folder, write=True) as store:
        for start in range(0, len(known), 500):
            store.put(
                {
                    iris.reading(one.article.id): list(reading_triples(one, iris, "0.1"))
                    for one in known[start : start + 500]
                }
            )
        statements = [one for reading in known for one in reading.statements]
        store.put({iris.links_graph: list(linked_triples(linked(known), statements, iris))})
