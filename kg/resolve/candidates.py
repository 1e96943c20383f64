"""Actors that a content may speak of: every place in it where somebody may be meant."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.names import name_key
from kg.records import Span, Spans
from kg.resolve import nouns, people
from kg.resolve.clusters import Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import Mention
from kg.resolve.parse import Token
from kg.resolve.speakers import tokens_in

SECOND_PERSON = frozenset({"you", "your", "yours", "yourself", "yourselves"})
TELLING = frozenset(
    """
    advise advised answer answered ask asked asks asking assure assured inform informed informs
    interview interviewed notify notified promise promised reassure reassured reminded show
    showed tell telling tells told write wrote
    """.split()
)
CLIENTS = frozenset({"client", "clients"})
LAWYERS = frozenset("advocate attorney barrister counsel lawyer solicitor".split())
# What a phrase of a group may have before its noun.
MODIFIERS = frozenset({"CD", "JJ", "JJR", "JJS", "NN", "NNP", "NNPS", "VBN", "POS", "HYPH"})


@dataclass(frozen=True, slots=True)
class Place:
    """One place where an actor is meant, and how: `name`, `description`, `they`, `I`, ...

    `token` is the index of its head.
    """

    token: int
    span: Span
    how: str
    definite: bool
    plural: bool


@dataclass(eq=False)
class Candidate:
    """An actor that a content may speak of, with its places there, in text order."""

    cluster: Cluster
    places: list[Place] = field(default_factory=list)


class Candidates:
    """Finds the candidates of the contents of one document."""

    def __init__(self, coreference: Coreference) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.heads = coreference.heads
        self.covered = {
            index
            for mention in coreference.mentions
            if mention.form == "name"
            for index in range(mention.first, mention.last + 1)
        }
        self.described: dict[str, Cluster] = {}
        self.counted = _counted(coreference)
        self.by_name: dict[str, Cluster] = {}
        for cluster in coreference.clusters:
            for name in cluster.names:
                self.by_name.setdefault(name_key(name), cluster)

    def of(self, draft: Draft) -> list[Candidate]:
        """The candidates of a draft's content, in the order of their first places."""
        found: dict[int, Candidate] = {}
        tokens = self.tokens(draft.attribution.content)
        for cluster, place in (*self._inside(tokens, draft), *self._beside(tokens, draft)):
            candidate = found.setdefault(id(cluster), Candidate(cluster))
            candidate.places.append(place)
        return list(found.values())

    def tokens(self, spans: Spans) -> list[Token]:
        """The tokens of the spans, without white space."""
        return [token for span in spans for token in tokens_in(self.doc, span)]

    def _inside(self, tokens: list[Token], draft: Draft) -> Iterator[tuple[Cluster, Place]]:
        mentions = self.coreference.mentions
        for token in tokens:
            if (known := self._named_again(token)) is not None:
                yield known
            number = self.heads.get(token.i)
            if number is not None:
                mention = mentions[number]
                if (cluster := self._cluster(number, mention, draft)) is not None:
                    yield cluster, _place(mention)
            elif token.text.lower() in SECOND_PERSON:
                if (cluster := self._addressee(draft)) is not None:
                    span = Span(token.idx, token.idx + len(token.text))
                    yield cluster, Place(token.i, span, "you", True, False)
            elif token.text.lower() in CLIENTS and (client := self._client(draft)) is not None:
                span = Span(token.idx, token.idx + len(token.text))
                yield client, Place(token.i, span, "client", True, False)
            elif token.i not in self.covered and _is_group(token):
                yield self._group(token)
            elif token.tag_ == "CD" and (group := self.counted.get(token.text.lower())) is not None:
                span = Span(token.idx, token.idx + len(token.text))
                yield group, Place(token.i, span, "number", True, True)

    def _named_again(self, token: Token) -> tuple[Cluster, Place] | None:
        """A name known from elsewhere, inside a name of something else or in a headline."""
        number = self.coreference.by_token.get(token.i)
        if number is None or not token.text[0].isupper():
            return None
        mention = self.coreference.mentions[number]
        if mention.form != "name" or mention.first == mention.last:
            return None
        cluster = self.by_name.get(name_key(token.text))
        resolved = self.coreference.of.get(number)
        if cluster is None or not cluster.named or cluster is resolved:
            return None
        if resolved is not None and resolved.kind == "person":
            return None
        span = Span(token.idx, token.idx + len(token.text))
        return cluster, Place(token.i, span, "name inside", True, False)

    def _cluster(self, number: int, mention: Mention, draft: Draft) -> Cluster | None:
        """Whom a mention means, with the speaker known."""
        known = self.coreference.of.get(number)
        if mention.form == "pronoun" and mention.person == 1:
            if draft.speaker is None or not mention.plural:
                return draft.speaker
            return self.body(draft.speaker) or draft.speaker
        if mention.form == "pronoun" and known is draft.speaker and known is not None:
            if self.coreference.quoted[mention.head]:
                return self.coreference.meant(mention, other_than=known)
        if known is None and mention.form == "pronoun" and _may_be(mention, draft.speaker):
            return draft.speaker
        if known is None and mention.form == "description" and mention.kind is not None:
            return self._describe(mention.name, mention.noun, mention.plural, mention.kind)
        return known

    def _client(self, draft: Draft) -> Cluster | None:
        """For whom a lawyer speaks: the owner in "his lawyer, Lena Okafor"."""
        speaker = draft.speaker
        if speaker is None or not speaker.nouns & LAWYERS:
            return None
        for mention in speaker.mentions:
            number = self.heads.get(mention.owner) if mention.owner is not None else None
            owner = self.coreference.of.get(number) if number is not None else None
            if owner is not None and owner is not speaker:
                return owner
        return None

    def body(self, cluster: Cluster) -> Cluster | None:
        """The organisation, state or group that somebody speaks for; itself if it is one."""
        if cluster.kind in ("organisation", "state", "group"):
            return cluster
        for mention in cluster.mentions:
            for owner in self._bodies(mention):
                if owner is not cluster and owner.kind in ("organisation", "state", None):
                    return owner
        return None

    def _bodies(self, mention: Mention) -> Iterator[Cluster]:
        number = self.heads.get(mention.owner) if mention.owner is not None else None
        if number is not None and number in self.coreference.of:
            yield self.coreference.of[number]
        if mention.place:
            words = mention.place.split()
            for start in range(len(words)):
                if (found := self.by_name.get(name_key(" ".join(words[start:])))) is not None:
                    yield found

    def _addressee(self, draft: Draft) -> Cluster | None:
        """To whom the speaker speaks: the object of the cue's verb."""
        for token in self.tokens(draft.attribution.cue):
            for child in token.children:
                if child.dep_ not in ("dobj", "dative"):
                    continue
                number = self.heads.get(child.i)
                cluster = self.coreference.of.get(number) if number is not None else None
                if cluster is not None and cluster.named and cluster is not draft.speaker:
                    return cluster
        return None

    def _beside(self, tokens: list[Token], draft: Draft) -> Iterator[tuple[Cluster, Place]]:
        """Who is accused, urged, praised: subject of a passive cue, object of an active one."""
        inside = {token.i for token in tokens}
        source = {token.i for token in self.tokens(draft.attribution.source)}
        for token in self.tokens(draft.attribution.cue):
            if token.text.lower() in TELLING:
                continue
            for child in token.children:
                if child.dep_ not in ("nsubjpass", "dobj") or child.i in inside | source:
                    continue
                number = self.heads.get(child.i)
                cluster = self.coreference.of.get(number) if number is not None else None
                if number is not None and cluster is not None and cluster is not draft.speaker:
                    mention = self.coreference.mentions[number]
                    how = "patient" if child.dep_ == "nsubjpass" else "object"
                    yield (
                        cluster,
                        Place(child.i, mention.span, how, mention.definite, mention.plural),
                    )

    def _group(self, token: Token) -> tuple[Cluster, Place]:
        """People whom no list of mentions holds: "nine nurses", "hackers", "the injured"."""
        first = token.i
        while first > token.sent.start and self.doc[first - 1].tag_ in MODIFIERS:
            first -= 1
        words = self.doc[first : token.i + 1].text
        before = self.doc[first - 1].text.lower() if first > token.sent.start else ""
        plural = token.tag_ != "NN"
        kind = "group" if plural or nouns.singular(token.text.lower()) != token.text else "person"
        cluster = self._describe(words, nouns.singular(token.text.lower()), plural, kind)
        start = self.doc[first].idx
        definite = before in ("the", "these", "those", "both", "this", "that")
        span = Span(start, token.idx + len(token.text))
        return cluster, Place(token.i, span, "group", definite, plural)

    def _describe(self, words: str, noun: str, plural: bool, kind: str) -> Cluster:
        """The unnamed actor of this noun: "the nurses" are those whom the text spoke of before."""
        cluster = self.described.get(noun)
        if cluster is None:
            cluster = Cluster(kind=kind, plural=plural)  # type: ignore[arg-type]
            cluster.names[words] = 1
            cluster.nouns.add(noun)
            self.described[noun] = cluster
        return cluster


