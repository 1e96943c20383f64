"""What flows between the stages: frozen records, plain Python, comparable and picklable.

All offsets count Unicode code points in `Article.text`, end exclusive. All scores lie from 0 to 1.
Ids are minted from content (see `mint`), so building twice gives the same ones.
"""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.values import Act as Act
from kg.values import Kind as Kind
from kg.values import Mode as Mode
from kg.values import Status as Status


class Span(NamedTuple):
    """A half-open range of code points in an article's text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]


Spans = tuple[Span, ...]


def joined(spans: Iterable[Span]) -> Spans:
    """The spans in text order, with those that touch or overlap made one."""
    kept: list[Span] = []
    for span in sorted(spans):
        if kept and span.start <= kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(span.end, kept[-1].end))
        else:
            kept.append(span)
    return tuple(kept)


def shared(one: Iterable[Span], other: Spans) -> int:
    """How many code points the spans of both hold, neither of which overlap among themselves."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def mint(*fields: str) -> str:
    """An id of 12 lower-case letters and digits (60 bits) made of the fields, in their order."""
    # Joined with a separator no field holds by chance, so ("ab", "c") and ("a", "bc") differ.
    digest = hashlib.sha256("\x1f".join(fields).encode("utf-8", "surrogatepass")).digest()
    return b32encode(digest).decode("ascii")[:12].lower()


class Origin(NamedTuple):
    """The file that an article is named after; `folders` lead to it, the outermost first.

    `place` is a digest of the path, and of which article of the file it is: no other has the same.
    """

    place: str
    folders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """One document as read. `text` is the decoded input, unchanged; dates are ISO 8601 days.

    `origin` is None where the input itself names the article, by an id or an address.
    """

    id: str
    text: str
    title: str | None = None
    published: str | None = None
    publisher: str | None = None
    author: str | None = None
    url: str | None = None
    origin: Origin | None = field(default=None, compare=False, repr=False)

    @property
    def content_hash(self) -> str:
        """Changes when anything that is stored of the article changes."""
        fields = (self.text, self.title, self.published, self.publisher, self.author, self.url)
        return mint(*(field or "" for field in fields))


@dataclass(frozen=True, slots=True)
class Skipped:
    """An input that was not read. `place` names file and, where it has them, line or entry."""

    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Attribution:
    """What the text says, untouched. Each role is in text order and may be broken or empty.

    Only `content` always has a span. `score` is the calibrated probability that an annotator
    would mark this attribution. `acts` is the probability of each of ACTS by these words alone,
    empty where nothing has judged it.
    """

    source: Spans
    cue: Spans
    content: Spans
    score: float
    acts: tuple[float, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody as one article knows them. `aliases` are the other names it uses, sorted."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where an actor is meant; `actor` is an `Actor.id`, None where none can be named."""

    actor: str | None
    mention: Spans


@dataclass(frozen=True, slots=True)
class Day:
    """A date as fine as the text gives it: `value` is YYYY, YYYY-MM or YYYY-MM-DD.

    `words` is where the text says so; None where it follows from the article's own date.
    """

    value: str
    words: Span | None = None

    @property
    def precision(self) -> Literal["year", "month", "day"]:
        """How fine the date is."""
        return ("year", "month", "day")[self.value.count("-")]


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the text says of a claim's support, and the words that say so.

    `confidence` is the calibrated probability that they say so of this claim.
    """

    status: Status
    span: Span
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Answer:
    """How likely a statement disputes, refutes or takes back another of its article, by its id."""

    statement: str
    score: float


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution, understood. `attribution.source` is the speaker's mention.

    `speaker` is None only where the text names nobody. `via` lists relays, nearest first.
    `sentence` covers the sentences that hold cue and content. `confidence` is the calibrated
    probability that speaker and content are right. `answers` are what the article by itself tells
    of whom the statement contradicts: linking decides, with all that it knows besides. `gist` is
    what statements are compared by, see `kg.packed`, or nothing.
    """

    id: str
    article: str
    attribution: Attribution
    text: str
    sentence: Span
    speaker: Reference | None
    via: tuple[Reference, ...]
    about: tuple[Reference, ...]
    act: Act
    mode: Mode
    uttered: Day | None
    evidence: tuple[Evidence, ...]
    confidence: float
    answers: tuple[Answer, ...] = ()
    gist: bytes = b""


@dataclass(frozen=True, slots=True)
class Reading:
    """An article with all that was understood of it: the unit that is stored, replaced, removed.

    Actors are sorted by id, statements by where their content stands, then by id.
    """

    article: Article
    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody across articles. `name` is the fullest form; `same_as` holds IRIs of a name list."""

    id: str
    name: str
    kind: Kind
    aliases: tuple[str, ...] = ()
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Identification:
    """That an article's actor is an agent, how sure that is, and why, in words for a person."""

    actor: str
    agent: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition and its statements' ids, earliest first; `text` is its clearest wording."""

    id: str
    text: str
    statements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """That one statement rebuts or repeats an earlier one (both `Statement.id`), and why."""

    kind: Literal["rebuts", "repeats"]
    statement: str
    target: str
    score: float
    reason: str


class Shared(NamedTuple):
    """That an assessment of `origin` holds for another statement of its claim and article, too.

    Both are `Statement.id`; `position` is its place in the evidence of `origin`, from 1.
    """

    statement: str
    origin: str
    position: int


@dataclass(frozen=True, slots=True)
class Linked:
    """What spans articles: a pure function of all readings and the user's decisions."""

    agents: tuple[Agent, ...]
    identifications: tuple[Identification, ...]
    claims: tuple[Claim, ...]
    links: tuple[Link, ...]
    shared: tuple[Shared, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """What a user said of agents: that the named actors are, or are not, one agent."""

    verb: Literal["merge", "split"]
    names: tuple[str, ...]
