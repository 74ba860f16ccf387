"""HTML pages to text: the article without menus, captions, comments; a page of several articles whole."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from typing import Any

from ...errors import OtherLanguage, UnreadableInput
from ..frontmatter import Given
from ..lines import split_lines
from ..markdown import without_block_marks
from ..splitting import split_page
from ..starts import LEAST_TEASER
from .facts import day_of, read_facts
from .markup import decode_markup, paragraphs, parse_html
from .page import Page

JOINT = "\n\n"
_LEAST_LETTERS = 200  # letters; a shorter text does not show its language by itself
_COMMENT = re.compile(r"\b(?:comments?|commentlist|respond|replies)\b", re.IGNORECASE)
_NO_TEXT = (
    "got a page without article text, expected paragraphs; if a script loads its text, save it from a browser that"
    " shows it"
)


def read_html(data: bytes, where: str, *, charset: str | None = None, url: str | None = None) -> Iterator[Page]:
    """Yield the page of an HTML or XHTML document, or one for each article of a page that marks several.

    Args:
        data: the document.
        where: its name for errors.
        charset: as a server gives it.
        url: the address it was fetched from; the canonical address that the page names wins.

    Raises:
        UnreadableInput: if it has no article text.
    """
    yield from read_markup(decode_markup(data, where, charset), where, url=url)


def read_markup(text: str, where: str, *, url: str | None = None) -> list[Page]:
    """Return the pages of a decoded HTML document, as `read_html` does."""
    if not text.strip():
        raise UnreadableInput(where, "got an empty file, expected the text of an article")
    root = parse_html(text, where)
    try:
        found = _pages(root, url, where)
    except UnreadableInput:
        raise
    except Exception as error:  # the extractor has met most pages of the web, not all
        why = f"got HTML that cannot be taken apart ({type(error).__name__}); save the page as text"
        raise UnreadableInput(where, why) from error
    if not found:
        raise UnreadableInput(where, _NO_TEXT)
    return found


def _pages(root: Any, url: str | None, where: str) -> list[Page]:
    lines = paragraphs(root, furniture=False)
    facts = read_facts(root, url, lines)
    marked = _marked_articles(root)
    if len(marked) > 1:
        return [page for article in marked if (page := _part(article, facts.given))]
    if not facts.article and _holds_several(lines):
        return [Page(JOINT.join(lines), facts.given, markdown=True)]
    text = JOINT.join(_main_text(root))
    if not any(map(str.isalpha, text)):
        return []
    if facts.language not in {"", "en"} and sum(map(str.isalpha, text)) <= _LEAST_LETTERS:
        raise OtherLanguage(where, facts.language)
    return [Page(text, facts.given, whole=True, markdown=True)]


def _main_text(root: Any) -> list[str]:
    """Paragraphs of the one article of a page."""
    from trafilatura import bare_extraction

    # deduplicate would keep state: the same page would give another text the sixth time.
    found = bare_extraction(root, include_comments=False, favor_precision=True, include_images=False, deduplicate=False)
    return paragraphs(found.body) if found is not None and not isinstance(found, dict) else []


def _marked_articles(root: Any) -> list[Any]:
    """Elements `article` that are one each: with a heading and some text, not inside another."""
    return [
        element
        for element in root.xpath("//article[not(ancestor::article or ancestor::aside or ancestor::nav)]")
        if element.xpath("boolean(.//h1 | .//h2 | .//h3)")
        and not any(
            _COMMENT.search(f"{near.get('class')} {near.get('id')}") for near in (element, *element.iterancestors())
        )
        and sum(len(line) for line in paragraphs(element, furniture=False) if not line.startswith("#")) >= LEAST_TEASER
    ]


def _part(article: Any, given: Given) -> Page | None:
    """One article of a page that marks several."""
    from lxml import html

    lines = paragraphs(article, furniture=False)
    times = [day for time in article.xpath(".//time[@datetime]")[:1] if (day := day_of(time.get("datetime")))]
    head = next((line.lstrip("# ") for line in lines if line.startswith("#")), None)
    page = html.document_fromstring("<html><body></body></html>")
    page.body.append(deepcopy(article))
    text = JOINT.join(_main_text(page))
    if not any(map(str.isalpha, text)):
        return None
    facts = read_facts(page, None, lines)
    published = times[0] if times else facts.given.published
    own = Given(
        title=head,
        byline=facts.given.byline,
        publisher=given.publisher,
        published=published or given.published,
        url=given.url,
    )
    return Page(text, own, whole=True, markdown=True)


def _holds_several(lines: Sequence[str]) -> bool:
    """Whether the paragraphs of a page split into several articles of some length."""
    text = JOINT.join(lines)
    blocks = split_page(without_block_marks(split_lines(text, 0, len(text))))
    long = [block for block in blocks if sum(len(line.text) for line in block.body) >= LEAST_TEASER]
    return len(long) > 1
