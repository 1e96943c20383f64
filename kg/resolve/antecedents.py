"""How likely an actor is meant by a definite description: a linear model over what readers use."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.linear import Linear
from kg.names import name_key
from kg.resolve import nouns
from kg.resolve.mentions import Mention

if TYPE_CHECKING:
    from kg.resolve.clusters import Cluster, Coreference

WEIGHTS = Path(__file__).parent / "weights" / "descriptions.json"
# Below it no antecedent is named; chosen by cross-validation on stories of the training data.
LIKELY = 0.4
NEAR = 4  # sentences that a description looks back for who was not called by its noun
RANKS = frozenset("acting assistant deputy ex former late vice".split())


@cache
def model() -> Linear:
    """The shipped model; raises WeightsError if it is missing."""
    return Linear.load(WEIGHTS)


def features(
    coreference: Coreference, mention: Mention, near: list[tuple[int, Cluster]]
) -> list[tuple[Cluster, dict[str, float]]]:
    """What speaks for the description `mention` meaning each of the actors.

    `near` holds those that agree with it, latest first, with the token of their last mention.

    - whether the actor was called by the description's noun, has it in its name, or was called by
      a noun that news uses for the same kind of actor; and whether others were;
    - whether the words before the noun ("Belarusian" president, "deputy" governor) were said of
      the actor, too, or of another one;
    - how far back it was last mentioned, and how many agreeing actors were mentioned since;
    - whether it spoke last, whether it is named, of what kind it is, and how often the text speaks
      of it, compared to the others.
    """
    calls = {id(cluster): call(mention, cluster) for _, cluster in near}
    same = sum(one in ("called", "in its name") for one in calls.values())
    akin = sum(one == "akin" for one in calls.values())
    spoke = coreference.latest_speaker(mention)
    here, paragraph = coreference.sentence[mention.first], coreference.paragraph[mention.first]
    counts = {id(c): sum(m.first < mention.first for m in c.mentions) for _, c in near}
    most = max(counts.values(), default=0)
    found, ranks = [], dict.fromkeys(("called", "in its name", "akin", "not"), 0)
    for recency, (last, cluster) in enumerate(near):
        how = calls[id(cluster)]
        rank, ranks[how] = ranks[how], ranks[how] + 1
        rivals = same - (how in ("called", "in its name"))
        words = qualified(mention, cluster)
        distance = here - coreference.sentence[last]
        far = 4 if distance > 6 else min(distance, 3)
        apart = min(paragraph - coreference.paragraph[last], 2)
        kind = f"{mention.kind}>{cluster.kind}+{'named' if cluster.named else 'unnamed'}"
        names = [
            f"call={how}+{mention.kind}",
            f"call={how}+rivals={min(rivals, 2)}",
            f"call={how}+rank={min(rank, 2)}",
            f"call={how}+words={words}",
            f"call={how}+distance={far}",
            f"call={how}+{kind}",
            f"akin={min(akin, 2)}+{how}",
            f"rank={min(rank, 2)}+rivals={min(rivals, 2)}+words={words}",
            f"recency={min(recency, 3)}",
            f"recency={min(recency, 3)}+{how}",
            f"distance={far}",
            f"paragraphs={apart}+{how}",
            f"latest speaker={spoke is cluster}+{how}",
            f"speaks={mention.head in coreference.sources}+latest={spoke is cluster}",
            f"plural={mention.plural}>{cluster.plural}",
            f"owned={mention.owner is not None}+{how}",
            f"alone={len(near) == 1}+{how}",
            f"most spoken of={counts[id(cluster)] == most}+{how}",
            f"pointing={mention.text[:4].lower() in ('this', 'that')}",
        ]
        found.append(
            (cluster, dict.fromkeys(names, 1.0) | {"mentions": min(counts[id(cluster)], 6) / 6})
        )
    return found


def call(mention: Mention, cluster: Cluster) -> str:
    """How the actor was called, compared to the description's noun."""
    if mention.noun in cluster.nouns:
        return "called"
    if cluster.kind != "person" and mention.noun in cluster.name_words:
        return "in its name"
    akin = nouns.related(mention.noun)
    if akin & cluster.nouns or (cluster.kind != "person" and akin & cluster.name_words):
        return "akin"
    return "not"


def qualified(mention: Mention, cluster: Cluster) -> str:
    """Whether the words before the noun fit the actor: "none", "said", "unsaid" or "others"."""
    words = set(name_key(mention.place).split())
    said = {word for m in cluster.mentions for word in name_key(m.place).split()}
    if words & RANKS != (said | cluster.nouns) & RANKS:
        return "others"
    if not words:
        return "none"
    mine, its = _names(mention.place), {name for m in cluster.mentions for name in _names(m.place)}
    if mine and its and not mine & (its | cluster.name_words):
        return "others"  # the Democratic and the Republican nominee
    if words & (said | cluster.name_words):
        return "said"
    if mine:
        return "unsaid name"
    return "others" if said - cluster.name_words else "unsaid"


def _names(place: str) -> set[str]:
    return {name_key(word) for word in place.split() if word[:1].isupper()}
