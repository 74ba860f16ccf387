"""Files, folders and standard input to articles."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import UnreadableInput
from ..records import Article
from .assemble import assemble
from .decoding import decode
from .english import require_english
from .frontmatter import Document, documents
from .jsonl import MAX_LINE, read_lines
from .lines import split_lines
from .markdown import without_block_marks
from .splitting import split_page

MAX_FILE = 50_000_000
"""Largest text file read, in bytes; JSON lines are read line by line and may be larger."""
SUFFIXES = (".txt", ".md", ".markdown", ".jsonl")
STDIN = "-"
_MARKDOWN = (".md", ".markdown")

Report = Callable[[UnreadableInput], None]


def read(inputs: Iterable[str | Path], *, on_error: Report | None = None) -> Iterator[Article]:
    r"""Yield the articles of files and folders, lazily, in the order given; folders in sorted order.

    Text files are decoded (byte order mark, UTF-8, best guess) and their line ends become "\n": offsets in `source`
    and `segments` count characters of that text. Pages are split into their articles and cleaned; an article with a
    front matter is cleaned only; the `text` of a JSON line is taken as it is.

    Args:
        inputs: `.txt`, `.md`, `.markdown` and `.jsonl` files; folders, from which files of these kinds are taken,
            README and hidden files left out, links that lead out of the folder not followed; "-" for standard input,
            which holds JSON lines if its first character is "{", else one text.
        on_error: called for each input, article or JSON line that cannot be read; the rest goes on.

    Raises:
        UnreadableInput: at the first such input, if `on_error` is None.
    """
    report = on_error or _raise
    for item in [inputs] if isinstance(inputs, str | Path) else inputs:
        try:
            yield from _read_input(item, report)
        except UnreadableInput as error:
            report(error)


def _raise(error: UnreadableInput) -> None:
    raise error


def _read_input(item: str | Path, report: Report) -> Iterator[Article]:
    if str(item) == STDIN:
        yield from _read_stdin(sys.stdin.buffer, report)
        return
    path, where = Path(item), _printable(str(item))
    if "\x00" in str(item):
        raise UnreadableInput(where, "got a path with a null character, expected a file or folder; check the path")
    try:
        if path.is_dir():
            yield from _read_folder(path, where, report)
        elif not path.exists():
            raise UnreadableInput(where, "no such file or folder; check the path")
        elif path.suffix.lower() not in SUFFIXES:
            raise UnreadableInput(where, f"got a {path.suffix or 'nameless'} file, expected {_kinds()}")
        elif not path.is_file():
            raise UnreadableInput(where, "got a device or pipe, expected a file; pipe it to standard input as -")
        else:
            yield from _read_file(path, where, _printable(path.name), report)
    except OSError as error:
        raise UnreadableInput(where, _reason(error)) from error


def _read_folder(folder: Path, where: str, report: Report) -> Iterator[Article]:
    paths = _files_of(folder)
    if not paths:
        raise UnreadableInput(where, f"got a folder without articles, expected {_kinds()} files in it")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            yield from _read_file(path, _printable(str(path)), _printable(name), report)
        except OSError as error:
            report(UnreadableInput(_printable(str(path)), _reason(error)))
        except UnreadableInput as error:
            report(error)


def _files_of(folder: Path) -> list[Path]:
    """Article files below a folder, sorted by their path, the same on every machine."""
    root = folder.resolve()
    found = []
    for where, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = Path(where, name)
            hidden = name.startswith(".") or name.upper().startswith("README")
            if hidden or path.suffix.lower() not in SUFFIXES:
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read_file(path: Path, where: str, file: str, report: Report) -> Iterator[Article]:
    if path.suffix.lower() == ".jsonl":
        with path.open("rb") as stream:
            yield from _read_jsonl(stream, where, file, report)
        return
    size = path.stat().st_size
    if size > MAX_FILE:
        raise UnreadableInput(where, f"got {size:,} bytes, expected at most {MAX_FILE:,}; split the file")
    markdown = path.suffix.lower() in _MARKDOWN
    yield from _read_text(path.read_bytes(), where, file, report, markdown=markdown)


def _read_stdin(stream: BinaryIO, report: Report) -> Iterator[Article]:
    where = "standard input"
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise UnreadableInput(where, f"got more than {MAX_FILE:,} bytes, expected less; save it to files")
    if data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _read_jsonl(data.splitlines(keepends=True), where, STDIN, report)
    else:
        yield from _read_text(data, where, STDIN, report)


def _read_jsonl(lines: Iterable[bytes], where: str, file: str, report: Report) -> Iterator[Article]:
    empty = True

    def heard(error: UnreadableInput) -> None:
        nonlocal empty
        empty = False
        report(error)

    for article in read_lines(_bounded(lines), where, file, heard):
        empty = False
        try:
            require_english(article.text, f"{where}: article {_printable(article.id)}")
        except UnreadableInput as error:
            report(error)
        else:
            yield article
    if empty:
        raise UnreadableInput(where, "got an empty file, expected one article per line")


def _bounded(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Lines of a stream; of one over the limit only as much as shows that it is."""
    if isinstance(lines, list):
        yield from lines
        return
    readline = getattr(lines, "readline")  # noqa: B009
    while line := readline(MAX_LINE + 2):
        rest = line
        while not rest.endswith(b"\n") and rest:
            rest = readline(MAX_LINE)
        yield line


def _read_text(data: bytes, where: str, file: str, report: Report, *, markdown: bool = False) -> Iterator[Article]:
    text = decode(data, where)
    if not text.strip():
        raise UnreadableInput(where, "got an empty file, expected the text of an article")
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise UnreadableInput(
            where, f"got a line of {longest:,} characters, expected at most {MAX_LINE:,}; break it up"
        )
    found = False
    for document in documents(text, where):
        for article in _articles(document, text, file, markdown=markdown):
            found = True
            try:
                require_english(article.text, f'{where}: "{_printable(article.title)}"' if article.title else where)
            except UnreadableInput as error:
                report(error)
            else:
                yield article
    if not found:
        raise UnreadableInput(where, "got no article text after cleaning, expected sentences; check the file")


def _articles(document: Document, text: str, file: str, *, markdown: bool) -> Iterator[Article]:
    lines = split_lines(text, document.start, document.end)
    if markdown:
        lines = without_block_marks(lines)
    for block in split_page(lines, whole=document.given is not None):
        article = assemble(block, text, file, given=document.given, markdown=markdown)
        if article:
            yield article


def _kinds() -> str:
    return ", ".join(SUFFIXES[:-1]) + " or " + SUFFIXES[-1]


def _printable(text: str) -> str:
    """Text for one line of a report: control characters and broken file names escaped."""
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)


def _reason(error: OSError) -> str:
    return f"{(error.strerror or str(error)).lower()}; check that it can be read"
