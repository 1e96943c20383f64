"""Figures in a text: digits, number words and their multiples, as values that can be compared."""

from __future__ import annotations

import re
from collections.abc import Iterator

_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_UNITS = {word: float(value) for value, word in enumerate(_SMALL)}
_UNITS |= {word: 10.0 * value for value, word in enumerate(_TENS, 2)}
_MULTIPLES = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "billion": 1e9,
    "trillion": 1e12,
    "m": 1e6,
    "bn": 1e9,
}
_TOKEN = re.compile(r"\d[\d,]*(?:\.\d+)?|[a-z]+|[^\sa-z\d]")
# "one" is more often a pronoun or an article than a figure.
_NO_FIGURE = {1.0}


def figures(text: str) -> frozenset[float]:
    """The values that the text states: "forty-one", "41" and "200 million", but not "one"."""
    return frozenset(value for value in _values(text.lower()) if value not in _NO_FIGURE)


def _values(text: str) -> Iterator[float]:
    value: float | None = None
    for token in _TOKEN.findall(text):
        number = _number(token)
        if number is not None:
            if value is not None and token in _UNITS and _continues(value, number):
                value += number
            else:
                if value is not None:
                    yield value
                value = number
        elif token in _MULTIPLES and (value is not None or len(token) > 2):
            value = (value or 1.0) * _MULTIPLES[token]
        elif token not in ("-", "and") or value is None:
            if value is not None:
                yield value
            value = None
    if value is not None:
        yield value


def _continues(value: float, number: float) -> bool:
    """Whether a number word adds to the value before it: "forty" + "one", "hundred" + "five"."""
    if value % 100 == 0:
        return value >= 100 > number
    return value % 10 == 0 and value % 100 >= 20 and 0 < number < 10


def _number(token: str) -> float | None:
    if token[0].isdigit():
        return float(token.replace(",", ""))
    return _UNITS.get(token)
