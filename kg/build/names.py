"""A user's own list of agents, such as those of Wikidata, which their IRIs come from."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

from kg.errors import ReadError
from kg.records import Agent, Kind


def read_names(path: str) -> tuple[Agent, ...]:
    """The agents of a file of JSON lines: id (an IRI), name and, if known, aliases and kind.

    Raises ReadError, which names the line, if it does not hold such a list.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError(f"{path}: cannot be read: {error}") from error
    return tuple(
        _agent(line, f"{path}:{number}") for number, line in enumerate(lines, 1) if line.strip()
    )


def _agent(line: str, place: str) -> Agent:
    try:
        found = json.loads(line)
    except ValueError as error:
        raise ReadError(f"{place}: not JSON: {error}") from error
    given = found if isinstance(found, dict) else {}
    identifier, name, kind = given.get("id"), given.get("name"), given.get("kind", "person")
    aliases = given.get("aliases", [])
    if not isinstance(name, str) or not name.strip():
        raise ReadError(f"{place}: no name")
    if not isinstance(identifier, str) or not _is_iri(identifier):
        raise ReadError(f"{place}: id is an IRI such as http://www.wikidata.org/entity/Q42")
    if not isinstance(aliases, list) or not all(isinstance(one, str) for one in aliases):
        raise ReadError(f"{place}: aliases is a list of names")
    if kind not in get_args(Kind):
        raise ReadError(f"{place}: kind is one of {', '.join(get_args(Kind))}")
    return Agent(identifier, name, kind, tuple(sorted(set(aliases) - {name})), (identifier,))


def _is_iri(word: str) -> bool:
    return "://" in word and not any(letter in word for letter in ' <>"{}|\\^`')
