"""JSON lines: one article per line, its text taken as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import BinaryIO

from ..errors import UnreadableInput
from ..records import Article, Source
from .options import MAX_LINE, NO_COLUMNS
from .rows import article_of, choose_columns


def read_lines(
    stream: BinaryIO,
    where: str,
    file: str,
    report: Callable[[UnreadableInput], None],
    wanted: Mapping[str, str] = NO_COLUMNS,
) -> Iterator[Article]:
    """Yield the articles of a JSON lines file in file order.

    `text` is neither cleaned nor split, so offsets into the article are offsets into the given string; `segments` is
    empty, for the file holds the text escaped. `source` gives the line, in characters of the decoded file.

    Args:
        stream: the file.
        where: name of the file for errors, which say `where:line`.
        file: name of the file in `source`.
        report: called for a line that holds no article; the rest goes on.
        wanted: field of an article -> key that holds it, where the user has named it.

    Raises:
        UnreadableInput: for an empty file.
    """
    offset = 0
    empty = True
    for number, raw in enumerate(_bounded(stream), start=1):
        place = f"{where}:{number}"
        try:
            line = _decoded(raw, place, first=number == 1)
        except UnreadableInput as error:
            empty = False
            report(error)
            offset += len(raw.decode("utf-8", errors="replace"))
            continue
        body = line.rstrip("\n")
        if body.strip():
            empty = False
            try:
                article = _article(body, place, Source(file, offset, offset + len(body)), wanted)
            except UnreadableInput as error:
                report(error)
            else:
                yield article
        offset += len(line)
    if empty:
        raise UnreadableInput(where, "got an empty file, expected one article per line")


def _bounded(stream: BinaryIO) -> Iterator[bytes]:
    """Lines of a stream; of one over the limit only as much as shows that it is."""
    while line := stream.readline(MAX_LINE + 2):
        rest = line
        while not rest.endswith(b"\n") and rest:
            rest = stream.readline(MAX_LINE)
        yield line


def _decoded(raw: bytes, place: str, *, first: bool) -> str:
    if len(raw) > MAX_LINE:
        raise UnreadableInput(place, f"got a line over {MAX_LINE:,} bytes, expected one article per line; split it")
    try:
        return raw.decode("utf-8-sig" if first else "utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableInput(place, "got a byte that is not UTF-8, expected JSON in UTF-8") from error


def _article(line: str, place: str, source: Source, wanted: Mapping[str, str]) -> Article:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise UnreadableInput(place, f"got broken JSON ({reason}), expected one object per line") from error
    if not isinstance(fields, dict):
        raise UnreadableInput(place, 'got no object, expected one with the article in "text"')
    columns = choose_columns(list(fields), wanted, place, sparse=True)
    text = fields[columns.text]
    if not isinstance(text, str):
        raise UnreadableInput(place, f"got no string in {columns.text!r}, expected the text of the article")
    if not text.strip():
        raise UnreadableInput(place, f"got an empty {columns.text!r}, expected the article")
    try:
        line.encode("utf-8")
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(place, "got half a surrogate pair, expected text that can be written as UTF-8") from error
    return article_of(fields, text, columns, source)
