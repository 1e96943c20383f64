"""Runs a command line; errors become one line and an exit status, never a traceback."""

from __future__ import annotations

import copy
import gc
import os
import sys
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from kg.cli import agents, building, exports, lookups, queries, serve
from kg.cli.output import PipeClosed
from kg.errors import KgError

app = typer.Typer(
    name="kg",
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for group in (agents, building, lookups, queries, exports, serve):
    group.register(app)


@app.callback(invoke_without_command=True)
def begin(
    context: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="On an unexpected error, print where it happened.")
    ] = False,
) -> None:
    """Who claimed what about whom, on what evidence, and who denied it.

    \b
    Examples:
      kg build articles/
      kg claims --by Lukashenko --about Ukraine
      kg show STATEMENT
    """
    if version:
        from kg import __version__

        typer.echo(__version__)
    elif context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main(words: Sequence[str] | None = None) -> NoReturn:
    """Run a command line, by default the process's own, and end the process with its status.

    0 is success, 1 failure, 2 a wrong call, 3 a build that skipped something, 130 an interrupt.
    """
    status = run(sys.argv[1:] if words is None else list(words))
    # Else Python looks through all it has for cycles, which takes a lookup's tenth.
    gc.freeze()
    sys.exit(status)


def run(words: list[str]) -> int:
    """Run a command line; returns its exit status."""
    # A terminal that cannot show a letter gets its code, not an error.
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        status = _wanted(words)(words, prog_name="kg", standalone_mode=False)
        sys.stdout.flush()
        return status if isinstance(status, int) else 0
    except KgError as error:
        return _fail(str(error), error.exit_status)
    except (PipeClosed, BrokenPipeError):
        # Whoever read the output has gone, as `head` does; what is still buffered goes nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141
    except KeyboardInterrupt:
        return 130
    except Exception as error:
        if hasattr(error, "format_message"):  # what the parser says of a wrong call
            context = getattr(error, "ctx", None)
            command = context.command_path if context else "kg"
            return _fail(f"{error.format_message()} (see {command} --help)", 2)
        if "--debug" in words:
            raise
        kind = type(error).__name__
        return _fail(f"unexpected {kind}: {error}; kg --debug ... shows where", 1)


def _wanted(words: list[str]) -> typer.Typer:
    """The app with the one command that is called, as each takes a millisecond to declare."""
    called = [one for one in app.registered_commands if words[:1] == [_name(one)]]
    if not called:
        return app
    alone = copy.copy(app)
    alone.registered_commands, alone.registered_groups = called, []
    return alone


def _name(command: typer.models.CommandInfo) -> str:
    return command.name or str(getattr(command.callback, "__name__", ""))


def _fail(message: str, status: int) -> int:
    print("kg:", " ".join(message.split()), file=sys.stderr)
    return status
