"""HTML: one page to share, which needs nothing but itself: picture, claims and their sentences.

Texts are hostile input: the template escapes them, and the page's policy lets run the two scripts
that are its own alone, told by their digests. The script that filters comes with the front end;
where that was not built, the page is the same but for the filters.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from itertools import pairwise
from typing import BinaryIO
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from kg.export import looks
from kg.export.network import draw, node_id, relations
from kg.export.picture import RELATIONS, Drawn, picture
from kg.export.selection import Selection
from kg.export.svg import LEAST_WIDTH, extent, frame, legend
from kg.export.told import Told
from kg.graph.terms import first_day
from kg.records import Day, Span

POLICY = (
    "default-src 'none'; style-src 'sha256-{style}'; script-src 'sha256-{script}';"
    " base-uri 'none'; form-action 'none'"
)
_WEB = re.compile(r"https?://[^\s\x00-\x1f]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """A statement as the page tells it; `telling` and `agents` are what it is filtered by."""

    told: Told
    sentence: tuple[tuple[str, str], ...]
    telling: str
    agents: str
    rebuttals: tuple[tuple[Told, str], ...]

    @property
    def evidence(self) -> list[tuple[str, str]]:
        """What the text says of the claim's support, and the words that say so."""
        text = self.told.article.text
        return [(one.status, one.span.of(text)) for one in self.told.evidence]

    @property
    def url(self) -> str | None:
        """Where the article stands, if that is an address of the web."""
        url = self.told.article.url
        return url if url and _WEB.fullmatch(url) else None


def write(selection: Selection, out: BinaryIO) -> dict[str, int]:
    """Write the page."""
    told = sorted(selection.told(), key=lambda one: (one.date or "", one.statement.id))
    told.reverse()
    drawn = picture(draw(told, "agents"), selection.strongest)
    style, script = _part("story.css"), _part("built/story.js")
    lines = list(_lines(told))
    days = [one.date for one in told if one.date]
    page = (
        _environment()
        .from_string(_part("story.html"))
        .render(
            policy=POLICY.format(style=_digest(style), script=_digest(script)),
            style=Markup(style),
            script=Markup(script),
            picture=Markup(_svg(drawn, told)),
            extent=extent(drawn),
            relations=[(name, RELATIONS[name][2]) for name in drawn.relations],
            claims=_by_claim(lines),
            statement_count=len(told),
            article_count=len({one.article.id for one in told}),
            first=min(days, default=None),
            last=max(days, default=None),
        )
    )
    out.write(page.encode("utf-8", "replace"))
    return {"statements": len(told), **drawn.counts}


def _environment() -> Environment:
    made = Environment(
        autoescape=True,
        finalize=lambda value: looks.seen(value) if type(value) is str else value,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["first_day"] = lambda value: first_day(Day(value))
    return made


def _part(name: str) -> str:
    """A file of this package that goes into the page; empty if it was not built."""
    place = files("kg.export").joinpath(name)
    return place.read_text(encoding="utf-8") if place.is_file() else ""


def _digest(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _by_claim(lines: Sequence[Line]) -> list[tuple[str, list[Line]]]:
    """The claims' wordings with their statements, newest first."""
    claims: dict[str, list[Line]] = defaultdict(list)
    for one in lines:
        claims[one.told.claim.id].append(one)
    return [(found[0].told.claim.text, found) for found in claims.values()]


def _lines(told: Sequence[Told]) -> Iterator[Line]:
    answers: dict[str, list[tuple[Told, str]]] = defaultdict(list)
    for one in told:
        for link in one.links:
            if link.kind == "rebuts":
                answers[link.target].append((one, link.reason))
    for one in told:
        yield Line(
            one,
            tuple(_marked(one)),
            json.dumps(_telling(one)),
            " ".join(node_id("agent", agent.id) for agent in dict.fromkeys(one.agents)),
            tuple(answers[one.statement.id]),
        )


def _marked(told: Told) -> Iterator[tuple[str, str]]:
    """The sentence in pieces, each with the roles that its words play."""
    statement, text = told.statement, told.article.text
    attribution = statement.attribution
    roles: dict[str, Sequence[Span]] = {
        "source": attribution.source,
        "cue": attribution.cue,
        "content": attribution.content,
        "evidence": [one.span for one in told.evidence],
    }
    start, end = statement.sentence
    edges = {edge for spans in roles.values() for span in spans for edge in span}
    cuts = sorted({start, end, *(edge for edge in edges if start < edge < end)})
    for left, right in pairwise(cuts):
        played = [
            role
            for role, spans in roles.items()
            if any(span.start <= left and right <= span.end for span in spans)
        ]
        yield text[left:right], " ".join(played)


def _telling(told: Told) -> tuple[str | None, str | None, float]:
    day = first_day(Day(told.date)) if told.date else None
    return day, day, told.statement.confidence


# --- the picture -----------------------------------------------------------------------------


def _svg(drawn: Drawn, told: Sequence[Told]) -> str:
    """The picture with what filters it, and with links from its nodes to their first statements."""
    tellings = _tellings(told)
    first = {
        node_id("agent", agent.id): one.statement.id
        for one in reversed(told)
        for agent in one.agents
    }
    width, height = max(drawn.size[0], LEAST_WIDTH), drawn.size[1]
    foot = 64.0
    root = frame(width + 40, height + foot + 40)
    left = 20 + (width - drawn.size[0]) / 2
    drawn.element.set("transform", f"translate({left:.1f} 20)")
    for place, element in enumerate(list(drawn.element)):
        if (node := element.get("data-node")) is not None:
            said = first[node]
            link = Element("a", {"href": f"#{said}", "class": "agent", "data-node": node})
            link.append(element)
            drawn.element[place] = link
        else:
            key = tuple(
                element.get(f"data-{part}", "") for part in ("source", "relation", "target")
            )
            element.set("data-told", json.dumps(tellings[key]))
    root.append(drawn.element)
    root.append(legend(drawn, 20, height + 56))
    return ElementTree.tostring(root, encoding="unicode")


def _tellings(
    told: Sequence[Told],
) -> Mapping[tuple[str, ...], list[tuple[str | None, str | None, float]]]:
    """When and how surely each relation was told; a rebuttal needs both statements."""
    own = {one.statement.id: _telling(one) for one in told}
    found: dict[tuple[str, ...], list[tuple[str | None, str | None, float]]] = defaultdict(list)
    for source, relation, target, one, score in relations(told):
        key = node_id("agent", source.id), relation, node_id("agent", target.id)
        found[key].append((*own[one.statement.id][:2], score))
    return found
