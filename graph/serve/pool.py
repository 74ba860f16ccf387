"""The workers: one job at a time each, killed when it takes too long, started anew when the graph was built anew."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import sqlite3
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from pathlib import Path

from ..errors import GraphFolderError
from ..findings import Findings
from .messages import Fault, Job, Limits, Reply
from .worker import work

_START = 60.0
"""Seconds that a worker may take to open the graph."""
_GLANCE = 0.1
"""Seconds between two looks at whether anybody still waits for an answer."""

_Given = Callable[[], bool]
"""Tells whether nobody waits for the answer any more."""


class Worker:
    """One process. All methods may be called from any thread; one job is answered at a time."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self._folder = folder
        self._limits = limits
        self._lock = threading.Lock()
        self._process: SpawnProcess | None = None
        self._pipe: Connection | None = None
        self._snapshot: int | None = None

    def ask(self, job: Job, *, seconds: float, given_up: _Given = lambda: False) -> Reply:
        """Return the reply to a job.

        Raises:
            Fault: 503 where it takes longer than `seconds` (the process is killed) or the graph cannot be opened,
                500 where the process ended over it.
        """
        with self._lock:
            for _ in range(3):
                self._ready()
                reply = self._exchange(job, seconds, given_up)
                if reply is not None:
                    return reply
                self._stop()
        raise Fault(503, "graph: cannot be read just now, it is being built; try again", retry=True)

    def start(self) -> None:
        """Start the process if it does not run, so that the first job need not wait.

        Raises:
            Fault: 503 where the graph cannot be opened.
        """
        with self._lock:
            self._ready()

    def stop(self) -> None:
        """Kill the process, in the middle of a job too."""
        process = self._process
        if process is not None:
            with contextlib.suppress(ValueError):  # it has been closed in the meantime
                process.kill()
        with self._lock:
            self._stop()

    def _ready(self) -> None:
        """Let a process run that has the current snapshot open."""
        if self._process is not None and self._process.is_alive() and current(self._folder) in {None, self._snapshot}:
            return
        self._stop()
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=work, args=(theirs, self._folder, self._limits), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._snapshot, reason = self._pipe.recv() if self._pipe.poll(_START) else (None, "took too long")
        except (EOFError, OSError):
            self._snapshot, reason = None, "the worker ended"
        if self._snapshot is None:
            self._stop()
            raise Fault(503, f"graph: cannot be opened ({reason}); try again", retry=True)

    def _exchange(self, job: Job, seconds: float, given_up: _Given) -> Reply | None:
        assert self._pipe is not None
        assert self._process is not None
        deadline = time.monotonic() + seconds
        try:
            self._pipe.send(job)
            while not self._pipe.poll(_GLANCE):
                if given_up():
                    self._stop()
                    raise Fault(503, "answer: nobody waits for it")
                if time.monotonic() > deadline:
                    self._stop()
                    raise Fault(503, f"answer: takes longer than {seconds:g} seconds, the most allowed; ask for less")
            reply: Reply | None = self._pipe.recv()
        except (EOFError, OSError) as error:
            self._stop()
            most = self._limits.memory >> 20
            raise Fault(
                500, f"answer: its worker ended, most likely because it needs more than {most} MB of memory"
            ) from error
        return reply

    def _stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._process.close()
        if self._pipe is not None:
            self._pipe.close()
        self._process, self._pipe, self._snapshot = None, None, None


class Pool:
    """Some workers, and who comes next.

    Args:
        folder: the graph folder.
        workers: how many answers are worked on at once.
        limits: of each answer.
    """

    def __init__(self, folder: Path, workers: int, limits: Limits) -> None:
        self._limits = limits
        self._workers = [Worker(folder, limits) for _ in range(workers)]
        self._free: asyncio.Queue[Worker] = asyncio.Queue()
        # A job that nobody waits for any more holds its thread a moment longer than its place in the queue.
        self._threads = ThreadPoolExecutor(2 * workers, thread_name_prefix="tieline-serve")

    async def open(self) -> None:
        """Start the workers; they may be asked at once."""
        for worker in self._workers:
            self._free.put_nowait(worker)
            self._threads.submit(worker.start)

    async def ask(self, job: Job, *, seconds: float | None = None) -> Reply:
        """Return the reply to a job; when cancelled, stop working on it.

        Raises:
            Fault: 503 where no worker is free in time or the answer takes longer than `seconds`.
        """
        seconds = self._limits.seconds if seconds is None else seconds
        try:
            async with asyncio.timeout(self._limits.seconds):
                worker = await self._free.get()
        except TimeoutError as error:
            raise Fault(503, "all workers are busy; try again", retry=True) from error
        given_up = threading.Event()
        try:
            loop = asyncio.get_running_loop()
            return await loop.run_in_executor(
                self._threads, lambda: worker.ask(job, seconds=seconds, given_up=given_up.is_set)
            )
        finally:
            given_up.set()
            self._free.put_nowait(worker)

    def close(self) -> None:
        """Kill the workers."""
        for worker in self._workers:
            worker.stop()
        self._threads.shutdown(wait=False, cancel_futures=True)


def current(folder: Path) -> int | None:
    """Return the number of the snapshot that readers are shown; None while that cannot be read."""
    try:
        findings = Findings(folder / "findings.sqlite", read_only=True)
    except GraphFolderError:
        return None
    try:
        found = findings.current()
    except sqlite3.Error:
        return None
    finally:
        findings.close()
    return found.number if found else None
