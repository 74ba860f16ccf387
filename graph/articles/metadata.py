"""Title, publisher, byline and date of an article, as its page says them; None where it does not."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .datelines import Dateline, read_dateline
from .furniture import is_outlet, reads_like_outlet
from .splitting import Block

_SOURCE = re.compile(r"(?<=\S)\s+[(\[](?P<site>[^()\[\]]{2,40})[)\]]$")
_SITE = re.compile(r"(?<=\S)\s+[|–—-]\s+(?P<site>[^|–—]{2,40})$")
_QUOTED = re.compile(r"[“\"«](?P<words>[^“”\"«»]+)[”\"»]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about one article."""

    title: str | None
    publisher: str | None
    byline: str | None
    published: date | None


def read_metadata(block: Block, text: str) -> Metadata:
    """Read what the header lines, the headline and the dateline of an article say.

    The first date of publication wins over the first date of a change, both over the dateline. An age ("2 days ago")
    and a dateline without a year give a date only on a digest that tells its own, which is the date of an item without
    any. A publisher comes from a line that names it, from the byline, from a site name behind the headline or from the
    agency in the dateline, in this order.

    Args:
        block: the lines of the article.
        text: its cleaned text.
    """
    title, site = _title(block)
    dateline = read_dateline(text)
    agency = dateline.agency if dateline else None
    publishers = [block.publisher, *(fact.publisher for fact in block.header), site, agency]
    dates = [fact.published for fact in block.header] + [fact.updated for fact in block.header]
    return Metadata(
        title=title,
        publisher=next(filter(None, publishers), None),
        byline=next((fact.byline for fact in block.header if fact.byline), None),
        published=next(filter(None, dates), None) or _weak_date(block, dateline),
    )


def _weak_date(block: Block, dateline: Dateline | None) -> date | None:
    """Date of the dateline, else the one that the date of the page makes of an age or a day without a year."""
    if dateline and dateline.published:
        return dateline.published
    page = block.page_date
    if page is None:
        return None
    if dateline and dateline.day:
        return dateline.day.before(page)
    aged = next((fact for fact in block.header if fact.age), None)
    if aged is None:
        return page
    return None if aged.days is None else page - timedelta(days=aged.days)


def _title(block: Block) -> tuple[str | None, str | None]:
    """Headline without number, quotation marks of a press review and the name of the site behind it, and that name."""
    if block.title is None:
        return None, None
    left, right = block.title.title or (0, len(block.title.text))
    title = " ".join(block.title.text[left:right].strip("*_").split())
    quoted = _QUOTED.fullmatch(title)
    if quoted and any(fact.publisher for fact in block.header):
        title = quoted["words"].strip(" ,")
    for form in (_SOURCE, _SITE):
        match = form.search(title)
        if match and _is_site(match["site"].strip(), match[0], block):
            return title[: match.start()].rstrip(), match["site"].strip()
    return title, None


def _is_site(name: str, behind: str, block: Block) -> bool:
    """Whether what stands behind a headline names its outlet."""
    if is_outlet(name) or any(fact.publisher == name for fact in block.header):
        return True
    if reads_like_outlet(name):
        return True
    return (
        behind.strip().startswith("|") and len(name.split()) <= 4 and all(word[:1].isupper() for word in name.split())
    )
