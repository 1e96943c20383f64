"""Of whom a content speaks: the actors that it mentions as doers, undergoers or owners."""

from __future__ import annotations

from dataclasses import dataclass

from kg.records import Spans
from kg.resolve.clusters import SUBJECTS, Cluster, Coreference
from kg.resolve.mentions import Mention
from kg.resolve.speakers import tokens_in

PLACE_PREPOSITIONS = frozenset(
    """
    in at near from to across into around inside through over
    """.split()
)
INDEFINITE = frozenset(
    """
    somebody someone anybody anyone nobody everybody everyone people
    """.split()
)


@dataclass(frozen=True)
class Target:
    """An actor that a content speaks of, and the mention that shows it best."""

    cluster: Cluster
    mention: Mention
    score: float


def targets(
    coreference: Coreference, content: Spans, speaker: Cluster | None, source: Spans
) -> list[Target]:
    """The actors of the content, in text order; each once, by its highest mention."""
    best: dict[int, Target] = {}
    covered = {token.i for span in content for token in tokens_in(coreference.doc, span)}
    for number, mention in enumerate(coreference.mentions):
        if mention.head not in covered:
            continue
        cluster = coreference.of.get(number)
        if mention.form == "pronoun" and mention.person == 1:
            cluster = speaker
        if cluster is None:
            continue
        score = _score(coreference, mention, cluster, cluster is speaker)
        known = best.get(id(cluster))
        if known is None or known.score < score:
            best[id(cluster)] = Target(cluster, mention, score)
    return [target for target in best.values() if target.score >= 0.5]


def features(coreference: Coreference, mention: Mention, cluster: Cluster, own: bool) -> list[str]:
    """What the mention looks like: form, kind, syntactic role, definiteness, whether the speaker's.

    `own` says that the actor is the speaker of the content.
    """
    token = coreference.doc[mention.head]
    dep = "subject" if token.dep_ in SUBJECTS else token.dep_
    before = ""
    if token.dep_ == "pobj":
        before = token.head.text.lower()
    kind = cluster.kind or "unknown"
    named = "named" if cluster.named else "unnamed"
    found = [
        f"form={mention.form}",
        f"kind={kind}",
        f"named={named}",
        f"dep={dep}",
        f"form+dep={mention.form}+{dep}",
        f"kind+named={kind}+{named}",
        f"kind+dep={kind}+{dep}",
        f"definite={mention.definite}",
        f"plural={mention.plural}",
        f"own={own}",
        f"own+form+dep={own}+{mention.form}+{dep}",
        f"mentions={min(len(cluster.mentions), 4)}",
    ]
    if before:
        place = before in PLACE_PREPOSITIONS
        found += [f"preposition={before}", f"place={place}+{kind}"]
    if not cluster.named:
        found += [f"noun={mention.noun}"] if mention.noun in INDEFINITE else []
        found.append(f"counted={mention.name[:1].isdigit()}")
        found.append(f"unnamed+definite={mention.definite}+{mention.plural}")
    return found


def _score(coreference: Coreference, mention: Mention, cluster: Cluster, own: bool) -> float:
    token = coreference.doc[mention.head]
    if own:
        return 0.7 if token.dep_ in SUBJECTS or token.dep_ in ("dobj", "pobj") else 0.2
    if cluster.kind == "state" and token.dep_ == "pobj":
        return 0.4 if token.head.text.lower() in PLACE_PREPOSITIONS else 0.8
    if cluster.kind is None and cluster.named:
        return 0.4
    if not cluster.named:
        return 0.6 if mention.definite or mention.name[:1].isdigit() else 0.3
    return 0.8
