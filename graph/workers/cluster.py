"""Readers on a Dask cluster that is there already: `dask scheduler` on one machine, `dask worker` on others."""

from __future__ import annotations

import queue
import threading
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, cast
from uuid import uuid4

from ..errors import ClusterError, TielineError, UsageError
from .child import Child
from .pool import Asked, Outcome, Pool
from .recipe import Recipe

_ARTICLES = 32
_SIZE = 100_000
"""Bytes: a batch takes some ten seconds, against some hundredths for handing it round."""
_AHEAD = 3
"""Batches per thread of the cluster that are at work or wait there."""
_CONNECT = 30.0
_TRIES = 5
"""A batch is given to so many workers that are lost before it is given up."""


class Cluster(Pool):
    """Reads on a Dask cluster; the batches of a worker that is lost are read by others.

    A worker of the cluster reads in child processes, one per thread of it, so that an article that never ends or ends
    its process harms nothing else.

    Args:
        address: of the scheduler, such as "tcp://host:8786".
        recipe: how to read.
        made_by: what the findings must be made by.

    Raises:
        UsageError: if dask.distributed is not installed, or the workers have another version of tieline, or none.
        ClusterError: if there is no such cluster, or it has no workers.
    """

    def __init__(self, address: str, recipe: Recipe, made_by: str) -> None:
        self._address, self._recipe, self._made_by, self._job = address, recipe, made_by, uuid4().hex
        self._client = _client(address)
        try:
            threads = _threads(self._client, address)
            _agree(self._client, recipe, made_by)
        except BaseException:
            self._client.close()
            raise
        executor = self._client.get_executor(pure=False, retries=_TRIES)
        super().__init__(executor, window=_AHEAD * threads, articles=_ARTICLES, size=_SIZE)

    def _start(self, batch: Asked) -> Future[list[Outcome]]:
        return self._executor.submit(read_batch, self._job, self._recipe, self._made_by, batch)

    def _outcomes(self, future: Future[list[Outcome]], batch: Asked) -> list[Outcome]:
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            fault = "not read: the workers of the cluster were lost over it again and again; run the same command again"
            return [Outcome(key, b"", fault) for key, _ in batch]
        except TielineError:
            raise
        except Exception as error:
            what = f"cluster at {self._address}: {type(error).__name__}: {error}"
            raise ClusterError(f"{what}; run the same command to go on") from error

    def close(self) -> None:
        for future in self._running:
            future.cancel()
        self._executor.shutdown(wait=False)
        with suppress(Exception):  # what is lost with the cluster need not be dismissed
            self._client.run(dismiss, self._job, on_error="ignore")
        self._client.close()


def _client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        need = "--cluster needs dask.distributed"
        raise UsageError(f"{need}; install it with: pip install 'tieline[cluster]'") from error
    try:
        return cast("Any", Client)(address, timeout=_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        what = f"cannot reach a Dask scheduler at {address}: {error}"
        raise ClusterError(f"{what}; start one with: dask scheduler") from error


def _threads(client: Any, address: str) -> int:
    """Return how many threads the workers have."""
    try:
        client.wait_for_workers(1, timeout=_CONNECT)
    except TimeoutError as error:
        raise ClusterError(f"no worker at the Dask scheduler {address}; start some: dask worker {address}") from error
    return sum(client.nthreads().values())


def _agree(client: Any, recipe: Recipe, made_by: str) -> None:
    """Find out, before anything is read, that every worker would read as this process does."""
    answers: dict[str, Any] = client.run(made_here, recipe, on_error="return")
    others = {worker: answer for worker, answer in sorted(answers.items()) if answer != made_by}
    if not others:
        return
    told = ", ".join(f"{worker} has {_named(answer)}" for worker, answer in list(others.items())[:5])
    more = f" and {len(others) - 5} more" if len(others) > 5 else ""
    raise UsageError(f"cluster: {told}{more}, expected {made_by!r}; install the same tieline and model on every worker")


def _named(answer: Any) -> str:
    if isinstance(answer, Exception):
        absent = "No module named" in str(answer) and __name__.partition(".")[0] in str(answer)
        return "no tieline of this version" if absent else f"{type(answer).__name__}: {answer}"
    return repr(answer)


def made_here(recipe: Recipe) -> str:
    """Return what findings would be made by on this machine."""
    return recipe.made_by(recipe.names())


_jobs: dict[str, tuple[list[Child], queue.SimpleQueue[Child]]] = {}
"""On a worker of the cluster: job -> its child processes, and those that are idle."""
_lock = threading.Lock()


def read_batch(job: str, recipe: Recipe, made_by: str, batch: Asked) -> list[Outcome]:
    """Read a batch in a child process of this worker, which is kept for the next one."""
    with _lock:
        children, idle = _jobs.setdefault(job, ([], queue.SimpleQueue()))
    try:
        child = idle.get_nowait()
    except queue.Empty:
        child = Child(recipe, made_by)
        children.append(child)
    try:
        return [Outcome(key, *child.read(article)) for key, article in batch]
    finally:
        idle.put(child)


def dismiss(job: str) -> None:
    """End the child processes of a job on this worker."""
    with _lock:
        children, _ = _jobs.pop(job, ([], None))
    for child in children:
        child.kill()
