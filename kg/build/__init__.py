"""From inputs to a linked graph: the only place that knows the order of the stages.

A build may be stopped or killed at any point: articles are stored in whole, and the next build
goes on where it ended, to the same store as if it had never been stopped.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import closing
from difflib import get_close_matches

from kg.build.batch import Batch
from kg.build.deciding import decide
from kg.build.ids import Ids
from kg.build.links import is_current, keep, relink, unmark
from kg.build.pool import understand_all
from kg.build.report import BuildOptions, BuildReport, LinkReport, Progress, Step
from kg.build.stages import Stages
from kg.errors import UnknownName
from kg.graph import Iris
from kg.records import Article, Skipped
from kg.store import Store

__all__ = [
    "BuildOptions",
    "BuildReport",
    "LinkReport",
    "Stages",
    "Step",
    "build",
    "decide",
    "is_current",
    "relink",
    "remove",
]


def build(
    inputs: Iterable[str],
    store: Store,
    options: BuildOptions | None = None,
    progress: Progress = lambda step: None,
    stages: Stages | None = None,
) -> BuildReport:
    """Read what is new or has changed among the inputs, store it, and link all that is stored.

    `progress` is called in this thread for every article. On KeyboardInterrupt what was understood
    is stored before it is raised again.
    """
    options, stages = options or BuildOptions(), stages or Stages()
    started, model, known = time.monotonic(), stages.model(), store.keys()
    skipped: list[Skipped] = []
    unchanged_count = 0
    batch, ids = Batch(store, options.base, model, known), Ids(store, known)
    if options.names is not None:
        keep(store, Iris(options.base), options.names)

    def due() -> Iterator[Article | Skipped]:
        nonlocal unchanged_count
        for found in stages.read(inputs, options.reading):
            article = ids.settled(found) if isinstance(found, Article) else found
            if isinstance(article, Article) and not options.again and batch.holds(article):
                unchanged_count += 1
                ids.follow(article, Iris(options.base))
                progress(Step("unchanged", article.id))
            else:
                yield article

    try:
        with closing(understand_all(due(), stages.load, options.jobs)) as readings:
            for reading in readings:
                if isinstance(reading, Skipped):
                    skipped.append(reading)
                    progress(Step("skipped", reading.place))
                else:
                    batch.add(reading)
                    progress(Step("understood", reading.article.id))
    finally:
        batch.store()
    read = time.monotonic()
    progress(Step("linking", ""))
    links = relink(store, options, stages)
    return BuildReport(
        added_count=batch.added_count,
        replaced_count=batch.replaced_count,
        unchanged_count=unchanged_count,
        statement_count=batch.statement_count,
        triple_count=batch.triple_count,
        skipped=tuple(skipped),
        links=links,
        read_seconds=read - started,
        link_seconds=time.monotonic() - read,
    )


def remove(
    articles: Iterable[str],
    store: Store,
    options: BuildOptions | None = None,
    stages: Stages | None = None,
) -> LinkReport | None:
    """Remove articles by id with all that hangs on them, and link what is left.

    Raises UnknownName, with nothing removed, if the store has no article of one of the ids.
    """
    options, known = options or BuildOptions(), store.keys()
    iris, wanted = Iris(options.base), list(dict.fromkeys(articles))
    for name in wanted:
        if name not in known:
            raise UnknownName("article", name, tuple(get_close_matches(name, known, 5)))
    unmark(store, iris)
    store.drop(map(iris.reading, wanted))
    return relink(store, options, stages or Stages())
