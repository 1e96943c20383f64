"""Who speaks where a source only passes on: `X, Ada said, according to the Gazette`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.records import Attribution, Span, Spans
from kg.resolve.clusters import SUBJECTS, Coreference
from kg.resolve.modes import MARKS
from kg.resolve.parse import Token
from kg.resolve.relays import HEARING, QUOTING, REPORTING, is_medium
from kg.resolve.speakers import tokens_in

SAYING = REPORTING | HEARING
# By which a body passes on, whatever body it is; by the other words only a medium does.
PASSING = QUOTING | frozenset("report reported reports transmit transmits".split())


def told(coreference: Coreference, attribution: Attribution) -> tuple[Attribution, Spans]:
    """The attribution to whoever speaks in it, and the words of a source that passes that on.

    Of `X, Ada said, according to the Gazette` and `the Gazette reported that Ada said X` Ada is
    the source and X the content. Any other attribution stays as it is, with no such words.
    """
    doc = coreference.doc
    cue, content = (
        [token for span in spans for token in tokens_in(doc, span)]
        for spans in (attribution.cue, attribution.content)
    )
    if not cue or not content:
        return attribution, ()
    inside = {token.i for token in content}
    relay = _relay(coreference, attribution, cue)
    is_according = cue[0].text.lower() == "according"
    if is_according and (verb := cue[0].head).i not in inside and _is_saying(verb):
        for token in verb.children:
            if token.dep_ in SUBJECTS and token.i not in inside and token.i in coreference.heads:
                return _said(coreference, attribution, token, verb, attribution.content), relay
    if not relay or not (is_according or _passes(coreference, attribution, cue)):
        return attribution, ()
    for span in attribution.content:
        found = _inner(coreference, tokens_in(doc, span), inside)
        if found is None:
            continue
        speaker, verb, clause = found
        leads = speaker.i < clause.i
        if leads and _is_person(coreference, relay):
            break  # what somebody says of another's words is a statement of his own
        rest = Span(_start(clause), span.end) if leads else Span(span.start, _end(speaker, verb))
        kept = tuple(rest if one is span else one for one in attribution.content)
        if rest.start < rest.end:
            return _said(coreference, attribution, speaker, verb, kept), relay
    return attribution, ()


def _said(
    coreference: Coreference, attribution: Attribution, speaker: Token, verb: Token, content: Spans
) -> Attribution:
    source = (coreference.mentions[coreference.heads[speaker.i]].span,)
    cue = (Span(verb.idx, verb.idx + len(verb.text)),)
    return replace(attribution, source=source, cue=cue, content=content)


def _relay(coreference: Coreference, attribution: Attribution, cue: Sequence[Token]) -> Spans:
    """The words of the source, or what hangs on the cue's "to" where it has none."""
    if attribution.source:
        return attribution.source
    for token in cue:
        for child in token.children:
            if child.dep_ == "pobj" and child.i in coreference.heads:
                return (coreference.mentions[coreference.heads[child.i]].span,)
    return ()


def _passes(coreference: Coreference, attribution: Attribution, cue: Sequence[Token]) -> bool:
    """Whether the source passes on by such a cue, as media do, and other bodies that "report"."""
    words = {token.text.lower() for token in cue}
    for span in attribution.source:
        for token in tokens_in(coreference.doc, span):
            cluster = coreference.at(token)
            if cluster is not None and cluster.kind not in ("person", "group", "state"):
                return bool(words & PASSING) or (bool(words & REPORTING) and is_medium(cluster))
    return False


def _is_person(coreference: Coreference, words: Spans) -> bool:
    found = (coreference.at(token) for span in words for token in tokens_in(coreference.doc, span))
    return any(one is not None and one.kind in ("person", "group") for one in found)


def _inner(
    coreference: Coreference, content: Sequence[Token], inside: set[int]
) -> tuple[Token, Token, Token] | None:
    """Subject, verb and clause of `Ada said that ...` or `..., Ada said`, all that a span is.

    Only at its beginning or its end, outside quotation marks; `inside` are the whole content's
    tokens.
    """
    for verb in content:
        if not _is_saying(verb) or coreference.quoted[verb.i]:
            continue
        if verb.head is not verb and verb.head.i in inside:
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj" and c.i in inside), None)
        clause = next((c for c in verb.children if c.dep_ == "ccomp" and c.i in inside), None)
        if subject is None or clause is None or subject.i not in coreference.heads:
            continue
        if coreference.mentions[coreference.heads[subject.i]].kind is None and not coreference.at(
            subject
        ):
            continue  # a document, a thing
        if any(child.dep_ in ("neg", "aux") for child in verb.children):
            continue
        edge = content[0] if subject.i < clause.i else content[-1]
        named = coreference.mentions[coreference.heads[subject.i]]
        if subject.i < clause.i and named.first <= edge.i + 1:
            return subject, verb, clause
        if clause.i < subject.i and max(verb.i, named.last) >= edge.i - 3:
            return subject, verb, clause
    return None


def _is_saying(verb: Token) -> bool:
    return verb.text.lower() in SAYING


def _start(clause: Token) -> int:
    """Where the clause starts, with the quotation mark that opens it."""
    first = clause.left_edge
    before = first.doc[first.i - 1]
    return before.idx if before.text in MARKS else first.idx


def _end(speaker: Token, verb: Token) -> int:
    """Where the content ends that stands before `Ada said`, without the comma between."""
    doc, at = speaker.doc, min(speaker.left_edge.i, verb.i) - 1
    while at > 0 and (doc[at].is_space or doc[at].text == ","):
        at -= 1
    return doc[at].idx + len(doc[at])
