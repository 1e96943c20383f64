"""Records to triples."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable, Iterator, Sequence

from rdflib.namespace import PROV

from kg.graph.terms import (
    ASSESSMENT,
    CLASSES,
    Iris,
    P,
    Triple,
    first_day,
    iri,
    probability,
    text,
    typed,
)
from kg.names import name_key
from kg.records import (
    Actor,
    Agent,
    Article,
    Decision,
    Linked,
    Reading,
    Reference,
    Span,
    Statement,
    mint,
)
from kg.vocab import ACT, KG, KIND, MODE, STATUS

CONTEXT_LENGTH = 32  # code points of prefix and suffix in an oa:TextQuoteSelector


def reading_triples(
    reading: Reading, iris: Iris, version: str, model: str = "", key: str = ""
) -> Iterator[Triple]:
    """The triples of one article's graph, without duplicates.

    `version` and `model` name the program and its models; `key` is stored as the content hash,
    by default the article's own.
    """
    return iter(dict.fromkeys(_reading(reading, iris, version, model, key)))


def _reading(reading: Reading, iris: Iris, version: str, model: str, key: str) -> Iterator[Triple]:
    article = reading.article
    node, graph = iri(iris.article(article.id)), iri(iris.reading(article.id))
    run = iri(iris.node("extraction", mint(version, model)))
    yield graph, P.type, KG.Reading.n3()
    yield graph, P.readingOf, node
    yield graph, P.extraction, run
    yield graph, P.contentHash, text(key or article.content_hash)
    if article.origin is not None:
        yield graph, P.readFrom, text(article.origin.place)
    yield run, P.type, KG.Extraction.n3()
    yield run, P.type, PROV.Activity.n3()
    yield run, P.version, text(version)
    yield run, P.model, text(model)
    yield from _article(article, node)
    for actor in reading.actors:
        yield from _actor(actor, iri(iris.node("actor", actor.id)), node)
    for statement in reading.statements:
        yield from _statement(statement, article, iris)


def _article(article: Article, node: str) -> Iterator[Triple]:
    yield node, P.type, KG.Article.n3()
    yield node, P.id, text(article.id)
    yield node, P.text, text(article.text)
    for name in ("title", "publisher", "author", "url"):
        if (value := getattr(article, name)) is not None:
            yield node, getattr(P, name), text(value)
    if article.published is not None:
        yield node, P.published, typed(article.published, "date")


def _actor(actor: Actor, node: str, article: str) -> Iterator[Triple]:
    yield node, P.type, KG.Actor.n3()
    yield node, P.id, text(actor.id)
    yield node, P.article, article
    yield node, P.name, text(actor.name)
    yield node, P.kind, KIND[actor.kind].n3()
    for alias in actor.aliases:
        yield node, P.alias, text(alias)


def _statement(statement: Statement, article: Article, iris: Iris) -> Iterator[Triple]:
    bare = iris.node("statement", statement.id)
    node = iri(bare)

    def spans(subject: str, predicate: str, spans: Iterable[Span]) -> Iterator[Triple]:
        for span in spans:
            yield subject, predicate, iri(iris.span(article.id, span))
            yield from _span(span, article, iris)

    def references(predicate: str, name: str, found: Iterable[Reference]) -> Iterator[Triple]:
        for position, reference in enumerate(found, 1):
            place = iri(f"{bare}#{name}-{position}")
            yield node, predicate, place
            yield place, P.type, KG.Reference.n3()
            yield place, P.position, typed(position, "integer")
            if reference.actor is not None:
                yield place, P.actor, iri(iris.node("actor", reference.actor))
            yield from spans(place, P.mention, reference.mention)

    attribution = statement.attribution
    yield node, P.type, KG.Statement.n3()
    yield node, P.id, text(statement.id)
    yield node, P.article, iri(iris.article(article.id))
    yield node, P.text, text(statement.text)
    yield node, P.act, ACT[statement.act].n3()
    yield node, P.mode, MODE[statement.mode].n3()
    yield node, P.confidence, probability(statement.confidence)
    yield node, P.score, probability(attribution.score)
    yield from spans(node, P.sentence, [statement.sentence])
    yield from spans(node, P.cue, attribution.cue)
    yield from spans(node, P.content, attribution.content)
    yield from references(P.source, "source", [statement.speaker] if statement.speaker else [])
    yield from references(P.relay, "relay", statement.via)
    yield from references(P.target, "target", statement.about)
    if statement.uttered:
        yield node, P.uttered, typed(first_day(statement.uttered), "date")
        yield node, P.precision, text(statement.uttered.precision)
        if statement.uttered.words:
            yield from spans(node, P.utteredWords, [statement.uttered.words])
    dated = first_day(statement.uttered) if statement.uttered else article.published
    if dated:
        yield node, P.dated, typed(dated, "date")
    for position, evidence in enumerate(statement.evidence, 1):
        place = iri(f"{bare}{ASSESSMENT}{position}")
        yield node, P.evidence, place
        yield place, P.type, KG.Assessment.n3()
        yield place, P.position, typed(position, "integer")
        yield place, P.status, STATUS[evidence.status].n3()
        yield place, P.confidence, probability(evidence.confidence)
        yield from spans(place, P.words, [evidence.span])
    for answer in statement.answers:
        place = iri(f"{bare}#answer-{answer.statement}")
        yield node, P.answer, place
        yield place, P.type, KG.Answer.n3()
        yield place, P.answered, iri(iris.node("statement", answer.statement))
        yield place, P.confidence, probability(answer.score)
    if statement.gist:
        yield node, P.gist, typed(b64encode(statement.gist).decode(), "base64Binary")


def _span(span: Span, article: Article, iris: Iris) -> Iterator[Triple]:
    node, (start, end) = iri(iris.span(article.id, span)), span
    yield node, P.type, KG.Span.n3()
    yield node, P.hasSource, iri(iris.article(article.id))
    yield node, P.start, typed(start, "nonNegativeInteger")
    yield node, P.end, typed(end, "nonNegativeInteger")
    yield node, P.exact, text(article.text[start:end])
    yield node, P.prefix, text(article.text[max(0, start - CONTEXT_LENGTH) : start])
    yield node, P.suffix, text(article.text[end : end + CONTEXT_LENGTH])


def linked_triples(linked: Linked, statements: Iterable[Statement], iris: Iris) -> Iterator[Triple]:
    """The triples of the graph of links; `statements` are all that `linked` was made from."""
    agents = {found.actor: found.agent for found in linked.identifications}
    for agent in linked.agents:
        node = iri(iris.node("agent", agent.id))
        yield node, P.type, KG.Agent.n3()
        yield node, P.type, CLASSES[agent.kind].n3()
        yield node, P.id, text(agent.id)
        yield node, P.name, text(agent.name)
        yield node, P.label, text(agent.name)
        yield node, P.kind, KIND[agent.kind].n3()
        names = dict.fromkeys((agent.name, *agent.aliases))
        for alias in agent.aliases:
            yield node, P.alias, text(alias)
        for key in dict.fromkeys(map(name_key, names)):
            yield node, P.nameKey, text(key)
        for same in agent.same_as:
            yield node, P.sameAs, iri(same)
    for found in linked.identifications:
        node = iri(iris.node("identification", found.actor))
        actor, who = iri(iris.node("actor", found.actor)), iri(iris.node("agent", found.agent))
        yield actor, P.identifiedAs, who
        yield node, P.type, KG.Identification.n3()
        yield node, P.actor, actor
        yield node, P.agent, who
        yield node, P.confidence, probability(found.score)
        yield node, P.reason, text(found.reason)
    for statement in statements:
        yield from _parties(statement, agents, iris)
    for claim in linked.claims:
        node = iri(iris.node("claim", claim.id))
        yield node, P.type, KG.Claim.n3()
        yield node, P.id, text(claim.id)
        yield node, P.text, text(claim.text)
        for member in claim.statements:
            yield iri(iris.node("statement", member)), P.claim, node
    for link in linked.links:
        node = iri(iris.node("link", mint(link.kind, link.statement, link.target)))
        later = iri(iris.node("statement", link.statement))
        earlier = iri(iris.node("statement", link.target))
        yield later, P.rebuts if link.kind == "rebuts" else P.repeats, earlier
        yield node, P.type, KG.Link.n3()
        yield node, P.type, (KG.Rebuttal if link.kind == "rebuts" else KG.Repeat).n3()
        yield node, P.statement, later
        yield node, P.earlier, earlier
        yield node, P.confidence, probability(link.score)
        yield node, P.reason, text(link.reason)
    for one in linked.shared:
        assessment = f"{iris.node('statement', one.origin)}{ASSESSMENT}{one.position}"
        yield iri(iris.node("statement", one.statement)), P.evidence, iri(assessment)


def _parties(statement: Statement, agents: dict[str, str], iris: Iris) -> Iterator[Triple]:
    node = iri(iris.node("statement", statement.id))
    roles: tuple[tuple[str, Sequence[Reference]], ...] = (
        (P.speaker, [statement.speaker] if statement.speaker else []),
        (P.via, statement.via),
        (P.about, statement.about),
    )
    for predicate, references in roles:
        for actor in dict.fromkeys(reference.actor for reference in references):
            if actor is not None:
                yield node, predicate, iri(iris.node("agent", agents[actor]))


def entry_triples(names: Iterable[Agent], iris: Iris) -> Iterator[Triple]:
    """The triples of a user's list of agents, which stand in the graph of decisions."""
    for entry in names:
        node = iri(iris.node("entry", mint(entry.id)))
        yield node, P.type, KG.Entry.n3()
        yield node, P.name, text(entry.name)
        yield node, P.kind, KIND[entry.kind].n3()
        yield node, P.sameAs, iri(entry.id)
        for alias in entry.aliases:
            yield node, P.alias, text(alias)


def decision_triples(decisions: Iterable[Decision], iris: Iris) -> Iterator[Triple]:
    """The triples of the graph of decisions, in which order of names does not matter."""
    for decision in decisions:
        node = iri(iris.node("decision", mint(decision.verb, *sorted(decision.names))))
        yield node, P.type, KG.Decision.n3()
        yield node, P.type, (KG.Merge if decision.verb == "merge" else KG.Split).n3()
        for name in decision.names:
            yield node, P.decidedName, text(name)
