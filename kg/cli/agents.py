"""Agents: who they are, and what a user decides about who is who."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli import cells
from kg.cli.building import BaseOption, build_options
from kg.cli.options import STORE, ConfidenceOption, FormatOption, LimitOption, StoreOption, opened
from kg.cli.output import bounded, more, note, show

if TYPE_CHECKING:
    from kg.records import Decision
    from kg.store import Store

Called = Annotated[
    list[str],
    typer.Argument(metavar="AGENT AGENT...", help="Names, or ids of agents or actors."),
]


def agents(
    context: typer.Context,
    named: Annotated[
        list[str] | None,
        typer.Option("--named", metavar="WORDS", help="Words of one of the names."),
    ] = None,
    kind: Annotated[
        Literal["person", "organisation", "state", "group"] | None,
        typer.Option("--kind", help="Only agents of this kind."),
    ] = None,
    min_confidence: ConfidenceOption = 0.0,
    limit: LimitOption = None,
    form: FormatOption = None,
    store: StoreOption = STORE,
) -> None:
    """Who speaks, is spoken of and passes on, and how often; who says most comes first.

    \b
    Examples:
      kg agents
      kg agents --named ministry --kind organisation
      kg agents merge "Oskar Veldrin" "O. Weldrin"
    """
    if context.invoked_subcommand:
        return
    from kg.ask.agents import agents

    most = bounded(form, limit)
    with opened(store) as source:
        found = agents(source, named or (), kind, min_confidence)
        show(found[:most], form, cells.known)
        more(len(found[:most]), most, lambda: len(found))


def merge(called: Called, base: BaseOption = None, store: StoreOption = STORE) -> None:
    """Say that agents are one; every later build obeys.

    \b
    Examples:
      kg agents merge "Oskar Veldrin" "O. Weldrin"
    """
    from kg.build.deciding import merging

    options = build_options(base)
    with opened(store, write=True) as target:
        _keep(target, merging(target, called, options.base), base)


def split(
    called: Annotated[
        list[str],
        typer.Argument(metavar="NAME NAME|ARTICLE...", help="Names, articles' or actors' ids."),
    ],
    base: BaseOption = None,
    store: StoreOption = STORE,
) -> None:
    """Say that names, or those of one name in some articles, are not one agent.

    kg show AGENT lists the articles and why their actors were joined.

    \b
    Examples:
      kg agents split "Ana Cankali" "Ana Tsankali"
      kg agents split "John Smith" ballet-2024-03-02
    """
    from kg.build.deciding import are_one, splitting

    options = build_options(base)
    with opened(store, write=True) as target:
        _keep(target, splitting(target, called, options.base), base)
        if are_one(target, called):
            note("they are still one agent, for an article takes them for one")


def undo(
    decided: Annotated[str, typer.Argument(metavar="ID", help="A decision, or its id's start.")],
    base: BaseOption = None,
    store: StoreOption = STORE,
) -> None:
    """Take a decision back.

    \b
    Examples:
      kg agents undo k3v9
    """
    from kg.build.deciding import decide, decision

    options = build_options(base)
    with opened(store, write=True) as target:
        found = decision(target, decided, options.base)
        decide([found], target, options, undo=True)
    note(f"taken back: {found.verb} {', '.join(found.names)}")


def decisions(
    form: FormatOption = None, base: BaseOption = None, store: StoreOption = STORE
) -> None:
    """What was decided about agents.

    \b
    Examples:
      kg agents decisions
    """
    from kg.build.deciding import identifier, kept

    with opened(store) as source:
        found = kept(source, build_options(base).base)
    rows = [{"id": identifier(o), "verb": o.verb, "names": "; ".join(o.names)} for o in found]
    show(rows, form, lambda row: row)


def _keep(target: Store, decision: Decision, base: str | None) -> None:
    from kg.build.deciding import decide, identifier

    decide([decision], target, build_options(base))
    note(f"decision {identifier(decision)}: {decision.verb} {', '.join(decision.names)}")


def register(app: typer.Typer) -> None:
    """Add the command of this file, with its own commands."""
    group = typer.Typer(rich_markup_mode=None)
    group.callback(invoke_without_command=True)(agents)
    for command in (merge, split, undo, decisions):
        group.command()(command)
    app.add_typer(group, name="agents")
