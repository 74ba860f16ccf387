"""The code blocks of a Markdown page, and how they are run: in page order, in one folder, as a reader would.

    ```sh         run by bash, line after line, until one fails
    ```python     run as a script of its own
    ```sparql     asked of the folder `graph`
    ```text       right behind one of these: what it prints; "…" cuts a line or stands for lines

A comment before a block says otherwise: `<!-- not run: why -->`, or `<!-- file: name -->` for a file to be written.
"""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_BLOCK = re.compile(
    r"(?:^<!-- (?P<order>not run|file): (?P<what>[^\n]+?) -->\n+)?^```(?P<language>\w+)\n(?P<code>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
RUN = frozenset({"sh", "python", "sparql"})
TIME = 120
"""Seconds a block may take."""


@dataclass(frozen=True)
class Snippet:
    """One block: its line in the page, its language and code, the output shown behind it, and what a comment says."""

    line: int
    language: str
    code: str
    output: str | None = None
    not_run: str | None = None
    file: str | None = None


def snippets(page: str) -> list[Snippet]:
    """Return the blocks of a page in its order; outputs belong to the block before them."""
    found: list[Snippet] = []
    end = -1
    for match in _BLOCK.finditer(page):
        order, what = match["order"], match["what"]
        line = page.count("\n", 0, match.start("code")) + 1
        follows = bool(found) and not page[end : match.start()].strip() and found[-1].language in RUN
        if match["language"] == "text" and follows and order is None:
            last = found.pop()
            found.append(Snippet(last.line, last.language, last.code, match["code"], last.not_run, last.file))
        else:
            reason, file = (what if order == name else None for name in ("not run", "file"))
            found.append(Snippet(line, match["language"], match["code"], None, reason, file))
        end = match.end()
    return found


def faults(page: str, folder: Path) -> Iterator[str]:
    """Run the blocks of a page in a folder; yield what fails or prints something else than the page says."""
    binaries = Path(sys.executable).parent
    environment = os.environ | {"PATH": f"{binaries}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "120"}
    environment |= {"NO_COLOR": "1", "PYTHONWARNINGS": "ignore", "MPLBACKEND": "agg"}
    for number, snippet in enumerate(snippets(page)):
        if snippet.file:
            (folder / snippet.file).write_text(snippet.code, encoding="utf-8")
            continue
        if snippet.language not in RUN or snippet.not_run:
            continue
        status, printed, told = _run(_command(snippet, folder / f".snippet{number}"), folder, environment)
        if status:
            yield f"line {snippet.line}: {status}\n{snippet.code}\n{told[-2000:]}"
        elif snippet.output is not None and not shows(snippet.output, printed):
            yield f"line {snippet.line}: the page shows\n{snippet.output}\nbut it prints\n{printed[:4000]}"


def _run(command: list[str], folder: Path, environment: dict[str, str]) -> tuple[str, str, str]:
    """Run a command with all it starts; return what went wrong, if anything did, and its two outputs."""
    process = subprocess.Popen(
        command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        text=True, encoding="utf-8", start_new_session=True,
    )  # fmt: skip
    try:
        printed, told = process.communicate(timeout=TIME)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        printed, told = process.communicate()
        return f"not done after {TIME} seconds", printed, told
    return f"exit status {process.returncode}" if process.returncode else "", printed, told


def _command(snippet: Snippet, file: Path) -> list[str]:
    code = snippet.code
    if snippet.language == "sh":
        code = f"set -euo pipefail\n{code}"
    file.write_text(code, encoding="utf-8")
    if snippet.language == "sparql":
        query = file.rename(file.with_suffix(".rq"))
        return [sys.executable, "-m", "tieline", "query", "graph", str(query)]
    return ["bash" if snippet.language == "sh" else sys.executable, str(file)]


def shows(shown: str, printed: str) -> bool:
    """Tell whether an output is what a page shows of it."""
    parts = []
    for line in shown.rstrip("\n").split("\n"):
        if line.strip() == "…":
            parts.append(r"(?:.*\n)*?")
        else:
            parts.append(".*?".join(re.escape(part.rstrip()) for part in line.split("…")) + r"[ \t]*\n")
    text = "\n".join(line.rstrip() for line in printed.rstrip("\n").split("\n")) + "\n"
    return re.fullmatch("".join(parts), text) is not None
