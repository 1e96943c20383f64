"""The formats by name: the only list of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Literal, get_args

from kg.errors import UnknownName, UsageError

if TYPE_CHECKING:
    from kg.export.selection import Selection

View = Literal["agents", "claims"]
VIEWS: tuple[View, ...] = get_args(View)


@dataclass(frozen=True, slots=True)
class Format:
    """A format, named as files of it end; `module` is the one in this package that writes it.

    A picture draws at most `strongest` relations, unless told how many.
    """

    name: str
    module: str
    summary: str
    has_views: bool = False
    strongest: int | None = None

    @property
    def suffix(self) -> str:
        """How a file of it ends, with the dot."""
        return f".{self.name}"

    def write(self, selection: Selection, out: BinaryIO) -> dict[str, int]:
        """Write a selection; returns what was written, counted, such as `{"nodes": 3}`."""
        written: dict[str, int] = import_module(f"kg.export.{self.module}").write(selection, out)
        return written


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("graphml", "graphml", "network, for Gephi, Cytoscape, igraph, yEd", True),
        Format("gexf", "gexf", "network with a timeline, for Gephi", True),
        Format("ttl", "turtle", "RDF, all graphs as one"),
        Format("trig", "trig", "RDF, each article's graph by its name"),
        Format("nq", "nquads", "RDF, sorted lines"),
        Format("jsonld", "jsonld", "RDF as JSON, with its context"),
        Format("rdf", "rdfxml", "RDF as XML, all graphs as one"),
        Format("csv", "csv", "table, one statement a row"),
        Format("jsonl", "jsonl", "one statement a line, in the form that scorers read"),
        Format("html", "story", "page to share: picture, claims, sentences", strongest=80),
        Format("svg", "svg", "picture for a report", strongest=40),
        Format("png", "png", "the same picture in pixels", strongest=40),
    )
}


def choose(
    path: Path, name: str | None = None, view: str = "claims", strongest: int | None = None
) -> Format:
    """The format of that name, or else of the file's suffix.

    Raises UsageError if neither names one, or if the format has no such view or is no picture.
    """
    wanted = path.suffix.lower().removeprefix(".") if name is None else name
    if (chosen := FORMATS.get(wanted)) is None:
        if name is not None:
            raise UnknownName("format", name, tuple(FORMATS))
        known = ", ".join(one.suffix for one in FORMATS.values())
        raise UsageError(f"{path}: no format has this suffix; use {known}, or name a format")
    if view not in VIEWS:
        raise UnknownName("view", view, VIEWS)
    if view != "claims" and not chosen.has_views:
        having = " and ".join(one.name for one in FORMATS.values() if one.has_views)
        raise UsageError(f"{chosen.name} has no views; {having} have")
    if strongest is not None and chosen.strongest is None:
        drawn = ", ".join(one.name for one in FORMATS.values() if one.strongest is not None)
        raise UsageError(f"{chosen.name} draws no picture; use {drawn}")
    return chosen
