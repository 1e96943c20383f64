"""The stages that a build composes, each imported only when it runs."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from kg.read import ReadOptions
from kg.records import Agent, Article, Decision, Linked, Reading, Skipped

Understand = Callable[[Article], Reading]
PACKAGE = Path(__file__).parents[1]


class Link(Protocol):
    """All readings to what spans them; must not depend on their order."""

    def __call__(
        self,
        readings: Iterable[Reading],
        decisions: Iterable[Decision] = (),
        names: Iterable[Agent] = (),
    ) -> Linked:
        """See `kg.link.link`."""


def load() -> Understand:
    """Load models once in a process; the function that understands an article with them."""
    from kg.extract.pipeline import load
    from kg.gist import Gists
    from kg.resolve import resolve

    pipeline, gists = load(), Gists()
    # Models stay; else the collector walks all that they hold again and again.
    gc.freeze()
    return lambda article: resolve(article, pipeline(article.text), gists=gists.of)


def read(inputs: Iterable[str], options: ReadOptions) -> Iterator[Article | Skipped]:
    """See `kg.read.read`."""
    from kg.read import read

    return read(inputs, options)


def link(
    readings: Iterable[Reading], decisions: Iterable[Decision] = (), names: Iterable[Agent] = ()
) -> Linked:
    """See `kg.link.link`."""
    from kg.link import link

    return link(readings, decisions, names)


def model() -> str:
    """The models' names and versions; loads none of them."""
    from kg import gist
    from kg.extract import MODEL_VERSION
    from kg.extract.pipeline import version
    from kg.networks import digest

    folder = PACKAGE / "resolve" / "weights"
    weighing = digest(folder, sorted(path.name for path in folder.glob("*.json")))
    return f"{MODEL_VERSION}, {version()}, {gist.version()}, {weighing}"


def linking() -> str:
    """Names what is learnt of linking; loads none of it."""
    from kg.networks import digest

    return digest(PACKAGE / "link", ("weights.json", "vectors.npz"))


@dataclass(frozen=True, slots=True)
class Stages:
    """What `kg.build` calls; `load` must be importable by name, for other processes."""

    read: Callable[[Iterable[str], ReadOptions], Iterator[Article | Skipped]] = read
    load: Callable[[], Understand] = load
    link: Link = link
    model: Callable[[], str] = model
    linking: Callable[[], str] = linking
