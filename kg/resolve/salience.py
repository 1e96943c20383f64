"""How likely an actor is meant by a pronoun: a linear model over what a reader goes by."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.linear import Linear
from kg.resolve.mentions import Mention

if TYPE_CHECKING:
    from kg.resolve.clusters import Cluster, Coreference

WEIGHTS = Path(__file__).parent / "weights" / "pronouns.json"
# Below it no antecedent is named; chosen by cross-validation on stories of the training data.
LIKELY = 0.3


@cache
def model() -> Linear:
    """The shipped model; raises WeightsError if it is missing."""
    return Linear.load(WEIGHTS)


def features(
    coreference: Coreference,
    mention: Mention,
    cluster: Cluster,
    recency: int,
    seen: int,
    latest_speaker: Cluster | None,
) -> dict[str, float]:
    """What speaks for the pronoun `mention` meaning the actor `cluster`.

    - how far back the actor was last mentioned, in sentences and paragraphs, and whether it is the
      most recent actor that agrees (`recency` 0), the second, ...;
    - whether that mention was a subject, an object or a possessor, and whether it named the actor;
    - whether the actor had just spoken, the more so if the pronoun speaks as well;
    - how often the text has mentioned it, whether it has a name, and of what kind it is;
    - whether its gender is known, and whether earlier pronouns of it agree with this one;
    - whether both stand inside, or both outside, quotation marks.

    `seen` counts the text's mentions before the pronoun; `latest_speaker` spoke last before it.
    """
    doc, sentence, paragraph = coreference.doc, coreference.sentence, coreference.paragraph
    before = [one for one in cluster.mentions if one.first < mention.first]
    last = max(before, key=lambda one: one.first)
    distance = sentence[mention.first] - sentence[last.first]
    pronoun = "neuter" if mention.gender == "neuter" else "plural" if mention.plural else "personal"
    same = [one for one in before if sentence[one.first] == sentence[last.first]]
    roles = {_role(doc[one.head].dep_) for one in same}
    speaks = mention.head in coreference.sources
    spoke = any(one.head in coreference.sources for one in same)
    quoted = f"{coreference.quoted[mention.head]:d}{coreference.quoted[last.head]:d}"
    mine, its = _role(doc[mention.head].dep_), _role(doc[last.head].dep_)
    return {
        f"distance={min(distance, 3)}": 1.0,
        f"paragraphs={min(paragraph[mention.first] - paragraph[last.first], 2)}": 1.0,
        f"recency={min(recency, 3)}": 1.0,
        f"role={'subject' if 'subject' in roles else its}": 1.0,
        f"form={last.form}": 1.0,
        f"spoke={spoke:d}+speaks={speaks:d}+distance={min(distance, 2)}": 1.0,
        f"latest speaker={latest_speaker is cluster}+{speaks:d}": 1.0,
        f"kind={cluster.kind}+{pronoun}": 1.0,
        f"named={cluster.named}+{pronoun}": 1.0,
        f"gender known={cluster.gender is not None and pronoun == 'personal'}": 1.0,
        f"heard={_heard(mention, cluster)}": 1.0,
        f"quoted={quoted}": 1.0,
        f"same sentence={distance == 0}+{mine}+{its}": 1.0,
        "mentions": min(len(before), 6) / 6,
        "share": len(before) / (1 + seen),
    }


def _heard(mention: Mention, cluster: Cluster) -> str:
    if mention.gender is None or not cluster.heard:
        return "nothing"
    return "the same" if cluster.heard.most_common(1)[0][0] == mention.gender else "another"


def _role(dependency: str) -> str:
    if dependency in ("nsubj", "nsubjpass", "csubj"):
        return "subject"
    if dependency in ("dobj", "dative", "attr"):
        return "object"
    return dependency if dependency in ("poss", "pobj", "appos", "compound", "conj") else "other"
