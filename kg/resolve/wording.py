"""How a content is worded, and the cue before it: what tells whether it means somebody unnamed."""

from __future__ import annotations

from collections.abc import Sequence

from kg.resolve import nouns
from kg.resolve.candidates import SECOND_PERSON, Candidates
from kg.resolve.drafts import Draft
from kg.resolve.lexicon import classes
from kg.resolve.mentions import FIRST_PERSON, FIRST_PERSONS, Mention
from kg.resolve.parse import Token
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
# What a cue does to what it speaks of, as the lexicon's classes.
STANCES = ("deny", "withdraw", "confirm", "accuse", "judge", "say", "commit", "direct", "warn")
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})

Features = dict[str, float]


def wording(candidates: Candidates, draft: Draft, pronouns: Sequence[Mention]) -> Features:
    """Features that all aims of a content share; `pronouns` are its own of the third person."""
    tokens = candidates.tokens(draft.attribution.content)
    words = [token for token in tokens if not token.is_punct]
    lower = [token.text.lower() for token in words]
    found: Features = {
        "words": len(words),
        "pronouns": len(pronouns),
        "personal": sum(one.gender in ("male", "female") for one in pronouns),
        "neuter": sum(one.gender == "neuter" for one in pronouns),
        "plural": sum(one.plural for one in pronouns),
        "I": sum(word in FIRST_PERSON for word in lower),
        "we": sum(word in FIRST_PERSONS for word in lower),
        "you": sum(word in SECOND_PERSON for word in lower),
        "points back": bool(POINTERS & set(lower[:4])),
        "claim": any(nouns.singular(word) in CLAIMS for word in lower[:4]),
        "no verb": not any(token.tag_ in FINITE for token in tokens),
        "quoted": _quoted(candidates, tokens),
        **_opening(words),
        **_cue(candidates, draft),
    }
    if draft.speaker is None:
        return found | {"speakerless": 1.0}
    return found | {f"speaker={draft.speaker.kind}": 1.0, "speaker named": draft.speaker.named}


def _quoted(candidates: Candidates, tokens: Sequence[Token]) -> float:
    quoted = candidates.coreference.quoted
    return sum(quoted[token.i] for token in tokens) / max(1, len(tokens))


def _opening(words: Sequence[Token]) -> Features:
    """With what the content begins: "to resign" is done by the speaker, "resigning" often, too."""
    if not words:
        return {}
    tag = words[0].tag_
    return {
        "to": words[0].text.lower() == "to",
        "gerund": tag == "VBG",
        "noun": tag in ("NN", "NNS", "DT", "JJ"),
    }


def _cue(candidates: Candidates, draft: Draft) -> Features:
    tokens = candidates.tokens(draft.attribution.cue)
    kinds = {kind for token in tokens for kind in classes(lemma(token.text))}
    passive = any(
        child.dep_ in ("nsubjpass", "auxpass") for token in tokens for child in token.children
    )
    return {"passive cue": passive, **{f"cue={kind}": kind in kinds for kind in STANCES}}
