"""Records as the columns of a table, and of a CSV file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.cli.output import Cells

if TYPE_CHECKING:
    from kg.ask import Claimed, Party
    from kg.ask.agents import Known
    from kg.ask.rebuttals import Rebutted
    from kg.ask.statements import Assessed
    from kg.ask.timeline import Entry


def claim(one: Claimed) -> Cells:
    """Who | claimed what | about whom | when | evidence | rebutted by | source | sure | id."""
    return {
        "who": who(one),
        "claimed": claimed(one),
        "about": names(one.about),
        "when": when(one),
        "evidence": "; ".join(assessments(one)),
        "rebutted_by": ", ".join(rebutters(one)),
        "source": source(one),
        "sure": sure(one),
        "id": one.id,
    }


def assessments(one: Claimed) -> list[str]:
    """What texts say of its evidence: of each status the surest words, and how many others."""
    by_status: dict[str, list[Assessed]] = {}
    for given in sorted(one.evidence, key=lambda given: -given.confidence):
        by_status.setdefault(given.status, []).append(given)
    return [
        f"{status} ({percent(surest.confidence)}): {quoted(surest.words)}"
        + (f" and {len(others)} more" if others else "")
        for status, (surest, *others) in by_status.items()
    ]


def quoted(words: str) -> str:
    """The words in quotation marks, unless they are so already."""
    from kg.ask.statements import is_quoted

    return words if is_quoted(words) else f"“{words}”"


def rebutters(one: Claimed) -> list[str]:
    """Who rebuts it, each with how sure the surest of the rebuttals is."""
    surest: dict[str, float] = {}
    for answer in one.rebuttals:
        surest.setdefault(answer.who.name if answer.who else "?", answer.score)
    return [f"{name} ({percent(score)})" for name, score in surest.items()]


def claimed(one: Claimed) -> str:
    """The statement's words, led in by its cue in brackets where they go straight on from it."""
    return f"[{one.lead}] {one.text}" if one.lead else one.text


def claim_columns(one: Claimed) -> Cells:
    """All there is of a claim, lists joined."""
    return {
        "id": one.id,
        "who": one.who and one.who.name,
        "who_id": one.who and one.who.id,
        "mention": one.source,
        "lead": one.lead,
        "claimed": one.text,
        "about": names(one.about),
        "via": names(one.via),
        "act": one.act,
        "mode": one.mode,
        "uttered": one.uttered,
        "evidence": "; ".join(f"{given.status}: {given.words}" for given in one.evidence),
        "rebutted_by": "; ".join(answer.id for answer in one.rebuttals),
        "claim": one.claim,
        "article": one.article,
        "title": one.title,
        "publisher": one.publisher,
        "published": one.published,
        "confidence": one.confidence,
    }


def rebuttal(one: Rebutted) -> Cells:
    """Claim against denial, side by side, with the reason."""
    return {
        "who": who(one.claim),
        "claimed": claimed(one.claim),
        "when": when(one.claim),
        "rebutted_by": who(one.rebuttal),
        "saying": claimed(one.rebuttal),
        "on": when(one.rebuttal),
        "because": one.reason,
        "score": one.score,
        "source": source(one.rebuttal),
        "ids": f"{one.claim.id} {one.rebuttal.id}",
    }


def rebuttal_columns(one: Rebutted) -> Cells:
    """All there is of a claim and of its rebuttal."""
    rest = {f"rebuttal_{name}": value for name, value in claim_columns(one.rebuttal).items()}
    return {**claim_columns(one.claim), **rest, "score": one.score, "reason": one.reason}


def known(one: Known) -> Cells:
    """An agent with its counts."""
    return {
        "name": one.name,
        "kind": one.kind,
        "also": ", ".join(one.aliases),
        "said": one.said_count,
        "spoken_of": one.spoken_of_count,
        "relayed": one.relayed_count,
        "rebutted": one.rebutted_count,
        "rebuts": one.rebuts_count,
        "same_as": " ".join(one.same_as),
        "id": one.id,
    }


def entry(one: Entry) -> Cells:
    """A statement on a timeline."""
    told = one.statement
    return {
        "when": when(told),
        "role": one.role,
        "who": who(told),
        "claimed": claimed(told),
        "act": told.act,
        "about": names(told.about),
        "rebutted_by": claim(told)["rebutted_by"],
        "source": source(told),
        "sure": sure(told),
        "id": told.id,
    }


def entry_columns(one: Entry) -> Cells:
    """All there is of a statement on a timeline."""
    return {"date": one.date, "role": one.role, **claim_columns(one.statement)}


def who(one: Claimed) -> str:
    """The speaker's name; in brackets the text's own words where it names nobody."""
    return one.who.name if one.who else f"[{one.source or 'nobody named'}]"


def when(one: Claimed) -> str:
    """The day of a statement; "by" and the article's day where the text gives none."""
    return one.uttered or (f"by {one.published}" if one.published else "")


def source(one: Claimed) -> str:
    """The article, its publisher, and who passed the statement on."""
    publisher = f" ({one.publisher})" if one.publisher else ""
    via = f", via {names(one.via)}" if one.via else ""
    return f"{one.article}{publisher}{via}"


def sure(one: Claimed) -> str:
    """How sure the program is of a statement; never wholly."""
    return percent(one.confidence)


def percent(chance: float) -> str:
    """A chance in hundredths, never wholly sure."""
    return f"{min(round(100 * chance), 99)}%"


def names(parties: tuple[Party, ...]) -> str:
    """Names in a row."""
    return ", ".join(party.name for party in parties)
