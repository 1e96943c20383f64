"""Commands that change a store, and that check it: build, remove, check."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.options import STORE, FormatOption, StoreOption, opened
from kg.cli.output import as_json, note, show, visible
from kg.errors import ExportError, UsageError

if TYPE_CHECKING:
    from kg.build import BuildOptions, BuildReport, LinkReport, Step
    from kg.build.report import Progress
    from kg.records import Skipped
    from kg.shapes import Violation

SKIPPED = 3  # the exit status of a build that left something out
LISTED = 20  # skipped inputs that are named; the report has all

BaseOption = Annotated[
    str | None,
    typer.Option(
        "--base", metavar="IRI", help="What the IRIs of the graph begin with.", show_default=False
    ),
]


def build(
    inputs: Annotated[
        list[str],
        typer.Argument(metavar="PATH...", help="Files, folders, globs, URLs, or - for stdin."),
    ],
    published: Annotated[
        str | None,
        typer.Option(metavar="YYYY-MM-DD", help="The day of articles that state none."),
    ] = None,
    skip_undated: Annotated[
        bool, typer.Option("--skip-undated", help="Skip articles without a day.")
    ] = False,
    fields: Annotated[
        list[str] | None,
        typer.Option(
            "--map",
            metavar="FIELD=NAME",
            help="What JSON lines and CSV call a field: id, text, title, published, publisher,"
            " author, url.",
        ),
    ] = None,
    jobs: Annotated[int, typer.Option("--jobs", "-j", min=1, help="Processes that read.")] = 1,
    again: Annotated[
        bool, typer.Option("--again", help="Read unchanged articles as well.")
    ] = False,
    report: Annotated[
        str | None,
        typer.Option(metavar="FILE", help="Write what was done and skipped, as JSON; - is stdout."),
    ] = None,
    agents: Annotated[
        str | None,
        typer.Option(
            "--agents",
            metavar="FILE",
            help="A list of agents to match with, from now on: JSON lines of id (an IRI), name,"
            " aliases, kind.",
        ),
    ] = None,
    base: BaseOption = None,
    store: StoreOption = STORE,
) -> int:
    """Read articles and add what they say to the store; what is unchanged is left alone.

    Ends with 0 if all was read, 3 if something was skipped, 1 on failure.

    \b
    Examples:
      kg build articles/
      kg build "news/*.html" https://example.org/story.html --published 2024-03-02
      kg build articles/ --agents names.jsonl
      kg build dump.jsonl.gz --map text=body --map published=date --jobs 2 --report report.json
    """
    from dataclasses import replace

    from kg.build import build
    from kg.build.names import read_names
    from kg.read import ReadOptions

    reading = ReadOptions(
        published=published, skip_undated=skip_undated, fields=dict(map(_pair, fields or ()))
    )
    names = read_names(agents) if agents else None
    options = replace(build_options(base), reading=reading, jobs=jobs, again=again, names=names)
    with opened(store, write=True) as target:
        done = build(inputs, target, options, _progress())
    _end_progress()
    note(_summary(done, store))
    _list(done.skipped)
    if report is not None:
        _write_report(done, report)
    return SKIPPED if done.skipped else 0


def remove(
    articles: Annotated[list[str], typer.Argument(metavar="ID...", help="Articles, by their ids.")],
    base: BaseOption = None,
    store: StoreOption = STORE,
) -> None:
    """Remove articles with all that hangs on them, and link anew what is left.

    \b
    Examples:
      kg remove belarus-2022-07-03
    """
    from kg.build import remove

    with opened(store, write=True) as target:
        links = remove(articles, target, build_options(base))
    count = len(set(articles))
    note(f"removed {count} article{'' if count == 1 else 's'}{_left(links)}")


def check(
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[ID]...", help="Only these articles.", show_default=False),
    ] = None,
    form: FormatOption = None,
    base: BaseOption = None,
    store: StoreOption = STORE,
) -> int:
    """Check the store against its shapes (SHACL), and print what fails, by article.

    Ends with 0 if all is well, 1 if not.

    \b
    Examples:
      kg check
      kg check belarus-2022-07-03 --format json
    """
    from kg.shapes import check

    with opened(store) as source:
        found = list(check(source, build_options(base).base, articles or (), _checking()))
    _end_progress()
    if not found:
        note(f"{store}: nothing is wrong")
        return 0
    show(found, form, _violation)
    note(f"{store}: {len(found)} things are wrong")
    return 1


def build_options(base: str | None) -> BuildOptions:
    """The defaults but for the base, if one is given; it ends in a slash or hash."""
    from kg.build import BuildOptions

    if base is None:
        return BuildOptions()
    return BuildOptions(base=base if base.endswith(("/", "#")) else f"{base}/")


def _pair(word: str) -> tuple[str, str]:
    field, is_given, name = word.partition("=")
    if not is_given:
        raise UsageError(f"--map takes field=name, not {word!r}")
    return field, name


def _progress() -> Progress:
    """On a terminal, one line that says how far a build is; elsewhere nothing."""
    count = 0

    def tell(step: Step) -> None:
        nonlocal count
        count += 1
        _tell("linking" if step.kind == "linking" else f"{count} {step.kind} {step.name}")

    return tell


def _checking() -> Callable[[int, int], None]:
    """The same for a check."""
    return lambda done, count: _tell(f"checked {done} of {count} articles")


def _tell(words: str) -> None:
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{visible(words)[:78]}")
        sys.stderr.flush()


def _end_progress() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")


def _summary(done: BuildReport, store: str) -> str:
    counts = {
        "added": done.added_count,
        "replaced": done.replaced_count,
        "unchanged": done.unchanged_count,
        "skipped": len(done.skipped),
    }
    said = ", ".join(f"{count} {name}" for name, count in counts.items() if count) or "nothing"
    seconds = done.read_seconds + done.link_seconds
    return f"{store}: {said} in {seconds:.1f} s{_left(done.links)}"


def _left(links: LinkReport | None) -> str:
    if links is None:
        return ""
    return (
        f"; {links.article_count} articles, {links.statement_count} statements,"
        f" {links.claim_count} claims, {links.agent_count} agents,"
        f" {links.rebuttal_count} rebuttals"
    )


def _list(skipped: Iterable[Skipped]) -> None:
    found = list(skipped)
    for one in found[:LISTED]:
        note(visible(f"skipped {one.place}: {one.reason}"))
    if len(found) > LISTED:
        note(f"skipped {len(found) - LISTED} more; --report FILE lists all")


def _write_report(done: BuildReport, path: str) -> None:
    from dataclasses import asdict
    from pathlib import Path

    written = f"{as_json(asdict(done), indent=2)}\n"
    if path == "-":
        sys.stdout.write(written)
        return
    try:
        Path(path).write_text(written, encoding="utf-8")
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


def _violation(one: Violation) -> dict[str, object]:
    return {"article": one.article, "node": one.node, "term": one.term, "message": one.message}


def register(app: typer.Typer) -> None:
    """Add the commands of this file."""
    for command in (build, remove, check):
        app.command()(command)
