"""Blocks of a page to `Article` records: text, offsets, key."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date

from ..records import Article, Segment, Source
from .captions import caption_spans
from .frontmatter import Given
from .furniture import tail_start
from .lines import Line
from .markdown import inline_marks
from .metadata import read_metadata
from .splitting import Block

_JOINT = "\n\n"
_KEY_LENGTH = 20
_BULLET = re.compile(r"[-*•·▪►]\s{1,4}(?=\S)")
Run = tuple[int, int]


def assemble(
    block: Block,
    file_text: str,
    file: str,
    *,
    given: Given | None = None,
    otherwise: Given | None = None,
    markdown: bool = False,
) -> Article | None:
    """Build the article of a block; None if nothing is left of its body after cleaning.

    Args:
        block: its lines.
        file_text: the decoded file; `source` and `segments` of the article count its characters.
        file: name of the file in `source`.
        given: front matter, which wins over what the page says.
        otherwise: what holds where both are silent.
        markdown: leave out link and emphasis marks.
    """
    paragraphs = [runs for line in block.body for runs in _paragraphs(line, markdown=markdown)]
    text, segments = _joined(paragraphs, file_text)
    if not any(char.isalpha() for char in text):
        return None
    page = read_metadata(block, text)
    given, otherwise = given or Given(), otherwise or Given()
    title = given.title or page.title or otherwise.title
    publisher = given.publisher or page.publisher or otherwise.publisher
    published = given.published or page.published or otherwise.published
    key = article_key(text, title=title, publisher=publisher, published=published)
    return Article(
        id=given.id or key,
        key=key,
        text=text,
        title=title,
        publisher=publisher,
        byline=given.byline or page.byline or otherwise.byline,
        published=published,
        url=given.url or otherwise.url,
        source=Source(file, block.first, block.last),
        segments=segments,
        summaries=tuple(" ".join(line.text.split()) for line in block.summaries),
    )


def article_key(text: str, *, title: str | None, publisher: str | None, published: date | None) -> str:
    """Return the 20 hexadecimal digits that equal articles share, wherever they were found."""
    parts = (text, title or "", publisher or "", published.isoformat() if published else "")
    joined = "\x1f".join(unicodedata.normalize("NFC", part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8")).hexdigest()[:_KEY_LENGTH]


def _paragraphs(line: Line, *, markdown: bool) -> Iterator[list[Run]]:
    """Runs of the file that make up the paragraphs of a line: a glued caption breaks it in two."""
    if line.kind != "prose":
        yield _without(line.text, 0, len(line.text), line.start, markdown=markdown)
        return
    end = tail_start(line.text)
    bullet = _BULLET.match(line.text)
    left = bullet.end() if bullet else 0
    for start, stop in [*caption_spans(line.text[:end]), (end, end)]:
        runs = _without(line.text, left, start, line.start, markdown=markdown)
        if runs:
            yield runs
        left = stop


def _without(text: str, start: int, end: int, offset: int, *, markdown: bool) -> list[Run]:
    """Runs between two places of a line, without outer white space and Markdown marks, as offsets of the file."""
    part = text[start:end]
    start += len(part) - len(part.lstrip())
    end = start + len(part.strip())
    marks = [(left + start, right + start) for left, right in inline_marks(text[start:end])] if markdown else []
    edges = [start, *(edge for mark in marks for edge in mark), end]
    pairs = zip(edges[::2], edges[1::2], strict=True)
    return [(left + offset, right + offset) for left, right in pairs if left < right]


def _joined(paragraphs: Iterable[list[Run]], file_text: str) -> tuple[str, tuple[Segment, ...]]:
    """Join paragraphs by a blank line; every other character of the text lies in a segment."""
    parts: list[str] = []
    segments: list[Segment] = []
    length = 0
    for runs in paragraphs:
        if not any(char.isalnum() for start, end in runs for char in file_text[start:end]):
            continue
        if parts:
            parts.append(_JOINT)
            length += len(_JOINT)
        for start, end in runs:
            parts.append(file_text[start:end])
            segments.append(Segment(length, start, end - start))
            length += end - start
    return "".join(parts), tuple(segments)
