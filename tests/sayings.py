"""Readings made of a few words, as the tests of linking need them."""

from functools import cache

from kg.gist import Gists
from kg.records import Actor, Article, Attribution, Day, Reading, Reference, Span, Statement


def reading(article, published, *told):
    """A reading of statements (speaker, cue, content, act, about names, uttered day or None)."""
    text, statements, actors = "", [], {}

    def actor(name):
        actors.setdefault(name, Actor(f"{article}-{name}", name, "organisation"))
        return actors[name].id

    for number, (speaker, cue, content, act, about, uttered) in enumerate(told):
        start = len(text)
        text += f"{speaker} {cue} {content}.\n"
        at = start + len(speaker) + 1
        spans = [Span(at, at + len(cue)), Span(at + len(cue) + 1, at + len(cue) + 1 + len(content))]
        statements.append(
            Statement(
                id=f"{article}#{number}",
                article=article,
                attribution=Attribution(
                    (Span(start, start + len(speaker)),), (spans[0],), (spans[1],), 1.0
                ),
                text=content,
                sentence=Span(start, len(text)),
                speaker=Reference(actor(speaker), ()),
                via=(),
                about=tuple(Reference(actor(name), ()) for name in about),
                act=act,
                mode="indirect",
                uttered=Day(uttered) if uttered else None,
                evidence=(),
                confidence=1.0,
            )
        )
    found = tuple(sorted(actors.values(), key=lambda one: one.id))
    return gists().of(
        Reading(Article(article, text, published=published), found, tuple(statements))
    )


@cache
def gists():
    """The network that every reading's statements go through."""
    return Gists()