def _counted(coreference: Coreference) -> dict[str, Cluster]:
    """The group that a number stands for, where the text counts only one: "41" for 41 people."""
    found: dict[str, Cluster | None] = {}
    for number, mention in enumerate(coreference.mentions):
        cluster = coreference.of.get(number)
        if cluster is None or cluster.kind != "group" or mention.form != "description":
            continue
        token = coreference.doc[mention.head]
        for child in token.children:
            if child.tag_ == "CD":
                key = child.text.lower()
                same = key not in found or found[key] is cluster
                found[key] = cluster if same else None
    return {key: cluster for key, cluster in found.items() if cluster is not None}


def _may_be(mention: Mention, speaker: Cluster | None) -> bool:
    """Whether a pronoun of the third person agrees with the speaker, who is its likeliest sense."""
    if speaker is None:
        return False
    if mention.plural:
        return speaker.plural or speaker.kind in ("group", "organisation")
    if mention.gender == "neuter":
        return speaker.kind in ("organisation", "state")
    return speaker.kind in ("person", None) and speaker.gender in (None, mention.gender)


def _place(mention: Mention) -> Place:
    how: str = mention.form
    if mention.form == "pronoun":
        how = mention.name if mention.person == 3 else ("we" if mention.plural else "I")
    return Place(mention.head, mention.span, how, mention.definite, mention.plural)


def _is_group(token: Token) -> bool:
    """Whether a token that is no mention's head denotes people all the same."""
    lower = token.text.lower()
    if token.tag_ in ("NN", "NNS"):
        return token.dep_ not in ("compound", "nmod") and people.is_person_noun(lower)
    if token.tag_ in ("JJ", "VBN", "CD"):
        if lower in people.STATES_OF_PEOPLE:
            before = token.nbor(-1) if token.i else None
            return before is not None and (before.tag_ == "CD" or before.text.lower() == "the")
    return False
