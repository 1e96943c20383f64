"""Who speaks where the source is no name: every actor of the article weighed against the others.

Coreference reads the text once, from its beginning to its end, and asks of each pronoun or
description which of the actors before it agrees best. Here the same is asked of a source when all
is known: who speaks before and after, who is named only later, whom the content itself names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from kg.resolve import antecedents, nouns, salience
from kg.resolve.clusters import SUBJECTS, Cluster, Coreference
from kg.resolve.drafts import Draft
from kg.resolve.mentions import Mention
from kg.resolve.parse import Token
from kg.resolve.speakers import Source, Speakers, antecedent, tokens_in
from kg.resolve.weighing import weighing
from kg.resolve.wording import Features

CLEAR = frozenset({"name", "apposition", "relay", "continued", "narrator"})
BACK, AHEAD = 8, 5  # sentences from the source to an actor's next mention that makes it a candidate
MAIN = 4  # actors most spoken of, who are candidates anywhere
FAR = 30  # sentences, at most
PRONOUN_TAGS = frozenset({"PRP", "PRP$", "WP", "WDT", "WP$", "DT"})
NEIGHBOURS = {"before 1": -1, "before 2": -2, "before 3": -3, "after 1": 1, "after 2": 2}


@dataclass(frozen=True, eq=False)
class Voice:
    """An actor that may be the speaker of a draft."""

    cluster: Cluster
    features: Features


def settled(coreference: Coreference, speakers: Speakers, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, which stand in text order, with the sources that are no names weighed anew.

    Whoever is likely enough speaks; else an unnamed actor in the text's own words, and of a pronoun
    nobody: a wrong name costs more than none. A quotation that goes on keeps its speaker.
    """
    voices = Voices(coreference, speakers, drafts)
    found = [voices.of(index) for index in range(len(drafts))]
    model = weighing("voices")
    scores = iter(model.scores([one.features for those in found for one in those or ()]))
    settled: list[Draft] = []
    changed: dict[int, Cluster | None] = {}
    for draft, those in zip(drafts, found, strict=True):
        source = draft.source
        if source is not None and source.how == "continued":
            source = replace(source, cluster=changed.get(id(source.cluster), source.cluster))
        elif source is not None and those is not None:
            chances = [next(scores) for _ in those]
            best = max(chances, default=0.0)
            chosen = those[chances.index(best)].cluster if best >= model.least else None
            source = _weighed(speakers, source, chosen, best)
        if draft.source is not None:
            changed[id(draft.speaker)] = source.cluster if source else None
        settled.append(replace(draft, source=source))
    return settled


def _weighed(speakers: Speakers, source: Source, chosen: Cluster | None, chance: float) -> Source:
    if chosen is not None:
        return replace(source, cluster=chosen, chance=round(chance, 4))
    head = speakers.governor(source.mention)
    is_pronoun = head is not None and head.tag_ in PRONOUN_TAGS
    if source.cluster is not None and not source.cluster.named and not is_pronoun:
        return source
    return speakers.worded(source.mention)


