"""A folder that keeps the content of a store as it is now, whatever is written to it later.

RocksDB never changes a table file that it has written, it only deletes it. So a snapshot holds
hard links to them, which cost nothing, and copies of the few small files that do change.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from kg.store.locking import Lock, is_free

PREFIX = "kg.serving-"
_UNCHANGED = {".sst", ".blob"}
_Seal = tuple[tuple[str, int, int], ...]


class Snapshot:
    """A snapshot of a store's folder, for as long as the process lives or until it is removed.

    Nobody may write to the store while it is made: hold the store's lock. It stands in the store's
    folder, or where that cannot be written, as a copy in the folder for temporary files.
    """

    def __init__(self, store: Path) -> None:
        self.seal = seal(store)
        self.folder = _new_folder(store)
        try:
            self._lock = Lock(self.folder, exclusive=False)
            for name, _, _ in self.seal:
                _keep(store / name, self.folder / name)
        except BaseException:
            shutil.rmtree(self.folder, ignore_errors=True)
            raise

    def remove(self) -> None:
        """Remove it; nobody may read from it any more."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.release()


def seal(store: Path) -> _Seal:
    """Names, sizes and times of the files with a store's content: another seal, other content.

    Raises OSError if there is no such folder, or if a file of it goes meanwhile.
    """
    kept = [
        entry
        for entry in os.scandir(store)
        if entry.is_file() and not entry.name.startswith(("kg.", "LOG", "LOCK"))
    ]
    states = [(entry.name, entry.stat()) for entry in kept]
    return tuple(sorted((name, state.st_size, state.st_mtime_ns) for name, state in states))


def clean(store: Path) -> None:
    """Remove the snapshots that a killed process left in a store's folder."""
    for left in store.glob(f"{PREFIX}*"):
        if is_free(left):
            shutil.rmtree(left, ignore_errors=True)


def _new_folder(store: Path) -> Path:
    try:
        return Path(tempfile.mkdtemp(prefix=PREFIX, dir=store))
    except OSError:
        return Path(tempfile.mkdtemp(prefix=PREFIX))


def _keep(file: Path, kept: Path) -> None:
    if file.suffix in _UNCHANGED:
        try:
            kept.hardlink_to(file)
            return
        except OSError:  # another file system, or somebody else's file
            pass
    shutil.copyfile(file, kept)
