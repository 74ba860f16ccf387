"""One document to its pages, by its format."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ...errors import UnreadableInput
from ..decoding import decode
from .kinds import kind_of
from .page import Page

MAX_FILE = 50_000_000
"""Largest document read, in bytes."""

Report = Callable[[UnreadableInput], None]


def pages(
    data: bytes,
    *,
    name: str,
    where: str,
    media_type: str | None = None,
    charset: str | None = None,
    url: str | None = None,
    report: Report,
) -> Iterator[Page]:
    """Yield the pages of one document: one for most formats, one per item for feeds and news messages.

    Nothing that a document names is fetched, included or run. The same bytes give the same pages.

    Args:
        data: the whole document.
        name: its file name or path in a container; the suffix tells the format unless `media_type` does. A document
            that neither they nor its first bytes tell is text.
        where: name of the document for errors.
        media_type: as a server or container gives it, with or without parameters.
        charset: encoding that a server or container gives.
        url: the address that the document was fetched from.
        report: called for each part (item of a feed) that cannot be read; the rest goes on.

    Raises:
        UnreadableInput: if the document as a whole cannot be read.
    """
    if len(data) > MAX_FILE:
        raise UnreadableInput(where, f"got {len(data):,} bytes, expected at most {MAX_FILE:,}; split the file")
    kind = kind_of(data, name, media_type)
    # The readers load late: most need a library that takes a while to load.
    if kind in {None, "text", "markdown"}:
        yield Page(decode(data, where, charset), markdown=kind == "markdown")
    elif kind == "html":
        from .html import read_html

        yield from read_html(data, where, charset=charset, url=url)
    elif kind == "feed":
        from .feeds import read_feed

        yield from read_feed(data, where, charset=charset, url=url, report=report)
    elif kind == "newswire":
        from .newswire import read_newswire

        yield from read_newswire(data, where, url=url, report=report)
    elif kind == "mail":
        from .mail import read_mail

        yield from read_mail(data, where, url=url)
    elif kind == "pdf":
        from .pdf import read_pdf

        yield from read_pdf(data, where, url=url)
    elif kind == "docx":
        from .docx import read_docx

        yield from read_docx(data, where, url=url)
    else:
        roots = "a feed (RSS, Atom), NITF, NewsML-G2 or XHTML"
        raise UnreadableInput(where, f"got XML of another kind, expected {roots}; convert it to one of them")
