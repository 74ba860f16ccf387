"""What an HTML page says about itself: JSON-LD, OpenGraph, Dublin Core and other metadata in its head."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from ..dates import find_date
from ..frontmatter import Given
from ..headers import HeaderFact, read_header

_ARTICLE = re.compile(r"(?:\w*Article|ReportageNews\w*|BlogPosting|Report|Review)")
_LISTING = frozenset({"LiveBlogPosting", "CollectionPage", "ItemList", "SearchResultsPage"})
# Names of the publication date in `name`, `property` or `itemprop`: OpenGraph, schema.org, Dublin Core, Highwire,
# and the two systems that most newsrooms tag their pages for.
_PUBLISHED = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "dcterms.issued",
    "dc.date.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "citation_publication_date",
    "citation_date",
    "parsely-pub-date",
    "sailthru.date",
    "publication_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "date",
)
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_COMPACT = re.compile(r"([12]\d{3})(\d{2})(\d{2})(?!\d)")
_HEAD_LINES = 8  # lines below the headline that may be its byline and date
_PROSE = 200


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says about itself.

    Attributes:
        given: title, byline, publisher, date, address.
        article: the page calls itself one article.
        language: code of the language it says it is in ("en"), "" if it does not say.
    """

    given: Given
    article: bool
    language: str


def read_facts(root: Any, url: str | None, lines: Sequence[str]) -> Facts:
    """Read the metadata of a page.

    The date is one that the page gives as its date of publication, in this order: JSON-LD, `meta`, `time` in the
    article, the lines under the headline, and a date of change where there is none. An address is never read for it:
    sites keep the address of an article that they publish anew, and number other things like dates.

    Args:
        root: the page.
        url: the address it was fetched from.
        lines: its paragraphs, headings marked.
    """
    from trafilatura.metadata import extract_metadata

    nodes = list(_nodes(root))
    named = _named(root)
    found = extract_metadata(root, default_url=url, extensive=False)
    publisher = found.sitename or None
    title = without_site(found.title, publisher)
    head = _head_lines(lines, title)
    return Facts(
        given=Given(
            title=title,
            byline=_byline(found.author) or next((fact.byline for fact in head if fact.byline), None),
            publisher=publisher,
            published=_published(root, nodes, named, head),
            url=_address(found.url, url),
        ),
        article=bool(nodes) or (found.pagetype or "").lower() in {"article", "news", "newsarticle"},
        language=_language(root.get("lang") or root.get("xml:lang") or ""),
    )


def _language(tag: str) -> str:
    """Language of a tag like "en-GB", "" for what is no such tag."""
    match = re.fullmatch(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8}){0,4}", tag.strip())
    return match[1].lower() if match else ""


def without_site(title: str | None, publisher: str | None) -> str | None:
    """Cut the name of the site off the end of a headline ("Bridge closed | Marsh Herald")."""
    text = " ".join((title or "").split())
    if publisher and text.casefold().endswith(publisher.casefold()):
        cut = re.sub(r"\s+[|–—:·-]\s*$", "", text[: -len(publisher)])
        text = cut if cut and cut != text[: -len(publisher)] else text
    return text or None


def day_of(text: object) -> date | None:
    """Return the calendar day of a date in ISO 8601, RFC 822 or plain words, as written, in its own time zone."""
    if not isinstance(text, str):
        return None
    text = text.strip()[:100]
    match = _COMPACT.match(text)
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError:
            return None
    found = find_date(text)
    return found.day if found else None


def _published(
    root: Any, nodes: Sequence[Mapping[str, Any]], named: Mapping[str, str], head: Sequence[HeaderFact]
) -> date | None:
    days = [day_of(node.get("datePublished")) for node in nodes]
    days += [day_of(named.get(name)) for name in _PUBLISHED]
    days += [day_of(time.get("datetime")) for time in root.xpath(_TIMES)[:3]]
    days += [fact.published for fact in head]
    days += [day_of(node.get("dateModified")) for node in nodes]
    days += [day_of(named.get(name)) for name in _MODIFIED]
    return next(filter(None, days), None)


_TIMES = (
    "//time[@pubdate][@datetime] | (//article | //main)//time[@datetime]"
    "[not(ancestor::aside or ancestor::nav or ancestor::footer or ancestor::li or ancestor::article[2])]"
)


def _nodes(root: Any) -> Iterator[Mapping[str, Any]]:
    """Articles in the JSON-LD of a page, none if it describes a list of them."""
    found = []
    for script in root.xpath('//script[@type="application/ld+json"]')[:20]:
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        stack = [data]
        for _ in range(500):  # nodes looked at; a page describes a few
            if not stack:
                break
            node = stack.pop()
            if isinstance(node, list):
                stack.extend(reversed(node[:100]))
            elif isinstance(node, dict):
                kinds = node.get("@type")
                kinds = {kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}
                if kinds & _LISTING:
                    return
                if any(_ARTICLE.fullmatch(kind) for kind in kinds):
                    found.append(node)
                stack.extend(node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node)
    yield from found


def _named(root: Any) -> dict[str, str]:
    """Values of `meta` and `itemprop` by their lower-case names; the first of each name counts."""
    found: dict[str, str] = {}
    for element in root.xpath("//meta[@content] | //*[@itemprop='datePublished' or @itemprop='dateModified']"):
        value = element.get("content") or element.get("datetime") or element.text_content()
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (element.get(key) or "").strip().lower()
            if name and value.strip():
                found.setdefault(name, value)
    return found


def _head_lines(lines: Sequence[str], title: str | None) -> list[HeaderFact]:
    """What the lines under the headline say, down to the first paragraph."""
    heads = [index for index, line in enumerate(lines) if line.startswith("# ")]
    first = next((index for index, line in enumerate(lines) if line.lstrip("# ") == title), heads[0] if heads else -1)
    found = []
    for line in lines[first + 1 : first + 1 + _HEAD_LINES] if first >= 0 else ():
        if len(line) > _PROSE:
            break
        fact = read_header(line)
        if fact:
            found.append(fact)
    return found


def _byline(author: str | None) -> str | None:
    """Names of the writers, divided by commas; None for what is too long to be names."""
    names = ", ".join(dict.fromkeys(filter(None, map(str.strip, (author or "").split(";")))))
    return names if 0 < len(names) <= 200 and not names.startswith(("http:", "https:")) else None


def _address(canonical: str | None, url: str | None) -> str | None:
    """The address the page gives for itself, unless that is the front of the site."""
    for address in (canonical, url) if canonical and urlsplit_path(canonical) else (url, canonical):
        if address and re.fullmatch(r"https?://[^\s<>\"\x00-\x1f]{3,2000}", address):
            return address
    return None


def urlsplit_path(address: str) -> str:
    """Path and query of an address, without slashes around; "" for one that is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    return (parts.path + parts.query).strip("/")
