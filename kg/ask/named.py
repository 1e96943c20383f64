"""The named queries of queries/, and anybody's own: parameters in, a result out.

A query's header says what it answers, what it takes and how it is called:

    # Claims that were taken back, with the words that say so.
    #
    # Parameters
    #   by   agent   any   who took it back
    #
    # Example
    #   kg query retractions -p by="Ana Ruiz"

A parameter is a variable of the query; its kind is agent, claim, article, act, status, date,
number, integer or text. The query itself says what holds where it is not given ("any" or a
default). A date named `until` means the last day of its month or year, any other the first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from kg.ask.names import agent, node
from kg.ask.values import concept, first_day, last_day
from kg.errors import QueryError, UnknownName, UsageError
from kg.store import Result, Store, Value, iri

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

_PARAMETER = re.compile(r"(\w+)\s+([a-z]+)\s+(\S+)\s*(.*)")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
Given = Value | str | int | float | date


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query takes; `default` is "any" where it may be left alone."""

    name: str
    kind: str
    default: str
    meaning: str


@dataclass(frozen=True, slots=True)
class Question:
    """A query with what its header says of it; `summary` is one line or more."""

    name: str
    summary: str
    parameters: tuple[Parameter, ...]
    example: str
    sparql: str

    def answer(self, store: Store, given: Mapping[str, str] | None = None) -> Result:
        """What the store answers; values are words as a user types them.

        Raises UsageError for a parameter that the query does not have, or a value that does not
        fit its kind, UnknownName or AmbiguousName for a name, QueryError if it does not run.
        """
        given = given or {}
        kinds = {parameter.name: parameter.kind for parameter in self.parameters}
        if kinds and (unknown := sorted(given.keys() - kinds.keys())):
            raise UsageError(f"{self.name} takes {', '.join(kinds)}; not {', '.join(unknown)}")
        values = {
            name: _value(store, name, kinds.get(name), words) for name, words in given.items()
        }
        try:
            return store.query(self.sparql, values)
        except QueryError as error:
            # As what it is: that it took too long is no fault of the query's.
            raise type(error)(f"{self.name}: {error}") from error


@cache
def questions() -> tuple[Question, ...]:
    """All named queries, by name."""
    found = [place for place in _folder().iterdir() if place.name.endswith(".rq")]
    read = [parse(place.name[:-3], place.read_text(encoding="utf-8")) for place in found]
    return tuple(sorted(read, key=lambda question: question.name))


@cache
def question(name: str) -> Question:
    """A named query; raises UnknownName with the nearest ones."""
    place = _folder() / f"{name}.rq"
    if re.fullmatch(r"[\w-]+", name) and place.is_file():
        return parse(name, place.read_text(encoding="utf-8"))
    import difflib  # wanted only where a name is unknown

    names = [known.name for known in questions()]
    close = difflib.get_close_matches(name, names, n=5, cutoff=0.4)
    raise UnknownName("query", name, tuple(close))


def parse(name: str, sparql: str) -> Question:
    """A query and its header; a query without one has no summary and takes any variable."""
    header: dict[str, list[str]] = {"Summary": []}
    section = "Summary"
    for line in sparql.splitlines():
        if not line.startswith("#"):
            break
        words = line.removeprefix("#").strip()
        if words in ("Parameters", "Example"):
            section = words
        elif words:
            header.setdefault(section, []).append(words)
    taken = map(_PARAMETER.fullmatch, header.get("Parameters", []))
    parameters = tuple(Parameter(*found.groups()) for found in taken if found)
    example = "\n".join(header.get("Example", []))
    return Question(name, "\n".join(header["Summary"]), parameters, example, sparql)


def _folder() -> Traversable:
    from importlib import resources  # slow to import, and no other lookup needs it

    return resources.files("kg.queries")


def _value(store: Store, name: str, kind: str | None, words: str) -> Given:
    match kind:
        case "agent":
            return agent(store, words)
        case "claim" | "article":
            return node(store, kind.title(), words)
        case "act" | "status":
            return concept(kind, words)
        case "date":
            return last_day(words) if name == "until" else first_day(words)
        case "integer" | "number":
            if not _NUMBER.fullmatch(words):
                raise UsageError(f"{name} is a number, not {words!r}")
            return float(words) if "." in words else int(words)
        case "text":
            return words
    return _guess(words)


def _guess(words: str) -> Given:
    """A value for a query that does not say what it takes: <IRI>, number, date, else text."""
    if words.startswith("<") and words.endswith(">"):
        return iri(words[1:-1])
    if _NUMBER.fullmatch(words):
        return float(words) if "." in words else int(words)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        return first_day(words)
    return words
