"""Gold stories as the program meets them: statements of its own finding, with its own mistakes.

Acts come from a model that has not seen the story, so that they are wrong as often as on any other
news. What the gold says of a statement holds for the one that was found in its place.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from kg.extract.tagger import Tagger
from kg.records import Reading
from kg.resolve import dates, resolve
from kg.resolve.evidence import Models, assess
from kg.resolve.parse import Doc
from kg.train import attributes, compare, evidence
from kg.train import dates as train_dates
from kg.train.attributes import Parsed
from kg.train.gists import with_gists
from kg.train.gold import GoldDocument

# As score.py has it: of the words of both, twice those that they share.
LEAST_SHARED = 0.5


def met(
    documents: Sequence[GoldDocument], gists: Mapping[str, bytes]
) -> tuple[list[GoldDocument], list[GoldDocument], list[GoldDocument]]:
    """The documents thrice: as they are, with guessed acts and days, and the program's own.

    `gists` are, by statement, of networks that have not seen the story. All statements answer
    others as models that have not seen the story have it. A statement of the program's that is no
    gold one has a claim of its own: its id. A link to what the program did not find keeps that
    end's gold id.
    """
    parsed = attributes.parsed(with_gists(documents, gists))
    found = {one.reading.article.id: one for one in with_gists(own(parsed), gists)}
    guessed: dict[str, GoldDocument] = {}
    for one in parsed:
        name = one.article.id
        guessed[name], found[name] = (_guess(v, one.doc) for v in (one.document, found[name]))
    examples = {
        one.article.id: evidence.examples(
            one.document, one.doc, guessed[one.article.id].reading.statements, one.gold
        )
        for one in parsed
    }
    for held_out in attributes.folds(parsed):
        names = {one.article.id for one in held_out}
        rows = evidence.Examples()
        for name, more in examples.items():
            if name not in names:
                rows += more
        models = evidence.train(rows)
        for one in held_out:
            for version in (guessed, found):
                version[one.article.id] = _answering(version[one.article.id], one.doc, models)
    order = [one.article.id for one in parsed]
    return (
        [_like(one.document, guessed[one.article.id]) for one in parsed],
        [guessed[name] for name in order],
        [found[name] for name in order],
    )


def own(documents: Iterable[Parsed]) -> list[GoldDocument]:
    """What the program finds in the same articles, before it is judged.

    Statements that stand for gold ones have the gold's acts, claims and links.
    """
    tagger = Tagger.load()
    found: list[GoldDocument] = []
    partner: dict[str, str] = {}
    for one in documents:
        gold = one.document.reading
        attributions = next(tagger.attributions([one.article.text]))
        reading = _renamed(resolve(one.article, one.doc, attributions))
        known = partners(gold, reading)
        partner |= known
        acts = {known[each.id]: each.act for each in gold.statements if each.id in known}
        statements = (replace(s, act=acts.get(s.id, s.act)) for s in reading.statements)
        found.append(replace(one.document, reading=replace(reading, statements=tuple(statements))))
    return [led_over(one, partner) for one in found]


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


def _guess(one: GoldDocument, doc: Doc) -> GoldDocument:
    """The document with acts by the gists, and days as the program finds them."""
    reading = one.reading
    ordered = train_dates.in_order(reading.statements)
    drafts = [replace(s, uttered=None) for s in attributes.guessed(ordered)]
    said = dates.uttered(reading.article, doc, drafts)
    statements = (replace(s, uttered=day) for s, day in zip(drafts, said, strict=True))
    return replace(one, reading=replace(reading, statements=tuple(statements)))


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
