"""Who speaks: from the words of a source to the actor they mean, and who relayed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.records import Attribution, Span, Spans
from kg.resolve import nouns
from kg.resolve.clusters import SUBJECTS, Cluster, Coreference
from kg.resolve.mentions import DEFINITE, FIRST_PERSON, NOUN_TAGS, Mention, kind_of
from kg.resolve.parse import Doc, Token

# Share of right speakers by the way they were found, on kg/train/data given gold spans; of pronouns
# by story, of descriptions .93 of those learnt from, put lower. Implied and continued ones hardly
# occur there: they are put below what they rest on.
CERTAINTY = {
    "name": 0.95,
    "apposition": 0.95,
    "pronoun": 0.87,
    "description": 0.88,
    "relative pronoun": 0.85,
    "narrator": 0.85,
    "implied": 0.8,
    "continued": 0.8,
    "relay": 0.8,
    "unnamed": 0.78,
    "issuer": 0.5,
    "unresolved": 0.05,
}
# What may govern a source: nouns, pronouns, numbers.
HEADS = frozenset({"NN", "NNS", "NNP", "NNPS", "PRP", "PRP$", "WP", "WDT", "WP$", "CD", "DT"})
BODIES = frozenset({"organisation", "state"})
PAIRS = frozenset({"two", "both", "pair", "duo"})
# Sentences back in which two people are joined by "and" who are then "they", "the two senators".
NEAR_PAIR, FAR_PAIR = 1, 8
# What begins a clause inside a source.
CLAUSES = frozenset({"WP", "WDT", "WP$", "WRB", "TO", "VBD", "VBP", "VBZ", "MD"})
# What ends the words of a name or of an unnamed source: a clause, a list, a mark.
BREAKS = frozenset({"WP", "WDT", "WP$", "WRB", "CC", ",", ":", "-LRB-"})
# How a clause hangs on the one whose subject it shares.
CLIMBED = frozenset({"advcl", "conj", "xcomp", "parataxis", "dep", "pcomp", "prep"})
VERB_TAGS = frozenset({"VB", "VBD", "VBG", "VBN", "VBP", "VBZ"})


@dataclass(frozen=True)
class Source:
    """A speaker or relay: `cluster` is None where the text names nobody; `mention` its words.

    `chance` is how likely it is the right actor, where that was weighed.
    """

    cluster: Cluster | None
    mention: Spans
    how: str
    chance: float | None = None

    @property
    def certainty(self) -> float:
        """How likely it is resolved rightly: as weighed, or as often as such sources are."""
        if self.chance is not None:
            return self.chance
        return CERTAINTY[self.how if self.cluster else "unresolved"]


class Speakers:
    """Resolves the sources of one document."""

    def __init__(self, coreference: Coreference, narrator: Cluster | None = None) -> None:
        self.coreference, self.narrator = coreference, narrator
        self.doc = coreference.doc

    def resolve(self, spans: Spans) -> list[Source]:
        """The speakers that a source's words mean: several where they are joined by "and".

        A source without words has no speaker: the list is empty.
        """
        tokens = [token for span in spans for token in tokens_in(self.doc, span)]
        if not tokens:
            return []
        inside = {token.i for token in tokens}
        head = self._head(tokens, inside)
        clauses = {
            token.i
            for child in head.children
            if child.dep_ in ("relcl", "acl") and child.i > head.i
            for token in child.subtree
        }
        joined = self._listed(head, inside) or self._joined(head, inside - clauses)
        if len(joined) > 1 and not self._is_one(joined):
            found = [self._one(token, inside, spans) for token in joined]
            distinct = {id(source.cluster) for source in found if source.cluster}
            if len(distinct) == len(joined):
                return [
                    Source(s.cluster, (self._words(token),), s.how)
                    for s, token in zip(found, joined, strict=True)
                ]
        one = self._one(head, inside, spans)
        if one.cluster is None or not one.cluster.named:
            pair = self._pair(head, inside)
            return [Source(each, spans, "description") for each in pair] or [one]
        return [one]

    def governor(self, spans: Spans) -> Token | None:
        """The token that governs a source's words; None if there is none."""
        tokens = [token for span in spans for token in tokens_in(self.doc, span)]
        return self._head(tokens, {token.i for token in tokens}) if tokens else None

    def _pair(self, head: Token, inside: set[int]) -> list[Cluster]:
        """The two people named together before whom `the two senators`, `both` or `they` mean."""
        first = self.doc[min(inside)]
        words = {first.text.lower(), head.text.lower(), *(c.text.lower() for c in head.children)}
        is_pronoun = head.text.lower() == "they"
        counted = bool(words & PAIRS) and first.text.lower() in DEFINITE
        if not (is_pronoun or counted) or (
            counted and kind_of(head.text.lower()) == "organisation"
        ):
            return []
        here, far = self.coreference.sentence[head.i], NEAR_PAIR if is_pronoun else FAR_PAIR
        for token in reversed(self.doc[: min(inside)]):
            if here - self.coreference.sentence[token.i] > far:
                break
            if token.dep_ == "conj" and len(token.conjuncts) == 1:
                two = [self.coreference.at(one) for one in (token.head, token)]
                found = [one for one in two if one and one.named and one.kind == "person"]
                if len(found) == 2 and found[0] is not found[1]:
                    return found
        return []

    def _head(self, tokens: list[Token], inside: set[int]) -> Token:
        """The token that governs the source; of several a person's name, else the first."""
        heads = [t for t in tokens if t.head.i not in inside or t.head is t] or tokens[-1:]
        heads = (
            [t for t in heads if t.tag_ in HEADS or _is_part(t)]
            or [t for t in tokens if t.tag_ in HEADS]
            or heads
        )
        clause = next((t.i for t in tokens[1:] if t.tag_ in CLAUSES), tokens[-1].i + 1)
        for token in heads:
            cluster = self.coreference.at(token)
            # "Hacker who read Ruiz's mail" is not Ruiz, whatever the parse makes of a headline.
            if cluster and cluster.named and cluster.kind == "person" and token.i < clause:
                return token
        return self._owned(tokens) or self._possessed(heads[0], inside)

    def _possessed(self, head: Token, inside: set[int]) -> Token:
        """The lawyer in `the mayor's lawyer`, which the parse may hang on the mayor."""
        mark = head.i + 1
        if mark not in inside or self.doc[mark].tag_ != "POS":
            return head
        mentions, by_token = self.coreference.mentions, self.coreference.by_token
        for index in range(mark + 1, max(inside) + 1):
            if self.doc[index].tag_ in BREAKS:
                break
            if index in by_token and mentions[by_token[index]].head == index:
                return self.doc[index]
        return head

    def _owned(self, tokens: list[Token]) -> Token | None:
        """Who is named last in `the Miners' Union's Ana Ruiz`."""
        number = self.coreference.by_token.get(tokens[-1].i)
        if number is None or self.coreference.mentions[number].form != "name":
            return None
        name = self.coreference.mentions[number]
        owner = name.first > tokens[0].i and self.doc[name.first - 1].tag_ == "POS"
        return self.doc[name.head] if owner and name.kind != "organisation" else None

    def implied(self, cue: Spans) -> Source | None:
        """Who speaks by a cue that has no source of its own: `Ruiz rose, saying that ...`.

        The subject of its verb, of a passive the agent ("it was said" names nobody); the owner of
        its noun ("his earlier claim"); whom "according to" is followed by.
        """
        tokens = [token for span in cue for token in tokens_in(self.doc, span)]
        verb = next((token for token in tokens if token.tag_ in VERB_TAGS), None)
        if verb is None or verb.text.lower() == "according":
            return self._possessor(tokens)
        if any(child.dep_ in ("auxpass", "agent") for child in verb.children):
            return self._agent(verb)
        climbed, sought = verb, frozenset({"nsubj"})
        for _ in range(4):
            subjects = [child for child in climbed.children if child.dep_ in sought]
            if subjects:
                return self._implied(subjects[0])
            if climbed.dep_ not in CLIMBED:
                return None
            climbed, sought = climbed.head, SUBJECTS
        return None

    def _possessor(self, cue: list[Token]) -> Source | None:
        """Whose claim it is, of a cue that is a noun or "according to"."""
        for token in cue:
            for child in token.children:
                owns = child.dep_ == "poss" and token.tag_ in ("NN", "NNS")
                if owns or (child.dep_ == "pobj" and token.text.lower() == "to"):
                    return self._implied(child)
        return None

    def _agent(self, verb: Token) -> Source | None:
        """Who did it, of a passive: `it was confirmed by the ministry`."""
        for child in verb.children:
            if child.dep_ == "agent" or (child.dep_ == "prep" and child.text.lower() == "by"):
                for doer in child.children:
                    if doer.dep_ == "pobj":
                        return self._implied(doer)
        return None

    def _implied(self, token: Token) -> Source | None:
        found = self._one(token, {one.i for one in token.subtree}, (self._words(token),))
        named = found.cluster is not None
        return Source(found.cluster, found.mention, "implied") if named else None

    def _joined(self, head: Token, inside: set[int]) -> list[Token]:
        """The heads of a coordination, in text order."""
        found, frontier = [head], head
        while True:
            following = [c for c in frontier.children if c.dep_ == "conj" and c.i in inside]
            if not following:
                return found
            frontier = following[0]
            found.append(frontier)

    def _is_one(self, joined: Sequence[Token]) -> bool:
        """Whether one determiner stands for all: `the former first lady and senator` is one."""
        return all(token.tag_ in ("NN", "NNP") and token.text.islower() for token in joined) and [
            any(child.dep_ in ("det", "poss") for child in token.children) for token in joined
        ] == [True] + [False] * (len(joined) - 1)

    def _listed(self, head: Token, inside: set[int]) -> list[Token]:
        """The people who a plural noun stands for: `two senators, Ruiz and Brenk`, `including`."""
        if head.tag_ not in ("NNS", "NNPS"):
            return []
        places = [c for c in head.children if c.dep_ == "appos"]
        for child in head.children:
            if child.text.lower() in ("including", "like"):
                places += [c for c in child.children if c.dep_ == "pobj"]
        for first in places:
            joined = self._joined(first, inside)
            people = [self.coreference.at(token) for token in joined]
            if (
                len(joined) > 1
                and first.i in inside
                and all(
                    one is not None and one.named and one.kind in ("person", None) for one in people
                )
            ):
                return joined
        return []

    def _words(self, token: Token) -> Span:
        number = self.coreference.by_token.get(token.i)
        if number is not None:
            return self.coreference.mentions[number].span
        return Span(token.idx, token.idx + len(token.text))

    def _one(self, head: Token, inside: set[int], spans: Spans) -> Source:
        mentions = self.coreference.mentions
        here = [n for n, m in enumerate(mentions) if m.head in inside and m.first in inside]
        if head.tag_ in ("WP", "WDT", "WP$"):
            meant = antecedent(head)
            cluster = self.coreference.at(meant) or self._principal(meant)
            if head.text.lower() == "who" and (cluster is None or cluster.kind in BODIES):
                cluster = self._person_above(meant) or cluster
            return Source(cluster, spans, "relative pronoun")
        is_narrator = head.text.lower() in FIRST_PERSON and not self.coreference.quoted[head.i]
        if self.narrator is not None and is_narrator:
            return Source(self.narrator, spans, "narrator")
        number = self.coreference.by_token.get(head.i)
        mention = mentions[number] if number is not None else None
        cluster = self.coreference.at(head)
        if cluster is not None and cluster.named and mention is not None:
            return Source(cluster, spans, mention.form)
        if (apposed := self._name_beside(head, here)) is not None:
            return Source(apposed, spans, "apposition")
        if mention is None or mention.form == "description":
            owner = self._principal(head)
            if owner is not None:
                return Source(owner, spans, "issuer")
        if cluster is not None:
            if mention is not None and mention is cluster.mentions[0] and not cluster.named:
                if words := self._completed(mention, inside):
                    cluster.names.setdefault(words, 1)
            return Source(cluster, spans, "unnamed")
        if head.idx < self.coreference.headline_end and (called := self._called(inside)):
            return Source(called, spans, "name")
        if (made := self._unnamed(head, inside, spans)) is not None:
            return Source(made, spans, "unnamed")
        return Source(None, spans, "unresolved")

    def _person_above(self, token: Token) -> Cluster | None:
        """Whom `who` means that the parse hangs on a body: Ruiz in `Ruiz of the mill, who ...`."""
        found = (self.coreference.at(above) for above in token.ancestors if above.i < token.i)
        return next((one for one in found if one is not None and one.kind == "person"), None)

    def _called(self, inside: set[int]) -> Cluster | None:
        """Who has the source's words as a name: in a headline their capitals tell nothing."""
        return self.coreference.called(self.doc[min(inside) : max(inside) + 1].text)

    def _unnamed(self, head: Token, inside: set[int], spans: Spans) -> Cluster | None:
        """A new actor for somebody whom the text describes without a name."""
        lower = head.text.lower()
        if nouns.is_document(lower) or (kind_of(lower) is None and nouns.is_thing(lower)):
            return None
        if head.tag_ not in ("NN", "NNS", "CD", "DT", "NNP", "NNPS"):
            return None
        if len(inside) < 2 and head.tag_ != "NNS":
            return None
        first = self.doc[min(inside)].text.lower()
        if first in ("the", "this", "that", "these", "those", "his", "her", "its", "their"):
            if not any(child.dep_ in ("prep", "relcl", "acl") for child in head.children):
                return None
        words = self._wording(min(inside), inside)
        return self.coreference.describe(words, plural=head.tag_ in ("NNS", "NNPS"))

    def worded(self, spans: Spans) -> Source:
        """A source that nobody is known to be: an unnamed actor in the text's own words.

        Of a pronoun, or words that only count ("some", "both"), there is none.
        """
        head = self.governor(spans)
        if head is None:
            return Source(None, spans, "unresolved")
        inside = {token.i for span in spans for token in tokens_in(self.doc, span)}
        if head.tag_ in ("WP", "WDT"):
            head = antecedent(head)
            found = self.coreference.by_token.get(head.i)
            first = self.coreference.mentions[found].first if found is not None else head.i
            inside = set(range(first, head.i + 1))
        if head.tag_ not in NOUN_TAGS and not _is_part(head):
            return Source(None, spans, "unresolved")
        # "a police report dated June 18": of a thing what was done to it is no name.
        if kind_of(nouns.singular(head.text.lower())) is None:
            done = {t.i for c in head.children if c.dep_ == "acl" for t in c.subtree}
            inside -= {index for index in done if index > head.i}
        plural, noun = head.tag_ in ("NNS", "NNPS"), nouns.singular(head.text.lower())
        kind = kind_of(noun)
        if kind is None and (nouns.is_document(noun) or nouns.is_thing(noun)):
            kind = "organisation"  # a document speaks for a body
        if plural and kind == "person":
            kind = "group"
        made = self.coreference.describe(self._wording(min(inside), inside), plural, kind)
        return Source(made, spans, "unnamed")

    def _completed(self, mention: Mention, inside: set[int]) -> str | None:
        """`two people briefed on the talks`, where the mention has the first two words."""
        after = self.doc[mention.last + 1 : mention.last + 3]
        if (
            len(after) < 2
            or after[0].tag_ not in ("VBN", "JJ")
            or after[1].tag_ not in ("IN", "TO")
        ):
            return None
        if after[1].text == "by" or not {token.i for token in after} <= inside:
            return None
        return self._wording(mention.first, inside)

    def _wording(self, first: int, inside: set[int]) -> str:
        """The words of an unnamed source without clauses: up to a comma or a relative pronoun."""
        last = first
        while last + 1 in inside and self.doc[last + 1].tag_ not in BREAKS:
            last += 1
        while last > first and self.doc[last].tag_ in ("IN", "TO", "PRP"):
            last -= 1
        return self.doc[first : last + 1].text

    def _name_beside(self, head: Token, here: list[int]) -> Cluster | None:
        of, mentions = self.coreference.of, self.coreference.mentions
        beside = [child.i for child in head.children if child.dep_ == "appos"]
        if head.dep_ == "appos":
            beside.append(head.head.i)
        for number in here:
            if mentions[number].form == "name" and mentions[number].head in beside and number in of:
                return of[number]
        return None

    def _principal(self, head: Token) -> Cluster | None:
        """For whom a document or an unnamed spokesperson speaks: its owner, if that is named."""
        noun = nouns.singular(head.text.lower())
        speaks_for = nouns.is_document(noun) or noun in nouns.SPOKESPEOPLE
        if not speaks_for:
            return None
        for token in _owners(head):
            owner = self.coreference.at(token)
            if owner is not None and (owner.named or owner.kind == "organisation"):
                return owner
        if nouns.is_document(noun):
            return self._issued_before(noun, head.i)
        return None

    def _issued_before(self, noun: str, before: int) -> Cluster | None:
        """The owner of the same document where it was first spoken of with one."""
        return next((one for one in self.issued(noun, before) if one.kind != "state"), None)

    def issued(self, noun: str, before: int) -> Iterator[Cluster]:
        """The named actors who own or make such a document, in text order, before a token."""
        same = nouns.related(noun)
        for token in self.doc[:before]:
            if nouns.singular(token.text.lower()) in same:
                yield from (one for one in self.issuers(token) if one.named)

    def issuers(self, document: Token) -> Iterator[Cluster]:
        """Whose a document is at this place, or who makes it: `she wrote a letter`."""
        makers: list[Token] = []
        verb = document.head
        while document.dep_ in ("dobj", "nsubjpass") and not makers:
            makers = [c for c in verb.children if c.dep_ == "nsubj" and c is not document]
            if verb.dep_ != "conj":
                break
            verb = verb.head
        for token in (*_owners(document), *makers):
            if (cluster := self.coreference.at(token)) is not None:
                yield cluster


