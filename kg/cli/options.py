"""Options that commands share, each declared once."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.output import Format
from kg.values import Act, Status

if TYPE_CHECKING:
    from kg.store import Store

STORE = "claims.kg"
StoreOption = Annotated[
    str,
    typer.Option(
        "--store",
        envvar="KG_STORE",
        metavar="PATH|URL",
        help="The store: a folder, or the URL of a SPARQL 1.1 endpoint.",
    ),
]
FormatOption = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        help="How to print. By default a table on a terminal, in a pipe the same rows one a line"
        " with tabs (tsv).",
    ),
]
LimitOption = Annotated[
    int | None,
    typer.Option(
        "--limit", "-n", min=0, help="At most so many rows; 0 for all. A table has 50 by default."
    ),
]
ConfidenceOption = Annotated[
    float,
    typer.Option(
        "--min-confidence", min=0, max=1, help="Leave out what is less sure than this, from 0 to 1."
    ),
]


def _option(name: str, kind: Any, help: str, metavar: str | None = None) -> inspect.Parameter:
    flags = f"--{name}/--un{name}" if kind is bool else f"--{name}"
    declared = Annotated[kind | None, typer.Option(flags, metavar=metavar, help=help)]
    return inspect.Parameter(
        name, inspect.Parameter.KEYWORD_ONLY, default=None, annotation=declared
    )


_DATE = "YYYY[-MM[-DD]]"
FILTERS = (
    _option("by", str, "Who says it: any name, alias or id.", "NAME"),
    _option("about", str, "Of whom it is said.", "NAME"),
    _option("via", str, "Who passed it on.", "NAME"),
    _option("act", Act, "What the speaker does by saying it."),
    _option("status", Status, "What a text says of the evidence."),
    _option(
        "since",
        str,
        "Said on that day or later. What has no day in the text counts by its article's.",
        _DATE,
    ),
    _option("until", str, "Said on that day or earlier; a month or year to its end.", _DATE),
    _option(
        "rebutted", bool, "Only what somebody denied or contradicted, or only what nobody did."
    ),
    _option("article", str, "Only what one article tells, by its id.", "ID"),
)


def filtered(without: tuple[str, ...] = ()) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a command the filters as options, and itself `filters`, the record of them.

    The command's own parameters `words`, if it has them, and `min_confidence` go into the record.
    """
    added = [option for option in FILTERS if option.name not in without]

    def wrap(command: Callable[..., Any]) -> Callable[..., Any]:
        own = inspect.signature(command).parameters
        names = command.__globals__
        kept = [
            one.replace(annotation=eval(one.annotation, names), kind=inspect.Parameter.KEYWORD_ONLY)
            for name, one in own.items()
            if name != "filters"  # whose type is not imported when the program starts
        ]

        def parsed(**given: Any) -> Any:
            from kg.ask import Filters

            found = {option.name: given.pop(option.name) for option in added}
            found["words"] = tuple(given.pop("words", None) or ())
            found["min_confidence"] = given.pop("min_confidence")
            return command(filters=Filters(**found), **given)

        parsed.__name__, parsed.__doc__ = command.__name__, command.__doc__
        # The help shows options in this order: arguments, filters, the rest.
        arguments = [one for one in kept if one.default is one.empty or one.name == "words"]
        rest = [one for one in kept if one not in arguments]
        signature = inspect.Signature([*arguments, *added, *rest])
        parsed.__signature__ = signature  # type: ignore[attr-defined]
        parsed.__annotations__ = {one.name: one.annotation for one in signature.parameters.values()}
        return parsed

    return wrap


def opened(location: str, write: bool = False) -> Store:
    """Open the store that an option names."""
    from kg.store import open_store

    return open_store(location, write)
