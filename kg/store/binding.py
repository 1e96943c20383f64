"""Parameters of a SPARQL query, bound as values.

A parameter is a variable of the query. Every group that mentions it gets a VALUES block with the
one term, so that it is bound wherever it is in scope: in filters, optional parts, arms of a UNION,
sub-selects and EXISTS. One that is not given stays unbound: `FILTER(!BOUND(?since) || ...)`.
A HAVING clause sees no parameter, by SPARQL's own rule: compare outside, in a FILTER.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date

from kg.errors import QueryError
from kg.store.value import as_value

Bindings = Mapping[str, str | bool | int | float | date]

_TOKEN = re.compile(
    r"""(?P<space>\s+|\#[^\n]*)
    | (?P<iri><[^<>"{}|^`\\\s]*>)
    | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''
        |"(?:[^"\\\n\r]|\\.)*"|'(?:[^'\\\n\r]|\\.)*')
    | [?$](?P<variable>\w+)
    | (?P<word>[^\W\d][\w:.-]*)
    | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)


def bind(sparql: str, bindings: Bindings) -> str:
    """The query with its parameters bound, on the same lines as before.

    Raises QueryError for a parameter that the query does not mention.
    """
    if not bindings:
        return sparql
    blocks = {
        name: f" VALUES ?{name} {{ {codepoint_safe(as_value(given).term())} }}"
        for name, given in bindings.items()
    }
    tokens = [found for found in _TOKEN.finditer(sparql) if found.lastgroup != "space"]
    groups = _groups(tokens)
    mentioned = {found["variable"] for found in tokens if found["variable"]}
    if unknown := sorted(blocks.keys() - mentioned):
        raise QueryError(f"the query has no parameter ?{', ?'.join(unknown)}")
    inside = set().union(*groups.values())
    if groups:
        groups[min(groups)] |= mentioned - inside
    pieces, done = [], 0
    for place, names in sorted(groups.items()):
        pieces += [sparql[done:place], *(blocks[name] for name in blocks if name in names)]
        done = place
    return "".join([*pieces, sparql[done:], *([] if groups else ["\n", *blocks.values()])])


def has_dataset(sparql: str) -> bool:
    """Whether the query names its own dataset by FROM."""
    words = (found["word"] for found in _TOKEN.finditer(sparql))
    return any(word and word.upper() == "FROM" for word in words)


def codepoint_safe(text: str) -> str:
    r"""Terms as SPARQL takes them, which reads \uXXXX even behind an escaped backslash."""
    return text.replace("\\\\u", "\\\\\\u0075").replace("\\\\U", "\\\\\\u0055")


def _groups(tokens: list[re.Match[str]]) -> dict[int, set[str]]:
    """By the place behind its opening brace, the variables that each group itself mentions."""
    groups: dict[int, set[str]] = {}
    enclosing: list[int | None] = []
    for found, is_group in _braces(tokens):
        if found[0] == "{":
            enclosing.append(found.end() if is_group else None)
            if is_group:
                groups[found.end()] = set()
        elif found[0] == "}":
            if enclosing:
                enclosing.pop()
        elif found["variable"] and enclosing and enclosing[-1] is not None:
            groups[enclosing[-1]].add(found["variable"])
    return groups


def _braces(tokens: list[re.Match[str]]) -> Iterator[tuple[re.Match[str], bool]]:
    """The tokens, and of each opening brace whether a graph pattern stands in it."""
    # Not in a CONSTRUCT template, not in a VALUES block, not around a sub-select.
    in_values, previous = False, ""
    for found, following in zip(tokens, [*tokens[1:], None], strict=True):
        word = found[0].upper()
        subselect = following is not None and following[0].upper() == "SELECT"
        yield found, word == "{" and not (in_values or previous == "CONSTRUCT" or subselect)
        in_values = word == "VALUES" or (in_values and word != "{")
        previous = word
