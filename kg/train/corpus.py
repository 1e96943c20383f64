"""Annotated articles, from brat standoff files (as PolNeAR has them) and from gold JSON files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kg.records import Attribution, Span, Spans, joined, shared
from kg.values import ACTS

ROLES = ("Source", "Cue", "Content")
# In the place of an act that nobody told.
UNTOLD = -100
LEAST_SHARED = 0.5
Known = TypeVar("Known")


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article's text with the attributions that one annotator marked in it.

    `acts` says which act each of them is, as its place in ACTS, or UNTOLD; it is empty where nobody
    told of any.
    """

    id: str
    text: str
    attributions: tuple[Attribution, ...]
    acts: tuple[int, ...] = ()


def read_text(path: Path) -> str:
    """The decoded file with its line ends as they are, because spans count them."""
    return path.read_bytes().decode("utf-8")


def digest(folders: Iterable[Path]) -> str:
    """A hash of every file's name and content below the folders: the version of the data."""
    hashed = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                name = path.relative_to(folder).as_posix()
                content = hashlib.sha256(path.read_bytes()).hexdigest()
                hashed.update(f"{name}\x1f{content}\n".encode())
    return hashed.hexdigest()[:16]


def brat(folder: Path) -> Iterator[list[Annotated]]:
    """Each article of a PolNeAR folder, once for each of its annotators, in their order."""
    for path in sorted((folder / "text").glob("*.txt")):
        text = read_text(path)
        files = sorted((folder / "attributions").glob(f"{path.stem}_????.ann"))
        yield [Annotated(path.stem, text, tuple(brat_events(read_text(file)))) for file in files]


def judged(
    articles: Iterable[Annotated], acts: Mapping[str, Sequence[tuple[Spans, int]]]
) -> Iterator[Annotated]:
    """The articles with the acts that are known of their attributions, by the article's id.

    What another annotator drew otherwise has the act of the content that is most alike.
    """
    for one in articles:
        known = acts.get(one.id, ())
        found = (most_alike(each.content, known) for each in one.attributions)
        told = tuple(UNTOLD if act is None else act for act in found)
        yield replace(one, acts=told) if known else one


def most_alike(content: Spans, known: Iterable[tuple[Spans, Known]]) -> Known | None:
    """What is known of the spans that share most with the content, if that is half of both."""
    best = max(known, key=lambda one: _shared(content, one[0]), default=None)
    return best[1] if best and _shared(content, best[0]) >= LEAST_SHARED else None


def _shared(one: Spans, other: Spans) -> float:
    """Twice the length of what both hold, of the length of both together."""
    return 2 * shared(one, other) / sum(span.end - span.start for span in (*one, *other))


def brat_events(standoff: str) -> Iterator[Attribution]:
    """The attributions of one brat file that have content; several fillers of a role are one."""
    spans: dict[str, Spans] = {}
    events: list[list[str]] = []
    for line in standoff.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            spans[key] = ranges(rest.split("\t")[0].partition(" ")[2])
        elif key.startswith("E"):
            events.append(rest.split())
    for event in events:
        fillers: dict[str, Spans] = dict.fromkeys(ROLES, ())
        for role, _, key in (part.partition(":") for part in event[1:]):
            name = role.rstrip("0123456789")
            fillers[name] = joined(fillers[name] + spans[key])
        if fillers["Content"]:
            yield Attribution(fillers["Source"], fillers["Cue"], fillers["Content"], score=1.0)


def ranges(standoff: str) -> Spans:
    """The spans of brat's "12 17;20 25"."""
    pairs = (part.split() for part in standoff.split(";") if part.strip())
    return tuple(Span(int(start), int(end)) for start, end in pairs)


def gold(folder: Path) -> Iterator[Annotated]:
    """The articles of a gold folder, with spans as PolNeAR would draw them.

    Content gets its outer quotation marks and its "that" back; the statements of one cue, which
    gold splits by speaker or by proposition, become one attribution again, with the first's act.
    """
    for path in sorted((folder / "gold").glob("*.json")):
        record = json.loads(read_text(path))
        text = read_text(folder / "texts" / f"{record['document']}.txt")
        merged: dict[tuple[Spans, Spans], tuple[Spans, Spans]] = {}
        acts: dict[tuple[Spans, Spans], int] = {}
        for statement in record["statements"]:
            source, cue, content = statement_spans(text, statement)
            content = joined(widened(text, span) for span in content)
            key = (cue, () if cue else content)
            before = merged.get(key, ((), ()))
            merged[key] = (joined(before[0] + source), joined(before[1] + content))
            acts.setdefault(key, ACTS.index(statement["act"]))
        attributions = (
            Attribution(source, cue, content, 1.0) for (cue, _), (source, content) in merged.items()
        )
        yield Annotated(record["document"], text, tuple(attributions), tuple(acts.values()))


def statement_spans(text: str, statement: dict[str, Any]) -> tuple[Spans, Spans, Spans]:
    """Source, cue and content of a gold statement, whose spans are given as exact strings.

    A string that stands more than once is the one in the anchor, nearest to the content.
    """
    anchor = statement.get("anchor") or ""
    start = text.index(anchor)
    scope = Span(start, start + len(anchor)) if anchor else Span(0, len(text))
    content = tuple(nearest(text, words, (), scope) for words in statement["content"])
    cue = joined(nearest(text, words, content, scope) for words in statement["cue"])
    mention = statement.get("mention")
    source = (nearest(text, mention, cue or content, scope),) if mention else ()
    return source, cue, content


def nearest(text: str, words: str, spans: Spans, scope: Span) -> Span:
    """The occurrence of the words that is nearest to the spans, in the scope if one is."""
    found = [Span(*match.span(1)) for match in re.finditer(f"(?=({re.escape(words)}))", text)]
    within = [span for span in found if scope.start <= span.start and span.end <= scope.end]

    def distance(span: Span) -> tuple[bool, int]:
        around = text[max(0, span.start - 1) : span.start], text[span.end : span.end + 1]
        gaps = (max(other.start - span.end, span.start - other.end) for other in spans)
        return any(map(str.isalnum, around)), min(map(abs, gaps), default=0)

    return min(within or found, key=distance)


def widened(text: str, span: Span) -> Span:
    """The span with the quotation marks around it, and a "that" before it."""
    start, end = span
    opened = text[max(0, start - 1) : start] in tuple("\"“‘'")
    if opened and re.match(r"[.,!?…]?[\"”’']", text[end : end + 2]):
        start, end = start - 1, end + (1 if text[end] in "\"”’'" else 2)
    that = re.search(r"\bthat $", text[max(0, start - 6) : start])
    return Span(start - 5 if that else start, end)
