"""What every command prints with: notes and progress on standard error, results on standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ..errors import UsageError


def say(line: str) -> None:
    """Print one line on standard error, control characters shown as such."""
    shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in line)
    print(shown, file=sys.stderr)


@contextmanager
def progress() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function (what, done, total) that draws a progress bar where a person is looking."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True)
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        tasks: dict[str, int] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in tasks:
                tasks[what] = bar.add_task(what, total=total)
            bar.update(bar.tasks[list(tasks).index(what)].id, completed=done, total=total)

        yield show


def write(data: bytes, output: Path | None) -> None:
    """Write to a file (through a temporary one, so that a failed write leaves the old) or standard output.

    Raises:
        UsageError: if the file cannot be written.
    """
    if output is None or str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    partial = output.with_name(f".{output.name}.partial")
    try:
        partial.write_bytes(data)
        partial.replace(output)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise UsageError(f"cannot write {output}: {error.strerror}; choose another -o") from error
    say(f"wrote {output} ({len(data):,} bytes)")
