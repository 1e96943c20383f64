"""The table of claims: who claimed what about whom, when, on what evidence, and who denied it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.ask.filters import EVERYTHING, Filters, selection
from kg.ask.names import Party
from kg.ask.selection import newest
from kg.ask.values import among, ask, texts
from kg.store import Store

_STANDS_ALONE = re.compile(r"\W|that\b", re.IGNORECASE)
BATCH = 500  # statements a query: their IRIs stand in it, and servers bound its length


@dataclass(frozen=True, slots=True)
class Assessed:
    """What a text says of a claim's evidence, its words, and how sure it is that they say so."""

    status: str
    words: str
    confidence: float

    @property
    def is_quoted(self) -> bool:
        """Whether its words have quotation marks of their own."""
        return is_quoted(self.words)


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that rebuts another, and why it counts as one."""

    id: str
    who: Party | None
    text: str
    uttered: str | None
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Claimed:
    """A statement with all that the graph knows of it; `claim` and `article` are ids.

    `who` is None where the text names nobody; `source` are the words that it uses for the speaker.
    `lead` is the cue where the words go straight on from it ("accused" before "Ukraine of planning
    to attack"), since they may not stand by themselves; None before a quotation or a that-clause.
    `uttered` is as fine as the text gives it; None where it gives no day. `via` lists relays,
    nearest first; rebuttals come surest first.
    """

    id: str
    who: Party | None
    source: str | None
    lead: str | None
    text: str
    about: tuple[Party, ...]
    via: tuple[Party, ...]
    act: str
    mode: str
    uttered: str | None
    evidence: tuple[Assessed, ...]
    rebuttals: tuple[Answer, ...]
    claim: str | None
    article: str
    title: str | None
    publisher: str | None
    published: str | None
    confidence: float


def is_quoted(words: str) -> bool:
    """Whether words begin and end with quotation marks."""
    return words[:1] in '“"' and words[-1:] in '”"'


def claims(store: Store, filters: Filters = EVERYTHING, limit: int | None = None) -> list[Claimed]:
    """The statements that the filters keep, newest first, undated ones last.

    Raises UnknownName, AmbiguousName or UsageError for a filter that fits nothing.
    """
    return list(described(store, kept(store, filters, limit), filters.min_confidence))


def kept(store: Store, filters: Filters, limit: int | None = None) -> list[str]:
    """The IRIs of the statements that the filters keep, newest first, undated ones last."""
    return newest(selection(store, filters), limit)


def count(store: Store, filters: Filters) -> int:
    """How many statements the filters keep."""
    chosen = selection(store, filters)
    query = f"SELECT (COUNT(*) AS ?count) {{ {chosen.patterns} }}"
    return int(str(ask(store, query, **chosen.values)[0][0]))


def described(store: Store, nodes: Iterable[str], min_confidence: float = 0.0) -> Iterator[Claimed]:
    """Statements by their IRIs, in the given order; rebuttals that are surer than asked for."""
    for batch in _batches(nodes):
        yield from _batch(store, batch, min_confidence)


def _batches(nodes: Iterable[str]) -> Iterator[list[str]]:
    rows = list(nodes)
    return (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


# Several small queries, each optional part one pattern: Oxigraph looks a lone pattern up for each
# row, but works out an optional part of several for the whole store.
_OWN = """SELECT ?said ?id ?text ?act ?mode ?confidence ?in ?uttered ?precision {
  %s ?said kg:id ?id ; kg:text ?text ; kg:act ?act ; kg:mode ?mode ; kg:confidence ?confidence ;
    kg:article ?in .
  OPTIONAL { ?said kg:uttered ?uttered } OPTIONAL { ?said kg:precision ?precision } }"""
_CLAIMS = "SELECT ?said ?id { %s ?said kg:claim ?claim . ?claim kg:id ?id }"
_ARTICLES = """SELECT ?in ?id ?title ?publisher ?published {
  %s ?in kg:id ?id . OPTIONAL { ?in kg:title ?title } OPTIONAL { ?in kg:publisher ?publisher }
  OPTIONAL { ?in kg:published ?published } }"""
_SPEAKERS = "SELECT ?said ?id ?name { %s ?said kg:speaker ?who . ?who kg:id ?id ; kg:name ?name }"
_ABOUT = "SELECT ?said ?id ?name { %s ?said kg:about ?who . ?who kg:id ?id ; kg:name ?name }"
_RELAYS = """SELECT ?said ?id ?name { %s ?said kg:relay ?place .
  ?place kg:position ?step ; kg:actor ?actor . ?actor kg:identifiedAs ?who .
  ?who kg:id ?id ; kg:name ?name } ORDER BY ?said ?step"""
_SOURCES = "SELECT ?said ?words { %s ?said kg:source/kg:mention/oa:exact ?words }"
_LEADS = """SELECT ?said ?words {
  %s ?said kg:cue ?cue ; kg:content ?content . ?cue oa:end ?end ; oa:exact ?words .
  ?content oa:start ?start FILTER(?start - ?end = 1) }"""
_EVIDENCE = """SELECT ?said ?status ?words ?sure { %s ?said kg:evidence ?one .
  ?one kg:position ?place ; kg:status ?status ; kg:confidence ?sure ; kg:words ?span .
  ?span oa:exact ?words }
  ORDER BY ?said ?place"""
# The class is compared, not matched: else Oxigraph walks all rebuttals of the store.
_REBUTTALS = """SELECT ?said ?later ?id ?text ?score ?reason ?uttered ?precision { %s
  ?link kg:earlier ?said ; a ?class ; kg:confidence ?score ; kg:reason ?reason ;
    kg:statement ?later . ?later kg:id ?id ; kg:text ?text .
  FILTER(?class = kg:Rebuttal)
  OPTIONAL { ?later kg:uttered ?uttered } OPTIONAL { ?later kg:precision ?precision }
  } ORDER BY DESC(?score) ?id"""


def _batch(store: Store, nodes: Sequence[str], min_confidence: float) -> Iterator[Claimed]:
    said = among("said", nodes)
    own = {str(row[0]): row[1:] for row in ask(store, _OWN % said)}
    articles = _articles(store, {str(row[5]) for row in own.values()})
    claim_of = {row[0]: row[1] for row in texts(store, _CLAIMS % said)}
    who = _parties(store, _SPEAKERS % said)
    about, via = _parties(store, _ABOUT % said), _parties(store, _RELAYS % said)
    sources = _sources(store, said)
    leads = {row[0]: row[1] for row in texts(store, _LEADS % said)}
    evidence = _evidence(store, said, min_confidence)
    rebuttals = _rebuttals(store, said, min_confidence)
    for node in nodes:
        identifier, text, act, mode, confidence, place, uttered, precision = own[node]
        article, title, publisher, published = articles[str(place)]
        yield Claimed(
            id=str(identifier),
            who=next(iter(who[node]), None),
            source=sources.get(node),
            lead=None if _STANDS_ALONE.match(str(text)) else leads.get(node),
            text=str(text),
            about=tuple(sorted(about[node], key=lambda party: party.name)),
            via=tuple(via[node]),
            act=_fragment(act),
            mode=_fragment(mode),
            uttered=day(uttered, precision),
            evidence=tuple(evidence[node]),
            rebuttals=tuple(rebuttals[node]),
            claim=claim_of.get(node),
            article=str(article),
            title=title,
            publisher=publisher,
            published=published,
            confidence=float(confidence or 0),
        )


def sort_day(claimed: Claimed) -> str:
    """The day by which a statement sorts; empty if neither it nor its article has one."""
    if claimed.uttered:
        return f"{claimed.uttered}-01-01"[:10]
    return claimed.published or ""


def day(first: object, precision: object) -> str | None:
    """A sort key and its precision as YYYY, YYYY-MM or YYYY-MM-DD."""
    if first is None:
        return None
    return str(first)[: {"year": 4, "month": 7}.get(str(precision), 10)]


def _articles(store: Store, nodes: set[str]) -> dict[str, tuple[str | None, ...]]:
    rows = ask(store, _ARTICLES % among("in", sorted(nodes)))
    return {
        str(row[0]): tuple(None if value is None else str(value) for value in row[1:])
        for row in rows
    }


def _parties(store: Store, query: str) -> dict[str, list[Party]]:
    found: dict[str, list[Party]] = defaultdict(list)
    for node, identifier, name in texts(store, query):
        found[node].append(Party(identifier, name))
    return found


def _sources(store: Store, said: str) -> dict[str, str]:
    found: dict[str, list[str]] = defaultdict(list)
    for node, words in texts(store, _SOURCES % said):
        found[node].append(words)
    return {node: " … ".join(words) for node, words in found.items()}


def _evidence(store: Store, said: str, least: float) -> dict[str, list[Assessed]]:
    found: dict[str, list[Assessed]] = defaultdict(list)
    for node, status, words, sure in texts(store, _EVIDENCE % said):
        if float(sure) >= least:
            found[node].append(Assessed(_fragment(status), words, float(sure)))
    return found


def _rebuttals(store: Store, said: str, least: float) -> dict[str, list[Answer]]:
    rows = [row for row in ask(store, _REBUTTALS % said) if float(row[4] or 0) >= least]
    later = {str(row[1]) for row in rows}
    who = _parties(store, _SPEAKERS % among("said", sorted(later))) if later else {}
    found: dict[str, list[Answer]] = defaultdict(list)
    for node, one, identifier, text, score, reason, uttered, precision in rows:
        party = next(iter(who.get(str(one), ())), None)
        when = day(uttered, precision)
        answer = Answer(str(identifier), party, str(text), when, float(score or 0), str(reason))
        found[str(node)].append(answer)
    return found


def _fragment(concept: object) -> str:
    return str(concept).rpartition("#")[2]
