"""Stages for tests: a line "Ana: it is so" is a statement by Ana; equal words are one claim."""

import os
import re
import time

from kg.build import Stages
from kg.records import (
    Actor,
    Agent,
    Article,
    Attribution,
    Claim,
    Identification,
    Link,
    Linked,
    Reading,
    Reference,
    Skipped,
    Span,
    Statement,
    mint,
)

LINE = re.compile(r"^(\w+)(:) (.+)$", re.MULTILINE)


def read(inputs, options):
    """Each input is itself "id|text"; one without a bar is skipped."""
    for given in inputs:
        name, bar, text = given.partition("|")
        yield Article(name, text) if bar else Skipped(given, "no bar")


def understand(article):
    if "crash" in article.text:
        raise ValueError("crash")
    if "die" in article.text:
        os._exit(1)
    if "slow" in article.text:
        time.sleep(0.05)
    found = list(LINE.finditer(article.text))
    names = sorted({match[1] for match in found})
    actors = [Actor(mint(article.id, name), name, "person") for name in names]
    statements = [
        Statement(
            id=mint(article.id, match[3], str(number)),
            article=article.id,
            attribution=Attribution(
                (Span(*match.span(1)),), (Span(*match.span(2)),), (Span(*match.span(3)),), 1 / 3
            ),
            text=match[3],
            sentence=Span(*match.span()),
            speaker=Reference(mint(article.id, match[1]), (Span(*match.span(1)),)),
            via=(),
            about=(),
            act="assertion",
            mode="indirect",
            uttered=None,
            evidence=(),
            confidence=2 / 3,
        )
        for number, match in enumerate(found)
    ]
    return Reading(article, tuple(sorted(actors, key=lambda actor: actor.id)), tuple(statements))


def load():
    return understand


def link(readings, decisions=(), names=()):
    merged = {name: decision.names[0] for decision in decisions for name in decision.names}
    agents, found, claims, links = {}, [], {}, []
    for reading in sorted(readings, key=lambda reading: reading.article.id):
        for actor in reading.actors:
            name = merged.get(actor.name, actor.name)
            agents[name] = Agent(mint(name), name, "person")
            found.append(Identification(actor.id, mint(name), 1.0, "same name"))
        for statement in reading.statements:
            same = claims.setdefault(statement.text, [])
            if same:
                links.append(
                    Link("repeats", statement.id, same[0], statement.confidence, "same words")
                )
            same.append(statement.id)
    return Linked(
        tuple(agents.values()),
        tuple(found),
        tuple(Claim(mint(text), text, tuple(ids)) for text, ids in claims.items()),
        tuple(links),
    )


def model():
    return "fake 1"


STAGES = Stages(read, load, link, model, linking=lambda: "fake")


def articles(count, lines=30):
    """Inputs whose statements repeat each other now and then."""
    return [
        f"a{number}|"
        + "\n".join(
            f"Name{(number * line) % 7}: claim {number * line % 50}" for line in range(lines)
        )
        for number in range(count)
    ]
