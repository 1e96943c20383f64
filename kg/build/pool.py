"""Understanding articles, in this process or in several, always in the order they come."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import TypeVar

from kg.build.stages import Understand
from kg.errors import KgError
from kg.records import Article, Reading, Skipped

IN_FLIGHT = 4  # articles a process, so that none waits and memory stays bounded
_Other = TypeVar("_Other")
_understand: Understand | None = None


def understand_all(
    articles: Iterable[Article | _Other], load: Callable[[], Understand], jobs: int
) -> Generator[Reading | Skipped | _Other, None, None]:
    """Readings of articles, in order; whatever else comes passes through in its place.

    An article on which a stage fails becomes `Skipped`. Models are loaded only if there is an
    article. Raises KgError if a process dies.
    """
    return _alone(articles, load) if jobs <= 1 else _together(articles, load, jobs)


def _alone(
    articles: Iterable[Article | _Other], load: Callable[[], Understand]
) -> Generator[Reading | Skipped | _Other, None, None]:
    understand: Understand | None = None
    for article in articles:
        if not isinstance(article, Article):
            yield article
            continue
        understand = understand or load()
        yield _attempt(understand, article)


def _together(
    articles: Iterable[Article | _Other], load: Callable[[], Understand], jobs: int
) -> Generator[Reading | Skipped | _Other, None, None]:
    # Spawned, not forked: models start threads, and a fork copies their locks as they stand.
    pool = ProcessPoolExecutor(
        jobs, multiprocessing.get_context("spawn"), initializer=_start, initargs=(load,)
    )
    waiting: deque[Future[Reading | Skipped] | _Other] = deque()
    try:
        for article in articles:
            waiting.append(_submit(pool, article) if isinstance(article, Article) else article)
            while len(waiting) >= jobs * IN_FLIGHT:
                yield _done(waiting.popleft())
        while waiting:
            yield _done(waiting.popleft())
    except BrokenProcessPool as error:
        raise KgError(
            "a process that understood articles has died, maybe for want of memory;"
            " run again with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, article: Article) -> Future[Reading | Skipped]:
    with _held_back():
        return pool.submit(_work, article)


@contextmanager
def _held_back() -> Iterator[None]:
    """Ctrl-C waits: what happens inside may start a process, which must not be half started.

    The process inherits that it is held back, and the parent alone decides what it means to all.
    The store's threads take signals as well, so that the mask of this one is not enough.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    pressed: list[int] = []
    # Elsewhere than in the main thread nobody may set a handler, and none is called.
    is_main = threading.current_thread() is threading.main_thread()
    handler = signal.getsignal(signal.SIGINT)
    if is_main:
        signal.signal(signal.SIGINT, lambda number, frame: pressed.append(number))
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
        if is_main:
            signal.signal(signal.SIGINT, handler)
    if pressed:
        raise KeyboardInterrupt


def _done(item: Future[Reading | Skipped] | _Other) -> Reading | Skipped | _Other:
    return item.result() if isinstance(item, Future) else item


def _attempt(understand: Understand, article: Article) -> Reading | Skipped:
    try:
        return understand(article)
    except Exception as error:
        kind = type(error).__name__
        return Skipped(article.id, f"cannot be understood, which is our fault: {kind}: {error}")


def _start(load: Callable[[], Understand]) -> None:
    global _understand
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_follow_parent, daemon=True).start()
    _understand = load()


def _follow_parent() -> None:
    # A parent that is killed cannot stop its pool, which would wait for work for ever.
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _work(article: Article) -> Reading | Skipped:
    assert _understand is not None
    return _attempt(_understand, article)
