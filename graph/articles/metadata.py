"""Title, publisher, byline and date of an article, as its page says them; None where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from .furniture import is_outlet
from .splitting import Block

_DATELINE = re.compile(r"[A-Z][^()\n]{1,80}\((?P<agency>[A-Za-z][\w .-]{1,30})\)\s*[-–—]")
_SOURCE = re.compile(r"(?<=\S)\s+[(\[](?P<site>[^()\[\]]{2,40})[)\]]$")
_SITE = re.compile(r"(?<=\S)\s+[|–—-]\s+(?P<site>[^|–—]{2,40})$")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about one article."""

    title: str | None
    publisher: str | None
    byline: str | None
    published: date | None


def read_metadata(block: Block, text: str) -> Metadata:
    """Read what the header lines, the headline and the dateline of an article say.

    The first date of publication wins over the first date of a change. A publisher comes from a line that names it,
    from the byline, from a site name behind the headline or from the agency in the dateline, in this order.

    Args:
        block: the lines of the article.
        text: its cleaned text.
    """
    title, site = _title(block)
    publishers = [block.publisher, *(fact.publisher for fact in block.header), site, _dateline(text)]
    dates = [fact.published for fact in block.header] + [fact.updated for fact in block.header]
    return Metadata(
        title=title,
        publisher=next(filter(None, publishers), None),
        byline=next((fact.byline for fact in block.header if fact.byline), None),
        published=next(filter(None, dates), None),
    )


def _title(block: Block) -> tuple[str | None, str | None]:
    """Headline without the name of the site behind it, and that name."""
    if block.title is None:
        return None, None
    title = " ".join(block.title.text.strip("*_").split())
    match = _SITE.search(title) or _SOURCE.search(title)
    if match and is_outlet(match["site"].strip()):
        return title[: match.start()].rstrip(), match["site"].strip()
    return title, None


def _dateline(text: str) -> str | None:
    """Agency of "BAGHDAD (AP) —" at the start of the text."""
    match = _DATELINE.match(text)
    return match["agency"] if match and is_outlet(match["agency"]) else None