class Voices:
    """Finds who may speak in the drafts of one document, which stand in text order."""

    def __init__(
        self, coreference: Coreference, speakers: Speakers, drafts: Sequence[Draft]
    ) -> None:
        self.coreference, self.speakers, self.drafts = coreference, speakers, drafts
        self.doc = coreference.doc
        self.said: dict[int, int] = defaultdict(int)
        for draft in drafts:
            self.said[id(draft.speaker)] += 1
        self.known = [cluster for cluster in coreference.clusters if cluster.mentions]
        self.firsts = {
            id(one): sorted(mention.first for mention in one.mentions) for one in self.known
        }
        ranked = sorted(self.known, key=lambda one: -len(one.mentions))
        self.places = {id(one): at for at, one in enumerate(ranked)}
        self.mentioned = max(1, sum(len(one.mentions) for one in ranked))

    def of(self, index: int) -> list[Voice] | None:
        """The actors that may speak in a draft; None where its source tells by itself."""
        draft = self.drafts[index]
        source = draft.source
        head = self.speakers.governor(draft.mention)
        if source is None or source.how in CLEAR or head is None or self._is_joint(draft):
            return None
        if head.tag_ in ("WP", "WDT"):
            head = antecedent(head)
        number = self.coreference.by_token.get(head.i)
        mention = self.coreference.mentions[number] if number is not None else None
        if source.how == "implied" and (mention is None or mention.form == "name"):
            return None
        tokens = [token for span in draft.mention for token in tokens_in(self.doc, span)]
        at = tokens[0].i
        scores = self._first_look(mention, draft)
        voices = []
        shared = self._source(draft, source, head, mention, at)
        content = [
            token.i for span in draft.attribution.content for token in tokens_in(self.doc, span)
        ]
        owner = self.coreference.owner(mention) if mention is not None else None
        inside = {token.i for token in tokens}
        issuers = self._issuers(head)
        neighbours = self._neighbours(index)
        for cluster in self._near(at, draft, scores):
            features = {
                **shared,
                **self._actor(cluster, draft),
                **self._where(cluster, at, content, inside),
                **self._fit(mention, head, cluster),
                **{f"speaks {name}": one is cluster for name, one in neighbours},
                "chosen": cluster is draft.speaker,
                "owner": cluster is owner,
                **{name: cluster in those for name, those in issuers.items()},
                "first look": scores.get(id(cluster), 0.0),
            }
            voices.append(Voice(cluster, features))
        return _led(voices)

    def _is_joint(self, draft: Draft) -> bool:
        """Whether its words mean several speakers: `the two senators`."""
        of_one = (other for other in self.drafts if other.attribution is draft.attribution)
        return sum(other.mention == draft.mention for other in of_one) > 1

    # --- who may speak -----------------------------------------------------------------------

    def _first_look(self, mention: Mention | None, draft: Draft) -> dict[int, float]:
        """What coreference's own models give the actors that agree."""
        if mention is None:
            return {}
        if mention.form == "pronoun" and mention.person == 3:
            found, model = self.coreference.candidates(mention), salience.model()
        elif mention.form == "description" and mention.definite and mention.kind is not None:
            found, model = self.coreference.antecedents(mention), antecedents.model()
        else:
            return {}
        return {id(cluster): model.score(features) for cluster, features in found}

    def _near(self, at: int, draft: Draft, scores: dict[int, float]) -> Iterator[Cluster]:
        sentence = self.coreference.sentence
        here = sentence[at]
        for cluster in self.known:
            if cluster is draft.speaker or id(cluster) in scores or self.places[id(cluster)] < MAIN:
                yield cluster
                continue
            firsts = self.firsts[id(cluster)]
            after = bisect_left(firsts, at)
            if (after and here - sentence[firsts[after - 1]] <= BACK) or (
                after < len(firsts) and sentence[firsts[after]] - here <= AHEAD
            ):
                yield cluster

    # --- what speaks for it ------------------------------------------------------------------

    def _source(
        self, draft: Draft, source: Source, head: Token, mention: Mention | None, at: int
    ) -> Features:
        """What the source is, and where it stands."""
        word = head.text.lower()
        noun = nouns.singular(word)
        start = draft.attribution.content[0].start
        quoted = self.coreference.quoted
        paragraph = self.coreference.paragraph
        found: Features = {
            f"how={source.how}": 1.0,
            f"word={word}" if mention is not None and mention.form == "pronoun" else "word": 1.0,
            "document": nouns.is_document(noun),
            "thing": nouns.is_thing(noun),
            "after": self.doc[at].idx > start,
            "in quotation": quoted[at],
            "opens paragraph": at == 0 or paragraph[at] != paragraph[at - 1],
            "in headline": self.doc[at].idx < self.coreference.headline_end,
            "position": at / max(1, len(self.doc)),
            "actors": len(self.known),
        }
        if mention is not None:
            found |= {
                f"form={mention.form}": 1.0,
                f"asked kind={mention.kind}": 1.0,
                "asked plural": mention.plural,
                "definite": mention.definite,
                "owned": mention.owner is not None,
                "qualified": bool(mention.place),
            }
        return found

    def _actor(self, cluster: Cluster, draft: Draft) -> Features:
        count = len(cluster.mentions)
        acts = sum(self.doc[one.head].dep_ in SUBJECTS for one in cluster.mentions)
        said = self.said[id(cluster)] - (cluster is draft.speaker)
        return {
            f"kind={cluster.kind}": 1.0,
            "named": cluster.named,
            "full name": cluster.named and " " in cluster.name,
            "is plural": cluster.plural,
            "mentions": count,
            "share": count / self.mentioned,
            "salience": self.places[id(cluster)],
            "acts": acts / max(1, count),
            "said": said,
            "said share": said / max(1, len(self.drafts)),
        }

    def _where(
        self, cluster: Cluster, at: int, content: Sequence[int], inside: set[int]
    ) -> Features:
        """Where the actor is mentioned before the source and after it."""
        sentence, paragraph = self.coreference.sentence, self.coreference.paragraph
        firsts = [one for one in self.firsts[id(cluster)] if one not in inside]
        after = bisect_left(firsts, at)
        found: Features = {"since": FAR, "until": FAR, "paragraphs since": FAR}
        if after:
            last = firsts[after - 1]
            mention = next(one for one in cluster.mentions if one.first == last)
            between = self._between(last, at)
            found |= {
                "since": min(FAR, sentence[at] - sentence[last]),
                "paragraphs since": min(FAR, paragraph[at] - paragraph[last]),
                "between": between,
                f"last form={mention.form}": 1.0,
                "last subject": self.doc[mention.head].dep_ in SUBJECTS,
                "last possessive": self.doc[mention.head].dep_ == "poss",
                "last quoted": self.coreference.quoted[mention.head],
                "last spoke": mention.head in self.coreference.sources,
                "here": sum(paragraph[one] == paragraph[at] for one in firsts[:after]),
                "opened paragraph": self._opens(last),
            }
        if after < len(firsts):
            found["until"] = min(FAR, sentence[firsts[after]] - sentence[at])
        if content:
            low, high = content[0], content[-1]
            found["in content"] = sum(low <= one <= high for one in firsts)
        return found

    def _between(self, last: int, at: int) -> int:
        """How many mentions of others stand between."""
        return bisect_left(self._all, at) - bisect_left(self._all, last) - 1

    @cached_property
    def _all(self) -> list[int]:
        return sorted(one.first for cluster in self.known for one in cluster.mentions)

    def _opens(self, first: int) -> bool:
        """Whether no other actor stands before it in its paragraph."""
        place = bisect_left(self._all, first)
        paragraph = self.coreference.paragraph
        return place == 0 or paragraph[self._all[place - 1]] != paragraph[first]

    def _fit(self, mention: Mention | None, head: Token, cluster: Cluster) -> Features:
        """How the source's words agree with what the actor is and was called."""
        if mention is None:
            noun = nouns.singular(head.text.lower())
            return {"called": noun in cluster.nouns, "in name": noun in cluster.name_words}
        found: Features = {
            "agrees": self.coreference.agree(mention, cluster),
            f"kinds={mention.kind}>{cluster.kind}": 1.0,
            "same number": mention.plural == cluster.plural,
        }
        if mention.gender:
            found[f"gender={_relation(mention.gender, cluster.gender)}"] = 1.0
            heard = cluster.heard.most_common(1)
            found[f"heard={_relation(mention.gender, heard[0][0] if heard else None)}"] = 1.0
        if mention.form == "description":
            found[f"call={antecedents.call(mention, cluster)}"] = 1.0
            found[f"words={antecedents.qualified(mention, cluster)}"] = 1.0
            found["possible owner"] = self.coreference.may_be_owned(mention, cluster)
        return found

    def _issuers(self, head: Token) -> dict[str, list[Cluster]]:
        """Whose a document is: by its own place, and by other places that speak of one before."""
        noun = nouns.singular(head.text.lower())
        if not nouns.is_document(noun):
            return {}
        before = list(self.speakers.issued(noun, head.i))
        here = list(self.speakers.issuers(head))
        return {"issues": here, "issued before": before, "issued last": before[-1:]}

    def _neighbours(self, index: int) -> list[tuple[str, Cluster | None]]:
        """Who makes the statements before and after."""
        found = []
        for name, step in NEIGHBOURS.items():
            if 0 <= (other := index + step) < len(self.drafts):
                found.append((name, self.drafts[other].speaker))
        before, after = range(index - 1, -1, -1), range(index + 1, len(self.drafts))
        for name, others in (("last by name", before), ("next by name", after)):
            sources = (self.drafts[other].source for other in others)
            named = (one for one in sources if one and one.how in ("name", "apposition"))
            found += [(name, one.cluster) for one in islice(named, 1)]
        return found


def _relation(asked: str, known: str | None) -> str:
    return "unknown" if known is None else "same" if asked == known else "another"


def _led(voices: list[Voice]) -> list[Voice]:
    """The voices with how they stand among each other."""
    if not voices:
        return voices
    scores = sorted((one.features["first look"] for one in voices), reverse=True)
    ages = sorted(one.features["since"] for one in voices)
    fitting = sorted(one.features["since"] for one in voices if one.features.get("agrees"))
    for voice in voices:
        own = voice.features["first look"]
        best = scores[1] if len(scores) > 1 and own == scores[0] else scores[0]
        voice.features["lead"] = own - best
        voice.features["voices"] = len(voices)
        voice.features["nearer"] = bisect_left(ages, voice.features["since"])
        voice.features["fitting"] = len(fitting)
        voice.features["nearer fitting"] = bisect_left(fitting, voice.features["since"])
    return voices
