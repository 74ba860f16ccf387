"""What every command prints with: notes and progress on standard error, results on standard output."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from ..errors import UsageError
from ..wording import printable

_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


@dataclass
class _Talk:
    quiet: bool = False
    verbose: bool = False


_talk = _Talk()


def talk(*, quiet: bool, verbose: bool) -> None:
    """Choose how much the command that runs tells besides its results and errors."""
    _talk.quiet, _talk.verbose = quiet, verbose


def note(line: str) -> None:
    """Say what is good to know and no error, unless the user wants quiet."""
    if not _talk.quiet:
        say(line)


def result(line: str) -> None:
    """Print what a command that makes something has done; who wants quiet finds it made."""
    if not _talk.quiet:
        print(line)


def tell(text: str = "") -> None:
    """Print text for people on standard output; what articles say cannot steer the terminal."""
    print(harmless(text))


def harmless(text: str) -> str:
    """Return text with the characters escaped that steer terminals or turn the direction of what follows."""
    return _STEERING.sub(lambda found: found[0].encode("unicode_escape").decode(), text)


def say(line: str) -> None:
    """Print one line on standard error, control characters shown as such."""
    print(printable(line), file=sys.stderr)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function (what, done, total) that draws a progress bar where a person is looking."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, Task, TaskID, TextColumn, TimeRemainingColumn
    from rich.text import Text

    class Rate(TextColumn):
        def __init__(self) -> None:
            super().__init__("")

        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f}/s" if task.speed else "", style="progress.data.speed")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=_talk.quiet or not console.is_terminal) as bar:
        tasks: dict[str, TaskID] = {}
        begun: dict[str, float] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                _tell_last(begun)
                begun[what] = time.monotonic()
                tasks[what] = bar.add_task(what, total=total or None)
            bar.update(tasks[what], completed=done, total=total or None)

        yield show
        _tell_last(begun)


def _tell_last(begun: dict[str, float]) -> None:
    """Say how long the last step took, where the user wants to know."""
    if _talk.verbose and begun:
        what, start = list(begun.items())[-1]
        say(f"{what}: {time.monotonic() - start:.1f} s")


@contextmanager
def standard_output() -> Iterator[IO[bytes]]:
    """Give standard output for bytes; a reader that goes away early ends the writing quietly.

    Raises:
        UsageError: if it cannot be written to.
    """
    try:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    except OSError as error:
        # What is still in the buffer must not fail once more when the process ends.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if not isinstance(error, BrokenPipeError):
            raise UsageError(
                f"cannot write to standard output: {error.strerror or error}; name a file with -o"
            ) from error


def write(data: bytes, output: Path | None) -> None:
    """Write to a file (through a temporary one, so that a failed write leaves the old) or standard output.

    Raises:
        UsageError: if the file cannot be written.
    """
    if output is None or str(output) == "-":
        with standard_output() as stream:
            stream.write(data)
        return
    from ..exports.output import write_file

    write_file(output, lambda stream: stream.write(data))
    note(f"wrote {output} ({len(data):,} bytes)")
