"""Days as news writes them. What is ambiguous or contradicts itself is none: none beats wrong."""

from __future__ import annotations

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_WEEKDAY = r"(?P<weekday>Mon|Tue|Tues|Wed|Wednes|Thu|Thur|Thurs|Fri|Sat|Satur|Sun)(?:day)?\b\.?"
_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?"
    r"|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:1[6-9]|20)\d\d"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
# A pattern for a day in running text, to be compiled with re.I; `day_of` reads its match.
DAY = (
    rf"(?<![\w/-])(?:{_WEEKDAY},?\s+)?(?:the\s+)?(?:"
    rf"(?P<day1>{_NTH})(?:\s+of)?[\s-](?P<month1>{_MONTH})(?:[,\s-]+(?P<year1>{_YEAR}))?"
    rf"|(?P<month2>{_MONTH})\s+(?P<day2>{_NTH})(?:,?\s+(?P<year2>{_YEAR}))?"
    rf"|(?P<year3>{_YEAR})(?P<sep>[-/.]?)(?P<month3>\d\d)(?P=sep)(?P<day3>\d\d)"
    rf"|(?P<first>\d{{1,2}})(?P<sep2>[/.])(?P<second>\d{{1,2}})(?P=sep2)(?P<year4>{_YEAR})"
    r")(?![\w/]|-\w)"
)
_STATED = re.compile(rf"\s*{DAY}(?:[\s,].*)?\s*", re.IGNORECASE | re.DOTALL)
_NAMED = re.compile(rf"(?<!\d)({_YEAR})-(\d\d)-(\d\d)(?!\d)")
_PATH = re.compile(rf"/({_YEAR})/(\d\d)/(\d\d)/")
_ISO_TIME = re.compile(r"\s*(\d{4}-\d\d-\d\d)T\d\d.*", re.DOTALL)


def day(stated: str) -> str | None:
    """The ISO day of a metadata field: ISO 8601, RFC 822 or written out; a time may follow.

    The day is taken as written, in whatever time zone the publisher states it.
    """
    if iso := _ISO_TIME.fullmatch(stated):
        stated = iso[1]
    match = _STATED.fullmatch(stated)
    return day_of(match) if match else None


def named_day(identifier: str, url: str | None) -> str | None:
    """The one day that an article's id (`wire-2024-03-05`) or URL (`/2024/03/05/`) holds, if any.

    Archives name files by day, and most news sites' addresses hold the day of publication.
    """
    found = {match.groups() for match in _NAMED.finditer(identifier)}
    found = found or {match.groups() for match in _PATH.finditer(url or "")}
    if len(found) != 1:
        return None
    year, month, number = found.pop()
    try:
        return date(int(year), int(month), int(number)).isoformat()
    except ValueError:
        return None


def day_of(match: re.Match[str], near: str | None = None) -> str | None:
    """The ISO day of a match of DAY; None if there is no such day or its weekday contradicts it.

    A day without a year takes the one that puts it within 60 days of the ISO day `near`.
    """
    part = match.groupdict()
    month = part["month1"] or part["month2"]
    if month:
        number = MONTHS.index(month[:3].lower()) + 1
        at = int(re.sub(r"\D", "", part["day1"] or part["day2"]))
        year = part["year1"] or part["year2"]
    elif part["year3"]:
        number, at, year = int(part["month3"]), int(part["day3"]), part["year3"]
    else:
        number, at = _month_and_day(int(part["first"]), int(part["second"]))
        year = part["year4"]
    found = _date(int(year), number, at) if year else _nearest(number, at, near)
    stated = (part["weekday"] or "")[:3].lower()
    if found is None or (stated and WEEKDAYS[found.weekday()] != stated):
        return None
    return found.isoformat()


def _month_and_day(first: int, second: int) -> tuple[int, int]:
    """5/3 is May or March, nobody knows, so it gives month 0; 25/3 and 3/25 are clear."""
    if first > 12 or first == second:
        return second, first
    return (first, second) if second > 12 else (0, 0)


def _nearest(month: int, at: int, near: str | None) -> date | None:
    if near is None:
        return None
    anchor = date.fromisoformat(near)
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [then for year in years if (then := _date(year, month, at))]
    return next((then for then in found if abs((then - anchor).days) <= 60), None)


def _date(year: int, month: int, at: int) -> date | None:
    try:
        return date(year, month, at)
    except ValueError:
        return None
