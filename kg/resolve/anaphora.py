"""Contents that point back: "the charge" and "it" speak of whom an earlier claim speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.resolve import nouns
from kg.resolve.candidates import Candidate, Candidates
from kg.resolve.clusters import Cluster
from kg.resolve.drafts import Draft
from kg.resolve.lexicon import classes
from kg.words import lemma

POINTERS = frozenset("it this that so them these those same such".split())
CLAIMS = frozenset(
    """
    accusation allegation answer argument assertion assessment assurance attack blame charge claim
    comment complaint conclusion count criticism denial estimate explanation figure finding idea
    insult line number picture rebuke remark reproach request smear story suggestion suspicion
    theory thing toll version view word
    """.split()
)
STANCES = ("deny", "withdraw", "confirm", "accuse", "judge", "say")
SHORT = 6  # words of a content that may be all pointer, such as "utter rubbish"
WINDOW = 6  # drafts looked back at

Scored = Sequence[Sequence[tuple[Candidate, float]]]


@dataclass(frozen=True)
class Echo:
    """An actor of an earlier claim, and how likely the content speaks of it too."""

    cluster: Cluster
    features: dict[str, float]


def echoes(
    candidates: Candidates, drafts: Sequence[Draft], scored: Scored, index: int
) -> Iterator[Echo]:
    """The actors, and the author, of the claim that a content may point back to."""
    draft = drafts[index]
    pointer = _pointer(candidates, draft, scored[index])
    if pointer is None:
        return
    stance = _stance(candidates, draft)
    found: dict[int, dict[str, float]] = {}
    clusters: dict[int, Cluster] = {}
    for relation, earlier, distance in _earlier(drafts, scored, index):
        near = "next" if distance == 1 else "near" if distance <= 3 else "far"
        for candidate, score in scored[earlier]:
            if score < 0.2:
                continue
            features = found.setdefault(id(candidate.cluster), {})
            clusters[id(candidate.cluster)] = candidate.cluster
            features[relation] = score
            features[f"{relation}+{pointer}"] = score
            features[f"{relation}+{near}"] = score
            features[f"{relation}+{stance}"] = score
        author = drafts[earlier].speaker
        if relation == "other's claim" and author is not None:
            features = found.setdefault(id(author), {})
            clusters[id(author)] = author
            features["author"] = 1.0
            features[f"author+{pointer}"] = 1.0
            features[f"author+{near}"] = 1.0
            features[f"author+{stance}"] = 1.0
    for identity, features in found.items():
        cluster = clusters[identity]
        features[f"pointer={pointer}"] = 1.0
        if cluster is draft.speaker:
            features["own"] = 1.0
            features[f"own+{pointer}"] = 1.0
            features[f"own+{stance}"] = 1.0
        features[f"kind={cluster.kind}"] = 1.0
        yield Echo(cluster, features)


def _stance(candidates: Candidates, draft: Draft) -> str:
    """What the cue does to the earlier claim: denies it, takes it back, confirms it, ..."""
    words = candidates.tokens(draft.attribution.cue)
    kinds = {kind for token in words for kind in classes(lemma(token.text))}
    return next((kind for kind in STANCES if kind in kinds), "other")


def _pointer(
    candidates: Candidates, draft: Draft, scored: Sequence[tuple[Candidate, float]]
) -> str | None:
    """What in the content points back: a pronoun, a noun such as "charge", or just its brevity."""
    tokens = candidates.tokens(draft.attribution.content)
    words = [token for token in tokens if not token.is_punct]
    if not words or len(words) > 2 * SHORT:
        return None
    holds = "with" if any(score >= 0.5 for _, score in scored) else "without"
    for token in words[:4]:
        if nouns.singular(token.text.lower()) in CLAIMS and token.dep_ != "compound":
            return f"noun+{holds}"
    lower = [token.text.lower() for token in words]
    if len(words) <= SHORT and POINTERS & set(lower):
        return f"{'only ' if len(words) == 1 else ''}pronoun+{holds}"
    if len(words) <= SHORT:
        return f"short+{holds}"
    return None


def _earlier(drafts: Sequence[Draft], scored: Scored, index: int) -> Iterator[tuple[str, int, int]]:
    """The nearest earlier claims that name actors: another's and one's own, with distances."""
    seen: set[str] = set()
    here = drafts[index].attribution.content
    for distance, earlier in enumerate(range(index - 1, max(-1, index - 1 - WINDOW), -1), 1):
        draft = drafts[earlier]
        if draft.attribution.content == here or not any(s >= 0.5 for _, s in scored[earlier]):
            continue
        relation = "own claim" if draft.speaker is drafts[index].speaker else "other's claim"
        if relation not in seen:
            seen.add(relation)
            yield relation, earlier, distance
        if len(seen) == 2:
            return
