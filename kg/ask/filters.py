"""Which statements are wanted: the filters that tables, named queries and exports share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from kg.ask.names import agent, node
from kg.ask.selection import Bound, Selection, Tried
from kg.ask.values import concept, first_day, last_day
from kg.errors import UsageError
from kg.store import Store, Value


@dataclass(frozen=True, slots=True)
class Filters:
    """What a statement must fulfil; a field left alone keeps everything.

    `words` must all stand in the content, without regard to case and accents; `by`, `about` and
    `via` are names, aliases or ids of agents. `since` and `until` are YYYY, YYYY-MM or YYYY-MM-DD,
    both inclusive, and look at the day of the statement or, where the text gives none, at the
    article's. `min_confidence` holds for statements, and for evidence and rebuttals shown with
    them.
    """

    words: tuple[str, ...] = ()
    by: str | None = None
    about: str | None = None
    via: str | None = None
    act: str | None = None
    status: str | None = None
    since: str | None = None
    until: str | None = None
    rebutted: bool | None = None
    article: str | None = None
    min_confidence: float = 0.0


EVERYTHING = Filters()


def selection(store: Store, filters: Filters) -> Selection:
    """Filters as SPARQL; looks up names and ids, so raises UnknownName and AmbiguousName."""
    found: list[str] = []
    values: Bound = {}

    def keep(pattern: str, **given: Value | str | float | date) -> None:
        found.append(pattern)
        values.update(given)

    for role in ("by", "about", "via"):
        if (name := getattr(filters, role)) is not None:
            predicate = "speaker" if role == "by" else role
            keep(f"?said kg:{predicate} ?{role}", **{role: agent(store, name)})
    if filters.article is not None:
        # Actors have an article as well; only statements have a mode.
        keep(
            "?said kg:article ?in ; kg:mode ?mode",
            **{"in": node(store, "Article", filters.article)},
        )
    if filters.act is not None:
        keep("?said kg:act ?act", act=concept("act", filters.act))
    least = _probability(filters.min_confidence)
    if filters.status is not None:
        keep(_once(_assessed(least)), status=concept("status", filters.status), **_bound(least))
    days: Bound = {}
    if filters.since is not None:
        days["since"] = first_day(filters.since)
    if filters.until is not None:
        days["until"] = last_day(filters.until)
    if days:
        tests = {"since": "FILTER(?date >= ?since)", "until": "FILTER(?date <= ?until)"}
        keep(" ".join(["?said kg:dated ?date", *map(tests.__getitem__, days)]), **days)
    if filters.rebutted:
        keep(_once(_rebutted(least)), **_bound(least))
    left_out = (_rebutted(least),) if filters.rebutted is False else ()
    return Selection(store, found, values, left_out, _tried(filters))


def _once(pattern: str) -> str:
    return f"{{ SELECT DISTINCT ?said {{ {pattern} }} }}"


def _tried(filters: Filters) -> Iterator[Tried]:
    """What no index finds."""
    if (least := filters.min_confidence) > 0:
        test = "FILTER(?confidence >= ?least)"
        yield Tried("?said kg:confidence ?confidence", "?confidence", test, {"least": least})
    if filters.words:
        # Written into the query: Oxigraph compiles a bound expression anew for every row.
        words = (Value(folded(words)).term() for words in filters.words)
        tests = " ".join(f'FILTER(REGEX(?words, {one}, "i"))' for one in words)
        # Tested under another name: else Oxigraph tests claims and whole articles before it joins.
        yield Tried("?said kg:text ?text", "?text", f"BIND(?text AS ?words) {tests}", {})


def folded(words: str) -> str:
    """A regular expression for words as they stand, with any accents and any white space.

    SPARQL can ignore case but not accents, so each letter becomes the set of its accented forms.
    """
    if not words.strip():
        raise UsageError("empty words are found everywhere")
    marked = unicodedata.normalize("NFD", words)
    letters = (c for c in marked if not unicodedata.combining(c))
    parts = "".join(_letter(c) for c in letters).split()
    return r"\s+".join(parts)


def _letter(letter: str) -> str:
    if forms := _accented().get(letter.lower()):
        return f"[{letter.lower()}{forms}]"
    for marks in ("'’‘ʼ", '"“”„«»'):
        if letter in marks:
            return f"[{marks}]"
    return re.sub(r"([\\|.?*+(){}\[\]^$])", r"\\\1", letter)


@cache
def _accented() -> dict[str, str]:
    """By letter, its accented forms among the Latin, Greek and Cyrillic ones."""
    forms: dict[str, str] = {}
    for code in (*range(0xC0, 0x530), *range(0x1E00, 0x2000)):
        character = chr(code)
        base = unicodedata.normalize("NFKD", character)
        plain = "".join(c for c in base if not unicodedata.combining(c)).lower()
        if len(plain) == 1 and plain.isalpha() and plain != character.lower():
            forms[plain] = forms.get(plain, "") + character
    return forms


def _bound(least: float) -> Bound:
    return {"least": least} if least else {}


def _assessed(least: float) -> str:
    if not least:
        return "?said kg:evidence/kg:status ?status"
    return (
        "?said kg:evidence ?assessment . ?assessment kg:status ?status ; kg:confidence ?certain"
        " FILTER(?certain >= ?least)"
    )


def _rebutted(least: float) -> str:
    if not least:
        return "?answer kg:rebuts ?said"
    return (
        "?rebuttal kg:earlier ?said ; a kg:Rebuttal ; kg:confidence ?sure FILTER(?sure >= ?least)"
    )


def _probability(score: float) -> float:
    if not 0 <= score <= 1:
        raise UsageError(f"a confidence lies from 0 to 1, not at {score}")
    return score
