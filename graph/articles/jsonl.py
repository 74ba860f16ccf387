"""JSON lines: one article per line, its text taken as it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from ..errors import UnreadableInput
from ..records import Article, Source
from .assemble import article_key
from .frontmatter import given

MAX_LINE = 1_000_000
"""Longest line read, in bytes for JSON lines, in characters for text."""


def read_lines(
    lines: Iterable[bytes], where: str, file: str, report: Callable[[UnreadableInput], None]
) -> Iterator[Article]:
    """Yield the articles of a JSON lines file in file order.

    `text` is neither cleaned nor split, so offsets into the article are offsets into the given string; `segments` is
    empty, for the file holds the text escaped. `source` gives the line, in characters of the decoded file.

    Args:
        lines: the lines of the file with their line ends.
        where: name of the file for errors, which say `where:line`.
        file: name of the file in `source`.
        report: called for a line that holds no article; the rest goes on.
    """
    offset = 0
    for number, raw in enumerate(lines, start=1):
        place = f"{where}:{number}"
        try:
            line = _decoded(raw, place, first=number == 1)
        except UnreadableInput as error:
            report(error)
            offset += len(raw.decode("utf-8", errors="replace"))
            continue
        body = line.rstrip("\n")
        if body.strip():
            try:
                article = _article(body, place, Source(file, offset, offset + len(body)))
            except UnreadableInput as error:
                report(error)
            else:
                yield article
        offset += len(line)


def _decoded(raw: bytes, place: str, *, first: bool) -> str:
    if len(raw) > MAX_LINE:
        raise UnreadableInput(place, f"got a line over {MAX_LINE:,} bytes, expected one article per line; split it")
    try:
        return raw.decode("utf-8-sig" if first else "utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UnreadableInput(place, "got a byte that is not UTF-8, expected JSON in UTF-8") from error


def _article(line: str, place: str, source: Source) -> Article:
    try:
        fields = json.loads(line)
    except (ValueError, RecursionError) as error:
        reason = str(error) or type(error).__name__
        raise UnreadableInput(place, f"got broken JSON ({reason}), expected one object per line") from error
    text = fields.get("text") if isinstance(fields, dict) else None
    if not isinstance(text, str):
        raise UnreadableInput(place, 'got no string "text", expected an object with the article in "text"')
    if not text.strip():
        raise UnreadableInput(place, 'got an empty "text", expected the article')
    try:
        line.encode("utf-8")
        text.encode("utf-8")
    except UnicodeEncodeError as error:
        raise UnreadableInput(place, "got half a surrogate pair, expected text that can be written as UTF-8") from error
    facts = given(fields)
    key = article_key(text, title=facts.title, publisher=facts.publisher, published=facts.published)
    return Article(
        id=facts.id or key,
        key=key,
        text=text,
        title=facts.title,
        publisher=facts.publisher,
        byline=facts.byline,
        published=facts.published,
        url=facts.url,
        source=source,
    )
