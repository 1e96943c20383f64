"""The command that asks named queries, and anybody's own."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from kg.cli.options import STORE, LimitOption, StoreOption, opened
from kg.cli.output import bounded, chosen, more, note, show, write
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.ask.named import Question
    from kg.store import Result

Answer = Literal[
    "table", "tsv", "jsonl", "csv", "json", "xml", "ttl", "nt", "nq", "trig", "rdf", "jsonld"
]


def query(
    asked: Annotated[
        str | None,
        typer.Argument(
            metavar="[NAME|FILE.rq|-]", help="A named query, a file, or - for standard input."
        ),
    ] = None,
    parameters: Annotated[
        list[str] | None,
        typer.Option("--parameter", "-p", metavar="NAME=VALUE", help="What a query takes."),
    ] = None,
    listed: Annotated[
        bool, typer.Option("--list", help="List the named queries with their parameters.")
    ] = False,
    limit: LimitOption = None,
    form: Annotated[
        Answer | None,
        typer.Option(
            "--format",
            "-f",
            help="How to print. Tables also as csv, json and xml, as SPARQL 1.1 has them; graphs as"
            " RDF (ttl by default).",
        ),
    ] = None,
    store: StoreOption = STORE,
) -> None:
    """Ask a named query, or any SPARQL 1.1 of your own.

    A parameter is a variable of the query. Agents go by any name, claims and articles by their id.

    \b
    Examples:
      kg query --list
      kg query rebutted-claims -p by=Lukashenko -p min_confidence=0.7
      kg query said-of -p by=Lukashenko -p about=Ukraine --format csv
      kg query claim-graph -p claim=k3v9q2 --format ttl
      echo 'SELECT (COUNT(*) AS ?n) { ?s ?p ?o }' | kg query -
    """
    if listed:
        _list(form)
        return
    if asked is None:
        raise UsageError("name a query, a file or -; kg query --list shows the named ones")
    question, given = _question(asked), _parameters(parameters or [])
    with opened(store) as source:
        _print(question.answer(source, given), form, limit)


def _question(asked: str) -> Question:
    from kg.ask.named import parse, question

    if asked == "-":
        return parse("standard input", sys.stdin.read())
    if not (asked.endswith(".rq") or "/" in asked):
        return question(asked)
    try:
        return parse(asked, Path(asked).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{asked}: cannot be read: {reason}") from error


def _parameters(words: list[str]) -> dict[str, str]:
    found = {}
    for word in words:
        name, is_given, value = word.partition("=")
        if not is_given:
            raise UsageError(f"a parameter is given as name=value, not {word!r}")
        found[name.strip().removeprefix("?")] = value
    return found


def _print(result: Result, form: Answer | None, limit: int | None) -> None:
    if result.form == "graph":
        form = "ttl" if form in (None, "table") else form
    elif result.form == "ask" and form in (None, "table", "tsv", "jsonl"):
        write(f"{str(result.answer).lower()}\n")
        return
    match form:
        case None | "table" | "tsv" | "jsonl":
            _rows(result, form, limit)
        case _:
            if limit is not None:
                raise UsageError(f"--limit goes with table, tsv and jsonl; write LIMIT for {form}")
            write(result.write(form, _PREFIXES).decode())


_PREFIXES = {
    "kg": "https://w3id.org/claim-kg#",
    "act": "https://w3id.org/claim-kg/act#",
    "status": "https://w3id.org/claim-kg/status#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}


def _rows(result: Result, form: Literal["table", "tsv", "jsonl"] | None, limit: int | None) -> None:
    from kg.ask.values import plain

    most = bounded(form, limit)
    rows, count = [], 0
    for row in result:
        count += 1
        if most is None or count <= most:
            rows.append(dict(zip(result.variables, map(plain, row), strict=True)))
    if not rows and chosen(form) == "tsv":
        write("\t".join(result.variables) + "\n")
    show(rows, form, lambda row: row)
    more(len(rows), most, lambda: count)


def _list(form: Answer | None) -> None:
    from kg.ask.named import questions

    known = questions()
    if form in ("jsonl", "json", "csv", "tsv", "table"):
        show(known, form, _cells)
    elif form is None:
        for one in known:
            write(f"{one.name}\n")
            write("".join(f"  {line}\n" for line in one.summary.splitlines()))
            for taken in one.parameters:
                default = "" if taken.default == "any" else f" (default {taken.default})"
                write(f"    -p {taken.name}={taken.kind.upper()}  {taken.meaning}{default}\n")
            write(f"  {one.example}\n\n")
    else:
        note(f"a list is not written as {form}")
        raise typer.Exit(2)


def _cells(one: Question) -> dict[str, object]:
    return {
        "name": one.name,
        "answers": " ".join(one.summary.split()),
        "parameters": ", ".join(f"{taken.name} ({taken.kind})" for taken in one.parameters),
        "example": one.example,
    }


def register(app: typer.Typer) -> None:
    """Add the command of this file."""
    app.command()(query)
