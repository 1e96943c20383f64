"""The dates that a text names, worked out from the article's own day."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from dateutil.parser import parserinfo
from dateutil.relativedelta import relativedelta, weekday

from kg.records import Span, Spans

Sort = Literal["full", "day", "weekday", "near", "month", "year", "dated", "ago", "anchored"]

_NAMES = parserinfo()
_NUMBERS = {
    word: number
    for number, word in enumerate(
        "a one two three four five six seven eight nine ten eleven twelve".split()
    )
} | {"a": 1, "an": 1}

_MONTH = (
    r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?|July?"
    r"|Aug(?:ust|\.)?|Sept(?:ember|\.)?|Sep\.?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_WEEKDAY = r"(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_COUNT = rf"(?P<count>\d{{1,2}}|(?i:{'|'.join(_NUMBERS)}))"
_WHICH = "[Ll]ast|[Nn]ext|[Cc]oming|[Tt]his|[Pp]ast|[Ss]ame"
_TIME = r"(?:(?:early |late )?(?:morning|afternoon|evening|night)s?)"
_WHEN = "(?:[Bb]ack )?[Ii]n|[Ss]ince|[Ll]ate|[Ee]arly"
_NO_SUM = r"(?!\s*(?:percent|%))"
# Not "on the 3rd reading".
_SAYING = (
    "(?:accus|add|announc|argu|ask|call|cit|claim|condemn|confirm|demand|deny|insist|reject|report"
    "|say|stat|tell|urg|warn)ing"
)
_NTH_FOLLOWS = (
    r"(?=\s*(?:$|[.,;:!?)\"”’—–-]|local time|(?:of|during|in|at|by|to|the|that|and|with|for|on|from"
    rf"|as|but|when|after|before|a|an|he|she|it|they|his|her|{_SAYING})\b))"
)

# Where two overlap, the earlier one stands.
_PATTERNS: tuple[tuple[Sort, str], ...] = (
    ("full", r"(?<!\d)(?P<year>(?:19|20)\d\d)-(?P<number>[01]\d)-(?P<day>[0-3]\d)(?!\d)"),
    ("full", rf"\b{_DAY}(?: of)? {_MONTH},? {_YEAR}\b"),
    ("full", rf"\b{_MONTH} {_DAY},? {_YEAR}\b"),
    ("day", rf"\b(?:the )?{_DAY}(?: of)? {_MONTH}(?!\w)"),
    ("day", rf"\b{_MONTH} {_DAY}\b(?![:.]\d|[%,]\d)"),
    (
        "month",
        rf"\b(?:{_WHEN}|[Ll]ast|[Tt]hroughout|[Dd]uring|[Uu]ntil|[Aa]s)"
        rf" {_MONTH}(?:(?: of)? {_YEAR})?(?!\w)",
    ),
    ("month", rf"\b{_MONTH}(?:,| of)? {_YEAR}\b"),
    ("month", rf"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) {_MONTH}(?= [a-z]){_NO_SUM}"),
    ("month", r"\b(?P<which>[Ll]ast|[Tt]his) month\b"),
    ("year", r"\b(?P<which>[Ll]ast|[Tt]his) year\b"),
    ("year", rf"\b(?:{_WHEN}|[Aa]s|(?:spring|summer|autumn|fall|winter) of) {_YEAR}\b{_NO_SUM}"),
    ("dated", rf"\b(?:[Aa]|[Tt]he|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir) {_YEAR}\b(?= [a-z]){_NO_SUM}"),
    ("anchored", r"\b(?:[Tt]he|[Tt]hat) (?P<same>same (?:day|morning|afternoon|evening|night))\b"),
    ("anchored", r"\b(?P<same>[Tt]hat (?:day|morning|afternoon|evening|night))\b"),
    ("weekday", rf"\b(?:(?P<which>{_WHICH}) )?{_WEEKDAY}\b(?: {_TIME})?"),
    ("near", r"\b(?P<previous>[Ll]ast night|[Yy]esterday)\b"),
    ("near", r"\b(?:[Tt]oday|[Tt]onight|[Tt]his (?:morning|afternoon|evening))\b"),
    ("ago", rf"\b{_COUNT} (?P<unit>day|week|month|year)s? ago\b"),
    ("anchored", r"\b[Tt]he (?P<next>next|following) (?:day|morning)\b"),
    ("anchored", r"\b[Tt]he (?:previous day|day before)\b"),
    ("anchored", rf"\b{_COUNT} (?P<unit>day|week)s? (?P<next>later|after)\b"),
    ("anchored", rf"\b{_COUNT} (?P<unit>day|week)s? (?:earlier|before)\b"),
    ("anchored", r"\b(?P<same>(?:[Aa] few )?(?:hours|minutes|moments) (?:later|earlier))\b"),
    ("day", r"\b[Oo]n the (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b(?! [a-z]|-)"),
    ("day", rf"\b[Tt]he (?P<day>[0-3]?\d)(?:st|nd|rd|th)\b{_NTH_FOLLOWS}"),
)
_COMPILED = tuple((sort, re.compile(pattern)) for sort, pattern in _PATTERNS)


@dataclass(frozen=True)
class Expression:
    """A date that the text names. `value` is None where it cannot be worked out."""

    span: Span
    sort: Sort
    value: str | None


def expressions(text: str, published: str | None, said: Spans = ()) -> list[Expression]:
    """Every date that the text names, in text order.

    A weekday or a day without its month is the latest one on or before the day of publication;
    "the next day" and its like count from the day named before them outside what is `said`.
    """
    today = date.fromisoformat(published) if published and len(published) == 10 else None
    found: list[Expression] = []
    last: date | None = None
    for sort, match in _matches(text):
        parts = _Parts(match, today, last)
        value = parts.value(sort)
        found.append(Expression(Span(*match.span()), sort, value))
        if value and len(value) == 10 and not any(s <= match.start() < e for s, e in said):
            last = date.fromisoformat(value)
    return found


def _matches(text: str) -> list[tuple[Sort, re.Match[str]]]:
    """The matches in text order; where two overlap, that of the earlier pattern stands."""
    taken = bytearray(len(text))
    found: list[tuple[Sort, re.Match[str]]] = []
    for sort, pattern in _COMPILED:
        for match in pattern.finditer(text):
            if not any(taken[match.start() : match.end()]):
                taken[match.start() : match.end()] = b"\x01" * (match.end() - match.start())
                found.append((sort, match))
    return sorted(found, key=lambda one: one[1].start())


class _Parts:
    """One expression's named parts, and the days that it may count from."""

    def __init__(self, match: re.Match[str], today: date | None, last: date | None) -> None:
        self.named = {name: part for name, part in match.groupdict().items() if part}
        self.today, self.last = today, last

    def value(self, sort: Sort) -> str | None:
        try:
            return getattr(self, f"_{sort}")()  # type: ignore[no-any-return]
        except ValueError:  # the 31st of a month that has none
            return None

    def _full(self) -> str | None:
        number = int(self.named["number"]) if "number" in self.named else self._month_number()
        return date(int(self.named["year"]), number, int(self.named["day"])).isoformat()

    def _month_number(self) -> int:
        number = _NAMES.month(self.named["month"].rstrip("."))
        assert number is not None, self.named
        return number

    def _day(self) -> str | None:
        if self.today is None:
            return None
        day = int(self.named["day"])
        if "month" in self.named:
            found = date(self.today.year, self._month_number(), day)
            # Months ahead of the article are last year's, unless they are about to come.
            if found > self.today + relativedelta(months=3):
                found = found.replace(year=found.year - 1)
            return found.isoformat()
        found = self.today.replace(day=1)
        while found + timedelta(days=day - 1) > self.today or _days(found) < day:
            found -= relativedelta(months=1)
        return found.replace(day=day).isoformat()

    def _weekday(self) -> str | None:
        if self.today is None:
            return None
        number = _NAMES.weekday(self.named["weekday"])
        assert number is not None, self.named
        which = self.named.get("which", "").lower()
        if which in ("next", "coming"):
            return (
                self.today + timedelta(days=1) + relativedelta(weekday=weekday(number, +1))
            ).isoformat()
        if which == "same" and self.last and self.last.weekday() == number:
            return self.last.isoformat()
        base = self.today - timedelta(days=1) if which == "last" else self.today
        return (base + relativedelta(weekday=weekday(number, -1))).isoformat()

    def _near(self) -> str | None:
        if self.today is None:
            return None
        return (self.today - timedelta(days="previous" in self.named)).isoformat()

    def _month(self) -> str | None:
        if "year" in self.named:
            return f"{self.named['year']}-{self._month_number():02d}"
        if self.today is None:
            return None
        if "month" not in self.named:
            back = 0 if self.named["which"].lower() == "this" else 1
            return f"{self.today - relativedelta(months=back):%Y-%m}"
        year = self.today.year - (self._month_number() > self.today.month)
        return f"{year}-{self._month_number():02d}"

    def _year(self) -> str | None:
        if "year" in self.named:
            return self.named["year"]
        if self.today is None:
            return None
        return str(self.today.year - (self.named["which"].lower() == "last"))

    def _dated(self) -> str | None:
        return self.named["year"]

    def _ago(self) -> str | None:
        if self.today is None:
            return None
        unit, count = self.named["unit"], self._count()
        if unit == "month":
            return f"{self.today - relativedelta(months=count):%Y-%m}"
        if unit == "year":
            return str(self.today.year - count)
        return (self.today - timedelta(days=count * (7 if unit == "week" else 1))).isoformat()

    def _anchored(self) -> str | None:
        if self.last is None:
            return None
        if "same" in self.named:
            return self.last.isoformat()
        days = self._count() * (7 if self.named.get("unit") == "week" else 1)
        return (self.last + timedelta(days=days if "next" in self.named else -days)).isoformat()

    def _count(self) -> int:
        word = self.named.get("count", "one").lower()
        return int(word) if word.isdigit() else _NUMBERS[word]


def _days(month: date) -> int:
    return (month + relativedelta(day=31)).day
