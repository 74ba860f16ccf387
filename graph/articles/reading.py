"""Files, folders, addresses and standard input to articles."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from ..errors import LeftOut, UnreadableInput
from ..records import Article
from ..wording import printable
from .addresses import is_address
from .documents import MAX_FILE
from .fetching import fetch
from .options import DEFAULT, ReadOptions
from .part import SUFFIXES, Part, Report, is_hidden, kind_of, kinds
from .parts import read_part

__all__ = ["MAX_FILE", "STDIN", "SUFFIXES", "read"]

STDIN = "-"


def read(
    inputs: Iterable[str | Path], *, options: ReadOptions | None = None, on_error: Report | None = None
) -> Iterator[Article]:
    r"""Yield the articles of files, folders and addresses, lazily, in the order given; folders in sorted order.

    Text files are decoded (byte order mark, UTF-8, best guess) and their line ends become "\n": offsets in `source`
    and `segments` count characters of that text. Pages are split into their articles and cleaned; an article with a
    front matter is cleaned only; the text of a JSON line or of a row of a table is taken as it is. Members of
    archives are read like files of a folder. docs/inputs.md tells what is read how.

    Args:
        inputs: files of the kinds in `SUFFIXES`; folders, from which files of these kinds are taken, README and hidden
            files left out, links that lead out of the folder not followed; addresses of the web (http, https); "-"
            for standard input, which holds JSON lines if its first character is "{", else one text.
        options: names of columns, and what may be fetched.
        on_error: called for each input, article, row or line that cannot be read, with an `OtherLanguage` for an
            article that is not English; the rest goes on. A `LeftOut` only tells what was left out on purpose.

    Raises:
        UnreadableInput: at the first such input, if `on_error` is None.
    """
    report = on_error or _raise
    for item in [inputs] if isinstance(inputs, str | Path) else inputs:
        try:
            yield from _read_input(item, options or DEFAULT, report)
        except UnreadableInput as error:
            report(error)


def _raise(error: UnreadableInput) -> None:
    if not isinstance(error, LeftOut):
        raise error


def _read_input(item: str | Path, options: ReadOptions, report: Report) -> Iterator[Article]:
    if str(item) == STDIN:
        yield from _read_stdin(sys.stdin.buffer, options, report)
        return
    if is_address(str(item)):
        yield from read_part(fetch(str(item), options), options, report)
        return
    path, where = Path(item), printable(str(item))
    if "\x00" in str(item):
        raise UnreadableInput(where, "got a path with a null character, expected a file or folder; check the path")
    try:
        if path.is_dir():
            yield from _read_folder(path, where, options, report)
        elif not path.exists():
            raise UnreadableInput(where, "no such file or folder; check the path")
        elif not path.is_file():
            raise UnreadableInput(where, "got a device or pipe, expected a file; pipe it to standard input as -")
        else:
            yield from _read_file(path, where, printable(path.name), options, report)
    except OSError as error:
        raise UnreadableInput(where, _reason(error)) from error


def _read_folder(folder: Path, where: str, options: ReadOptions, report: Report) -> Iterator[Article]:
    paths = _files_of(folder)
    if not paths:
        raise UnreadableInput(where, f"got a folder without articles, expected {kinds()} files in it")
    for path in paths:
        name = path.relative_to(folder).as_posix()
        try:
            yield from _read_file(path, printable(str(path)), printable(name), options, report)
        except OSError as error:
            report(UnreadableInput(printable(str(path)), _reason(error)))
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
            if is_hidden(name) or kind_of(name) is None:
                continue
            if path.is_file() and path.resolve().is_relative_to(root):
                found.append(path)
    return sorted(found, key=lambda path: path.relative_to(folder).as_posix())


def _read_file(path: Path, where: str, file: str, options: ReadOptions, report: Report) -> Iterator[Article]:
    with path.open("rb") as stream:
        yield from read_part(Part(path.name, where, file, stream, path.stat().st_size), options, report)


def _read_stdin(stream: BinaryIO, options: ReadOptions, report: Report) -> Iterator[Article]:
    where = "standard input"
    data = stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        raise UnreadableInput(where, f"got more than {MAX_FILE:,} bytes, expected less; save it to files")
    lines = data.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{")
    name, media_type = ("lines.jsonl", None) if lines else ("", "text/plain")
    part = Part(name, where, STDIN, io.BytesIO(data), len(data), media_type=media_type)
    yield from read_part(part, options, report)


def _reason(error: OSError) -> str:
    return f"{(error.strerror or str(error)).lower()}; check that it can be read"
