"""A worker process seen from its parent: asked one article at a time, started anew when it ends over one."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from typing import IO

from ..errors import UsageError
from .frames import ARTICLE, FAULT, READY, RECIPE, receive, send
from .recipe import Recipe

RECYCLED_AFTER = 2_000
"""Articles: spaCy keeps every new word, so a process grows; starting another costs under a percent of their time."""
_TRIES = 2
_ONE_THREAD = dict.fromkeys(
    ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS", "BLIS_NUM_THREADS"), "1"
) | {"TOKENIZERS_PARALLELISM": "false"}


class _Ended(Exception):
    """The process ended over an article; the message says how."""


class Child:
    """One worker process, started when first needed. One thread asks; any thread may `kill`.

    Args:
        recipe: how it is to read.
        made_by: what its findings must be made by.
        threads: let it use all cores: it is the only one.
    """

    def __init__(self, recipe: Recipe, made_by: str, *, threads: bool = False) -> None:
        self._recipe, self._made_by = recipe, made_by
        self._environment = {**os.environ, **({} if threads else _ONE_THREAD)}
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._killed = False
        self._errors: IO[bytes] | None = None
        self._read = 0

    def read(self, article: bytes) -> tuple[bytes, str]:
        """Return the findings of an article, or b"" and why there are none.

        An article over which the process ends, by itself or at its time limit, is tried once more.

        Raises:
            UsageError: if no process can be started.
        """
        how = ""
        for _ in range(_TRIES):
            try:
                kind, data = self._exchange(article)
            except _Ended as error:
                how = str(error)
                self._stop()
            else:
                return (b"", data.decode()) if kind == FAULT else (data, "")
        return b"", f"cannot be analysed: {how}, twice; leave it out or split it, and please report it"

    def kill(self) -> None:
        """End the process for good, in the middle of an article too."""
        with self._lock:
            self._killed = True
            if self._process:
                self._process.kill()

    def close(self) -> None:
        """Wait until the process has ended; only after `kill`, and when nobody asks any more."""
        self._stop()

    def _exchange(self, article: bytes) -> tuple[bytes, bytes]:
        if self._read >= RECYCLED_AFTER:
            self._stop()
        process = self._process or self._start()
        assert process.stdin is not None
        assert process.stdout is not None
        begun = time.monotonic()
        try:
            send(process.stdin, ARTICLE, article)
            answer = receive(process.stdout)
        except (EOFError, OSError) as error:
            status = process.wait()
            limit = self._recipe.time_limit(article)
            if time.monotonic() - begun >= limit:
                raise _Ended(f"it took more than {limit:.0f} seconds") from error
            means = ", most likely for want of memory" if status == -9 else ""
            raise _Ended(f"its process ended with status {status}{means}") from error
        self._read += 1
        return answer

    def _start(self) -> subprocess.Popen[bytes]:
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- as long as the process
        with self._lock:
            if self._killed:
                raise _Ended("stopped")
            self._process = subprocess.Popen(
                [sys.executable, "-m", f"{__package__}.process"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                env=self._environment,
            )
        process, self._read = self._process, 0
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, RECIPE, self._recipe.to_bytes())
            kind, data = receive(process.stdout)
        except (EOFError, OSError) as error:
            raise UsageError(self._not_started(process.wait())) from error
        if kind != READY:
            raise UsageError(data.decode())
        if data.decode() != self._made_by:
            raise UsageError(f"worker: got {data.decode()!r}, expected {self._made_by!r}; install the same version")
        return process

    def _not_started(self, status: int) -> str:
        assert self._errors is not None
        self._errors.seek(0)
        lines = self._errors.read().decode(errors="replace").strip().splitlines()
        named = [line for line in lines if re.match(r"\w+(\.\w+)*(Error|Exception):", line)]
        why = f" ({(named or lines)[-1]})" if lines else ""
        return f"worker process: ended with status {status} while it started{why}; try fewer --workers"

    def _stop(self) -> None:
        with self._lock:
            process, self._process = self._process, None
        if process:
            process.kill()
            for stream in (process.stdin, process.stdout):
                assert stream is not None
                try:
                    stream.close()
                except OSError:
                    continue  # what was not sent is not wanted any more
            process.wait()
        if self._errors:
            self._errors.close()
            self._errors = None
