"""Gold annotations as records: what the statement-level models learn from and are measured on.

The format is that of seeds/README.md: one JSON file a document, in which spans are exact strings.
Offsets, [start, end], do as well: annotations can then be kept apart from the texts of others.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ReadError
from kg.names import name_key
from kg.records import (
    Actor,
    Article,
    Attribution,
    Day,
    Evidence,
    Kind,
    Reading,
    Reference,
    Span,
    Spans,
    Statement,
    mint,
)

# The invented stories that come with the project.
STORIES = Path(__file__).parent / "data"
_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’»)]*|\n|$)")


@dataclass(frozen=True)
class GoldDocument:
    """One document's gold. Statement ids are global (`document#s1`), and so are claim ids.

    `rebuts` holds (statement id, id of the statement that it rebuts); the latter may stand in
    another document. `names` maps an actor's id to every name that it may fairly be given.
    """

    reading: Reading
    claims: dict[str, str]
    rebuts: frozenset[tuple[str, str]]
    names: dict[str, tuple[str, ...]]
    topic: str | None = None

    @property
    def story(self) -> str:
        """What documents of one story share: `topic`, `story-NAME`, or the document's own id."""
        if self.topic:
            return self.topic
        found = re.match(r"story-[a-z]+", self.reading.article.id)
        return found[0] if found else self.reading.article.id


def load(folder: Path) -> list[GoldDocument]:
    """The documents of a folder with `gold/*.json` and `texts/*.txt`, sorted by id.

    Raises ReadError if a text is missing or a span does not stand in it.
    """
    files = sorted((folder / "gold").glob("*.json"))
    raw = [json.loads(file.read_text("utf-8-sig")) for file in files]
    claims = {one["document"]: {s["id"]: s["claim"] for s in one["statements"]} for one in raw}
    return [_Loader(one, _text(folder, one["document"]), claims).document() for one in raw]


def stories(documents: Iterable[GoldDocument]) -> list[list[GoldDocument]]:
    """The documents by story: those with one name, or with links into one another."""
    home: dict[str, str] = {}

    def root(name: str) -> str:
        while home.setdefault(name, name) != name:
            name = home[name]
        return name

    documents = list(documents)
    for one in documents:
        linked = [target for _, target in one.rebuts] + list(one.claims.values())
        for other in (one.story, *(reference.partition("#")[0] for reference in linked)):
            home[root(one.reading.article.id)] = root(other)
    grouped = defaultdict(list)
    for one in documents:
        grouped[root(one.reading.article.id)].append(one)
    return [grouped[name] for name in sorted(grouped)]


def _text(folder: Path, document: str) -> str:
    path = folder / "texts" / f"{document}.txt"
    try:
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise ReadError(f"{path}: no text for this gold file") from error


