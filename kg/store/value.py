"""RDF terms as Python strings."""

from __future__ import annotations

import re
from datetime import date
from typing import Literal

from kg.errors import QueryError

XSD = "http://www.w3.org/2001/XMLSchema#"
_STRING = f"{XSD}string"
_NOT_IN_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


class Value(str):
    """A term: the string is an IRI without brackets, a literal's lexical form, or a blank label.

    `datatype` is the IRI of a literal's type, None for plain strings, IRIs and blank nodes.
    Equal to any string of the same characters.
    """

    __slots__ = ("datatype", "kind", "language")

    kind: Literal["iri", "literal", "blank"]
    datatype: str | None
    language: str | None

    def __new__(
        cls,
        text: str,
        kind: Literal["iri", "literal", "blank"] = "literal",
        datatype: str | None = None,
        language: str | None = None,
    ) -> Value:
        """A literal unless `kind` says otherwise."""
        value = super().__new__(cls, text)
        value.kind, value.language = kind, language
        value.datatype = None if datatype == _STRING or language else datatype
        return value

    @property
    def is_iri(self) -> bool:
        """False for literals and blank nodes."""
        return self.kind == "iri"

    def term(self) -> str:
        """The value as N-Triples and SPARQL write it; raises QueryError if it is no valid term."""
        if self.kind == "iri":
            return iri_term(self)
        if self.kind == "blank":
            raise QueryError(f"a blank node cannot be named in a query: _:{self}")
        quoted = f'"{self.translate(_ESCAPES)}"'
        if self.language:
            return f"{quoted}@{self.language}"
        return f"{quoted}^^{iri_term(self.datatype)}" if self.datatype else quoted


def iri(text: str) -> Value:
    """An IRI, to be bound to a query's parameter."""
    return Value(text, "iri")


def iri_term(text: str) -> str:
    """An IRI in brackets; raises QueryError for characters that no IRI holds."""
    if not text or _NOT_IN_IRI.search(text):
        raise QueryError(f"not an IRI: {text!r}")
    return f"<{text}>"


def as_value(given: str | bool | int | float | date) -> Value:
    """A Python value as the literal of its type; a `Value` stays what it is."""
    if isinstance(given, Value):
        return given
    if isinstance(given, bool):
        return Value(str(given).lower(), datatype=f"{XSD}boolean")
    if isinstance(given, int):
        return Value(str(given), datatype=f"{XSD}integer")
    if isinstance(given, float):
        return Value(repr(given), datatype=f"{XSD}double")
    if isinstance(given, date):
        return Value(given.isoformat()[:10], datatype=f"{XSD}date")
    return Value(given)
