"""Who relayed: the agency that reported it, the paper that was told, the lawyer it came through.

Relays stand outside the content, or speak the statement that holds it. The nearest to the speaker
comes first. An article's own publisher relays nothing, nor does "reporters" or "this newspaper".
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from kg.names import name_key
from kg.records import Span, Spans
from kg.resolve import nouns
from kg.resolve.clusters import SUBJECTS, Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import Mention
from kg.resolve.parse import Token
from kg.resolve.speakers import Source, tokens_in

REPORTING = frozenset(
    """
    add added adds inform informed informs note noted notes publish published recalled report
    reported reporting reports reveal revealed reveals said say saying says tell tells told transmit
    transmits wrote write writes writing
    """.split()
)
QUOTING = frozenset("cite cited cites citing quote quoted quotes quoting".split())
HEARING = frozenset(
    """
    admit admits admitted complained conceded confided confirm confirmed confirms declared disclosed
    explained repeated revealed said say says tell telling tells told
    """.split()
)
HEAD = 160  # code points of a line at an article's beginning that may be its masthead
DATELINE = re.compile(r"\(([^)]{3,40})\)\s*[-–—]|/([^/]{3,40})/")


def relays(
    coreference: Coreference, drafts: Sequence[Draft], publisher: str | None = None
) -> list[list[Source]]:
    """For each draft its relays, nearest first; the list is empty where the text names none."""
    found = _Relays(coreference, drafts, publisher)
    return [found.of(draft) for draft in drafts]


class _Relays:
    def __init__(
        self, coreference: Coreference, drafts: Sequence[Draft], publisher: str | None
    ) -> None:
        self.coreference, self.drafts = coreference, drafts
        self.doc = coreference.doc
        self.publisher = set(name_key(publisher or "").split()) - {"the"}
        self.masthead = set(name_key(_masthead(self.doc.text)).split())
        self.heads = coreference.heads
        self.cued: dict[int, list[Draft]] = defaultdict(list)
        for draft in drafts:
            for token in self._tokens(draft.attribution.cue):
                self.cued[token.i].append(draft)

    def of(self, draft: Draft) -> list[Source]:
        """The relays of one statement."""
        cue = self._tokens(draft.attribution.cue)
        content = {token.i for token in self._tokens(draft.attribution.content)}
        source = {token.i for token in self._tokens(draft.mention)}
        found: dict[int, Source] = {}
        passed = [token for token in self._tokens(draft.through) if token.i in self.heads]
        around = self._around(draft, cue, content | source)
        places = [*passed[:1], *around, *self._within(draft)]
        for token in sorted(places, key=lambda token: self._distance(token, source, cue)):
            number = self.heads.get(token.i)
            if number is None:
                continue
            mention = self.coreference.mentions[number]
            cluster = self.coreference.of.get(number)
            if cluster is None and mention.form == "description" and mention.kind == "person":
                cluster = self._described(mention)
            if cluster is None or cluster is draft.speaker or self._is_own(cluster):
                continue
            found.setdefault(id(cluster), Source(cluster, (mention.span,), "relay"))
        return list(found.values())

    def _distance(self, token: Token, source: set[int], cue: Sequence[Token]) -> int:
        """Words between a relay and the speaker, or the cue where there are none."""
        places = source or {one.i for one in cue}
        return min((abs(token.i - place) for place in places), default=0)

    def _tokens(self, spans: Spans) -> list[Token]:
        return [token for span in spans for token in tokens_in(self.doc, span)]

    # --- outside the content -------------------------------------------------------------

    def _around(self, draft: Draft, cue: Sequence[Token], taken: set[int]) -> Iterator[Token]:
        """Heads of relays in the sentences of the cue, outside content and source."""
        if not cue:
            return
        verbs = {token.i for token in cue}
        sentence = self.doc[cue[0].sent.start : cue[-1].sent.end]
        for token in sentence:
            if token.i in taken or token.i not in self.heads or self._speaks_apart(token, draft):
                continue
            if self._reports(token, verbs) or self._carries(token) or self._hears(token, verbs):
                yield token

    def _speaks_apart(self, token: Token, draft: Draft) -> bool:
        """Whether the token speaks elsewhere in the sentence, of something else."""
        cues = self.cued.get(token.head.i, ())
        own = (*draft.attribution.cue, *draft.attribution.content)
        return bool(cues) and not any(
            one is draft
            or any(_touch(held, span) for held in one.attribution.content for span in own)
            for one in cues
        )

    def _reports(self, token: Token, cue: set[int]) -> bool:
        """`X did it, the agency reported`; `according to the paper`; `the agency quoted X`."""
        verb = token.head
        if token.dep_ in SUBJECTS and verb.i not in cue:
            above = {ancestor.i for index in cue for ancestor in self.doc[index].ancestors}
            lower = verb.text.lower()
            if lower in REPORTING | QUOTING and (
                verb.i in above or verb.dep_ in ("parataxis", "advcl", "ccomp", "relcl")
            ):
                return self._is_medium(token) or (lower in REPORTING and self._tells(verb, cue))
        if token.dep_ in SUBJECTS and verb.i in cue and verb.text.lower() in QUOTING:
            return True
        if token.dep_ == "pobj" and verb.text.lower() == "to" and verb.i not in cue:
            return verb.i > 0 and self.doc[verb.i - 1].text.lower() == "according"
        return False

    def _tells(self, verb: Token, cue: set[int]) -> bool:
        """Whether the cue stands in the clause that the verb tells: not beside or below that."""
        for index in cue:
            lower = self.doc[index]
            while lower.head is not verb and lower.head is not lower:
                lower = lower.head
            if lower.head is verb and lower.dep_ == "ccomp":
                return True
        return False

    def _carries(self, token: Token) -> bool:
        """`through a spokesman`, `via her lawyer`."""
        return (
            token.dep_ == "pobj"
            and token.head.text.lower() in ("through", "via")
            and (self._is_person(token))
        )

    def _hears(self, token: Token, cue: set[int]) -> bool:
        """`told the Gazette`, `in an interview with the Gazette`; "told reporters" is nobody."""
        if not self._is_medium(token) or self._is_this(token):
            return False
        governor = token.head
        if token.dep_ in ("dobj", "dative") and governor.i in cue:
            return governor.text.lower() in HEARING
        if token.dep_ == "pobj" and governor.text.lower() in ("to", "with"):
            above = governor.head
            return (above.i in cue and above.text.lower() in HEARING) or (
                above.text.lower() in ("interview", "conversation", "talk")
            )
        return False

    def _is_person(self, token: Token) -> bool:
        number = self.heads[token.i]
        cluster = self.coreference.of.get(number)
        kind = cluster.kind if cluster else self.coreference.mentions[number].kind
        return kind == "person"

    def _is_medium(self, token: Token) -> bool:
        """Whether the mention means a paper, broadcaster or agency, by its noun or its name."""
        cluster = self.coreference.of.get(self.heads[token.i])
        return cluster is not None and is_medium(cluster)

    def _is_this(self, token: Token) -> bool:
        """Whether the paper that prints the article speaks of itself: `this newspaper`."""
        return self.coreference.mentions[self.heads[token.i]].text.lower().startswith("this ")

    def _is_own(self, cluster: Cluster) -> bool:
        """Whether a medium publishes this article: by what is known, or by the article's head."""
        words = set(name_key(cluster.name).split()) - {"the"}
        if self.publisher and words and (words <= self.publisher or self.publisher <= words):
            return True
        last = name_key(cluster.name).rpartition(" ")[2]
        return last in nouns.MEDIA_NAMES and last in self.masthead

    def _described(self, mention: Mention) -> Cluster:
        """An unnamed go-between, such as a lawyer."""
        return self.coreference.describe(mention.name, plural=mention.plural)

    # --- one statement inside another ----------------------------------------------------

    def _within(self, draft: Draft) -> Iterator[Token]:
        """Sources of the statements whose contents hold this one's cue and content."""
        if not draft.attribution.cue:
            return
        for outer in self.drafts:
            if outer is draft or outer.source is None or not _holds(outer, draft):
                continue
            verbs = {span.of(self.doc.text).lower() for span in outer.attribution.cue}
            if any(verb.split()[0] in REPORTING or "according" in verb for verb in verbs):
                yield from (t for t in self._tokens(outer.mention) if t.i in self.heads)


def is_medium(cluster: Cluster) -> bool:
    """Whether the actor is a paper, broadcaster or agency, by its noun or its name."""
    if cluster.kind in ("state", "group", "person"):
        return False
    if cluster.nouns & nouns.MEDIA:
        return True
    return cluster.named and any(
        name_key(name).rpartition(" ")[2] in nouns.MEDIA_NAMES for name in cluster.names
    )


def _masthead(text: str) -> str:
    """What stands above the text or in its dateline: "Brackwell Gazette, 3 May", "(Reuters) -"."""
    first, _, rest = text.strip().partition("\n")
    if rest and len(first) <= HEAD and not first.rstrip().endswith((".", "!", "?", '"', "”")):
        return first
    found = DATELINE.search(text[:HEAD])
    return (found[1] or found[2]) if found else ""


def _touch(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end


def _holds(outer: Draft, inner: Draft) -> bool:
    """Whether the content of one statement covers cue and content of another."""
    spans = (*inner.attribution.cue, *inner.attribution.content)
    return all(
        any(held.start <= span.start and span.end <= held.end for held in outer.attribution.content)
        for span in spans
    )
