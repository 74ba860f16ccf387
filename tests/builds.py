"""A process that builds in children of its own, the pipeline loaded once: so that builds are cheap enough to kill.

Run as a script it reads one JSON object per line, {"inputs", "into", "remove", "line"}, forks a child that builds, and
prints lines: the child's process id, "done N M" before each article, N of M read, and "ended STATUS", signals negative.
With "line" the child kills itself at that line of the code that writes a graph folder, counted from the first.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading

from killing import until


class Builds:
    """The process, seen from a test."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-W", "ignore", __file__],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
            env={**os.environ, "OMP_NUM_THREADS": "1"},
        )  # fmt: skip
        assert self._line() == "ready"

    def close(self) -> None:
        self._process.stdin.close()
        self._process.wait(60)
        self._process.stdout.close()

    def run(self, inputs, into, *, remove=False, line=None, after=None) -> tuple[int, int, int]:
        """Build, and kill it at a line or some seconds after its start.

        Returns:
            Its status, how many articles it had to read, and how many of them it had not finished.
        """
        asked = {"inputs": [str(path) for path in inputs], "into": str(into), "remove": remove, "line": line}
        print(json.dumps(asked), file=self._process.stdin, flush=True)
        child = int(self._line())
        timer = threading.Timer(after, _killed, [child]) if after is not None else None
        if timer:
            timer.start()
        done = total = 0
        while (told := self._line()).startswith("done"):
            done, total = map(int, told.split()[1:])
        if timer:
            timer.cancel()
            timer.join()
        status = int(told.split()[1])
        return status, total, total - done if status else 0

    def _line(self) -> str:
        return self._process.stdout.readline().strip()


def _killed(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        random.random()  # it ended before; nothing is left to do


def serve() -> None:
    """Load what a build needs, then build in a child for each line of standard input."""
    from tieline import language
    from tieline.builder import authority_of
    from tieline.extraction.extract import extract
    from tieline.records import Article

    names = authority_of(())
    extract(Article("a", "a", "Lina Haddad met Omar Said in Cairo."), language.load("small"), names=names)
    print("ready", flush=True)
    for line in sys.stdin:
        asked = json.loads(line)
        child = os.fork()
        if not child:
            _build(asked)
        _, status = os.waitpid(child, 0)
        print("ended", os.waitstatus_to_exitcode(status), flush=True)


def _build(asked: dict) -> None:
    from tieline.builder import build
    from tieline.errors import TielineError
    from tieline.storing import writing

    writing._BATCH = 200  # so that a few articles are several batches
    os.write(1, f"{os.getpid()}\n".encode())
    if asked["line"] is not None:
        sys.settrace(until(asked["line"]))

    def show(what, done, total):
        if what == "reading articles":
            os.write(1, f"done {done} {total}\n".encode())

    try:
        build(asked["inputs"], asked["into"], model="small", remove=asked["remove"], progress=show)
    except TielineError as error:
        print(error, file=sys.stderr)
        os._exit(2)
    else:
        os._exit(0)
    finally:
        os._exit(3)


if __name__ == "__main__":
    serve()
