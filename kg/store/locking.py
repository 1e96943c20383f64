"""Who may open a store on disk: many readers, or one writer."""

from __future__ import annotations

import os
import time
from pathlib import Path

from kg.errors import StoreLocked

try:
    import fcntl
except ImportError:  # On Windows RocksDB's own lock still keeps a second writer out.
    fcntl = None  # type: ignore[assignment]

NAME = "kg.lock"
WAIT_SECONDS = 10.0  # for readers to finish; lookups take far less than a second


class Lock:
    """A lock on a store's folder, held until released or until the process ends in any way."""

    def __init__(self, folder: Path, exclusive: bool) -> None:
        self._file: int | None = None
        try:
            self._file = os.open(folder / NAME, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError:
            if exclusive:
                raise
            return  # A store that we may not write to: nor may anybody else with our rights.
        try:
            self._take(folder, exclusive)
        except BaseException:
            self.release()
            raise

    def _take(self, folder: Path, exclusive: bool) -> None:
        if not exclusive:
            if not self._try(shared=True):
                raise StoreLocked(f"{folder}: being written; try again when the build is done")
            return
        until = time.monotonic() + WAIT_SECONDS
        while not self._try(shared=False):
            if not self._try(shared=True):
                raise StoreLocked(f"{folder}: another process writes to it; wait for it to end")
            self._unlock()
            if time.monotonic() > until:
                raise StoreLocked(f"{folder}: another process reads it; close it and try again")
            time.sleep(0.05)

    def _try(self, shared: bool) -> bool:
        if fcntl is None or self._file is None:
            return True
        try:
            fcntl.flock(self._file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(self) -> None:
        if fcntl is not None and self._file is not None:
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def release(self) -> None:
        """Let others in; releasing twice is releasing once."""
        if self._file is not None:
            os.close(self._file)
        self._file = None


def is_free(folder: Path) -> bool:
    """Whether a folder has a lock's file that nobody holds; False where that cannot be told."""
    try:
        file = os.open(folder / NAME, os.O_RDWR)
    except OSError:
        return False
    try:
        if fcntl is None:
            return False
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(file)
    return True
