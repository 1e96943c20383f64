"""Some worker processes, for any number of threads that have a query."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import Pipe
from typing import IO, Any, cast

from kg.errors import QueryError
from kg.store import Store
from kg.web.served import Limits
from kg.web.sparql import asked as failures
from kg.web.sparql.asked import Asked, Busy, GivenUp, QueryTimeout, Task

WORKER_COUNT = 4
WAITING_COUNT = 100  # more askers than that are sent away
_IN_MEMORY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer: its form (select, ask or graph), its format, and a file at its start.

    `is_cut` if rows, or triples, are missing because there were more than may be.
    """

    form: str
    format: str
    body: IO[bytes]
    byte_count: int
    row_count: int
    is_cut: bool


class Call:
    """One who asks and may give up, from another thread; the worker is killed then."""

    def __init__(self) -> None:
        self._turn, self._process = threading.Lock(), cast("subprocess.Popen[bytes] | None", None)
        self.is_given_up = False

    def give_up(self) -> None:
        """End the query, if it still runs; its thread gets GivenUp."""
        with self._turn:
            self.is_given_up = True
            if self._process is not None:
                self._process.kill()

    @contextmanager
    def run_by(self, process: subprocess.Popen[bytes]) -> Iterator[None]:
        """While this process works for the call; raises GivenUp if that is over already."""
        with self._turn:
            if self.is_given_up:
                raise GivenUp("given up")
            self._process = process
        try:
            yield
        finally:
            with self._turn:
                self._process = None


class Pool:
    """Answers queries on one store, as many at a time as there are workers.

    Workers start with the first query. One that is killed, by the clock or by its asker, is
    replaced.
    """

    def __init__(self, store: Store, limits: Limits, worker_count: int = WORKER_COUNT) -> None:
        self._store, self._limits = store, limits
        self._free = threading.Semaphore(worker_count)
        self._turn, self._waiting = threading.Lock(), 0
        self._idle: list[_Worker] = []
        self._is_closed = False

    def answer(self, asked: Asked, call: Call | None = None) -> Answer:
        """The answer to a query; waits for it, and before that for a worker, for one time-out.

        Raises QueryTimeout, Busy, GivenUp, StoreGone, Unacceptable, or QueryError for what is not
        SPARQL or fails.
        """
        call = call or Call()
        with self._worker() as worker:
            limits = self._limits
            task = Task(asked, self._store.place(), limits.timeout_seconds, limits.row_count)
            return worker.answer(task, call)

    @contextmanager
    def _worker(self) -> Iterator[_Worker]:
        with self._turn:
            self._waiting += 1
            is_full = self._waiting > WAITING_COUNT
        try:
            if is_full or not self._free.acquire(timeout=self._limits.timeout_seconds):
                raise Busy("too many queries are waiting; ask again later")
        finally:
            with self._turn:
                self._waiting -= 1
        try:
            with self._turn:
                worker = self._idle.pop() if self._idle else _Worker()
            try:
                yield worker
            finally:
                with self._turn:
                    self._idle.append(worker)
                    if self._is_closed:
                        self._end()
        finally:
            self._free.release()

    def close(self) -> None:
        """End all workers; those at work, when they have answered."""
        with self._turn:
            self._is_closed = True
            self._end()

    def _end(self) -> None:
        while self._idle:
            self._idle.pop().end()


class _Worker:
    """One worker's process, which is started when it is needed, and anew after its death."""

    def __init__(self) -> None:
        self._start()

    def _start(self) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            number = theirs.fileno()
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "kg.web.sparql.worker", str(number)],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                pass_fds=[number],
                process_group=0,  # Ctrl-C is for the server alone
            )

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._pipe.close()

    def answer(self, task: Task, call: Call) -> Answer:
        if self._process.poll() is not None:
            self._renew()
        body = cast(IO[bytes], tempfile.SpooledTemporaryFile(_IN_MEMORY_BYTES))  # noqa: SIM115
        is_good = False
        try:
            with call.run_by(self._process):
                self._pipe.send(task)
                answer, is_spent = self._received(body)
            is_good = not (is_spent or call.is_given_up)
            return answer
        except QueryError:
            is_good = True
            raise
        except (EOFError, OSError) as error:
            raise self._why(task, call) from error
        finally:
            if not is_good or self._process.poll() is not None:
                self._renew()

    def _received(self, body: IO[bytes]) -> tuple[Answer, bool]:
        head: dict[str, str] = {}
        while True:
            message = self._pipe.recv_bytes()
            kind, said = message[:1], message[1:]
            if kind == b"d":
                body.write(said)
            elif kind == b"a":
                head = json.loads(said)
            elif kind == b"e":
                raise _failure(json.loads(said))
            else:
                ended: dict[str, Any] = json.loads(said)
                byte_count = body.tell()
                body.seek(0)
                answer = Answer(
                    head["form"],
                    head["format"],
                    body,
                    byte_count,
                    ended["row_count"],
                    ended["is_cut"],
                )
                return answer, ended["is_spent"]

    def _why(self, task: Task, call: Call) -> QueryError:
        """Why the worker died."""
        status = self._process.wait()
        if call.is_given_up:
            return GivenUp("given up")
        if status == -signal.SIGALRM:
            return QueryTimeout(f"the query took longer than {task.timeout_seconds:g} seconds")
        return QueryError("the query nests too deeply or needs too much memory")

    def _renew(self) -> None:
        self.end()
        self._start()


def _failure(told: dict[str, str]) -> QueryError:
    kind = getattr(failures, told["kind"], QueryError)
    failure: QueryError = kind(told["message"])
    return failure
