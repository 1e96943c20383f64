"""Trains kg/resolve/weights/descriptions.json: which actor a definite description means.

`python -m kg.train.descriptions FOLDER...` learns from the descriptions of the gold's sources, and
from those whose words are an alias of one of a document's entities alone. Prints how many are right
when each story is judged by a model that has not seen it, and writes the weights.
"""

from __future__ import annotations

from collections import defaultdict

from kg.names import name_key
from kg.resolve import antecedents
from kg.resolve.mentions import Mention
from kg.train.gold import GoldDocument
from kg.train.meant import Names, learn

STRENGTH = 0.1  # of 0.03, 0.1, 0.3, 1: best by story on the training data
LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6)


def told(gold: GoldDocument) -> Names:
    """Whom the descriptions of a document mean, as far as its gold says."""
    called: dict[str, set[str]] = defaultdict(set)
    for actor, names in gold.names.items():
        for name in names:
            called[name_key(name)].add(actor)
    sources = {
        one.speaker.mention[0]: one.speaker.actor
        for one in gold.reading.statements
        if one.speaker and one.speaker.actor and one.speaker.mention
    }

    def meant(mention: Mention) -> set[str] | None:
        if mention.form != "description":
            return None
        actor = sources.get(mention.span)
        alone = called.get(name_key(mention.text), set())
        if actor is None and len(alone) == 1:
            actor = next(iter(alone))
        return {name_key(name) for name in gold.names[actor]} if actor else None

    return meant


if __name__ == "__main__":
    learn(__doc__, "descriptions", told, STRENGTH, LEVELS, antecedents.WEIGHTS)