class _Loader:
    def __init__(self, raw: dict[str, Any], text: str, claims: dict[str, dict[str, str]]) -> None:
        self.raw, self.text, self.known_claims = raw, text, claims
        self.id: str = raw["document"]
        self.actors: dict[str, Actor] = {}
        self.by_key: dict[str, str] = {}
        self.names: dict[str, tuple[str, ...]] = {}
        for entity in raw["entities"]:
            self.actor(entity["name"], entity.get("aliases", []))
        # Only now: a joint speaker's aliases are the names of people with entries of their own.
        for entity in raw["entities"]:
            for alias in entity.get("aliases", []):
                self.by_key.setdefault(name_key(alias), self.actor(entity["name"]))

    def actor(self, name: str, aliases: Iterable[str] = ()) -> str:
        """The id of the actor of that name, made if it is new."""
        if (known := self.by_key.get(name_key(name))) is not None:
            return known
        identifier = mint(self.id, "actor", name)
        present = tuple(sorted({alias for alias in aliases if alias in self.text} - {name}))
        self.actors[identifier] = Actor(identifier, name, _kind(name), present)
        self.names[identifier] = (name, *aliases)
        self.by_key[name_key(name)] = identifier
        return identifier

    def document(self) -> GoldDocument:
        statements = [self.statement(one) for one in self.raw["statements"]]
        article = Article(
            self.id,
            self.text,
            published=self.raw.get("published"),
            publisher=self.raw.get("publisher"),
        )
        reading = Reading(article, tuple(self.actors.values()), tuple(statements))
        rebuts = frozenset(
            (self.full(one["id"]), self.full(target))
            for one in self.raw["statements"]
            for target in one["rebuts"]
        )
        claims = {self.full(s["id"]): self.claim(s["claim"]) for s in self.raw["statements"]}
        return GoldDocument(reading, claims, rebuts, self.names, self.raw.get("topic"))

    def full(self, reference: str) -> str:
        return reference if "#" in reference else f"{self.id}#{reference}"

    def claim(self, reference: str) -> str:
        """The claim's global id; `document#s3` stands for the claim of that statement."""
        document, _, name = self.full(reference).partition("#")
        other = self.known_claims.get(document, {})
        if name in other and name not in other.values():
            return self.claim(other[name]) if "#" in other[name] else f"{document}#{other[name]}"
        return f"{document}#{name}"

    def statement(self, raw: dict[str, Any]) -> Statement:
        anchor = raw.get("anchor")
        window = self.find(anchor, Span(0, len(self.text))) if anchor else Span(0, len(self.text))
        cue = tuple(self.find(one, window) for one in raw["cue"])
        content = tuple(sorted(self.find(one, window) for one in raw["content"]))
        source = self.mention(raw["mention"], window)
        return Statement(
            id=self.full(raw["id"]),
            article=self.id,
            attribution=Attribution(source, tuple(sorted(cue)), content, 1.0),
            text=" ".join(span.of(self.text) for span in content),
            sentence=self.sentence((*cue, *content)),
            speaker=self.reference(raw["speaker"], source),
            via=tuple(self.via(one, window) for one in raw["via"]),
            about=tuple(Reference(self.actor(name), ()) for name in raw["about"]),
            act=raw["act"],
            mode=raw["mode"],
            uttered=Day(raw["uttered"]) if raw["uttered"] else None,
            evidence=tuple(
                Evidence(one["status"], self.find(one["span"], window)) for one in raw["evidence"]
            ),
            confidence=1.0,
        )

    def reference(self, name: str | None, mention: Spans) -> Reference | None:
        if name is None:
            return Reference(None, mention) if mention else None
        return Reference(self.actor(name), mention)

    def via(self, raw: str | dict[str, Any], window: Span) -> Reference:
        if isinstance(raw, str):
            return Reference(self.actor(raw), ())
        return Reference(self.actor(raw["name"]), self.mention(raw.get("mention"), window))

    def mention(self, given: str | list[list[int]] | None, window: Span) -> Spans:
        """Where a source stands: its words, or the offsets of its parts."""
        parts = [given] if isinstance(given, str) else given or []
        return tuple(self.find(part, window) for part in parts)

    def find(self, words: str | list[int], window: Span) -> Span:
        """Where the words stand: in the whole text if once, else first in the window."""
        if not isinstance(words, str):
            return Span(*words)
        places = [match.start() for match in re.finditer(f"(?={re.escape(words)})", self.text)]
        if len(places) > 1:
            inside = [at for at in places if window.start <= at <= window.end - len(words)]
            places = inside or places
        if not places:
            raise ReadError(f"{self.id}: not in the text: {words!r}")
        return Span(places[0], places[0] + len(words))

    def sentence(self, spans: Spans) -> Span:
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        held = [
            m.span() for m in _SENTENCE.finditer(self.text) if m.end() > start and m.start() < end
        ]
        return Span(min(start, held[0][0]), max(end, held[-1][1])) if held else Span(start, end)


def _kind(name: str) -> Kind:
    """Gold does not tell kinds; a lower-case name is taken for a group, any other for a person."""
    return "group" if name[:1].islower() or name[:1].isdigit() else "person"


def digest(documents: Iterable[GoldDocument]) -> str:
    """A hash of what the documents say, in whatever order they come."""
    hashed = hashlib.sha256()
    for one in sorted(documents, key=lambda one: one.reading.article.id):
        hashed.update(repr(one.reading).encode())
        hashed.update(repr(sorted(one.rebuts)).encode())
    return hashed.hexdigest()[:16]


def pairs(documents: Iterable[GoldDocument]) -> Iterator[tuple[GoldDocument, Statement]]:
    """Every statement with its document."""
    return ((one, statement) for one in documents for statement in one.reading.statements)
