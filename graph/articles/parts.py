"""A file of any kind to its articles: what holds many documents is taken apart, and each part is read in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from ..errors import LeftOut, UnreadableInput
from ..records import Article
from ..wording import printable
from .archives import members
from .delimited import read_delimited
from .documents import MAX_FILE, read_document
from .english import require_english
from .jsonl import read_lines
from .options import ReadOptions
from .parquet import read_parquet
from .part import Capped, Part, Report, counted, kind_of, kinds
from .unpacking import Budget, TooMuch, unpacked
from .warc import web_pages


def read_part(part: Part, options: ReadOptions, report: Report, budget: Budget | None = None) -> Iterator[Article]:
    """Yield the articles of a file, or of a part of one, in its order.

    Args:
        part: what to read; its name tells the kind, unless it comes with a media type: then it is a document.
        options: names of columns.
        report: called for each part, row, line or article that cannot be read; the rest goes on.
        budget: what the file on disk may unpack to.

    Raises:
        UnreadableInput: if nothing of it can be read.
    """
    kind = "document" if part.media_type else kind_of(part.name)
    budget = budget or Budget(part.where, part.size)
    if kind in {"zip", "tar"}:
        found = members(part, "zip" if kind == "zip" else "tar", budget, report)
        yield from _each(found, options, report, budget)
    elif kind == "packed":
        yield from read_part(_inside(part, budget), options, report, budget)
    elif kind == "warc":
        yield from _web_archive(part, options, report)
    elif kind == "csv":
        yield from _english(read_delimited(part, options.columns, report), part.where, report)
    elif kind == "parquet":
        yield from _english(read_parquet(part, options.columns, report), part.where, report)
    elif kind == "lines":
        faults = Capped(report, part.where, "line")
        lines = read_lines(part.stream, part.where, part.file, faults, options.columns)
        yield from _english(lines, part.where, report)
        faults.close()
    elif kind == "document":
        yield from _document(part, report)
    else:
        suffix = PurePosixPath(part.name).suffix or "nameless"
        raise UnreadableInput(part.where, f"got a {suffix} file, expected {kinds()}")


def _each(parts: Iterator[Part], options: ReadOptions, report: Report, budget: Budget) -> Iterator[Article]:
    for part in parts:
        try:
            yield from read_part(part, options, report, budget)
        except TooMuch:
            raise
        except UnreadableInput as error:
            report(error)


def _inside(part: Part, budget: Budget) -> Part:
    """The file in a compressed file."""
    suffix = PurePosixPath(part.name.lower()).suffix
    stream = unpacked(part.stream, suffix, budget, part.where)
    return Part(part.name[: -len(suffix)], part.where, part.file, stream, part.size, part.depth + 1)


def _web_archive(part: Part, options: ReadOptions, report: Report) -> Iterator[Article]:
    """Articles of a web archive. That a page of a crawl holds no article is no fault; such pages are counted."""
    without: list[UnreadableInput] = []
    count = 0
    for page in web_pages(part, report):
        try:
            yield from read_part(page, options, report)
        except UnreadableInput as error:
            without = without or [error]
            count += 1
    if without:
        report(LeftOut(part.where, f"{counted(count, 'page')} without an article, first {without[0]}"))


def _document(part: Part, report: Report) -> Iterator[Article]:
    data = part.stream.read(MAX_FILE + 1)
    if len(data) > MAX_FILE:
        got = f"{part.size:,}" if not part.depth else f"more than {MAX_FILE:,}"
        raise UnreadableInput(part.where, f"got {got} bytes, expected at most {MAX_FILE:,}; split the file")
    yield from read_document(
        data,
        name=part.name,
        where=part.where,
        file=part.file,
        report=report,
        media_type=part.media_type,
        charset=part.charset,
        url=part.url,
    )


def _english(articles: Iterator[Article], where: str, report: Report) -> Iterator[Article]:
    for article in articles:
        try:
            require_english(article.text, f"{where}: article {printable(article.id)}")
        except UnreadableInput as error:
            report(error)
        else:
            yield article
