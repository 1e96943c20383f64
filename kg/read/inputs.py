"""Finding what there is to read: files, folders, globs, `-` for stdin and http(s) URLs."""

from __future__ import annotations

import glob
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from io import BufferedReader
from pathlib import Path

from kg.errors import ReadError
from kg.read import web
from kg.read.formats import SUFFIXES, sniff, suffix
from kg.read.names import name_files, shown
from kg.read.options import ReadOptions
from kg.read.source import Input, Lent, Source, unzipped
from kg.records import Skipped

# What lies in a folder of articles and is none.
NOT_ARTICLES = ("readme", "license", "licence", ".")

Found = Path | Input | Skipped


def find(inputs: Iterable[str], options: ReadOptions) -> list[Input | Skipped]:
    """What the inputs name, in their order, folders sorted by path, each file only once.

    Only paths are listed here; nothing is opened or fetched yet.
    """
    unique: dict[str, Found] = {}
    for name in inputs:
        for entry in _expand(name, options):
            unique.setdefault(_key(entry), entry)
    ids = name_files(entry for entry in unique.values() if isinstance(entry, Path))
    return [
        Input(shown(entry), partial(_file, entry, ids[entry])) if isinstance(entry, Path) else entry
        for entry in unique.values()
    ]


def _key(entry: Found) -> str:
    return os.path.realpath(entry) if isinstance(entry, Path) else entry.place


def _expand(name: str, options: ReadOptions) -> Iterator[Found]:
    path = Path(name)
    if name == "-":
        yield Input("stdin", partial(_stdin, options))
    elif "://" in name:
        yield Input(shown(name), partial(web.fetch, name, options))
    elif (kind := _kind(path)) == "folder":
        yield from _folder(path)
    elif kind == "file" and suffix(path) in SUFFIXES:
        yield path
    elif kind:
        yield Skipped(shown(path), f"unknown format; known are {' '.join(SUFFIXES)}")
    elif glob.has_magic(name):
        yield from _matches(name)
    else:
        yield Skipped(shown(path), "no such file or folder")


def _folder(folder: Path) -> Iterator[Found]:
    paths: list[Path] = []
    errors: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=errors.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        paths.extend(path for name in names if _is_article(path := Path(parent, name)))
    for error in errors:
        yield Skipped(shown(str(error.filename)), error.strerror or "cannot be listed")
    if not paths and not errors:
        yield Skipped(shown(folder), f"no article in it; known are {' '.join(SUFFIXES)}")
    yield from sorted(paths)


def _matches(pattern: str) -> Iterator[Found]:
    found: list[Found] = []
    # pathlib has no glob for absolute patterns before 3.13.
    for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207
        path = Path(name)
        if _kind(path) == "folder":
            found.extend(_folder(path))
        elif _is_article(path):
            found.append(path)
    yield from found or [Skipped(shown(pattern), "no file of a known format matches")]


def _is_article(path: Path) -> bool:
    return (
        suffix(path) in SUFFIXES
        and not path.name.lower().startswith(NOT_ARTICLES)
        and _kind(path) == "file"
    )


def _kind(path: Path) -> str | None:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None
    return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "special file"


@contextmanager
def _file(path: Path, name: str) -> Iterator[Source]:
    with path.open("rb") as stream:
        yield Source(shown(path), name, SUFFIXES[suffix(path)], unzipped(stream), path=path)


@contextmanager
def _stdin(options: ReadOptions) -> Iterator[Source]:
    given = options.stdin or getattr(sys.stdin, "buffer", None)
    if given is None:
        raise ReadError("there is no standard input")
    stream = unzipped(BufferedReader(Lent(given), 65536))
    yield Source("stdin", "stdin", sniff(stream.peek(65536)), stream)
