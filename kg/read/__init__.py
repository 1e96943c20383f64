"""Reading: files, folders, globs, stdin and URLs become articles, one at a time.

One file a format; `inputs` finds what there is to read, `admit` decides what is taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg.errors import ReadError
from kg.read.admit import Seen, admit
from kg.read.formats import READERS
from kg.read.inputs import find
from kg.read.names import origin
from kg.read.options import ReadOptions
from kg.read.source import BROKEN, Draft, Input, Source, said
from kg.records import Article, Skipped

__all__ = ["ReadOptions", "read"]


def read(inputs: Iterable[str], options: ReadOptions | None = None) -> Iterator[Article | Skipped]:
    """Articles in the order of `inputs`, folders sorted by path; lazy after listing the paths.

    Whatever cannot be read comes as `Skipped`; bad input never raises. An article's id is the
    file's name without extension or the record's `id` or `url`. An article that repeats an earlier
    one of this run in every field is left out; one that differs under the same id is skipped.
    """
    options = options or ReadOptions()
    seen = Seen()
    for entry in find(inputs, options):
        found = _drafts(entry, options) if isinstance(entry, Input) else [entry]
        for draft in found:
            if isinstance(draft, Skipped):
                yield draft
                continue
            admitted = admit(draft, options)
            if isinstance(admitted, Skipped):
                yield admitted
            elif checked := seen.check(admitted, draft.place):
                yield checked


def _placed(draft: Draft | Skipped, source: Source) -> Draft | Skipped:
    if isinstance(draft, Skipped):
        return draft
    return draft._replace(article=replace(draft.article, origin=origin(source, draft)))


def _drafts(entry: Input, options: ReadOptions) -> Iterator[Draft | Skipped]:
    count = 0
    try:
        with entry.open() as source:
            for draft in READERS[source.format](source, options):
                count += 1
                yield _placed(draft, source)
    except ReadError as error:
        yield Skipped(entry.place, str(error))
    except BROKEN as error:
        yield Skipped(entry.place, f"cannot be read: {said(error)}")
    else:
        if not count:
            yield Skipped(entry.place, "empty: it holds no article")
