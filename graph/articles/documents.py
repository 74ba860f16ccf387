"""One document to its articles: pages of its format, split and cleaned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from ..errors import UnreadableInput
from ..records import Article, Source
from ..wording import printable
from .assemble import assemble
from .english import require_english
from .formats import MAX_FILE, Page, pages
from .frontmatter import Document, Given, documents
from .lines import split_lines
from .markdown import without_block_marks
from .options import MAX_LINE
from .splitting import Block, split_page

__all__ = ["MAX_FILE", "printable", "read_document"]


def read_document(
    data: bytes,
    *,
    name: str,
    where: str,
    file: str,
    report: Callable[[UnreadableInput], None],
    media_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
) -> Iterator[Article]:
    r"""Yield the articles of one document, in its order.

    Args:
        data: the whole document.
        name: its file name or path in a container; the suffix tells the format unless `media_type` does.
        where: name of the document for errors.
        file: its name in `source`. Offsets count the characters of the text read from it; a document of several
            pages (the items of a feed) counts them one after the other, with a "\n" between two.
        report: called for each article or part that cannot be read; the rest goes on.
        media_type, charset, url: as a server or container gives them.

    Raises:
        UnreadableInput: if nothing of the document can be read.
    """
    heard = False

    def hear(error: UnreadableInput) -> None:
        nonlocal heard
        heard = True
        report(error)

    offset = 0
    found = False
    for page in pages(data, name=name, where=where, media_type=media_type, charset=charset, url=url, report=hear):
        try:
            articles = list(_page_articles(page, where, file))
        except UnreadableInput as error:
            hear(error)
            articles = []
        for article in articles:
            found = True
            try:
                require_english(article.text, f'{where}: "{printable(article.title)}"' if article.title else where)
            except UnreadableInput as error:
                report(error)
            else:
                yield _moved(article, offset)
        offset += len(page.text) + 1
    if not found and not heard:
        raise UnreadableInput(where, "got no article text after cleaning, expected sentences; check the file")


def _page_articles(page: Page, where: str, file: str) -> Iterator[Article]:
    text = page.text
    if not text.strip():
        raise UnreadableInput(where, "got an empty file, expected the text of an article")
    longest = max(map(len, text.split("\n")))
    if longest > MAX_LINE:
        raise UnreadableInput(
            where, f"got a line of {longest:,} characters, expected at most {MAX_LINE:,}; break it up"
        )
    parts = documents(text, where) if page.given is None else [Document(0, len(text), page.given)]
    for document in parts:
        lines = split_lines(text, document.start, document.end)
        if page.markdown:
            lines = without_block_marks(lines)
        whole = page.whole or (page.given is None and document.given is not None)
        blocks = split_page(lines, whole=whole)
        for block in blocks:
            given, otherwise = (document.given, None) if whole else (None, _for_one(document.given, block, blocks))
            article = assemble(block, text, file, given=given, otherwise=otherwise, markdown=page.markdown)
            if article:
                yield article


def _for_one(given: Given | None, block: Block, blocks: Sequence[Block]) -> Given | None:
    """What a page that is not known to be one article says about one of them, where that is silent."""
    if given is None or len(blocks) == 1:
        return given
    aged = any(fact.age for fact in block.header)
    return Given(publisher=given.publisher, published=None if aged else given.published, url=given.url)


def _moved(article: Article, offset: int) -> Article:
    """The article with its places counted from the start of the document."""
    if not offset or article.source is None:
        return article
    source = article.source
    return replace(
        article,
        source=Source(source.file, source.start + offset, source.end + offset),
        segments=tuple(replace(segment, file_start=segment.file_start + offset) for segment in article.segments),
    )
