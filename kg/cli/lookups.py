"""Commands that look things up: claims, rebuttals, timeline, show, stats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli import cells
from kg.cli.options import (
    STORE,
    ConfidenceOption,
    FormatOption,
    LimitOption,
    StoreOption,
    filtered,
    opened,
)
from kg.cli.output import bounded, more, show

if TYPE_CHECKING:
    from kg.ask import Filters

Words = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[WORDS]...",
        help="Words of the claim, all of which must be in it; quoted ones side by side. Case and"
        " accents do not matter.",
        show_default=False,
    ),
]


@filtered()
def claims(
    filters: Filters,
    words: Words = None,
    min_confidence: ConfidenceOption = 0.0,
    limit: LimitOption = None,
    form: FormatOption = None,
    store: StoreOption = STORE,
) -> None:
    """Who claimed what about whom, when, on what evidence, and who denied it; newest first.

    "by 2024-03-02" under "when" is the article's day, where the text gives none for the statement.
    "87%" under "sure" is how likely the article says this of this speaker.

    \b
    Examples:
      kg claims --by Lukashenko --about Ukraine
      kg claims bridge "never inspected" --since 2024-03 --status unsupported
      kg claims --rebutted --min-confidence 0.8 --format jsonl
    """
    from kg.ask import claims, count

    most = bounded(form, limit)
    with opened(store) as source:
        found = claims(source, filters, most)
        show(found, form, cells.claim, cells.claim_columns)
        more(len(found), most, lambda: count(source, filters))


@filtered(without=("rebutted",))
def rebuttals(
    filters: Filters,
    words: Words = None,
    rebutted_by: Annotated[
        str | None, typer.Option("--rebutted-by", metavar="NAME", help="Who denies it.")
    ] = None,
    min_confidence: ConfidenceOption = 0.0,
    limit: LimitOption = None,
    form: FormatOption = None,
    store: StoreOption = STORE,
) -> None:
    """Claim against denial, side by side, with the reason they are linked; surest first.

    The filters choose the claims that are rebutted.

    \b
    Examples:
      kg rebuttals --by Lukashenko
      kg rebuttals --rebutted-by "Foreign Ministry of Ukraine" --since 2022-10
    """
    from kg.ask.rebuttals import count_rebuttals, rebuttals

    most = bounded(form, limit)
    with opened(store) as source:
        found = rebuttals(source, filters, rebutted_by, most)
        show(found, form, cells.rebuttal, cells.rebuttal_columns)
        more(len(found), most, lambda: count_rebuttals(source, filters, rebutted_by))


@filtered(without=("by", "about", "via"))
def timeline(
    filters: Filters,
    agent: Annotated[str, typer.Argument(metavar="AGENT", help="Any name, alias or id.")],
    min_confidence: ConfidenceOption = 0.0,
    limit: LimitOption = None,
    form: FormatOption = None,
    store: StoreOption = STORE,
) -> None:
    """What one agent said, what was said of it and what it passed on; oldest first.

    A limit keeps the newest.

    \b
    Examples:
      kg timeline Lukashenko --since 2022-07 --until 2022-10
    """
    from kg.ask.timeline import timeline

    most = bounded(form, limit)
    with opened(store) as source:
        found = timeline(source, agent, filters, most)
        show(found, form, cells.entry, cells.entry_columns)
        more(len(found), most, lambda: len(timeline(source, agent, filters)))


def show_one(
    identifier: Annotated[
        str, typer.Argument(metavar="ID", help="An id, the start of one, or an agent's name.")
    ],
    min_confidence: ConfidenceOption = 0.0,
    form: FormatOption = None,
    store: StoreOption = STORE,
) -> None:
    """A statement, claim, agent or article, with its sentences and their words marked.

    Marks read [source Ana Ruiz] [cue said] [content the bridge is safe]; also via, date, evidence.

    \b
    Examples:
      kg show k3v9q2
      kg show belarus-2022-07-03
      kg show Lukashenko
    """
    from kg.ask.show import show
    from kg.cli.shown import print_shown

    with opened(store) as source:
        print_shown(show(source, identifier, min_confidence), form)


def stats(form: FormatOption = None, store: StoreOption = STORE) -> None:
    """What the store holds, counted.

    \b
    Examples:
      kg stats
      kg stats --format json
    """
    from kg.ask.stats import stats
    from kg.cli.shown import print_stats

    with opened(store) as source:
        print_stats(stats(source), form)


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (claims, rebuttals, timeline):
        app.command()(command)
    app.command("show")(show_one)
    app.command()(stats)
