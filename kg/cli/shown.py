"""One thing in full: sentences with their words marked by brackets, labels and colours."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

from kg.cli import cells
from kg.cli.output import Format, as_json, chosen, commas, plain, show, visible, write

if TYPE_CHECKING:
    from kg.ask.show import Mark, Passage, Shown, ShownAgent, ShownArticle, ShownClaim
    from kg.ask.stats import Stats

# SGR codes; the label within the bracket says the same without colour.
_COLOURS = {
    "source": "36",
    "cue": "33",
    "content": "32",
    "via": "35",
    "date": "34",
    "evidence": "31",
}


def print_shown(shown: Shown, form: Format | None) -> None:
    """Print what `kg show` found; CSV has its statements, JSON all there is."""
    from kg.ask.show import Passage

    match form:
        case "json":
            write(f"{as_json(plain(shown), indent=2)}\n")
        case "jsonl":
            write(f"{as_json(plain(shown))}\n")
        case "csv":
            passages = [shown] if isinstance(shown, Passage) else shown.passages
            commas(cells.claim_columns(one.statement) for one in passages)
        case _:
            write("\n".join(_lines(shown)) + "\n")


def marked(text: str, marks: Iterable[Mark], colours: bool = False) -> str:
    """A passage in one line, each mark as "[role words]"; marks within marks are nested."""
    places: dict[int, list[tuple[int, int, str]]] = {}
    for mark in marks:
        colour = _COLOURS[mark.role] if colours else ""
        begin = f"\x1b[{colour}m[{mark.role}\x1b[39m " if colours else f"[{mark.role} "
        end = f"\x1b[{colour}m]\x1b[39m" if colours else "]"
        length = mark.end - mark.start
        # Inner marks end before outer ones; whatever ends here does so before another begins.
        places.setdefault(mark.end, []).append((0, length, end))
        places.setdefault(mark.start, []).append((1, -length, begin))
    pieces, done = [], 0
    for place in sorted(places):
        pieces.append(_seen(text[done:place]))
        pieces += [sign for _, _, sign in sorted(places[place], key=lambda sign: sign[:2])]
        done = place
    return "".join([*pieces, _seen(text[done:])])


def _seen(text: str) -> str:
    """`visible`, but for the spaces at either end."""
    left = " " if text[:1].isspace() else ""
    right = " " if text[-1:].isspace() and text.strip() else ""
    return f"{left}{visible(text)}{right}"


def _lines(shown: Shown) -> Iterator[str]:
    from kg.ask.show import Passage, ShownAgent, ShownClaim

    if isinstance(shown, Passage):
        yield from _passage(shown, in_full=True)
    elif isinstance(shown, ShownClaim):
        yield from _claim(shown)
    elif isinstance(shown, ShownAgent):
        yield from _agent(shown)
    else:
        yield from _article(shown)


def _passage(one: Passage, in_full: bool = False) -> Iterator[str]:
    told = one.statement
    head = (cells.who(told), told.act, cells.when(told), cells.source(told))
    yield visible(f"{told.id}  {' · '.join(part for part in head if part)}")
    yield f"  {marked(one.text, one.marks, _has_colours())}"
    if told.about:
        yield visible(f"about {cells.names(told.about)}").join(("  ", ""))
    for given in told.evidence:
        words = cells.quoted(visible(given.words))
        yield f"  {given.status} ({cells.percent(given.confidence)}): {words}"
    for answer in told.rebuttals:
        who = answer.who.name if answer.who else "somebody unnamed"
        day = f" on {answer.uttered}" if answer.uttered else ""
        words = cells.quoted(answer.text)
        yield visible(f"rebutted by {who}{day}: {words} ({answer.id})").join(("  ", ""))
        yield f"    {answer.score:g}: {visible(answer.reason)}"
    if in_full:
        yield f"  claim {told.claim or '-'}, {told.mode}, confidence {told.confidence:g}"
        yield f"  from character {one.start} of {visible(told.article)}"


def _claim(shown: ShownClaim) -> Iterator[str]:
    yield f"claim {shown.id}: {visible(shown.text)}"
    yield from _passages(shown.passages)


def _agent(shown: ShownAgent) -> Iterator[str]:
    yield visible(f"{shown.agent.kind} {shown.agent.id}: {shown.agent.name}")
    for name, value in cells.known(shown.agent).items():
        if value and name not in ("name", "kind", "id"):
            yield f"  {name.replace('_', ' ')}: {visible(value)}"
    for name, article, score, reason in shown.namings:
        yield visible(f"{name} in {article}: {score:g}, {reason}").join(("  ", ""))
    yield from _passages(shown.passages)


def _article(shown: ShownArticle) -> Iterator[str]:
    yield visible(f"article {shown.id}: {shown.title or 'without a title'}")
    for value in (shown.publisher, shown.author, shown.published, shown.url):
        if value:
            yield f"  {visible(value)}"
    yield from _passages(shown.passages)


def _passages(passages: Iterable[Passage]) -> Iterator[str]:
    for one in passages:
        yield ""
        yield from _passage(one)


def _has_colours() -> bool:
    import os

    return sys.stdout.isatty() and "NO_COLOR" not in os.environ


def print_stats(found: Stats, form: Format | None) -> None:
    """Print counts, one a row; those by kind, act, status and version stand under their heading."""
    if chosen(form) in ("json", "jsonl"):
        indent = 2 if form == "json" else None
        write(f"{as_json(asdict(found), indent)}\n")
        return
    rows: list[tuple[str, object]] = []
    for name, value in asdict(found).items():
        label = name.removesuffix("_count").replace("_", " ")
        if isinstance(value, dict):
            rows += [(f"{label}: {key}", count) for key, count in value.items()]
        else:
            rows.append((label, value))
    show(rows, form, lambda row: {"what": row[0], "count": row[1]})