def source_tokens(doc: Doc, attributions: Iterable[Attribution]) -> frozenset[int]:
    """The tokens of all sources."""
    spans = (span for attribution in attributions for span in attribution.source)
    return frozenset(token.i for span in spans for token in tokens_in(doc, span))


def tokens_in(doc: Doc, span: Span) -> list[Token]:
    """The tokens that the span touches, without white space."""
    piece = doc.touched(span.start, span.end)
    return [token for token in piece or () if not token.is_space]


def antecedent(relative: Token) -> Token:
    """What a relative pronoun stands for: `note` in `a note which said`."""
    return relative.head.head


def _is_part(token: Token) -> bool:
    """Whether it only counts out of others: `several of the men`, `one of them`."""
    return token.tag_ in ("CD", "DT", "JJ") and any(c.text == "of" for c in token.children)


def _owners(token: Token) -> list[Token]:
    """Heads of possessors, compounds and of/by/from/for complements, nearest kind first."""
    owners = [child for child in token.children if child.dep_ == "poss"]
    owners += [c for c in token.children if c.dep_ in ("compound", "nmod", "amod")]
    for child in token.children:
        if child.dep_ in ("prep", "agent") and child.text.lower() in ("of", "for", "by", "from"):
            owners += [c for c in child.children if c.dep_ == "pobj"]
        if child.dep_ in ("acl", "relcl"):
            for preposition in child.children:
                if preposition.text.lower() in ("by", "for", "from"):
                    owners += [c for c in preposition.children if c.dep_ == "pobj"]
    return owners
