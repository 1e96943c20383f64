"""Trains kg/resolve/weights/pronouns.json: which actor a pronoun means.

`python -m kg.train.pronouns FOLDER...` learns from gold sources that are pronouns, prints how many
are right when each story is judged by a model that has not seen it, and writes the weights.
"""

from __future__ import annotations

from kg.names import name_key
from kg.records import Statement
from kg.resolve import salience
from kg.resolve.mentions import PRONOUNS, Mention
from kg.train.gold import GoldDocument
from kg.train.meant import Names, learn

STRENGTH = 0.3  # of 0.03, 0.1, 0.3, 1, 3: best by story on the training data
LEVELS = (0.0, 0.2, 0.3, 0.4, 0.5)


def told(gold: GoldDocument) -> Names:
    """Whom the pronouns that stand as sources mean."""
    meant = {
        one.speaker.mention[0].start: one.speaker.actor
        for one in gold.reading.statements
        if one.speaker and one.speaker.actor and _is_pronoun(one, gold.reading.article.text)
    }

    def names(mention: Mention) -> set[str] | None:
        actor = meant.get(mention.span.start) if mention.form == "pronoun" else None
        return None if actor is None else {name_key(name) for name in gold.names[actor]}

    return names


def _is_pronoun(statement: Statement, text: str) -> bool:
    return [span.of(text).lower() in PRONOUNS for span in statement.attribution.source] == [True]


if __name__ == "__main__":
    learn(__doc__, "pronouns", told, STRENGTH, LEVELS, salience.WEIGHTS)
