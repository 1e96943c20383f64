"""Attributions, understood: speakers, relays, aims, acts, dates and evidence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from spacy import tokens as spacy

from kg.records import (
    Actor,
    Article,
    Attribution,
    Evidence,
    Reading,
    Reference,
    Span,
    Spans,
    Statement,
    mint,
)
from kg.resolve import acts, dates, evidence, modes, unsupported
from kg.resolve.about import Target, targets
from kg.resolve.actors import actor
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.drafts import Draft, distinct
from kg.resolve.mentions import find
from kg.resolve.narrator import narrator
from kg.resolve.parse import Doc
from kg.resolve.relays import relays
from kg.resolve.retold import told
from kg.resolve.speakers import Source, Speakers, source_tokens
from kg.resolve.voices import settled

__all__ = ["resolve"]


def resolve(
    article: Article,
    doc: spacy.Doc | Doc,
    attributions: Sequence[Attribution] | None = None,
    gists: Callable[[Reading], Reading] | None = None,
) -> Reading:
    """What an article says, understood.

    `doc` is the article's text as a spaCy pipeline with tags and a parse reads it; its
    `doc._.attributions` are taken unless others are given. An attribution with several speakers
    yields a statement of each. `gists` gives statements whose speakers and aims are known their
    gists, see `kg.gist`, which acts, answers and evidence are then judged by, too.
    """
    if isinstance(doc, spacy.Doc):
        attributions = doc._.attributions if attributions is None else attributions
        doc = Doc(doc)
    drafts = _Drafts(article, doc, attributions or ())
    drafted = Reading(article, drafts.actors(), drafts.ordered())
    return drafts.finished(gists(drafted) if gists else drafted)


class _Drafts:
    """The statements of one article while they are being understood."""

    def __init__(self, article: Article, doc: Doc, attributions: Sequence[Attribution]) -> None:
        self.article, self.doc = article, doc
        self.coreference = Coreference(doc, find(doc), source_tokens(doc, attributions))
        self.speakers = Speakers(self.coreference, narrator(self.coreference, article.author))
        self.meant: dict[str, Cluster] = {}
        self.made: dict[Cluster, Actor] = {}
        self.seen: Counter[tuple[str, ...]] = Counter()
        self.spoken: list[tuple[Attribution, Source | None]] = []
        said = [told(self.coreference, attribution) for attribution in attributions]
        drafts = [
            draft
            for attribution, through in sorted(said, key=lambda one: (one[0].content, one[0].cue))
            for draft in self._of(attribution, through)
        ]
        drafts = settled(self.coreference, self.speakers, drafts)
        relayed = relays(self.coreference, drafts, article.publisher)
        self.statements = [
            self._statement(draft, through, spoken_of)
            for draft, through, spoken_of, kept in zip(
                drafts,
                relayed,
                targets(self.coreference, drafts),
                distinct(drafts, relayed),
                strict=True,
            )
            if kept
        ]

    def _of(self, attribution: Attribution, through: Spans) -> list[Draft]:
        sources: list[Source | None] = [*self.speakers.resolve(attribution.source)]
        if not sources:
            sources = [self.speakers.implied(attribution.cue) or self._continued(attribution)]
        self.spoken.append((attribution, sources[-1]))
        return [Draft(attribution, source, through) for source in sources]

    def _continued(self, attribution: Attribution) -> Source | None:
        """The last speaker, of a quotation that goes on without naming anybody.

        Only if it has no cue of its own and begins with a quotation mark, in the paragraph of the
        last statement or the next one.
        """
        if attribution.cue or not self.spoken:
            return None
        text, (last, source) = self.article.text, self.spoken[-1]
        start = attribution.content[0].start
        opens = text[max(0, start - 1) : start + 1]
        if source is None or source.cluster is None or not set(opens) & set(modes.MARKS):
            return None
        between = text[last.content[-1].end : start]
        if between.count("\n\n") > 1:
            return None
        return Source(source.cluster, source.mention, "continued")

    def _statement(
        self, draft: Draft, relayed: Sequence[Source], spoken_of: Sequence[Target]
    ) -> Statement:
        attribution, source = draft.attribution, draft.source
        mention = attribution.source or draft.mention  # of joint speakers each has the whole source
        text = self.article.text
        sentence = self._sentence((*attribution.cue, *attribution.content, *attribution.source))
        words = " ".join(span.of(text) for span in attribution.content)
        return Statement(
            id=self._mint(attribution, mention, words),
            article=self.article.id,
            attribution=replace(attribution, source=mention),
            text=words,
            sentence=sentence,
            speaker=Reference(self._refer(draft.speaker), mention) if source else None,
            via=tuple(Reference(self._refer(relay.cluster), relay.mention) for relay in relayed),
            about=tuple(
                Reference(self._refer(target.cluster), target.mention) for target in spoken_of
            ),
            act="assertion",
            mode="indirect",
            uttered=None,
            evidence=(),
            confidence=round(attribution.score * (source.certainty if source else 0.9), 4),
        )

    def _mint(self, attribution: Attribution, mention: tuple[Span, ...], words: str) -> str:
        """An id made of what the statement says, by whom and with which cue; never of offsets."""
        text = self.article.text
        fields = [
            self.article.id,
            words,
            " ".join(span.of(text) for span in attribution.cue),
            " ".join(span.of(text) for span in mention),
        ]
        self.seen[tuple(fields)] += 1
        return mint(*fields, str(self.seen[tuple(fields)]))

    def _refer(self, cluster: Cluster | None) -> str | None:
        if cluster is None:
            return None
        if cluster not in self.made:
            self.made[cluster] = actor(self.article.id, cluster)
        identifier = self.made[cluster].id
        self.meant[identifier] = cluster
        return identifier

    def _sentence(self, spans: Sequence[Span]) -> Span:
        """From the start of the first sentence that holds a span to the end of the last."""
        start, end = min(span.start for span in spans), max(span.end for span in spans)
        held = self.doc.touched(start, end)
        if held is None:
            return Span(start, end)
        sentences = self.doc[held[0].sent.start : held[-1].sent.end]
        words = [token for token in sentences if not token.is_space]
        last = words[-1]
        return Span(min(start, words[0].idx), max(end, last.idx + len(last.text)))

    def actors(self) -> tuple[Actor, ...]:
        """The actors that a statement refers to, sorted by id."""
        made = (self.made[cluster] for cluster in self.meant.values())
        return tuple(sorted(made, key=lambda one: one.id))

    def ordered(self) -> tuple[Statement, ...]:
        """The statements in the order that a `Reading` keeps."""
        return tuple(sorted(self.statements, key=lambda one: (one.attribution.content, one.id)))

    def finished(self, drafted: Reading) -> Reading:
        """The reading with its statements understood to the end."""
        drafts = drafted.statements
        days = dates.uttered(self.article, self.doc, drafts)
        understood = [
            replace(
                draft,
                act=acts.act(draft),
                mode=modes.mode(self.article.text, draft.attribution.content),
                uttered=day,
            )
            for draft, day in zip(drafts, days, strict=True)
        ]
        assessed = evidence.assess(self.doc, understood)
        said = [one.speaker.actor if one.speaker else None for one in understood]
        speakers = [self.meant.get(actor) if actor else None for actor in said]
        bare = unsupported.remarks(self.coreference, understood, speakers)
        statements = (
            replace(statement, evidence=_together(plain, found.evidence), answers=found.answers)
            for statement, plain, found in zip(understood, bare, assessed, strict=True)
        )
        return replace(drafted, statements=tuple(statements))


def _together(plain: Sequence[Evidence], found: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """Both, without what the plain remarks say already, in text order."""
    said = {one.status for one in plain}
    every = {*plain, *(one for one in found if one.status not in said)}
    return tuple(sorted(every, key=lambda one: (one.span, one.status)))
