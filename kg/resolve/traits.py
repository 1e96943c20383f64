"""What a candidate of a content looks like: the features by which `about` decides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kg.resolve import people
from kg.resolve.candidates import Candidate, Place
from kg.resolve.clusters import SUBJECTS, Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.parse import Token
from kg.words import lemma

PLACE_PREPOSITIONS = frozenset(
    """
    in at near from to across into around inside through over on off outside within toward towards
    """.split()
)
INDEFINITE = frozenset("a an any some many few several no every each most other another".split())
NOBODY = frozenset(
    """
    somebody someone anybody anyone nobody everybody everyone none others person people man woman
    """.split()
)
SHORT, LONG = 6, 20  # words of a content

Features = dict[str, float]


class Traits:
    """Features of the candidates of one document."""

    def __init__(self, coreference: Coreference, drafts: Sequence[Draft]) -> None:
        self.coreference = coreference
        self.doc = coreference.doc
        self.speaking = {id(draft.speaker) for draft in drafts}
        self.heads = {m.head for m in coreference.mentions}

    def of(self, draft: Draft, candidate: Candidate, count: int) -> Features:
        """All features; `count` is how many candidates the content has."""
        found: Features = {}
        for name in self._of_actor(candidate.cluster):
            found[f"actor:{name}"] = 1.0
        for place in candidate.places:
            for name in self._of_place(candidate.cluster, place):
                found[f"place:{name}"] = 1.0
            if candidate.cluster is draft.speaker:
                for name in self._of_own(place):
                    found[f"own:{name}"] = 1.0
        for name in self._of_content(draft, candidate, count):
            found[f"content:{name}"] = 1.0
        return found

    def _of_actor(self, cluster: Cluster) -> Iterator[str]:
        """What the actor is: kind, named or not, whether it speaks or acts in this text."""
        kind = cluster.kind or "unknown"
        named = "named" if cluster.named else "unnamed"
        yield f"{kind}+{named}"
        if id(cluster) in self.speaking:
            yield "speaks"
            yield f"speaks+{kind}"
        acts = [self.doc[mention.head].dep_ in SUBJECTS for mention in cluster.mentions]
        if not acts:
            return
        share = sum(acts) / len(acts)
        yield f"acts={'never' if not share else 'often' if share > 0.3 else 'seldom'}"
        yield f"mentions={min(len(acts), 4)}"
        if not any(acts):
            yield f"never acts+{kind}+{named}"
        placed = [self._governor(self.doc[m.head]) in PLACE_PREPOSITIONS for m in cluster.mentions]
        if sum(placed) > len(placed) / 2:
            yield f"mostly a place+{kind}"

    def _of_place(self, cluster: Cluster, place: Place) -> Iterator[str]:
        """How the content means the actor: the form of the words and their part in the clause."""
        token = self.doc[place.token]
        kind = cluster.kind or "unknown"
        role = self._role(token)
        yield place.how
        yield role
        yield f"{place.how}+{role}"
        yield f"{kind}+{role}"
        yield from self._of_words(cluster, token, role)
        if not cluster.named:
            yield from self._of_unnamed(token, place, role)
        if place.how in ("he", "she", "it", "they", "him", "her", "his", "its", "their", "them"):
            quoted = "quoted" if self.coreference.quoted[token.i] else "told"
            yield f"pronoun+{quoted}+{'named' if cluster.named else 'unnamed'}"
        if role == "modifier":
            head = token.head.text.lower()
            yield f"modifies a person+{kind}" if people.is_person_noun(head) else f"modifies+{kind}"

    def _of_words(self, cluster: Cluster, token: Token, role: str) -> Iterator[str]:
        """The noun of an unnamed actor, and the words on which it hangs."""
        if not cluster.named and token.tag_ in ("NN", "NNS"):
            yield f"noun={lemma(token.text)}"
        head = token.head
        if head is token:
            return
        yield f"{role}+{lemma(head.text)}"
        if token.dep_ == "pobj" and head.head is not head:
            yield f"{head.text.lower()}+{lemma(head.head.text)}"

    def _of_unnamed(self, token: Token, place: Place, role: str) -> Iterator[str]:
        """Whether the words of an unnamed actor single it out: counted, definite, described."""
        children = list(token.children)
        words = {child.text.lower() for child in children}
        lower = token.text.lower()
        if any(child.tag_ == "CD" for child in children) or token.tag_ == "CD":
            yield "counted"
        elif words & INDEFINITE:
            yield f"indefinite+{'plural' if place.plural else 'single'}"
        elif any(child.dep_ == "poss" for child in children):
            yield "owned"
        elif place.definite:
            yield f"definite+{'plural' if place.plural else 'single'}"
        elif place.plural:
            yield "bare plural"
        else:
            yield "bare"
        if any(child.dep_ in ("relcl", "acl", "prep") for child in children):
            yield f"described+{'definite' if place.definite else 'indefinite'}"
        if any(child.dep_ in ("compound", "nmod", "amod") for child in children):
            yield "modified"
        if lower in NOBODY:
            yield "nobody"
        yield f"person noun={people.is_person_noun(lower)}"
        yield f"unnamed+{role}"

    def _of_own(self, place: Place) -> Iterator[str]:
        """How the speaker stands in the content, where it is the speaker."""
        role = self._role(self.doc[place.token])
        quoted = "quoted" if self.coreference.quoted[place.token] else "told"
        yield quoted
        yield place.how
        yield f"{role}+{quoted}"
        yield f"{place.how}+{role}"

    def _of_content(self, draft: Draft, candidate: Candidate, count: int) -> Iterator[str]:
        """How much else the content holds."""
        words = sum(span.end - span.start for span in draft.attribution.content) / 6
        size = "short" if words <= SHORT else "long" if words > LONG else "middling"
        yield f"candidates={min(count, 5)}"
        yield size
        yield f"places={min(len(candidate.places), 3)}"
        if candidate.cluster is draft.speaker:
            yield f"own+candidates={min(count, 3)}"

    def _role(self, token: Token) -> str:
        """The part of a noun in its clause; a conjunct has that of what it is joined to."""
        steps = 0
        while token.dep_ in ("conj", "appos") and steps < 4:
            token, steps = token.head, steps + 1
        if token.dep_ in SUBJECTS:
            return "passive" if token.dep_ == "nsubjpass" else "subject"
        if token.dep_ == "pobj":
            preposition = token.head.text.lower()
            if preposition in PLACE_PREPOSITIONS:
                return "at a place"
            return preposition if preposition in ("of", "by", "with", "for", "against") else "pobj"
        if token.dep_ in ("compound", "amod", "nmod"):
            return "modifier"
        if token.dep_ in ("poss", "dobj", "attr", "ROOT", "dative"):
            return token.dep_
        return "other"

    def _governor(self, token: Token) -> str:
        """The preposition that governs a noun, in lower case, or nothing."""
        return token.head.text.lower() if token.dep_ == "pobj" else ""
