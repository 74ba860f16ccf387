"""Readers: articles go in, findings come out in any order, never more of them at once than are needed."""

from __future__ import annotations

import os
import queue
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ThreadPoolExecutor, wait
from typing import NamedTuple, Self

from .child import Child
from .process import fault_of
from .recipe import Read, Recipe

MOST_USUAL = 4
"""Workers unless the user wants more: each takes half a gigabyte."""
_GLANCE = 0.5
"""Seconds between two looks at whether the user has interrupted, which a wait without end may not notice."""


class Outcome(NamedTuple):
    """What became of one article: its findings, or b"" and the fault."""

    key: str
    data: bytes
    fault: str


Asked = Sequence[tuple[str, bytes]]
"""Articles with a key each, by which the outcome names them."""


class Reader(ABC):
    """Reads articles. Submit while there is `room`; ask for what is `finished`; close it."""

    @property
    @abstractmethod
    def room(self) -> bool:
        """Whether another article would not have to wait long."""

    @abstractmethod
    def submit(self, key: str, article: bytes) -> None:
        """Take an article to be read."""

    @abstractmethod
    def finished(self, *, waiting: bool) -> list[Outcome]:
        """Return the outcomes that nobody got yet.

        Args:
            waiting: if there is none, wait for one; none at all then means that nothing is left to read.
        """

    @abstractmethod
    def close(self) -> None:
        """Stop at once; what is being read is lost."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class Here(Reader):
    """Reads in this process, one article per call of `finished`."""

    def __init__(self, load: Callable[[], Read]) -> None:
        self._load = load
        self._read: Read | None = None
        self._waiting: deque[tuple[str, bytes]] = deque()

    @property
    def room(self) -> bool:
        return not self._waiting

    def submit(self, key: str, article: bytes) -> None:
        self._waiting.append((key, article))

    def finished(self, *, waiting: bool) -> list[Outcome]:
        if not waiting or not self._waiting:
            return []
        self._read = self._read or self._load()
        key, article = self._waiting.popleft()
        try:
            return [Outcome(key, self._read(article), "")]
        except Exception as error:  # noqa: BLE001 -- one bad article never stops the rest
            return [Outcome(key, b"", fault_of(error))]

    def close(self) -> None:
        self._waiting.clear()


class Pool(Reader):
    """Reads by an executor, in batches.

    Args:
        executor: runs `read` of a batch; the base class shuts it down.
        window: batches at work at once.
        articles, size: a batch holds at most so many articles, and is full at so many bytes.
    """

    def __init__(self, executor: Executor, *, window: int, articles: int = 1, size: int = 1) -> None:
        self._executor = executor
        self._window, self._articles, self._size = window, articles, size
        self._batch: list[tuple[str, bytes]] = []
        self._running: dict[Future[list[Outcome]], Asked] = {}

    @property
    def room(self) -> bool:
        return len(self._running) < self._window

    def submit(self, key: str, article: bytes) -> None:
        self._batch.append((key, article))
        if len(self._batch) >= self._articles or sum(len(data) for _, data in self._batch) >= self._size:
            self._send()

    def finished(self, *, waiting: bool) -> list[Outcome]:
        if waiting and self._batch:
            self._send()
        done: set[Future[list[Outcome]]] = set()
        while self._running and not done:
            done, _ = wait(self._running, timeout=_GLANCE if waiting else 0, return_when=FIRST_COMPLETED)
            if not waiting:
                break
        return [outcome for future in done for outcome in self._outcomes(future, self._running.pop(future))]

    def _send(self) -> None:
        self._running[self._start(self._batch)] = self._batch
        self._batch = []

    @abstractmethod
    def _start(self, batch: Asked) -> Future[list[Outcome]]:
        """Let a batch be read."""

    def _outcomes(self, future: Future[list[Outcome]], batch: Asked) -> list[Outcome]:  # noqa: ARG002
        """Return what came out of a batch that is done."""
        return future.result()


class Local(Pool):
    """Reads in processes of this machine, each started when it is first needed.

    Args:
        recipe: how to read.
        made_by: what the findings must be made by.
        workers: how many processes; a single one uses all cores.
    """

    def __init__(self, recipe: Recipe, made_by: str, workers: int) -> None:
        super().__init__(ThreadPoolExecutor(workers), window=4 * workers)
        self._children = [Child(recipe, made_by, threads=workers == 1) for _ in range(workers)]
        self._idle: queue.SimpleQueue[Child] = queue.SimpleQueue()
        for child in self._children:
            self._idle.put(child)

    def _start(self, batch: Asked) -> Future[list[Outcome]]:
        return self._executor.submit(self._read, batch)

    def _read(self, batch: Asked) -> list[Outcome]:
        child = self._idle.get()
        try:
            return [Outcome(key, *child.read(article)) for key, article in batch]
        finally:
            self._idle.put(child)

    def close(self) -> None:
        for child in self._children:
            child.kill()
        self._executor.shutdown(wait=True, cancel_futures=True)
        for child in self._children:
            child.close()


def usual_workers() -> int:
    """Return how many workers a big job gets: one per core this process may use, at most `MOST_USUAL`."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(cores, MOST_USUAL)
