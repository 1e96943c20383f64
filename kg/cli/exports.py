"""The command that writes a store, or part of it, for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import STORE, ConfidenceOption, StoreOption, filtered, opened
from kg.cli.output import note

if TYPE_CHECKING:
    from kg.ask import Filters


@filtered()
def export(
    filters: Filters,
    path: Annotated[
        str, typer.Argument(metavar="FILE", help="Where to write; - is standard output.")
    ],
    form: Annotated[
        str | None,
        typer.Option("--format", "-f", help="The format, if the file's suffix does not say."),
    ] = None,
    view: Annotated[
        Literal["claims", "agents"],
        typer.Option(
            "--view",
            help="Of a network: agents with one edge a pair and relation, or agents, statements,"
            " claims and articles.",
        ),
    ] = "claims",
    words: Annotated[
        list[str] | None, typer.Option("--words", help="Words of the claim, all of them.")
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option("--limit", "-n", min=0, help="At most so many, the newest; 0 for all."),
    ] = None,
    strongest: Annotated[
        int | None,
        typer.Option("--strongest", min=1, help="Of a picture: at most so many relations."),
    ] = None,
    min_confidence: ConfidenceOption = 0.0,
    store: StoreOption = STORE,
) -> None:
    """Write statements and what belongs to them: all, or those that the filters keep.

    Formats: graphml and gexf (Gephi, Cytoscape, igraph), ttl, trig, nq, jsonld, rdf, csv, jsonl;
    to be looked at, html (one page to share), svg and png.

    \b
    Examples:
      kg export network.gexf --view agents
      kg export lukashenko.csv --by Lukashenko --since 2022-07
      kg export story.html --about Ukraine --min-confidence 0.6
      kg export report.png --since 2022 --strongest 25
      kg export - --format jsonl --min-confidence 0.8
    """
    from kg.export import export

    with opened(store) as source:
        report = export(source, path, form, view, filters, limit or None, strongest)
    counts = ", ".join(f"{count} {name}" for name, count in report.counts.items())
    note(f"{report.path}: {report.format}, {counts}")


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(export)
