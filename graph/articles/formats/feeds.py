"""RSS and Atom feeds to one page per item."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from html import escape
from typing import Any

from ...errors import UnreadableInput
from ..frontmatter import Given
from ..furniture import is_outlet
from .facts import day_of, without_site
from .markup import decode_markup, paragraphs, parse_html
from .page import Page
from .xml import safe_text

_TYPED = {"content-type": "application/xml; charset=utf-8"}
_CUT = re.compile(r"\s*(?:\[(?:…|\.\.\.)\]|(?:continue reading|read more)\b[^.]{0,80})\s*[→»]?$", re.IGNORECASE)


def read_feed(
    data: bytes,
    where: str,
    *,
    charset: str | None = None,
    url: str | None = None,
    report: Callable[[UnreadableInput], None],
) -> Iterator[Page]:
    """Yield one page for each item of a feed, in its order: the full content where it is there, else the summary.

    Args:
        data: the feed; one that is cut off or not well-formed is read as far as it goes.
        where: its name for errors.
        charset: as a server gives it.
        url: the address it was fetched from, for items without a link.
        report: called for each item without text.

    Raises:
        UnreadableInput: if it has no items.
    """
    import feedparser

    text = safe_text(decode_markup(data, where, charset), where)
    try:
        # A stream: a string would be taken for an address or a file name.
        feed = feedparser.parse(
            io.BytesIO(text.encode("utf-8")),
            response_headers=_TYPED,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:
        why = f"got a feed that cannot be taken apart ({type(error).__name__}), expected RSS or Atom; check the file"
        raise UnreadableInput(where, why) from error
    if not feed.entries:
        raise UnreadableInput(where, "got a feed without items, expected RSS or Atom with items; check the file")
    site = _site(_plain(feed.feed.get("title"), where))
    for number, entry in enumerate(feed.entries, start=1):
        place = f"{where}: item {number}"
        try:
            page = _page(entry, site, url, place)
        except UnreadableInput as error:
            report(error)
        else:
            yield page


def _page(entry: Mapping[str, Any], site: str | None, url: str | None, where: str) -> Page:
    bodies = [_paragraphs(part, where) for part in (*entry.get("content", ()), entry.get("summary_detail") or {})]
    body = max(bodies, key=lambda lines: sum(map(len, lines)), default=[])
    text = "\n\n".join(body)
    if not any(map(str.isalpha, text)):
        raise UnreadableInput(where, "got no text, expected a summary or the article; fetch the page that it links to")
    source = entry.get("source") or {}
    publisher = _plain(source.get("title"), where) or _plain(entry.get("publisher"), where) or site
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    byline = _plain(author, where)
    link = entry.get("link") or url
    given = Given(
        title=without_site(_plain(entry.get("title"), where), publisher),
        byline=None if byline and "@" in byline else byline,
        publisher=publisher,
        published=_day(entry, "published") or _day(entry, "updated"),
        url=link if link and re.fullmatch(r"https?://[^\s<>\"\x00-\x1f]{3,2000}", link) else None,
    )
    return Page(text, given, whole=True, markdown=True)


def _paragraphs(part: Mapping[str, Any], where: str) -> list[str]:
    """Paragraphs of a content or summary; plain text is one for each line."""
    value = part.get("value") or ""
    if not value.strip():
        return []
    if part.get("type") == "text/plain" and not re.search(r"<\w|&\w{2,8};", value):
        value = "".join(f"<p>{escape(line)}</p>" for line in value.splitlines())
    root = parse_html(f"<html><body><div>{value}</div></body></html>", where)
    lines = [_CUT.sub("", line) for line in paragraphs(root, furniture=False)]
    return [line for line in lines if line.strip()]


def _plain(value: object, where: str) -> str | None:
    """Text of a field that may hold markup, on one line."""
    if not isinstance(value, str) or not value.strip():
        return None
    if "<" in value or "&" in value:
        value = " ".join(paragraphs(parse_html(f"<html><body><div>{value}</div></body></html>", where))) or ""
    return " ".join(value.split()) or None


def _site(title: str | None) -> str | None:
    """Publisher of a feed: its title, or the known outlet in it ("World news | Reuters")."""
    parts = re.split(r"\s+[|–—:>»·-]\s+", title or "")
    return next((part for part in parts if is_outlet(part)), title)


def _day(entry: Mapping[str, Any], key: str) -> date | None:
    """Day as written; where it is written in an unknown way, what the feed library makes of it."""
    # Asked first: feedparser answers for "updated" with "published", and warns.
    if key not in entry:
        return None
    parsed = entry.get(f"{key}_parsed")
    return day_of(entry[key]) or (date(*parsed[:3]) if parsed else None)
