"""A process that answers one query after the other: `python -m kg.web.sparql.worker DESCRIPTOR`.

It reads `Task`s from the socket of that number and writes messages of one letter and what it says:
`a` the form and the format of the answer, `d` a piece of it, `z` how it ended; or `e` what went
wrong. When its time is up, the system kills it, whatever it does; so does a query that takes too
much memory or nests too deeply. Nothing that it does can write to a file.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import resource
import signal
import sys
import traceback
from collections.abc import Iterable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar, cast

from kg.errors import QueryError, StoreError
from kg.store import Store, open_store, write_answer, write_rdf, write_table
from kg.store.service import refuse_service
from kg.web.sparql.asked import Asked, Task, Unacceptable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

MEMORY_BYTES = 1 << 30
SPENT_BYTES = MEMORY_BYTES // 4  # a worker that once took as much goes, for it gives little back
ANSWER_BYTES = 1 << 28
PREFIXES = {
    "kg": "https://w3id.org/claim-kg#",
    "act": "https://w3id.org/claim-kg/act#",
    "status": "https://w3id.org/claim-kg/status#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_PIECE_BYTES = 1 << 16
_Item = TypeVar("_Item")


def main(descriptor: int) -> None:
    """Answer until the server closes the socket or ends."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for limit, most in (
        (resource.RLIMIT_DATA, MEMORY_BYTES),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with contextlib.suppress(OSError, ValueError):  # macOS does not know them all
            resource.setrlimit(limit, (most, most))
    # The server is gone, between two queries or amid an answer: nobody is left to tell.
    with Connection(descriptor) as server, contextlib.suppress(EOFError, BrokenPipeError):
        opened = _Opened()
        while True:
            task = cast(Task, server.recv())
            signal.setitimer(signal.ITIMER_REAL, task.timeout_seconds)
            _answer(task, opened, server)
            signal.setitimer(signal.ITIMER_REAL, 0)


def _answer(task: Task, opened: _Opened, server: Connection) -> None:
    try:
        ended = _write(task, opened.at(task.place), server)
        ended["is_spent"] = most_bytes() > SPENT_BYTES
        _say(server, b"z", ended)
    except QueryError as error:
        message = str(error).replace(task.place, "the store")
        _say(server, b"e", {"kind": type(error).__name__, "message": message})
    except StoreError:
        # Its words name a folder or a server that are nobody's business.
        _say(server, b"e", {"kind": "StoreGone", "message": "the store cannot be read now"})
    except MemoryError:
        _say(server, b"e", {"kind": "QueryError", "message": "the query needs too much memory"})
    except BrokenPipeError:
        raise
    except Exception:
        traceback.print_exc()
        _say(server, b"e", {"kind": "QueryError", "message": "the query failed"})


def most_bytes() -> int:
    """The most memory that this process ever took.

    Linux counts in `ru_maxrss` what the server took when it started this process, too.
    """
    with contextlib.suppress(OSError):
        found = re.search(
            r"^VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text(), re.MULTILINE
        )
        if found:
            return int(found[1]) * 1024
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most * (1 if sys.platform == "darwin" else 1024)


def _write(task: Task, store: Store, server: Connection) -> dict[str, object]:
    asked: Asked = task.asked
    refuse_service(asked.sparql)
    result = store.query(asked.sparql, None, asked.dataset)
    form = asked.graph if result.form == "graph" else asked.table
    if form is None:
        raise Unacceptable(f"no format in which a {result.form} answer is written is accepted")
    _say(server, b"a", {"form": result.form, "format": form})
    pieces = _Pieces(server)
    out = io.BufferedWriter(pieces, _PIECE_BYTES)
    cut = _Cut(task.row_count, pieces)
    if result.form == "graph":
        write_rdf(cut.of(result.lines()), cast(IO[bytes], out), form, PREFIXES)
    elif result.answer is not None:
        write_answer(form, result.answer, out)
    else:
        write_table(form, result.variables, cut.of(result), out)
    out.flush()
    return {"row_count": cut.count, "is_cut": cut.is_cut}


def _say(server: Connection, kind: bytes, message: dict[str, object]) -> None:
    server.send_bytes(kind + json.dumps(message).encode())


class _Opened:
    """The store that was asked last; a newer snapshot of it is another store."""

    def __init__(self) -> None:
        self._place, self._store = "", cast("Store | None", None)

    def at(self, place: str) -> Store:
        if self._store is None or place != self._place:
            if self._store is not None:
                self._store.close()
            self._place, self._store = place, None
            self._store = open_store(place)
        return self._store


class _Pieces(io.RawIOBase):
    """A file that becomes messages to the server."""

    def __init__(self, server: Connection) -> None:
        super().__init__()
        self._server, self.byte_count = server, 0

    def writable(self) -> bool:
        return True

    def write(self, piece: ReadableBuffer) -> int:
        written = bytes(piece)
        self._server.send_bytes(b"d" + written)
        self.byte_count += len(written)
        return len(written)


class _Cut:
    """Lets items pass up to a number, and up to `ANSWER_BYTES` of what is written of them."""

    def __init__(self, most: int, written: _Pieces) -> None:
        self._most, self._written = most, written
        self.count, self.is_cut = 0, False

    def of(self, items: Iterable[_Item]) -> Iterator[_Item]:
        for item in items:
            if self.count == self._most or self._written.byte_count > ANSWER_BYTES:
                self.is_cut = True
                return
            self.count += 1
            yield item


if __name__ == "__main__":
    main(int(sys.argv[1]))
