"""PDF files with text to a page: pieces of lines with their places, put into reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ...errors import UnreadableInput
from ..frontmatter import Given
from ..headers import read_header
from .layout import Piece, running_lines, text_of
from .page import Page

_MAX_PAGES = 1_000
_MAX_PIECES = 200_000
_LEAST_LETTERS_PER_PAGE = 20  # fewer are the stamp of a scanner
_ENOUGH_LETTERS = 200
_PROGRAM = re.compile(
    r"^(?:microsoft word\b.*|untitled.*|.*\.(?:docx?|indd|pdf|qxd|pages|rtf|odt|html?))$", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}")


def read_pdf(data: bytes, where: str, *, url: str | None = None) -> Iterator[Page]:
    """Yield the page of a PDF: its text in reading order, column by column, paragraphs put together again.

    Words divided at the end of a line are joined. Running heads and page numbers are left out; the first running
    head that names a publisher or date is kept as that. The dates in the file are not taken for the date of
    publication: they say when the file was made.

    Args:
        data: the file.
        where: its name for errors.
        url: the address it was fetched from.

    Raises:
        UnreadableInput: if it is damaged, needs a password, is too large or holds no text but pictures of it.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            why = "got a PDF with a password, expected an open one; save it without the password"
        else:
            why = "got a damaged PDF, expected one that a viewer opens; save it anew"
        raise UnreadableInput(where, why) from error
    try:
        pages = _pieces(document, where)
        title = _title(document.get_metadata_dict().get("Title"))
    except (pypdfium2.PdfiumError, ValueError, OverflowError) as error:
        raise UnreadableInput(where, "got a damaged PDF, expected one that a viewer opens; save it anew") from error
    finally:
        document.close()
    letters = sum(char.isalpha() for pieces in pages for piece in pieces for char in piece.text)
    if letters < max(1, min(_ENOUGH_LETTERS, _LEAST_LETTERS_PER_PAGE * len(pages))):
        why = "got a PDF without text, a scan for instance, expected text; run a text recognition (OCR) on it first"
        raise UnreadableInput(where, why)
    publisher, published = _running_facts(pages)
    given = Given(title=title, publisher=publisher, published=published, url=url)
    yield Page(text_of(pages), given, markdown=True)


def _pieces(document: Any, where: str) -> list[list[Piece]]:
    """Pieces of lines of each page, from the top."""
    from pypdfium2 import raw

    if len(document) > _MAX_PAGES:
        raise UnreadableInput(where, f"got {len(document):,} pages, expected at most {_MAX_PAGES:,}; split the file")
    pages, count = [], 0
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        height = page.get_height()
        pieces = []
        rectangles = text.count_rects()
        count += rectangles
        if count > _MAX_PIECES:
            raise UnreadableInput(where, f"got over {_MAX_PIECES:,} pieces of text, expected fewer; split the file")
        for index in range(rectangles):
            left, bottom, right, top = text.get_rect(index)
            words = text.get_text_bounded(left, bottom, right, top)
            if not words.strip():
                continue
            char = raw.FPDFText_GetCharIndexAtPos(text, left + 0.5, (bottom + top) / 2, 3, 3)
            size = raw.FPDFText_GetFontSize(text, char) if char >= 0 else 0
            size = size if 1 < size < 200 else top - bottom
            if top - bottom <= 2.5 * size:  # else it is turned: a watermark, a note in the margin
                pieces.append(Piece(left, height - top, right, height - bottom, round(size, 1), height, words))
        pages.append(sorted(pieces, key=lambda piece: (piece.bottom, piece.left)))
        text.close()
        page.close()
    return pages


def _title(title: str | None) -> str | None:
    """Title in the properties, unless the program that made the file set it."""
    words = " ".join((title or "").split())
    return words if words and not _PROGRAM.match(words) else None


def _running_facts(pages: list[list[Piece]]) -> tuple[str | None, date | None]:
    """Publisher and date of a running head; a date with a clock is when a browser printed the page."""
    for line in running_lines(pages):
        fact = read_header(line)
        if fact and (fact.publisher or fact.published):
            return fact.publisher, None if _CLOCK.search(line) else fact.published
    return None, None
