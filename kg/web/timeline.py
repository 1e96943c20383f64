"""An agent's days as a picture: columns of what it said upwards, of what was said of it down."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.ask.periods import Day

COLUMNS = 48  # at most; else the days are taken together by month, or by year
WIDTH, HALF = 720, 64  # units of the picture; `HALF` is the height of the tallest column
TALLEST = 14  # units of one statement, so that few statements make no towers


@dataclass(frozen=True, slots=True)
class Column:
    """A day, month or year; `x`, `width` and the heights are units of the picture."""

    period: str
    x: float
    width: float
    said: float
    rebutted: float
    spoken_of: float
    counts: Day


@dataclass(frozen=True, slots=True)
class Tick:
    """A word below the picture."""

    x: float
    word: str


@dataclass(frozen=True, slots=True)
class Picture:
    """Columns and ticks from left to right; `fine` says what a column is: day, month or year."""

    columns: tuple[Column, ...]
    ticks: tuple[Tick, ...]
    fine: str
    up: float
    down: float


def picture(days: Sequence[Day]) -> Picture | None:
    """The picture of an agent's days; None if there are none."""
    if not days:
        return None
    fine, periods = _periods(days)
    counts = _counted(days, len(periods[0]))
    most = max(max(one.said_count, one.spoken_of_count) for one in counts.values())
    unit = min(TALLEST, HALF / most)
    step = WIDTH / len(periods)
    columns = tuple(
        Column(
            period,
            round(place * step, 2),
            round(min(step * 0.78, 40), 2),
            round(found.said_count * unit, 2),
            round(found.rebutted_count * unit, 2),
            round(found.spoken_of_count * unit, 2),
            found,
        )
        for place, period in enumerate(periods)
        if (found := counts.get(period))
    )
    up = max(column.said for column in columns)
    down = max(column.spoken_of for column in columns)
    return Picture(columns, _ticks(periods, step), fine, up, down)


def _periods(days: Sequence[Day]) -> tuple[str, list[str]]:
    """The finest periods that fit, without gaps: months, else years; single days if in one month.

    A year's worth of empty days says less than twelve months.
    """
    first, last = days[0].date, days[-1].date
    months = list(_months(first[:7], last[:7]))
    if len(months) == 1:
        return "day", [f"{months[0]}-{day:02}" for day in range(int(first[8:]), int(last[8:]) + 1)]
    if len(months) <= COLUMNS:
        return "month", months
    return "year", [f"{year:04}" for year in range(int(first[:4]), int(last[:4]) + 1)]


def _months(first: str, last: str) -> Iterable[str]:
    place, end = _month(first), _month(last)
    return (f"{one // 12:04}-{one % 12 + 1:02}" for one in range(place, end + 1))


def _month(word: str) -> int:
    return int(word[:4]) * 12 + int(word[5:7]) - 1


def _counted(days: Iterable[Day], length: int) -> dict[str, Day]:
    """The days taken together by the first letters of their dates."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for day in days:
        for place, number in enumerate((day.said_count, day.rebutted_count, day.spoken_of_count)):
            sums[day.date[:length]][place] += number
    return {period: Day(period, *counts) for period, counts in sums.items()}


def _ticks(periods: Sequence[str], step: float) -> tuple[Tick, ...]:
    """The first period, and each that begins a new year, or else six at most."""
    years = [place for place, one in enumerate(periods) if one.endswith("-01") and len(one) == 7]
    regular = range(0, len(periods), -(-len(periods) // 6))
    places = years if len(years) > 1 else regular
    return tuple(
        Tick(round(place * step, 2), periods[place][:4] if places is years else periods[place])
        for place in places
    )
