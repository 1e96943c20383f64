"""Statements as they are before act, date and evidence are known, from marked-up text."""

import re

from kg.records import Article, Attribution, Reference, Span, Statement
from kg.resolve import resolve

MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


def drafted(marked, published="2031-05-14", publisher=None):
    """The article and its statements from a text such as "[s Ada|Ada] [c|said] that [t|it rains]".

    Each bracket is [ROLE NAME|words]: roles s (source; NAME is the speaker's id), c (cue) and
    t (content; NAMES are who it is about), numbered where several statements follow: s1, c1, t1.
    """
    text, marks, at = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[at : match.start()]
        role, *names = match[1].split()
        marks.append((role[0], role[1:], names, Span(len(text), len(text) + len(match[2]))))
        text += match[2]
        at = match.end()
    text += marked[at:]
    numbers = sorted({number for _, number, _, _ in marks})
    return Article("a", text, published=published, publisher=publisher), [
        _statement(text, [one for one in marks if one[1] == number], number) for number in numbers
    ]


def resolved(language, marked, publisher=None):
    """The statements of a marked-up text as they are resolved, and the actors' names by id."""
    article, statements = drafted(marked, publisher=publisher)
    found = [statement.attribution for statement in statements]
    reading = resolve(article, language(article.text), found)
    return reading.statements, {actor.id: actor.name for actor in reading.actors}


def _statement(text, marks, number):
    spans = {role: tuple(m[3] for m in marks if m[0] == role) for role in "sct"}
    speaker = next((m[2][0] for m in marks if m[0] == "s" and m[2]), None)
    about = tuple(Reference(name, ()) for m in marks if m[0] == "t" for name in m[2])
    return Statement(
        id=f"s{number}",
        article="a",
        attribution=Attribution(spans["s"], spans["c"], spans["t"], 1.0),
        text=" ".join(span.of(text) for span in spans["t"]),
        sentence=Span(spans["t"][0].start, spans["t"][-1].end),
        speaker=Reference(speaker, spans["s"]) if speaker else None,
        via=(),
        about=about,
        act="assertion",
        mode="indirect",
        uttered=None,
        evidence=(),
        confidence=1.0,
    )
