"""What stands around a content: whom its pronouns may mean, of whom and by whom else is spoken."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from kg.records import Span
from kg.resolve import salience
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import SUBJECTS, Cluster
from kg.resolve.drafts import Draft
from kg.resolve.mentions import Mention
from kg.resolve.parse import Token
from kg.resolve.wording import Features, wording

BACK, AHEAD = 6, 2  # statements looked back and ahead to
SENSES = 3  # actors that a pronoun may mean
MAIN = 2  # actors most spoken of, whom any content may mean
LIKELY = 0.2  # least chance that a neighbour speaks of an actor for it to be asked of here
SURE = 0.5  # and for the neighbour to count as a claim about somebody
NEIGHBOURS = {"before 1": -1, "before 2": -2, "before 3": -3, "after 1": 1, "after 2": 2}
FAR = 30  # sentences since the last mention, at most

Scored = Sequence[Sequence[tuple[Candidate, float]]]
Beliefs = Mapping[int, float]  # by the id of a cluster


@dataclass(frozen=True, eq=False)
class Aim:
    """An actor of which a content may speak, and the words there that may mean it."""

    cluster: Cluster
    mention: tuple[Span, ...]
    features: Features


@dataclass(frozen=True)
class Sense:
    """How likely a pronoun of the content means an actor, as the `rank`-th of those who agree."""

    cluster: Cluster
    span: Span
    score: float
    rank: int
    lead: float


class Surroundings:
    """Finds the aims of the contents of one document.

    `scored` holds for each draft the candidates that stand in its content, with the probability
    that it speaks of them as their own places show it.
    """

    def __init__(self, candidates: Candidates, drafts: Sequence[Draft], scored: Scored) -> None:
        self.candidates, self.drafts, self.scored = candidates, drafts, scored
        self.coreference, self.doc = candidates.coreference, candidates.doc
        self.beliefs = [{id(one.cluster): score for one, score in those} for those in scored]
        self.by_speaker: dict[int, list[int]] = defaultdict(list)
        for index, draft in enumerate(drafts):
            self.by_speaker[id(draft.speaker)].append(index)
        self.sensed: dict[tuple[int, int], list[Sense]] = {}

    def of(self, index: int) -> list[Aim]:
        """The aims of one content: who stands there, then whom pronouns mean, then whom context."""
        draft = self.drafts[index]
        tokens = self.candidates.tokens(draft.attribution.content)
        if not tokens:
            return []
        pronouns = [mention for token in tokens if (mention := self._pronoun(token)) is not None]
        found = {id(one.cluster): one for one, _ in self.scored[index]}
        senses = self._senses(pronouns, draft)
        beside = self._beside(tokens)
        clusters = [
            *(one.cluster for one in found.values()),
            *(sense.cluster for sense in senses.values()),
            *self._context(index),
            *(cluster for cluster, _ in beside.values()),
        ]
        shared = wording(self.candidates, draft, pronouns)
        neighbours = self._neighbours(index)
        body = self.candidates.body(draft.speaker) if draft.speaker else None
        aims = []
        for key, cluster in {id(cluster): cluster for cluster in clusters}.items():
            features = {
                **shared,
                **self._inside(index, cluster, found.get(key), tokens),
                **self._meant(senses, key),
                **self._elsewhere(index, key),
                **self._in_article(cluster, tokens[0].i),
                **{name: beliefs.get(key, 0.0) for name, beliefs in neighbours},
                "own": cluster is draft.speaker,
                "body": cluster is body,
                "agreeing": sum(self.coreference.agree(one, cluster) for one in pronouns),
            }
            if key in beside:
                features |= {"in sentence": 1.0, f"beside={beside[key][1]}": 1.0}
            aims.append(Aim(cluster, _mention(found.get(key), senses.get(key)), features))
        return _led(aims)

    # --- who may be meant ------------------------------------------------------------------

    def _pronoun(self, token: Token) -> Mention | None:
        number = self.coreference.heads.get(token.i)
        mention = self.coreference.mentions[number] if number is not None else None
        return mention if mention and mention.form == "pronoun" and mention.person == 3 else None

    def _senses(self, pronouns: Sequence[Mention], draft: Draft) -> dict[int, Sense]:
        """For each actor that a pronoun may mean its likeliest sense."""
        best: dict[int, Sense] = {}
        for mention in pronouns:
            # Inside a quotation its speaker is "I".
            other = draft.speaker if self.coreference.quoted[mention.head] else None
            key = (mention.head, id(other))
            if key not in self.sensed:
                self.sensed[key] = self._sense(mention, other)
            for sense in self.sensed[key]:
                known = best.get(id(sense.cluster))
                if known is None or known.score < sense.score:
                    best[id(sense.cluster)] = sense
        return best

    def _sense(self, mention: Mention, other: Cluster | None) -> list[Sense]:
        scores = [
            (salience.model().score(features), cluster)
            for cluster, features in self.coreference.candidates(mention, other)
        ]
        scores = sorted(scores, key=lambda one: -one[0])[:SENSES]
        first, second = [*(score for score, _ in scores), 0.0, 0.0][:2]
        return [
            Sense(cluster, mention.span, score, rank, score - (second if rank == 1 else first))
            for rank, (score, cluster) in enumerate(scores, 1)
        ]

    def _beside(self, tokens: Sequence[Token]) -> dict[int, tuple[Cluster, str]]:
        """Actors that the content's sentences name outside of it, and how they hang there."""
        found: dict[int, tuple[Cluster, str]] = {}
        inside = {token.i for token in tokens}
        for token in (*tokens[0].sent, *tokens[-1].sent):
            number = self.coreference.heads.get(token.i)
            cluster = self.coreference.of.get(number) if number is not None else None
            if cluster is not None and token.i not in inside:
                found.setdefault(id(cluster), (cluster, token.dep_))
        return found

    def _context(self, index: int) -> Iterator[Cluster]:
        """The article's main actors, the speaker, and who speaks or is spoken of near by."""
        yield from self.ranked[:MAIN]
        if (own := self.drafts[index].speaker) is not None:
            yield own
            if (body := self.candidates.body(own)) is not None:
                yield body
        for other in range(max(0, index - BACK), min(len(self.drafts), index + AHEAD + 1)):
            if (speaker := self.drafts[other].speaker) is not None:
                yield speaker
            for candidate, score in self.scored[other]:
                if score >= LIKELY:
                    yield candidate.cluster

    # --- what speaks for it ----------------------------------------------------------------

    def _inside(
        self, index: int, cluster: Cluster, candidate: Candidate | None, tokens: Sequence[Token]
    ) -> Features:
        """How the content itself speaks of the actor, and of how many others."""
        beliefs = self.beliefs[index]
        score = beliefs.get(id(cluster), 0.0)
        others = [one for key, one in beliefs.items() if key != id(cluster)]
        found: Features = {
            "direct": score,
            "count": len(beliefs),
            "best other": max(others, default=0.0),
            "better": sum(one > score for one in others),
        }
        if candidate is not None:
            first, last = tokens[0].i, tokens[-1].i
            found |= {
                "in content": 1.0,
                "places": len(candidate.places),
                "first": (candidate.places[0].token - first) / (1 + last - first),
                "subject": self.doc[candidate.places[0].token].dep_ in SUBJECTS,
            }
        return found

    def _meant(self, senses: Mapping[int, Sense], key: int) -> Features:
        others = max((one.score for at, one in senses.items() if at != key), default=0.0)
        found: Features = {"others means": others}
        if (sense := senses.get(key)) is not None:
            found |= {"means": sense.score, "means rank": sense.rank, "means lead": sense.lead}
        return found

    def _elsewhere(self, index: int, key: int) -> Features:
        """How often the article's other statements speak of the actor, and the same speaker's."""
        here = self.beliefs[index].get(key, 0.0)
        found: Features = {"aimed": (self.aimed[key] - here) / max(1, len(self.drafts) - 1)}
        own = self.by_speaker[id(self.drafts[index].speaker)]
        if len(own) > 1:
            total = sum(self.beliefs[one].get(key, 0.0) for one in own) - here
            found |= {"aimed by own": total / (len(own) - 1), "own said": len(own) - 1}
        return found

    def _neighbours(self, index: int) -> list[tuple[str, Beliefs]]:
        """Of whom the statements before and after speak, and who says them."""
        found: list[tuple[str, Beliefs]] = []
        for name, step in NEIGHBOURS.items():
            if 0 <= (other := index + step) < len(self.drafts):
                found.append((name, self.beliefs[other]))
                found.append((f"speaks {name}", {id(self.drafts[other].speaker): 1.0}))
        return [*found, *self._claims(index)]

    def _claims(self, index: int) -> Iterator[tuple[str, Beliefs]]:
        """The last statements, one's own and another's, that surely speak of somebody."""
        here = self.drafts[index]
        seen: set[str] = set()
        for distance, other in enumerate(range(index - 1, max(-1, index - 1 - BACK), -1), 1):
            draft, beliefs = self.drafts[other], self.beliefs[other]
            if draft.attribution.content == here.attribution.content:
                relation = "same content"
            elif max(beliefs.values(), default=0.0) < SURE:
                continue
            else:
                relation = "own claim" if draft.speaker is here.speaker else "other's claim"
            if relation in seen:
                continue
            seen.add(relation)
            yield relation, beliefs
            yield f"{relation} near", {key: one / distance for key, one in beliefs.items()}
            if relation == "other's claim":
                yield "author", {id(draft.speaker): 1 / distance}

    def _in_article(self, cluster: Cluster, start: int) -> Features:
        """What the actor is, how much the article has of it, and how long ago it last did."""
        sentence, paragraph = self.coreference.sentence, self.coreference.paragraph
        count = len(cluster.mentions)
        acts = sum(self.doc[one.head].dep_ in SUBJECTS for one in cluster.mentions)
        found: Features = {
            f"kind={cluster.kind}": 1.0,
            "named": cluster.named,
            "male": cluster.gender == "male",
            "female": cluster.gender == "female",
            "is plural": cluster.plural,
            "mentions": count,
            "share": count / self.mentioned,
            "salience": self.places.get(id(cluster), len(self.places)),
            "acts": acts / max(1, count),
            "since": FAR,
            "paragraphs since": FAR,
        }
        before = [one.first for one in cluster.mentions if one.first < start]
        if before:
            ago = [sentence[start] - sentence[first] for first in before]
            paragraphs = paragraph[start] - paragraph[max(before)]
            found |= {
                "since": min(FAR, min(ago)),
                "paragraphs since": min(FAR, paragraphs),
                "recently": sum(one <= 2 for one in ago),
            }
        return found

    # --- of the whole article --------------------------------------------------------------

    @cached_property
    def ranked(self) -> list[Cluster]:
        """The article's actors, the most mentioned first."""
        return sorted(self.coreference.clusters, key=lambda one: -len(one.mentions))

    @cached_property
    def places(self) -> dict[int, int]:
        """Each actor's place among them."""
        return {id(cluster): at for at, cluster in enumerate(self.ranked)}

    @cached_property
    def mentioned(self) -> int:
        """How many mentions the article has in all."""
        return max(1, sum(len(one.mentions) for one in self.ranked))

    @cached_property
    def aimed(self) -> dict[int, float]:
        """For each actor the sum of the statements' chances to speak of it."""
        total: dict[int, float] = defaultdict(float)
        for beliefs in self.beliefs:
            for key, score in beliefs.items():
                total[key] += score
        return total


def _led(aims: list[Aim]) -> list[Aim]:
    """The aims with how far each falls behind the one that other statements speak of most."""
    most = max((aim.features["aimed"] for aim in aims), default=0.0)
    for aim in aims:
        aim.features["aimed lead"] = aim.features["aimed"] - most
    return aims


def _mention(candidate: Candidate | None, sense: Sense | None) -> tuple[Span, ...]:
    if candidate is not None:
        return (candidate.places[0].span,)
    return (sense.span,) if sense is not None else ()
