"""Files that are whole or not there."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from kg.errors import ExportError


@contextmanager
def replaced(path: Path) -> Iterator[BinaryIO]:
    """A stream whose content becomes the file at `path` when the block ends without an error.

    Until then it grows in a hidden file of the same folder, and what stood at `path` stays; an
    error takes the hidden file away. `-` is standard output, and what is no regular file (a pipe,
    a device) is written as it is. Raises ExportError where the system refuses.
    """
    if str(path) == "-":
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            with path.open("wb") as out:
                yield out
        else:
            # A link stays a link: what it leads to is replaced.
            with _renamed(path.resolve()) as out:
                yield out
    except OSError as error:
        raise ExportError(f"{path}: cannot be written: {error.strerror or error}") from error


@contextmanager
def _renamed(path: Path) -> Iterator[BinaryIO]:
    if path.is_dir():
        raise IsADirectoryError(None, "it is a folder; name a file")
    if not path.parent.is_dir():
        raise FileNotFoundError(None, f"there is no folder {path.parent}")
    hidden = path.with_name(f".kg-export-{os.urandom(6).hex()}")
    try:
        with hidden.open("xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        with suppress(FileNotFoundError):
            hidden.chmod(path.stat().st_mode & 0o777)
        hidden.replace(path)
    finally:
        hidden.unlink(missing_ok=True)
