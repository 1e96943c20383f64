"""Gold stories as the program meets them: statements of its own finding, with its own mistakes.

Acts come from a model that has not seen the story, so that they are wrong as often as on any other
news. What the gold says of a statement holds for the one that was found in its place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.extract.tagger import Tagger
from kg.linear import Linear
from kg.records import Reading
from kg.resolve import acts, dates, resolve
from kg.resolve.evidence import Models, assess
from kg.resolve.parse import Doc
from kg.train import attributes, compare, evidence
from kg.train import dates as train_dates
from kg.train.gold import GoldDocument

# As score.py has it: of the words of both, twice those that they share.
LEAST_SHARED = 0.5


def met(
    documents: Sequence[GoldDocument],
) -> tuple[list[GoldDocument], list[GoldDocument], list[GoldDocument]]:
    """The documents thrice: as they are, with guessed acts and days, and the program's own.

    All statements answer others as models that have not seen the story have it. A statement of the
    program's that is no gold one has a claim of its own: its id. A link to what the program did
    not find keeps that end's gold id.
    """
    parsed = attributes.parsed(documents)
    tagger = Tagger.load()
    folds = attributes.folds(parsed)
    guessed: dict[str, GoldDocument] = {}
    found: dict[str, GoldDocument] = {}
    partner: dict[str, str] = {}
    for held_out in folds:
        names = {one.article.id for one in held_out}
        model = attributes.fit_acts(one for one in parsed if one.article.id not in names)
        for one in held_out:
            gold = one.document.reading
            # Without the tagger's acts: it has learnt those of these very stories.
            attributions = [
                replace(each, acts=()) for each in next(tagger.attributions([one.article.text]))
            ]
            own = _renamed(resolve(one.article, one.doc, attributions))
            partner |= partners(gold, own)
            guessed[one.article.id] = replace(one.document, reading=_guess(gold, one.doc, model))
            found[one.article.id] = replace(one.document, reading=_guess(own, one.doc, model))
    examples = {
        one.article.id: evidence.examples(
            one.document, one.doc, guessed[one.article.id].reading.statements, one.gold
        )
        for one in parsed
    }
    for held_out in folds:
        names = {one.article.id for one in held_out}
        rows = evidence.Examples()
        for name, more in examples.items():
            if name not in names:
                rows += more
        models = evidence.train(rows)
        for one in held_out:
            for version in (guessed, found):
                version[one.article.id] = _answering(version[one.article.id], one.doc, models)
    return (
        [_like(one, guessed[one.reading.article.id]) for one in documents],
        [guessed[one.reading.article.id] for one in documents],
        [led_over(found[one.reading.article.id], partner) for one in documents],
    )


def _answering(one: GoldDocument, doc: Doc, models: Models) -> GoldDocument:
    """The document with what its statements answer."""
    statements = one.reading.statements
    assessed = assess(doc, statements, models)
    known = (replace(s, answers=a.answers) for s, a in zip(statements, assessed, strict=True))
    return replace(one, reading=replace(one.reading, statements=tuple(known)))


def _like(gold: GoldDocument, guessed: GoldDocument) -> GoldDocument:
    """The gold with the answers of its statements as they were guessed."""
    answers = {one.id: one.answers for one in guessed.reading.statements}
    statements = (replace(one, answers=answers[one.id]) for one in gold.reading.statements)
    return replace(gold, reading=replace(gold.reading, statements=tuple(statements)))


def _guess(reading: Reading, doc: Doc, model: Linear) -> Reading:
    """The reading with acts as the model guesses them, and days as the program finds them."""
    ordered = train_dates.in_order(reading.statements)
    known = acts.classify(doc, ordered, model)
    drafts = [
        replace(one, act=act, uttered=None) for one, (act, _) in zip(ordered, known, strict=True)
    ]
    said = dates.uttered(reading.article, doc, drafts)
    statements = (replace(one, uttered=day) for one, day in zip(drafts, said, strict=True))
    return replace(reading, statements=tuple(statements))


def _renamed(reading: Reading) -> Reading:
    """The reading with ids that name the article, as those of gold do."""
    name = reading.article.id
    return replace(
        reading,
        statements=tuple(replace(one, id=f"{name}#{one.id}") for one in reading.statements),
    )


def led_over(one: GoldDocument, partner: Mapping[str, str]) -> GoldDocument:
    """The gold's claims and links with the found statements in the places of gold ones."""
    claims = {found.id: found.id for found in one.reading.statements}
    claims |= {partner[gold]: claim for gold, claim in one.claims.items() if gold in partner}
    rebuts = frozenset((partner.get(a, a), partner.get(b, b)) for a, b in one.rebuts)
    return replace(one, claims=claims, rebuts=rebuts)


def partners(gold: Reading, own: Reading) -> dict[str, str]:
    """Which found statement stands for each gold one, by id: one to one, the most alike first."""
    place = compare.Tokens(gold.article.text)
    wanted, got = (
        [(one.id, place.of(one.attribution.content)) for one in reading.statements]
        for reading in (gold, own)
    )
    close = sorted(
        (-share, a, b)
        for a, left in wanted
        for b, right in got
        if (share := 2 * len(left & right) / max(1, len(left) + len(right))) >= LEAST_SHARED
    )
    partner: dict[str, str] = {}
    taken: set[str] = set()
    for _, a, b in close:
        if a not in partner and b not in taken:
            partner[a] = b
            taken.add(b)
    return partner
